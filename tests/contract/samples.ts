import type { DraftOf, NameOf } from '../../src/shared/contract/registry.ts'

/** For every call of the contract inputs that are right and inputs that are wrong; a call without them does not compile. */
export type Samples<K extends 'command' | 'query' | 'host'> = {
  readonly [N in NameOf<K>]: {
    /** Run in the order written here against one ledger. Empty where a call needs more of a story: it is told in a test of its own. */
    readonly valid: readonly DraftOf<K, N>[]
    /** Each with the field that is told to be wrong. */
    readonly invalid: readonly (readonly [unknown, field: string])[]
  }
}

const page = { limit: 50, offset: 0 }
const bolt = { sku: '00012', name: 'Bolt', kind: 'component', unit: 'ea', unitCost: '0.035', reorderPoint: null, notes: '' } as const
const box = { ...bolt, sku: 'BOX', name: 'Box', kind: 'finished_good', unitCost: null } as const
const line = {
  productId: 1,
  quantity: '30',
  cost: { per: 'line', amount: '1.00' },
  lotNumber: null,
  supplierLot: null,
  expiresOn: null,
} as const
const bought = { purchase: { unit: 'bag', factor: '100' }, supplierId: 1, barcodes: ['4006381333948'] }
const draft = { receiptId: null, supplierId: 1, receivedOn: '2026-01-30', lines: [line] }
const recipe: DraftOf<'command', 'bom.save'> = {
  productId: 2,
  components: [{ productId: 1, quantityPerUnit: '2', optional: false }],
  costLines: [{ kind: 'labor', name: 'Assembly', cost: { by: 'rate', rate: '30', quantityPerUnit: '0.5' } }],
}
const halfTyped: DraftOf<'command', 'bom.save_draft'> = {
  productId: 2,
  components: [{ productId: null, quantityPerUnit: 'a few', optional: false }],
  costLines: [{ kind: 'labor', name: '', cost: { by: 'rate', rate: '30', quantityPerUnit: '' } }],
  notes: '',
}
const built = { productId: 2, quantity: '3', businessDate: '2026-01-31' }

const plan = { productId: 2, quantity: '4', targetDate: '2026-02-10', assigneeId: null, notes: '' }
const replan = { plannedBuildId: 1, quantity: '5', targetDate: null, assigneeId: null, notes: 'for the fair' }

const rejected = { buildId: 1, reason: 'other', recovery: { kind: 'full' }, notes: '' } as const
const sold = { reference: '', customer: 'Ann', saleDate: '2026-01-31', lines: [{ productId: 2, quantity: '1', revenue: '9.50' }], notes: '' }
const back = { reference: '', customer: 'Ann', returnDate: '2026-01-31', lines: [{ productId: 2, quantity: '1', revenue: '9.50' }], treatment: null, notes: '' }
const found = { productId: 2, quantity: '1', reason: 'count', businessDate: '2026-01-31', notes: '' } as const

const quickbooks: DraftOf<'command', 'accounting.bind_company'> = {
  service: 'practice',
  realmId: '9130000000000000001',
  name: 'Ridgeline Metalworks',
  country: 'US',
  currency: 'USD',
  capabilities: { plan: 'QuickBooks Online Plus', tracksQuantity: true, takesAdjustments: true, booksClosedUntil: null },
}

const csvRows: DraftOf<'command', 'file.import'> = {
  kind: 'products',
  fileName: 'parts.csv',
  decimal: '.',
  dateOrder: 'mdy',
  defaults: { kind: 'Component', unit: 'ea' },
  rows: [{ row: 2, cells: { sku: 'IMPORTED', name: 'Washer', quantity: '5', unitCost: '0.10' } }],
  columns: [{ header: 'SKU', field: 'sku' }, { header: 'Shelf', field: null }],
}
const token = '00000000-0000-4000-8000-000000000001'
const decided: DraftOf<'host', 'file.preview'>['decided'] = { kind: 'products', columns: ['sku', null], decimal: '.', dateOrder: 'mdy', defaults: {}, fixes: [], leftOut: [], leaveOutRejected: false }
const readAs = { encoding: null, separator: null, sheet: null, headerRow: null, decimal: null, dateOrder: null }

const acme = { name: 'Acme', code: null, contact: '', email: '', phone: '', notes: '' }

export const commandSamples: Samples<'command'> = {
  'supplier.create': {
    valid: [acme, { ...acme, code: 'ACX', name: '  Bolt & Nut GmbH  ', email: 'a@b.example' }],
    invalid: [
      [{ ...acme, name: '' }, 'name'],
      [{ ...acme, name: '   ' }, 'name'],
      [{ ...acme, name: 'x'.repeat(121) }, 'name'],
      [{ ...acme, code: 'acm' }, 'code'],
      [{ ...acme, code: 'ABCDE' }, 'code'],
      [{ ...acme, email: 'not an address' }, 'email'],
      [{ ...acme, notes: 'x'.repeat(2001) }, 'notes'],
      [{ ...acme, surprise: 1 }, 'surprise'],
      [{ name: 'Acme' }, 'code'],
      [null, ''],
      [[acme], ''],
    ],
  },
  'supplier.update': {
    valid: [{ ...acme, supplierId: 1, name: 'Acme Metals' }],
    invalid: [
      [{ ...acme, supplierId: 0 }, 'supplierId'],
      [{ ...acme, supplierId: 1, name: '' }, 'name'],
      [acme, 'supplierId'],
    ],
  },
  'product.create': {
    valid: [bolt, box, { ...bolt, sku: 'BY MISTAKE', ...bought, barcodes: ['0012'] }],
    invalid: [
      [{ ...bolt, sku: ' ' }, 'sku'],
      [{ ...bolt, kind: 'gadget' }, 'kind'],
      [{ ...bolt, unitCost: '-1' }, 'unitCost'],
      [{ ...bolt, unitCost: '1.1234567' }, 'unitCost'],
      [{ ...bolt, unitCost: '1e3' }, 'unitCost'],
      [{ ...bolt, unitCost: 5 }, 'unitCost'],
      [{ ...bolt, reorderPoint: '9007199255' }, 'reorderPoint'],
    ],
  },
  'product.update': {
    valid: [{ ...bolt, ...bought, productId: 1, name: 'Hex bolt' }],
    invalid: [
      [{ ...bolt, ...bought, productId: 1, name: '' }, 'name'],
      [{ ...bolt, ...bought }, 'productId'],
      [{ ...bolt, productId: 1 }, 'barcodes'],
      [{ ...bolt, ...bought, productId: 1, purchase: { unit: 'bag', factor: '0' } }, 'purchase.factor'],
      [{ ...bolt, ...bought, productId: 1, purchase: { unit: '', factor: '1' } }, 'purchase.unit'],
      [{ ...bolt, ...bought, productId: 1, barcodes: ['x'.repeat(81)] }, 'barcodes.0'],
    ],
  },
  'product.add_barcode': { valid: [{ productId: 1, barcode: '4006381333931' }], invalid: [[{ productId: 1, barcode: ' ' }, 'barcode']] },
  'product.remove_barcode': { valid: [{ productId: 1, barcode: '4006381333931' }], invalid: [[{ productId: 1 }, 'barcode']] },
  'product.archive': { valid: [{ productId: 2 }], invalid: [[{ productId: 0 }, 'productId']] },
  'product.unarchive': { valid: [{ productId: 2 }], invalid: [[{}, 'productId']] },
  'product.delete': { valid: [{ productId: 3 }], invalid: [[{ productId: '3' }, 'productId']] },
  'receipt.save_draft': {
    valid: [draft, { ...draft, receiptId: 1 }, draft],
    invalid: [
      [{ ...draft, receivedOn: '2026-02-30' }, 'receivedOn'],
      [{ ...draft, receivedOn: '' }, 'receivedOn'],
      [{ ...draft, lines: [{ ...line, quantity: '-1' }] }, 'lines.0.quantity'],
      [{ ...draft, lines: [{ ...line, quantity: '0' }] }, 'lines.0.quantity'],
      [{ ...draft, lines: [line, { ...line, quantity: '1.0000001' }] }, 'lines.1.quantity'],
      [{ ...draft, lines: [{ ...line, quantity: '99999999999999' }] }, 'lines.0.quantity'],
      [{ ...draft, lines: [{ ...line, cost: { per: 'unit', amount: 'free' } }] }, 'lines.0.cost.amount'],
      [{ ...draft, lines: [{ ...line, expiresOn: 'soon' }] }, 'lines.0.expiresOn'],
      [{ ...draft, lines: [{ ...line, unit: 'sheet' }] }, 'lines.0.unit'],
      [{ ...draft, lines: [{ ...line, costToBeConfirmed: 1 }] }, 'lines.0.costToBeConfirmed'],
      [{ ...draft, asTyped: 'x'.repeat(200_001) }, 'asTyped'],
    ],
  },
  'receipt.delete_draft': { valid: [{ receiptId: 2 }], invalid: [[{ receiptId: 0 }, 'receiptId']] },
  'receipt.confirm': { valid: [{ receiptId: 1 }], invalid: [[{}, 'receiptId']] },
  'receipt.void': { valid: [{ receiptId: 1 }], invalid: [[{ receiptId: '1' }, 'receiptId']] },
  'bom.save': {
    valid: [recipe, { ...recipe, costLines: [{ kind: 'other', name: 'Box', cost: { by: 'amount', amountPerUnit: '0.10' } }] }],
    invalid: [
      [{ ...recipe, components: [{ productId: 1, quantityPerUnit: '0', optional: false }] }, 'components.0.quantityPerUnit'],
      [{ ...recipe, components: [{ productId: 1, quantityPerUnit: '0.00001', optional: false }] }, 'components.0.quantityPerUnit'],
      [{ ...recipe, costLines: [{ kind: 'labor', name: '', cost: { by: 'amount', amountPerUnit: '1' } }] }, 'costLines.0.name'],
    ],
  },
  'bom.save_draft': {
    valid: [halfTyped, { ...halfTyped, notes: 'waits for the new plate' }],
    invalid: [
      [{ ...halfTyped, components: [{ productId: 1, quantityPerUnit: 2, optional: false }] }, 'components.0.quantityPerUnit'],
      [{ ...halfTyped, costLines: [{ kind: 'rent', name: '', cost: { by: 'amount', amountPerUnit: '' } }] }, 'costLines.0.kind'],
      [{ ...halfTyped, notes: 'x'.repeat(2001) }, 'notes'],
    ],
  },
  'bom.discard_draft': { valid: [{ productId: 2 }], invalid: [[{ productId: 0 }, 'productId']] },
  'bom.activate': {
    valid: [{ productId: 2, from: { kind: 'version', bomVersionId: 1 } }],
    invalid: [
      [{ productId: 2, from: { kind: 'version' } }, 'from.bomVersionId'],
      [{ productId: 2, from: { kind: 'memory' } }, 'from.kind'],
    ],
  },
  'bom.retire': { valid: [{ productId: 2 }], invalid: [[{}, 'productId']] },
  'bom.undo_retire': { valid: [{ bomVersionId: 3 }], invalid: [[{ bomVersionId: 'two' }, 'bomVersionId']] },
  'bom.set_build_point': {
    valid: [
      { productId: 2, level: { buildPoint: '0', targetLevel: '10' } },
      { productId: 2, level: null },
    ],
    invalid: [
      [{ productId: 2, level: { buildPoint: '-1', targetLevel: '10' } }, 'level.buildPoint'],
      [{ productId: 2, level: { buildPoint: '1', targetLevel: '0' } }, 'level.targetLevel'],
    ],
  },
  'planned_build.create': {
    valid: [plan, { ...plan, targetDate: null, notes: 'two at a time' }],
    invalid: [
      [{ ...plan, quantity: '0' }, 'quantity'],
      [{ ...plan, targetDate: 'soon' }, 'targetDate'],
      [{ ...plan, notes: 'x'.repeat(2001) }, 'notes'],
    ],
  },
  'planned_build.update': {
    valid: [replan, { ...replan, lines: [{ productId: 1, quantity: '11' }] }, { ...replan, lines: [{ productId: 1, quantity: null }] }],
    invalid: [
      [{ ...replan, quantity: '' }, 'quantity'],
      [{ ...replan, lines: [{ productId: 1, quantity: '-1' }] }, 'lines.0.quantity'],
    ],
  },
  'planned_build.move': { valid: [{ plannedBuildId: 2, beforeId: 1 }, { plannedBuildId: 2, beforeId: null }], invalid: [[{ plannedBuildId: 2 }, 'beforeId']] },
  'planned_build.close': { valid: [{ plannedBuildId: 2 }], invalid: [[{}, 'plannedBuildId']] },
  'planned_build.restore': { valid: [{ plannedBuildId: 2 }], invalid: [[{ plannedBuildId: 0 }, 'plannedBuildId']] },
  'planned_build.delete': { valid: [{ plannedBuildId: 2 }], invalid: [[{ plannedBuildId: '2' }, 'plannedBuildId']] },
  'build.execute': {
    valid: [],
    invalid: [
      [{ ...built, quantity: '-4' }, 'quantity'],
      [{ ...built, quantity: 'four' }, 'quantity'],
      [{ ...built, businessDate: '31.01.2026' }, 'businessDate'],
      [{ ...built, rest: 'burn' }, 'rest'],
      [{ ...built, lines: [{ productId: 1, quantity: '-1' }] }, 'lines.0.quantity'],
      [{ ...built, lines: [{ productId: 1, quantity: '1', lots: [{ lotId: 1, quantity: '0' }] }] }, 'lines.0.lots.0.quantity'],
      [{ ...built, lines: [{ productId: 1, quantity: '1', reason: 'x'.repeat(201) }] }, 'lines.0.reason'],
    ],
  },
  'build.reverse': { valid: [], invalid: [[{ buildId: 1.5 }, 'buildId'], [{ buildId: 1, replan: 'yes' }, 'replan']] },
  'build.approve': { valid: [], invalid: [[{}, 'buildId']] },
  'build.reject': {
    valid: [],
    invalid: [
      [{ ...rejected, reason: 'bored' }, 'reason'],
      [{ ...rejected, recovery: { kind: 'partial', recovered: [{ productId: 1, quantity: '-1' }] } }, 'recovery.recovered.0.quantity'],
      [{ ...rejected, recovery: { kind: 'partial' } }, 'recovery.recovered'],
    ],
  },
  'build.undo_approval': { valid: [], invalid: [[{ buildId: 0 }, 'buildId']] },
  'build.undo_rejection': { valid: [], invalid: [[{ buildId: 'B-1' }, 'buildId']] },
  'receipt.correct_cost': {
    valid: [],
    invalid: [
      [{ receiptId: 1, lineNo: 0, cost: { per: 'unit', amount: '1' } }, 'lineNo'],
      [{ receiptId: 1, lineNo: 1, cost: { per: 'unit', amount: '-1' } }, 'cost.amount'],
    ],
  },
  'receipt.correct_quantity': {
    valid: [],
    invalid: [
      [{ receiptId: 1, lineNo: 1, quantity: '0', reason: 'count' }, 'quantity'],
      [{ receiptId: 1, lineNo: 1, quantity: '1', reason: 'because' }, 'reason'],
    ],
  },
  'sale.record': {
    valid: [sold, { ...sold, reference: 'INV-1', lines: [...sold.lines, ...sold.lines] }],
    invalid: [
      [{ ...sold, lines: [] }, 'lines'],
      [{ ...sold, lines: [{ productId: 2, quantity: '-1', revenue: '5' }] }, 'lines.0.quantity'],
      [{ ...sold, lines: [{ productId: 2, quantity: '1', revenue: '-5' }] }, 'lines.0.revenue'],
      [{ ...sold, saleDate: 'today' }, 'saleDate'],
    ],
  },
  'sale.edit': { valid: [{ ...sold, saleId: 1, customer: 'Bob' }], invalid: [[sold, 'saleId']] },
  'sale.set_also_in_quickbooks': { valid: [{ saleId: 1, alsoInQuickbooks: true }, { saleId: 1, alsoInQuickbooks: false }], invalid: [[{ saleId: 1, alsoInQuickbooks: 'yes' }, 'alsoInQuickbooks']] },
  'sale.void': { valid: [{ saleId: 1 }], invalid: [[{ saleId: 0 }, 'saleId']] },
  'return.record': {
    valid: [back, { ...back, treatment: 'price_only' }, { ...back, treatment: 'consume_like_a_sale', alsoInQuickbooks: true }],
    invalid: [
      [{ ...back, treatment: 'burn' }, 'treatment'],
      [{ ...back, returnDate: '' }, 'returnDate'],
    ],
  },
  'return.edit': { valid: [{ ...back, saleId: 3, notes: 'broken' }], invalid: [[back, 'saleId']] },
  'return.void': { valid: [{ saleId: 3 }], invalid: [[{}, 'saleId']] },
  'stock.open': {
    valid: [{ productId: 2, quantity: '5', cost: { per: 'unit', amount: '3' }, businessDate: '2026-01-01', notes: '' }],
    invalid: [[{ productId: 2, quantity: '5', cost: { per: 'box', amount: '3' }, businessDate: '2026-01-01', notes: '' }, 'cost.per']],
  },
  'stock.find': {
    valid: [{ ...found, unitCost: null }, { ...found, unitCost: '2.5' }],
    invalid: [
      [{ ...found, unitCost: null, quantity: '0' }, 'quantity'],
      [{ ...found, unitCost: null, reason: 'breakage' }, 'reason'],
    ],
  },
  'stock.adjust': {
    valid: [],
    invalid: [
      [{ ...found, change: { by: 'add', quantity: '-1', unitCost: null } }, 'change.quantity'],
      [{ ...found, change: { by: 'count', counted: '-1' } }, 'change.counted'],
      [{ ...found, change: { by: 'wish' } }, 'change.by'],
    ],
  },
  'lot.adjust': {
    valid: [{ lotId: 3, change: { by: 'signed', quantity: '-0.5' }, reason: 'breakage', businessDate: '2026-01-31', notes: '' }],
    invalid: [[{ lotId: 1, change: { by: 'signed', quantity: 'one' }, reason: 'breakage', businessDate: '2026-01-31', notes: '' }, 'change.quantity']],
  },
  'adjustment.reverse': { valid: [{ adjustmentId: 4 }], invalid: [[{ adjustmentId: -1 }, 'adjustmentId']] },
  'item.import': {
    // There are no items without a company to tell them: what these do is in items.test.ts.
    valid: [],
    invalid: [
      [{ rows: [] }, 'rows'],
      [{ rows: [{ accountingItemId: 1, as: { to: 'nowhere' } }] }, 'rows.0.as.to'],
      [{ rows: [{ accountingItemId: 1, as: { to: 'product', sku: '', kind: 'component', unit: 'ea', unitCost: '0', quantity: '0' } }] }, 'rows.0.as.sku'],
      [{ rows: [{ accountingItemId: 1, as: { to: 'product', sku: 'A', kind: 'component', unit: 'ea', unitCost: '0', quantity: '-1' } }] }, 'rows.0.as.quantity'],
    ],
  },
  'item.undo_import': { valid: [], invalid: [[{ importId: 'the last one' }, 'importId']] },
  'item.link': { valid: [], invalid: [[{ accountingItemId: 1 }, 'productId']] },
  'item.unlink': { valid: [], invalid: [[{ productIds: [] }, 'productIds'], [{ productIds: ['1'] }, 'productIds.0']] },
  'item.accept_matches': { valid: [], invalid: [[{ matches: [] }, 'matches'], [{ matches: [{ accountingItemId: 1 }] }, 'matches.0.productId']] },
  'item.set_not_product': { valid: [], invalid: [[{ accountingItemIds: [1] }, 'on'], [{ accountingItemIds: [], on: true }, 'accountingItemIds']] },
  'sale.apply_document': { valid: [], invalid: [[{ saleDocumentId: 0 }, 'saleDocumentId']] },
  'sale.set_treatment': { valid: [], invalid: [[{ saleDocumentId: 1, treatment: 'keep' }, 'treatment']] },
  'sale.try_again': { valid: [], invalid: [[{ saleDocumentId: 0 }, 'saleDocumentId']] },
  'sale.settle_quantity': { valid: [], invalid: [[{ saleDocumentId: 1, place: '1', quantity: '-1' }, 'quantity']] },
  'item.take_changes': { valid: [], invalid: [[{ accountingItemIds: [] }, 'accountingItemIds']] },
  'item.count': { valid: [], invalid: [[{ accountingItemIds: [1] }, 'toldAt']] },
  'company.set_review': { valid: [{ review: true }, { review: false }], invalid: [[{ review: 'yes' }, 'review']] },
  'company.set_returns': { valid: [{ returns: 'price_only' }], invalid: [[{ returns: 'keep' }, 'returns']] },
  'company.set_receiving': { valid: [], invalid: [[{ receiving: 1 }, 'receiving']] },
  'company.set_feature': { valid: [{ feature: 'sales', on: true }, { feature: 'sales', on: false }, { feature: 'sales', on: true }], invalid: [[{ feature: 'review', on: true }, 'feature'], [{ feature: 'sales' }, 'on']] },
  'person.create': {
    valid: [{ name: ' Ann ', role: 'admin' }, { name: 'Bob', role: 'builder' }, { name: 'Cleo', role: 'accountant' }],
    invalid: [[{ name: ' ', role: 'admin' }, 'name'], [{ name: 'Ann', role: 'owner' }, 'role'], [{ name: 'x'.repeat(121), role: 'admin' }, 'name']],
  },
  'person.update': { valid: [{ personId: 1, name: 'Anna', role: null }, { personId: 2, name: 'Bob', role: 'admin' }], invalid: [[{ personId: 2, name: 'Bob', role: 'owner' }, 'role']] },
  'person.deactivate': { valid: [{ personId: 2 }], invalid: [[{ personId: 0 }, 'personId']] },
  'person.reactivate': { valid: [{ personId: 2 }], invalid: [[{ name: 'Bob' }, 'personId']] },
  'company.set_permission': {
    valid: [{ role: 'builder', permission: 'quality', allowed: true }],
    invalid: [[{ role: 'owner', permission: 'quality', allowed: false }, 'role'], [{ role: 'builder', permission: 'flying', allowed: true }, 'permission']],
  },
  'accounting.bind_company': {
    valid: [quickbooks, { ...quickbooks, name: 'Ridgeline Metalworks Inc' }],
    invalid: [[{ ...quickbooks, service: 'elsewhere' }, 'service'], [{ ...quickbooks, currency: 'dollars' }, 'currency']],
  },
  'accounting.choose_source': { valid: [{ source: 'partsemble' }, { source: null }], invalid: [[{ source: 'cloud' }, 'source'], [{}, 'source']] },
  'accounting.set_account': {
    valid: [{ role: 'cogs', accountingAccountId: null }],
    invalid: [[{ role: 'profit', accountingAccountId: null }, 'role'], [{ role: 'cogs', accountingAccountId: '80' }, 'accountingAccountId']],
  },
  'accounting.set_export_mode': { valid: [{ type: 'builds', mode: 'auto' }, { type: 'builds', mode: 'manual' }], invalid: [[{ type: 'sales', mode: 'auto' }, 'type']] },
  'accounting.set_export_from': { valid: [{ date: '2026-01-01' }, { date: null }], invalid: [[{ date: 'today' }, 'date'], [{ date: '' }, 'date']] },
  'accounting.set_item_sync': {
    valid: [{ kinds: ['inventory'], everyMinutes: 60 }],
    invalid: [[{ kinds: [], everyMinutes: 60 }, 'kinds'], [{ kinds: ['category'], everyMinutes: null }, 'kinds.0'], [{ kinds: ['service'], everyMinutes: 1 }, 'everyMinutes']],
  },
  'accounting.journal_cost_of_sales': { valid: [], invalid: [[{ from: 'soon' }, 'from']] },
  'accounting.answer_labor': { valid: [{ answer: 'leave_out' }, { answer: null }], invalid: [[{ answer: 'maybe' }, 'answer']] },
  'sales.connect': { valid: [{ startsOn: '2026-01-01' }, { startsOn: '2025-12-01' }], invalid: [[{ startsOn: 'new year' }, 'startsOn'], [{}, 'startsOn']] },
  'sales.set_active': { valid: [{ active: false }, { active: true }], invalid: [[{ active: 'yes' }, 'active']] },
  'sales.set_schedule': { valid: [{ everyMinutes: 60 }, { everyMinutes: null }], invalid: [[{ everyMinutes: 1 }, 'everyMinutes'], [{}, 'everyMinutes']] },
  'accounting.disconnect_company': { valid: [{}], invalid: [[{ revoke: true }, 'revoke']] },
  'supplier.link_vendor': { valid: [], invalid: [[{ supplierId: 1 }, 'accountingVendorId']] },
  'supplier.unlink_vendor': { valid: [], invalid: [[{ supplierId: 0 }, 'supplierId']] },
  'supplier.import_vendors': { valid: [], invalid: [[{ accountingVendorIds: [] }, 'accountingVendorIds']] },
  'supplier.undo_import_vendors': { valid: [], invalid: [[{ supplierIds: ['1'] }, 'supplierIds.0']] },
  'person.hand_over': { valid: [{ personId: 2 }], invalid: [[{ personId: null }, 'personId']] },
  'export.send': { valid: [], invalid: [[{ exportIds: [] }, 'exportIds'], [{ exportIds: [0] }, 'exportIds.0']] },
  'export.send_with_date': { valid: [], invalid: [[{ exportIds: [1], date: 'soon' }, 'date']] },
  'export.hold': { valid: [], invalid: [[{}, 'exportIds']] },
  'export.mark_done_by_hand': { valid: [], invalid: [[{ exportIds: [1], reason: ' ' }, 'reason']] },
  'export.unmark': { valid: [], invalid: [[{ exportIds: ['1'] }, 'exportIds.0']] },
  'export.pause': { valid: [{ paused: true }, { paused: false }], invalid: [[{ paused: 'yes' }, 'paused']] },
  'export.adopt': { valid: [], invalid: [[{ exportId: 1, externalId: '' }, 'externalId']] },
  'export.send_anew': { valid: [], invalid: [[{ exportIds: [] }, 'exportIds']] },
  'export.choose_found': { valid: [], invalid: [[{ exportId: 1, externalId: '' }, 'externalId']] },
  'file.import': {
    valid: [csvRows],
    invalid: [
      [{ ...csvRows, kind: 'people' }, 'kind'],
      [{ ...csvRows, rows: [] }, 'rows'],
      [{ ...csvRows, rows: [{ row: 0, cells: {} }] }, 'rows.0.row'],
      [{ ...csvRows, decimal: ';' }, 'decimal'],
      [{ ...csvRows, fileName: ' ' }, 'fileName'],
    ],
  },
  // Told in files.test.ts.
  'file.undo_import': { valid: [], invalid: [[{ importId: 'the last one' }, 'importId'], [{}, 'importId']] },
}

export const querySamples: Samples<'query'> = {
  'supplier.list': {
    valid: [
      { search: '', limit: 50, offset: 0 },
      { search: 'a b', limit: 50, offset: 0, sort: 'email', descending: true, find: 1 },
    ],
    invalid: [
      [{ search: '', limit: 0, offset: 0 }, 'limit'],
      [{ search: '', limit: 501, offset: 0 }, 'limit'],
      [{ search: '', limit: 1.5, offset: 0 }, 'limit'],
      [{ search: 1, limit: 1, offset: 0 }, 'search'],
      [{ search: '', limit: 1, offset: -1 }, 'offset'],
      [{ search: '', limit: 1, offset: 0, sort: 'notes' }, 'sort'],
      [{ search: '', limit: 1, offset: 0, find: 'last' }, 'find'],
    ],
  },
  'supplier.get': { valid: [{ supplierId: 1 }], invalid: [[{ supplierId: 0 }, 'supplierId']] },
  'product.list': {
    valid: [
      { search: 'bo', kinds: [], sort: 'sku', descending: false, ...page },
      { search: '100%_', kinds: ['component'], sort: 'value', descending: true, ...page },
    ],
    invalid: [[{ search: '', kinds: [], sort: 'password', descending: false, ...page }, 'sort']],
  },
  'product.list_in_full': {
    valid: [{ search: '', kinds: [], sort: 'sku', descending: false, ...page }],
    invalid: [[{ search: '', kinds: ['thing'], sort: 'sku', descending: false, ...page }, 'kinds.0']],
  },
  'product.find': {
    valid: [{ search: '', kinds: [], limit: 50 }, { search: 'bol 100%', kinds: ['component'], limit: 1 }],
    invalid: [[{ search: '', kinds: [], limit: 51 }, 'limit']],
  },
  'product.find_by_code': { valid: [{ code: 'BOLT' }, { code: 'nothing' }], invalid: [[{ code: ' ' }, 'code']] },
  'product.get': { valid: [{ productId: 1 }], invalid: [[{ productId: -1 }, 'productId']] },
  'product.history': {
    valid: [{ productId: 1, beforePostingId: null, limit: 20 }, { productId: 1, beforePostingId: 2, limit: 1 }],
    invalid: [[{ productId: 1, beforePostingId: null, limit: 501 }, 'limit']],
  },
  'receipt.list': {
    valid: [
      { search: '', status: null, ...page },
      { search: 'PSB-R-00001', status: 'voided', ...page },
    ],
    invalid: [[{ search: '', status: 'lost', ...page }, 'status']],
  },
  'receipt.get': { valid: [{ receiptId: 1 }], invalid: [[{}, 'receiptId']] },
  'supplier.purchases': { valid: [{ supplierId: 1, limit: 100, offset: 0 }], invalid: [[{}, 'supplierId']] },
  'receipt.line_hints': {
    valid: [{ productId: 1, supplierId: 1 }, { productId: 1, supplierId: null }],
    invalid: [[{ productId: 0, supplierId: null }, 'productId'], [{ productId: 1 }, 'supplierId']],
  },
  'lot.list': {
    valid: [
      { search: '', productId: null, status: null, ...page },
      { search: 'ACM', productId: 1, status: 'voided', ...page },
    ],
    invalid: [[{ search: '', productId: null, status: 'new', ...page }, 'status']],
  },
  'lot.get': { valid: [{ lotId: 1 }], invalid: [[{ lotId: 'one' }, 'lotId']] },
  'lot.trace': {
    valid: [{ lotId: 1, direction: 'both' }, { lotId: 1, direction: 'into', depthMax: 1, edgesMax: 1 }],
    invalid: [[{ lotId: 1, direction: 'up' }, 'direction'], [{ lotId: 1, direction: 'from', depthMax: 0 }, 'depthMax'], [{ lotId: 1, direction: 'from', edgesMax: 20_001 }, 'edgesMax']],
  },
  'lot.recall': { valid: [{ lotId: 1 }], invalid: [[{ lotId: null }, 'lotId']] },
  'cost.explain': { valid: [{ lotId: 1 }], invalid: [[{}, 'lotId']] },
  'bom.list': {
    valid: [{ search: '', ...page }, { search: 'BO', sort: 'cost', descending: true, ...page }],
    invalid: [[{ ...page }, 'search'], [{ search: '', sort: 'weight', ...page }, 'sort']],
  },
  'bom.list_in_full': { valid: [{ search: '', ...page }], invalid: [[{ search: '', sort: 'weight', ...page }, 'sort']] },
  'bom.get': { valid: [{ productId: 2 }, { productId: 1 }], invalid: [[{}, 'productId']] },
  'bom.component_facts': { valid: [{ productIds: [1, 2, 99] }, { productIds: [] }], invalid: [[{ productIds: [0] }, 'productIds.0']] },
  'bom.tree': { valid: [{ productId: 2 }], invalid: [[{ productId: 1, depth: 2 }, 'depth']] },
  'bom.history': { valid: [{ productId: 2, ...page }], invalid: [[{ productId: 2, limit: 501, offset: 0 }, 'limit']] },
  'bom.version': { valid: [{ bomVersionId: 1 }], invalid: [[{ bomVersionId: 0 }, 'bomVersionId']] },
  'bom.diff': {
    valid: [{ productId: 2, from: { kind: 'version', bomVersionId: 1 }, to: { kind: 'version', bomVersionId: 2 } }],
    invalid: [[{ productId: 2, from: { kind: 'draft' }, to: { kind: 'today' } }, 'to.kind']],
  },
  'planned_build.list': {
    valid: [{ ...page }, { search: 'Planned 1', statuses: ['planned', 'closed'], productId: 2, from: '2026-01-01', to: '2026-12-31', overdue: true, autoGenerated: false, sort: 'target', ...page }],
    invalid: [[{ statuses: ['lost'], ...page }, 'statuses.0'], [{ from: 'now', ...page }, 'from']],
  },
  'planned_build.get': { valid: [{ plannedBuildId: 1 }], invalid: [[{}, 'plannedBuildId']] },
  'build.preview': { valid: [built, { ...built, plannedBuildId: 1 }], invalid: [[{ ...built, quantity: '' }, 'quantity']] },
  'build.list': { valid: [{ search: '', productId: null, ...page }], invalid: [[{ search: '', productId: 0, ...page }, 'productId']] },
  'build.get': { valid: [], invalid: [[{ buildId: null }, 'buildId']] },
  'build.preview_rejection': { valid: [], invalid: [[{ buildId: 1, recovery: { kind: 'half' } }, 'recovery.kind']] },
  'quality.waiting': { valid: [{}], invalid: [[{ since: 1 }, 'since']] },
  'quality.pending': {
    valid: [{ search: '', ...page }, { search: 'box B-1', ...page, sort: 'inProcess', descending: true, find: 1 }],
    invalid: [[{ search: '', ...page, sort: 'reason' }, 'sort']],
  },
  'quality.get': { valid: [], invalid: [[{}, 'buildId']] },
  'quality.reasons': {
    valid: [{ from: '2026-01-01', to: '2026-01-31', productId: null }, { from: '2026-01-01', to: '2026-01-31', productId: 2 }],
    invalid: [[{ from: 'January', to: '2026-01-31', productId: null }, 'from'], [{ from: '2026-01-01', to: '2026-01-31' }, 'productId']],
  },
  'quality.rejections': {
    valid: [
      { search: '', reason: null, productId: null, from: null, to: null, ...page },
      { search: 'box', reason: 'other', productId: 2, from: '2026-01-01', to: '2026-01-31', ...page, sort: 'wasted', find: 1 },
    ],
    invalid: [[{ search: '', reason: 'bored', productId: null, from: null, to: null, ...page }, 'reason']],
  },
  'posting.get': { valid: [{ postingId: 1 }], invalid: [[{ postingId: 0 }, 'postingId']] },
  'receipt.preview_cost': { valid: [], invalid: [[{ receiptId: 1, lineNo: 1.5, cost: { per: 'line', amount: '1' } }, 'lineNo']] },
  'document.preview_reversal': { valid: [{ kind: 'sale', id: 2 }], invalid: [[{ kind: 'lot', id: 1 }, 'kind'], [{ kind: 'sale' }, 'id']] },
  'sale.list': {
    valid: [
      { search: '', ...page },
      { search: 'An_', ...page },
      { search: '', from: '2026-01-01', to: '2026-01-31', customer: 'Ann', productId: 2, type: 'sale', source: 'manual', status: 'posted', short: true, ...page },
    ],
    invalid: [[{ search: '' }, 'limit'], [{ search: '', type: 'gift', ...page }, 'type'], [{ search: '', from: 'May', ...page }, 'from']],
  },
  'sale.get': { valid: [{ saleId: 1 }], invalid: [[{ saleId: 0 }, 'saleId']] },
  'sale.margins': { valid: [{ by: 'product', from: '2026-01-01', to: '2026-01-31' }, { by: 'customer', from: '2026-01-01', to: '2026-01-31' }, { by: 'month', from: '2026-01-01', to: '2026-01-31' }], invalid: [[{ by: 'lot', from: '2026-01-01', to: '2026-01-31' }, 'by'], [{ by: 'month', from: '', to: '2026-01-31' }, 'from']] },
  'sale.waiting': {
    valid: [
      { search: '', ...page },
      { search: 'ann', kind: 'problem', from: '2026-01-01', to: '2026-01-31', customer: 'Ann', type: 'invoice', sort: 'why', descending: true, ...page },
    ],
    invalid: [[{ search: '', kind: 'late', ...page }, 'kind'], [page, 'search']],
  },
  'sale.document': { valid: [], invalid: [[{ saleDocumentId: 0 }, 'saleDocumentId']] },
  'sale.customers': { valid: [{ search: 'an' }], invalid: [[{}, 'search']] },
  'stock.as_of': {
    valid: [
      { businessDate: '2026-01-31', knownAt: null, by: 'product', productId: null },
      { businessDate: '2026-01-31', knownAt: '2026-01-31T12:00:00.000Z', by: 'lot', productId: 2 },
    ],
    invalid: [
      [{ businessDate: 'now', knownAt: null, by: 'product', productId: null }, 'businessDate'],
      [{ businessDate: '2026-01-31', knownAt: null, by: 'shelf', productId: null }, 'by'],
    ],
  },
  'adjustment.list': {
    valid: [
      { search: '', productId: null, status: null, sort: 'date', descending: true, ...page },
      { search: 'FOUND_', productId: 1, status: 'reversed', sort: 'value', descending: false, find: 1, ...page },
    ],
    invalid: [[{ search: '', productId: null, status: null, sort: 'notes', descending: false, ...page }, 'sort']],
  },
  'adjustment.get': { valid: [{ adjustmentId: 1 }], invalid: [[{ adjustmentId: '1' }, 'adjustmentId']] },
  'person.list': { valid: [{}], invalid: [[{ search: '' }, 'search']] },
  'company.permissions': { valid: [{}], invalid: [[{ role: 'builder' }, 'role']] },
  'export.list': {
    valid: [{ tab: 'needs_you', search: '', kinds: [], ...page }, { tab: 'all', search: 'PSB-B', kinds: ['build', 'receipt'], sort: 'date', descending: false, find: 1, ...page }],
    invalid: [[{ tab: 'lost', search: '', kinds: [], ...page }, 'tab'], [{ tab: 'all', search: '', kinds: ['bill'], ...page }, 'kinds.0']],
  },
  'export.get': { valid: [], invalid: [[{ exportId: 0 }, 'exportId']] },
  'export.progress': { valid: [{ exportIds: [1, 2] }], invalid: [[{ exportIds: [] }, 'exportIds']] },
  'reconcile.get': { valid: [{}], invalid: [[{ all: true }, 'all']] },
  'reconcile.documents': { valid: [{ limit: 50, offset: 0 }], invalid: [[{ limit: 0, offset: 0 }, 'limit']] },
  'reconcile.items': { valid: [{ limit: 50, offset: 0, apartOnly: true }], invalid: [[{ limit: 50, offset: 0 }, 'apartOnly']] },
  'export.of_document': { valid: [{ kind: 'build', id: 1 }], invalid: [[{ kind: 'bill', id: 1 }, 'kind']] },
  'sales.last_sync': { valid: [{}], invalid: [[{ last: 1 }, 'last']] },
  'accounting.settings': { valid: [{}], invalid: [[{ role: 'cogs' }, 'role']] },
  'accounting.accounts': { valid: [{ role: 'cogs' }, { role: 'receiving_credit' }], invalid: [[{}, 'role'], [{ role: 'bank' }, 'role']] },
  'accounting.vendors': {
    valid: [{ search: '', ...page }, { search: 'bo 100%', show: 'not_linked', sort: 'supplier', descending: true, ...page }],
    invalid: [[{ search: '', show: 'some', ...page }, 'show'], [{ search: '', sort: 'phone', ...page }, 'sort']],
  },
  'dashboard.get': { valid: [{}, { rowsMax: 20 }], invalid: [[{ rowsMax: 0 }, 'rowsMax']] },
  'item.list': {
    valid: [{ search: 'bolt', kinds: ['inventory'], state: 'unlinked', ...page }, { search: '', kinds: [], state: null, ...page }],
    invalid: [[{ search: '', kinds: ['gadget'], state: null, ...page }, 'kinds.0'], [{ search: '', kinds: [], state: 'lost', ...page }, 'state']],
  },
  'item.get': { valid: [], invalid: [[{ accountingItemId: 0 }, 'accountingItemId']] },
  'item.of_product': { valid: [{ productId: 1 }], invalid: [[{}, 'productId']] },
  'item.import_preview': {
    valid: [{ rows: [{ accountingItemId: 1, sku: null }] }],
    invalid: [[{ rows: [] }, 'rows'], [{ rows: [{ accountingItemId: 1, sku: 'x'.repeat(201) }] }, 'rows.0.sku']],
  },
  'item.matches': { valid: [page], invalid: [[{ limit: 0, offset: 0 }, 'limit']] },
  'item.last_sync': { valid: [{}], invalid: [[{ of: 'mine' }, 'of']] },
  'company.settings': { valid: [{}], invalid: [[{ of: 'mine' }, 'of']] },
  'file.imports': { valid: [{ limit: 50, offset: 0 }], invalid: [[{ limit: 0, offset: 0 }, 'limit']] },
}

export const hostSamples: Samples<'host'> = {
  'app.status': { valid: [{}], invalid: [[{ x: 1 }, 'x']] },
  'app.quit': { valid: [{}], invalid: [[1, '']] },
  'app.open_folder': { valid: [{ folder: 'logs' }], invalid: [[{ folder: '/etc' }, 'folder']] },
  'preferences.get': { valid: [{}], invalid: [[[], '']] },
  'preferences.set': { valid: [{}, { theme: 'dark' }, { views: [{ place: 'company', list: '/sales', name: 'Short', search: { filter: 'short' } }] }], invalid: [[{ views: [{ place: 'company', list: '/sales', name: '', search: {} }] }, 'views.0.name'], [{ theme: 'pink' }, 'theme'], [{ railCollapsed: 'yes' }, 'railCollapsed']] },
  'log.window_error': { valid: [{ message: 'm', stack: '' }], invalid: [[{ message: 'm' }, 'stack'], [{ message: 'x'.repeat(4001), stack: '' }, 'message']] },
  'connection.status': { valid: [{}], invalid: [[{ now: true }, 'now']] },
  'connection.set_keys': {
    valid: [
      { service: 'sandbox', clientId: 'id', clientSecret: 'secret', redirectAddress: '' },
      { service: 'production', clientId: 'id', clientSecret: null, redirectAddress: 'https://connect.example.com/partsemble' },
    ],
    invalid: [
      [{ service: 'practice', clientId: 'id', clientSecret: 'secret', redirectAddress: '' }, 'service'],
      [{ service: 'sandbox', clientId: ' ', clientSecret: 'secret', redirectAddress: '' }, 'clientId'],
      [{ service: 'sandbox', clientId: 'id', clientSecret: '', redirectAddress: '' }, 'clientSecret'],
      [{ service: 'production', clientId: 'id', clientSecret: 'secret', redirectAddress: 'http://example.com' }, 'redirectAddress'],
    ],
  },
  'connection.begin_login': { valid: [{ service: 'practice' }], invalid: [[{ service: 'bank' }, 'service']] },
  'connection.paste_address': { valid: [{ text: 'http://localhost:8710/callback?code=1' }], invalid: [[{ text: ' ' }, 'text'], [{ text: 'x'.repeat(4001) }, 'text']] },
  'connection.cancel_login': { valid: [{}], invalid: [[{ why: '' }, 'why']] },
  'connection.disconnect': { valid: [{}], invalid: [[{ forget: true }, 'forget']] },
  'connection.show_page': {
    valid: [{ page: '/app/journal?txnId=12' }, { page: '/app/items' }],
    invalid: [[{ page: 'https://example.com' }, 'page'], [{ page: '/app/../practice/faults' }, 'page'], [{ page: '/app/journal?txnId=1&x=2' }, 'page']],
  },
  'connection.check_now': { valid: [{}], invalid: [[1, '']] },
  'sync.run': { valid: [{ kinds: ['accounts', 'vendors'] }], invalid: [[{ kinds: [] }, 'kinds'], [{ kinds: ['bills'] }, 'kinds.0']] },
  'sync.cancel': { valid: [{}], invalid: [[null, '']] },
  'operator.get': { valid: [{}], invalid: [[{ personId: 1 }, 'personId']] },
  'operator.set': { valid: [{ personId: null }], invalid: [[{ personId: 'Ann' }, 'personId'], [{}, 'personId']] },
  'practice.status': { valid: [{}], invalid: [[{ x: 1 }, 'x']] },
  'practice.open': { valid: [{}], invalid: [[{ seed: 1 }, 'seed']] },
  'practice.leave': { valid: [{}], invalid: [[{ keep: true }, 'keep']] },
  'list.save': {
    valid: [
      {
        title: 'Products',
        format: 'xlsx',
        columns: [{ header: 'SKU', path: ['sku'], as: 'text' }],
        from: { by: 'list', query: 'product.list', input: { search: '', kinds: [] }, rowsIn: 'products' },
      },
    ],
    invalid: [
      [{ title: ' ', format: 'csv', columns: [{ header: 'SKU', path: ['sku'], as: 'text' }], from: { by: 'rows', rows: [] } }, 'title'],
      [{ title: 'Lots', format: 'pdf', columns: [{ header: 'SKU', path: ['sku'], as: 'text' }], from: { by: 'rows', rows: [] } }, 'format'],
      [{ title: 'Lots', format: 'csv', columns: [], from: { by: 'rows', rows: [] } }, 'columns'],
      [{ title: 'Lots', format: 'csv', columns: [{ header: 'SKU', path: [], as: 'text' }], from: { by: 'rows', rows: [] } }, 'columns.0.path'],
    ],
  },
  'list.show_saved': { valid: [{}], invalid: [[{ file: '/etc/passwd' }, 'file']] },
  'typing.get': { valid: [{}], invalid: [[{ of: 'receipt 7' }, 'of']] },
  'typing.keep': {
    valid: [{ of: 'receipt new', text: '{}' }, { of: 'receipt new', text: null }, { of: 'receipt new', text: '{}', sentAs: token }],
    invalid: [[{ of: '', text: null }, 'of'], [{ of: 'receipt new' }, 'text'], [{ of: 'receipt new', text: 'x'.repeat(400_001) }, 'text'], [{ of: 'receipt new', text: null, sentAs: 'again' }, 'sentAs']],
  },
  'backup.now': { valid: [{}], invalid: [[null, '']] },
  'backup.list': { valid: [{}], invalid: [[null, '']] },
  'recovery.retry': { valid: [{}], invalid: [[{ force: true }, 'force']] },
  'books.check': { valid: [{}], invalid: [[{ deep: true }, 'deep']] },
  'books.cancel': { valid: [{}], invalid: [[{ now: true }, 'now']] },
  'recovery.restore': { valid: [{ file: 'ledger-20260131T120000Z-daily.db' }], invalid: [[{ file: '' }, 'file'], [{}, 'file']] },
  'file.begin': { valid: [{ fileName: 'parts.csv', bytes: 12 }], invalid: [[{ fileName: '', bytes: 12 }, 'fileName'], [{ fileName: 'a', bytes: -1 }, 'bytes']] },
  'file.add_piece': {
    valid: [{ token, at: 0, base64: 'c2t1' }],
    invalid: [[{ token, at: 0, base64: 'not base64!' }, 'base64'], [{ token, at: 0, base64: 'c2t1'.repeat(200_000) }, 'base64'], [{ token: '../x', at: 0, base64: 'c2t1' }, 'token']],
  },
  'file.read': { valid: [{ token, kind: null, as: readAs }], invalid: [[{ token, kind: null, as: { ...readAs, encoding: 'ebcdic' } }, 'as.encoding'], [{ token, kind: 'people', as: readAs }, 'kind']] },
  'file.status': { valid: [{}], invalid: [[{ token }, 'token']] },
  'file.cancel': { valid: [{ token }], invalid: [[{}, 'token']] },
  'file.preview': {
    valid: [{ token, decided, only: null, limit: 100, offset: 0 }],
    invalid: [[{ token, decided, only: 'wrong', limit: 100, offset: 0 }, 'only'], [{ token, decided: { ...decided, columns: ['price'] }, only: null, limit: 100, offset: 0 }, 'decided.columns.0'], [{ token, decided, only: null, limit: 501, offset: 0 }, 'limit']],
  },
  'file.commit': { valid: [{ token, commandId: token, decided }], invalid: [[{ token, commandId: 'again', decided }, 'commandId'], [{ token, commandId: token }, 'decided']] },
  'file.save_rejected': { valid: [{ token, decided, format: 'csv' }], invalid: [[{ token, decided, format: 'pdf' }, 'format']] },
  'file.save_template': { valid: [{ kind: 'boms', format: 'xlsx' }], invalid: [[{ kind: 'boms', format: 'ods' }, 'format']] },
}

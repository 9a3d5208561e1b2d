import type { DraftOf } from '../../../src/shared/contract/registry.ts'
import { built, type Samples } from './shape.ts'

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
const plan = { productId: 2, quantity: '4', targetDate: '2026-02-10', assigneeId: null, notes: '' }
const replan = { plannedBuildId: 1, quantity: '5', targetDate: null, assigneeId: null, notes: 'for the fair' }
const rejected = { buildId: 1, reason: 'other', recovery: { kind: 'full' }, notes: '' } as const
const sold = { reference: '', customer: 'Ann', saleDate: '2026-01-31', lines: [{ productId: 2, quantity: '1', revenue: '9.50' }], notes: '' }
const back = { reference: '', customer: 'Ann', returnDate: '2026-01-31', lines: [{ productId: 2, quantity: '1', revenue: '9.50' }], treatment: null, notes: '' }
const found = { productId: 2, quantity: '1', reason: 'count', businessDate: '2026-01-31', notes: '' } as const
const acme = { name: 'Acme', code: null, contact: '', email: '', phone: '', notes: '' }

/** Calls that change what the shop keeps: suppliers, products, receipts, BOMs, builds, sales, stock. */
export const shopCommands = {
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
} satisfies Partial<Samples<'command'>>

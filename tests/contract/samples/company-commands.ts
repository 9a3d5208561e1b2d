import type { DraftOf } from '../../../src/shared/contract/registry.ts'
import type { Samples } from './shape.ts'

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

/** Calls that change what is decided and linked: items, settings, people, the accounting company, exports, files. */
export const companyCommands = {
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
  'export.leave_found': { valid: [], invalid: [[{ kind: 'bill', externalId: '1', left: true }, 'kind']] },
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
} satisfies Partial<Samples<'command'>>

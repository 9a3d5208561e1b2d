/**
 * Which test file meets the refusals of which commands, by how their names start. Every command belongs to exactly one
 * area, so that a new one cannot stay without a test of its refusals.
 */
export const areas = {
  /** working-day.test.ts */
  workingDay: [
    'supplier.create',
    'supplier.update',
    'product.create',
    'product.update',
    'receipt.save_draft',
    'receipt.delete_draft',
    'receipt.confirm',
    'receipt.void',
    'build.reverse',
  ],
  /** boms.test.ts */
  boms: ['bom.'],
  /** products.test.ts */
  products: ['product.archive', 'product.unarchive', 'product.delete', 'product.add_barcode', 'product.remove_barcode'],
  /** planned-builds.test.ts */
  plannedBuilds: ['planned_build.', 'build.execute'],
  /** corrections.test.ts */
  corrections: ['stock.', 'lot.', 'adjustment.', 'receipt.correct_', 'build.approve', 'build.reject', 'build.undo_', 'company.set_review'],
  /** sales.test.ts */
  sales: ['sale.record', 'sale.edit', 'sale.void', 'sale.set_also_in_quickbooks', 'return.', 'company.set_receiving', 'company.set_returns'],
  /** sale-documents.test.ts */
  saleDocuments: ['sale.apply_document', 'sale.set_treatment', 'sale.settle_quantity', 'sale.try_again'],
  /** accounting.test.ts */
  accounting: ['accounting.', 'supplier.link_vendor', 'supplier.unlink_vendor', 'supplier.import_vendors', 'supplier.undo_import_vendors'],
  /** items.test.ts */
  items: ['item.'],
  /** exports.test.ts */
  exports: ['export.'],
  /** sales-channel.test.ts */
  salesChannel: ['sales.'],
  /** files.test.ts */
  files: ['file.'],
  /** people.test.ts */
  people: ['person.', 'company.set_feature', 'company.set_permission'],
} as const

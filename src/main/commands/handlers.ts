import { saveBom } from './bom.ts'
import { executeBuild, reverseBuild } from './build.ts'
import type { CommandHandlers } from './context.ts'
import { createProduct, updateProduct } from './product.ts'
import { confirmReceipt, deleteReceiptDraft, saveReceiptDraft, voidReceipt } from './receipt.ts'
import { createSupplier, updateSupplier } from './supplier.ts'

/** One handler per command of the contract: a missing one does not compile. */
export const commandHandlers: CommandHandlers = {
  'supplier.create': createSupplier,
  'supplier.update': updateSupplier,
  'product.create': createProduct,
  'product.update': updateProduct,
  'receipt.save_draft': saveReceiptDraft,
  'receipt.delete_draft': deleteReceiptDraft,
  'receipt.confirm': confirmReceipt,
  'receipt.void': voidReceipt,
  'bom.save': saveBom,
  'build.execute': executeBuild,
  'build.reverse': reverseBuild,
}

import { adjustmentReverse, lotAdjust, stockAdjust, stockFind, stockOpen } from '../../../src/shared/contract/adjustment.ts'
import { bomSave, bomSetBuildPoint } from '../../../src/shared/contract/bom.ts'
import { buildExecute, buildReverse } from '../../../src/shared/contract/build.ts'
import { companySetFeature, companySetReceiving, companySetReview } from '../../../src/shared/contract/company.ts'
import {
  buildApprove,
  buildReject,
  buildUndoApproval,
  buildUndoRejection,
  receiptCorrectCost,
  receiptCorrectQuantity,
} from '../../../src/shared/contract/correction.ts'
import {
  plannedBuildClose,
  plannedBuildCreate,
  plannedBuildDelete,
  plannedBuildMove,
  plannedBuildRestore,
  plannedBuildUpdate,
} from '../../../src/shared/contract/planned-build.ts'
import { productCreate } from '../../../src/shared/contract/product.ts'
import { receiptConfirm, receiptDeleteDraft, receiptSaveDraft, receiptVoid } from '../../../src/shared/contract/receipt.ts'
import { returnEdit, returnRecord, returnVoid, saleEdit, saleRecord, saleVoid } from '../../../src/shared/contract/sale.ts'
import { supplierCreate } from '../../../src/shared/contract/supplier.ts'

/** Every command the simulation gives, with its contract. */
export const commands = {
  'supplier.create': supplierCreate,
  'product.create': productCreate,
  'bom.save': bomSave,
  'bom.set_build_point': bomSetBuildPoint,
  'company.set_receiving': companySetReceiving,
  'company.set_review': companySetReview,
  'company.set_feature': companySetFeature,
  'stock.open': stockOpen,
  'stock.find': stockFind,
  'stock.adjust': stockAdjust,
  'lot.adjust': lotAdjust,
  'adjustment.reverse': adjustmentReverse,
  'receipt.save_draft': receiptSaveDraft,
  'receipt.delete_draft': receiptDeleteDraft,
  'receipt.confirm': receiptConfirm,
  'receipt.void': receiptVoid,
  'receipt.correct_cost': receiptCorrectCost,
  'receipt.correct_quantity': receiptCorrectQuantity,
  'planned_build.create': plannedBuildCreate,
  'planned_build.update': plannedBuildUpdate,
  'planned_build.move': plannedBuildMove,
  'planned_build.close': plannedBuildClose,
  'planned_build.delete': plannedBuildDelete,
  'planned_build.restore': plannedBuildRestore,
  'build.execute': buildExecute,
  'build.approve': buildApprove,
  'build.reject': buildReject,
  'build.undo_approval': buildUndoApproval,
  'build.undo_rejection': buildUndoRejection,
  'build.reverse': buildReverse,
  'sale.record': saleRecord,
  'sale.edit': saleEdit,
  'sale.void': saleVoid,
  'return.record': returnRecord,
  'return.edit': returnEdit,
  'return.void': returnVoid,
} as const

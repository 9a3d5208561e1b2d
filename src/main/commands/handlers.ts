import {
  answerLabor,
  journalCostOfSales,
  bindCompany,
  chooseSource,
  disconnectCompany,
  setAccount,
  setExportFrom,
  setExportMode,
  setItemSync,
} from './accounting.ts'
import { adjustLot, adjustStock, findStock, openStock, reverseAdjustment } from './adjustment.ts'
import { activateBom, retireBom, saveBom, undoRetireBom } from './bom.ts'
import { discardBomDraft, saveBomDraft } from './bom-draft.ts'
import { setBuildPoint } from './build-point.ts'
import { executeBuild, reverseBuild } from './build.ts'
import { setFeature, setReceiving, setReturns, setReview } from './company.ts'
import type { CommandHandlers } from './context.ts'
import { approveBuild, correctCost, correctQuantity, rejectBuild, undoApproval, undoRejection } from './correction.ts'
import { adoptExport, chooseFound, holdExports, leaveFound, markDoneByHand, pauseExports, sendAnew, sendExports, sendWithDate, unmarkExports } from './export.ts'
import { takeChanges } from './item-changes.ts'
import { countItems } from './item-count.ts'
import { importFile } from './file-import.ts'
import { undoFileImport } from './file-undo-import.ts'
import { importItems } from './item-import.ts'
import { acceptMatches, linkItem, setNotProduct, unlinkItems } from './item-link.ts'
import { undoItemImport } from './item-undo-import.ts'
import { createPerson, deactivatePerson, handOver, reactivatePerson, setPermission, updatePerson } from './people.ts'
import {
  changePlannedBuild,
  closePlannedBuild,
  createPlannedBuild,
  deletePlannedBuild,
  reorderPlannedBuild,
  restoreBuildPlan,
} from './planned-build.ts'
import { addBarcode, removeBarcode } from './product-barcodes.ts'
import { archiveProduct, deleteProduct, unarchiveProduct } from './product-archive.ts'
import { createProduct, updateProduct } from './product.ts'
import { confirmReceipt, deleteReceiptDraft, saveReceiptDraft, voidReceipt } from './receipt.ts'
import { applyDocument, setTreatment, settleQuantity, tryAgain } from './sale-document.ts'
import { connectSales, setSalesActive, setSalesSchedule } from './sales-channel.ts'
import { editReturn, editSale, recordReturn, recordSale, setAlsoInQuickbooks, voidReturn, voidSale } from './sale.ts'
import { createSupplier, updateSupplier } from './supplier.ts'
import { importVendors, linkVendor, undoImport, unlinkVendor } from './vendors.ts'

/** One handler per command of the contract: a missing one does not compile. */
export const commandHandlers: CommandHandlers = {
  'supplier.create': createSupplier,
  'supplier.update': updateSupplier,
  'product.create': createProduct,
  'product.update': updateProduct,
  'product.archive': archiveProduct,
  'product.unarchive': unarchiveProduct,
  'product.delete': deleteProduct,
  'product.add_barcode': addBarcode,
  'product.remove_barcode': removeBarcode,
  'receipt.save_draft': saveReceiptDraft,
  'receipt.delete_draft': deleteReceiptDraft,
  'receipt.confirm': confirmReceipt,
  'receipt.void': voidReceipt,
  'bom.save': saveBom,
  'bom.save_draft': saveBomDraft,
  'bom.discard_draft': discardBomDraft,
  'bom.activate': activateBom,
  'bom.retire': retireBom,
  'bom.undo_retire': undoRetireBom,
  'bom.set_build_point': setBuildPoint,
  'planned_build.create': createPlannedBuild,
  'planned_build.update': changePlannedBuild,
  'planned_build.move': reorderPlannedBuild,
  'planned_build.close': closePlannedBuild,
  'planned_build.delete': deletePlannedBuild,
  'planned_build.restore': restoreBuildPlan,
  'build.execute': executeBuild,
  'build.reverse': reverseBuild,
  'build.approve': approveBuild,
  'build.reject': rejectBuild,
  'build.undo_approval': undoApproval,
  'build.undo_rejection': undoRejection,
  'receipt.correct_cost': correctCost,
  'receipt.correct_quantity': correctQuantity,
  'sale.record': recordSale,
  'sale.set_also_in_quickbooks': setAlsoInQuickbooks,
  'sale.edit': editSale,
  'sale.void': voidSale,
  'return.record': recordReturn,
  'return.edit': editReturn,
  'return.void': voidReturn,
  'sale.apply_document': applyDocument,
  'sale.set_treatment': setTreatment,
  'sale.settle_quantity': settleQuantity,
  'sale.try_again': tryAgain,
  'stock.open': openStock,
  'stock.find': findStock,
  'stock.adjust': adjustStock,
  'lot.adjust': adjustLot,
  'adjustment.reverse': reverseAdjustment,
  'item.import': importItems,
  'item.undo_import': undoItemImport,
  'item.link': linkItem,
  'item.unlink': unlinkItems,
  'item.accept_matches': acceptMatches,
  'item.set_not_product': setNotProduct,
  'item.take_changes': takeChanges,
  'item.count': countItems,
  'company.set_review': setReview,
  'company.set_returns': setReturns,
  'company.set_receiving': setReceiving,
  'company.set_feature': setFeature,
  'person.create': createPerson,
  'person.update': updatePerson,
  'person.deactivate': deactivatePerson,
  'person.reactivate': reactivatePerson,
  'person.hand_over': handOver,
  'company.set_permission': setPermission,
  'export.send': sendExports,
  'export.send_with_date': sendWithDate,
  'export.hold': holdExports,
  'export.mark_done_by_hand': markDoneByHand,
  'export.unmark': unmarkExports,
  'export.pause': pauseExports,
  'export.choose_found': chooseFound,
  'export.adopt': adoptExport,
  'export.send_anew': sendAnew,
  'export.leave_found': leaveFound,
  'sales.connect': connectSales,
  'sales.set_active': setSalesActive,
  'sales.set_schedule': setSalesSchedule,
  'accounting.bind_company': bindCompany,
  'accounting.disconnect_company': disconnectCompany,
  'accounting.choose_source': chooseSource,
  'accounting.set_account': setAccount,
  'accounting.set_export_mode': setExportMode,
  'accounting.set_export_from': setExportFrom,
  'accounting.set_item_sync': setItemSync,
  'accounting.answer_labor': answerLabor,
  'accounting.journal_cost_of_sales': journalCostOfSales,
  'supplier.link_vendor': linkVendor,
  'supplier.unlink_vendor': unlinkVendor,
  'supplier.import_vendors': importVendors,
  'supplier.undo_import_vendors': undoImport,
  'file.import': importFile,
  'file.undo_import': undoFileImport,
}

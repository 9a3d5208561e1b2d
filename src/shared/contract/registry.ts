import type { z } from 'zod'
import type { AppError, ErrorCode } from '../errors.ts'
import type { Result } from '../result.ts'
import {
  accountingAccounts,
  accountingAnswerLabor,
  accountingJournalCostOfSales,
  accountingBindCompany,
  accountingChooseSource,
  accountingSetAccount,
  accountingSetExportFrom,
  accountingSetExportMode,
  accountingSetItemSync,
  accountingSettingsGet,
  accountingUnbindCompany,
  accountingVendors,
  supplierImportVendors,
  supplierLinkVendor,
  supplierUndoImport,
  supplierUnlinkVendor,
} from './accounting.ts'
import { adjustmentGet, adjustmentList, adjustmentReverse, lotAdjust, stockAdjust, stockFind, stockOpen } from './adjustment.ts'
import { appQuit, appStatus, logWindowError, openFolder, preferencesGet, preferencesSet } from './app.ts'
import { backupList, backupNow, recoveryRestore, recoveryRetry } from './backup.ts'
import {
  bomActivate,
  bomComponentFacts,
  bomDiscardDraft,
  bomGet,
  bomList,
  bomListInFull,
  bomRetire,
  bomSave,
  bomSaveDraft,
  bomSetBuildPoint,
  bomUndoRetire,
} from './bom.ts'
import { bomTreeGet } from './bom-tree.ts'
import { bomDiff, bomHistory, bomVersionGet } from './bom-versions.ts'
import { buildExecute, buildGet, buildList, buildPreview, buildReverse } from './build.ts'
import { companySetFeature, companySetReceiving, companySetReturns, companySetReview, companySettingsGet } from './company.ts'
import {
  connectionBeginLogin,
  connectionCancelLogin,
  connectionCheckNow,
  connectionDisconnect,
  connectionPasteAddress,
  connectionSetKeys,
  connectionShowPage,
  connectionStatusGet,
  syncCancel,
  syncRun,
} from './connection.ts'
import {
  buildApprove,
  buildReject,
  buildUndoApproval,
  buildUndoRejection,
  documentPreviewReversal,
  receiptCorrectCost,
  receiptCorrectQuantity,
  receiptPreviewCost,
  stockAsOf,
} from './correction.ts'
import { costExplain } from './cost.ts'
import { dashboardGet } from './dashboard.ts'
import type { CallKind, Contract } from './define.ts'
import {
  itemAcceptMatches,
  itemCount,
  itemGet,
  itemImport,
  itemImportPreview,
  itemLastSync,
  itemLink,
  itemList,
  itemMatches,
  itemOfProduct,
  itemSetNotProduct,
  itemTakeChanges,
  itemUndoImport,
  itemUnlink,
} from './item.ts'
import { booksCancel, booksCheck, postingGet } from './ledger.ts'
import { fileAddPiece, fileBegin, fileCancel, fileCommit, fileImport, fileImports, filePreview, fileRead, fileSaveRejected, fileSaveTemplate, fileStatus, fileUndoImport } from './file.ts'
import { exportChooseFound, exportGet, exportHold, exportList, exportMarkDoneByHand, exportOfDocument, exportPause, exportProgress, exportSend, exportSendWithDate, exportUnmark } from './export.ts'
import { listSave, listShowSaved } from './list-file.ts'
import { lotGet, lotList } from './lot.ts'
import {
  companyPermissions,
  companySetPermission,
  operatorGet,
  operatorSet,
  personCreate,
  personDeactivate,
  personHandOver,
  personList,
  personReactivate,
  personUpdate,
} from './people.ts'
import {
  plannedBuildClose,
  plannedBuildCreate,
  plannedBuildDelete,
  plannedBuildGet,
  plannedBuildList,
  plannedBuildMove,
  plannedBuildRestore,
  plannedBuildUpdate,
} from './planned-build.ts'
import {
  productAddBarcode,
  productArchive,
  productCreate,
  productDelete,
  productFind,
  productFindByCode,
  productGet,
  productHistory,
  productList,
  productListInFull,
  productRemoveBarcode,
  productUnarchive,
  productUpdate,
} from './product.ts'
import { practiceLeave, practiceOpen, practiceStatus } from './practice.ts'
import { exportAdopt, exportLeaveFound, exportSendAnew, reconcileDocuments, reconcileGet, reconcileItems } from './reconcile.ts'
import { buildPreviewRejection, qualityGet, qualityPending, qualityReasons, qualityRejections, qualityWaiting } from './quality.ts'
import { receiptConfirm, receiptDeleteDraft, receiptGet, receiptLineHints, receiptList, receiptSaveDraft, receiptVoid } from './receipt.ts'
import { salesConnect, salesLastSync, salesSetActive, salesSetSchedule } from './sales-channel.ts'
import { saleApplyDocument, saleSetTreatment, saleSettleQuantity } from './sale-apply.ts'
import { saleDocumentGet, saleTryAgain, saleWaiting } from './sale-waiting.ts'
import { returnEdit, returnRecord, returnVoid, saleCustomers, saleEdit, saleGet, saleList, saleMargins, saleRecord, saleSetAlsoInQuickbooks, saleVoid } from './sale.ts'
import { lotRecall, lotTrace } from './trace.ts'
import { typingGet, typingKeep } from './typing.ts'
import { supplierCreate, supplierGet, supplierList, supplierPurchases, supplierUpdate } from './supplier.ts'

/** Keys contracts by their name, so that a name is written once. */
function byName<const Contracts extends readonly Contract[]>(contracts: Contracts) {
  return Object.freeze(Object.fromEntries(contracts.map((c) => [c.name, c]))) as {
    readonly [C in Contracts[number] as C['name']]: C
  }
}

/** Every call that changes the ledger. Adding one here makes a missing handler a compile error. */
export const commands = byName([
  supplierCreate,
  supplierUpdate,
  productCreate,
  productUpdate,
  productArchive,
  productUnarchive,
  productDelete,
  productAddBarcode,
  productRemoveBarcode,
  receiptSaveDraft,
  receiptDeleteDraft,
  receiptConfirm,
  receiptVoid,
  bomSave,
  bomSaveDraft,
  bomDiscardDraft,
  bomActivate,
  bomRetire,
  bomUndoRetire,
  bomSetBuildPoint,
  plannedBuildCreate,
  plannedBuildUpdate,
  plannedBuildMove,
  plannedBuildClose,
  plannedBuildDelete,
  plannedBuildRestore,
  buildExecute,
  buildReverse,
  buildApprove,
  buildReject,
  buildUndoApproval,
  buildUndoRejection,
  receiptCorrectCost,
  receiptCorrectQuantity,
  saleRecord,
  saleSetAlsoInQuickbooks,
  saleEdit,
  saleVoid,
  returnRecord,
  returnEdit,
  returnVoid,
  salesConnect,
  salesSetActive,
  salesSetSchedule,
  saleApplyDocument,
  saleSetTreatment,
  saleSettleQuantity,
  saleTryAgain,
  stockOpen,
  stockFind,
  stockAdjust,
  lotAdjust,
  adjustmentReverse,
  itemImport,
  itemUndoImport,
  itemLink,
  itemUnlink,
  itemAcceptMatches,
  itemSetNotProduct,
  itemTakeChanges,
  itemCount,
  companySetReview,
  companySetReturns,
  companySetReceiving,
  companySetFeature,
  personCreate,
  personUpdate,
  personDeactivate,
  personReactivate,
  personHandOver,
  companySetPermission,
  exportSend,
  exportSendWithDate,
  exportHold,
  exportMarkDoneByHand,
  exportUnmark,
  exportPause,
  exportChooseFound,
  exportAdopt,
  exportSendAnew,
  exportLeaveFound,
  accountingBindCompany,
  accountingUnbindCompany,
  accountingChooseSource,
  accountingSetAccount,
  accountingSetExportMode,
  accountingSetExportFrom,
  accountingSetItemSync,
  accountingJournalCostOfSales,
  accountingAnswerLabor,
  supplierLinkVendor,
  supplierUnlinkVendor,
  supplierImportVendors,
  supplierUndoImport,
  fileImport,
  fileUndoImport,
])

/** Every call that reads the ledger. */
export const queries = byName([
  supplierList,
  supplierPurchases,
  supplierGet,
  productList,
  productListInFull,
  productFind,
  productFindByCode,
  productGet,
  productHistory,
  receiptList,
  receiptGet,
  receiptLineHints,
  lotList,
  lotGet,
  lotTrace,
  lotRecall,
  costExplain,
  bomList,
  bomListInFull,
  bomGet,
  bomComponentFacts,
  bomTreeGet,
  bomHistory,
  bomVersionGet,
  bomDiff,
  plannedBuildList,
  plannedBuildGet,
  buildPreview,
  buildList,
  buildGet,
  buildPreviewRejection,
  qualityWaiting,
  qualityPending,
  qualityGet,
  qualityReasons,
  qualityRejections,
  postingGet,
  receiptPreviewCost,
  documentPreviewReversal,
  saleList,
  saleGet,
  saleCustomers,
  saleMargins,
  saleWaiting,
  saleDocumentGet,
  salesLastSync,
  stockAsOf,
  adjustmentList,
  adjustmentGet,
  itemList,
  itemGet,
  itemOfProduct,
  itemImportPreview,
  itemMatches,
  itemLastSync,
  companySettingsGet,
  dashboardGet,
  personList,
  companyPermissions,
  exportList,
  exportGet,
  exportOfDocument,
  exportProgress,
  reconcileGet,
  reconcileDocuments,
  reconcileItems,
  accountingSettingsGet,
  accountingAccounts,
  accountingVendors,
  fileImports,
])

/** Every call to this PC rather than to the ledger. */
export const hosts = byName([
  appStatus,
  preferencesGet,
  preferencesSet,
  logWindowError,
  openFolder,
  appQuit,
  typingGet,
  typingKeep,
  backupNow,
  backupList,
  recoveryRetry,
  recoveryRestore,
  booksCheck,
  booksCancel,
  operatorGet,
  operatorSet,
  connectionStatusGet,
  connectionSetKeys,
  connectionBeginLogin,
  connectionPasteAddress,
  connectionCancelLogin,
  connectionDisconnect,
  connectionShowPage,
  connectionCheckNow,
  syncRun,
  syncCancel,
  practiceStatus,
  practiceOpen,
  practiceLeave,
  listSave,
  listShowSaved,
  fileBegin,
  fileAddPiece,
  fileRead,
  fileStatus,
  fileCancel,
  filePreview,
  fileCommit,
  fileSaveRejected,
  fileSaveTemplate,
])

export interface Registry {
  command: typeof commands
  query: typeof queries
  host: typeof hosts
}

export const registry: Registry = { command: commands, query: queries, host: hosts }

export type NameOf<K extends CallKind> = keyof Registry[K] & string

type ContractOf<K extends CallKind, N extends NameOf<K>> = Registry[K][N] extends Contract ? Registry[K][N] : never

/** What the handler receives: parsed. */
export type InputOf<K extends CallKind, N extends NameOf<K>> = z.output<ContractOf<K, N>['input']>

/** What a caller may send: not parsed yet. */
export type DraftOf<K extends CallKind, N extends NameOf<K>> = z.input<ContractOf<K, N>['input']>

export type OutputOf<K extends CallKind, N extends NameOf<K>> = z.output<ContractOf<K, N>['output']>

/** The refusals that belong to one call. */
export type OwnErrorOf<K extends CallKind, N extends NameOf<K>> = AppError<ContractOf<K, N>['errors'][number] & ErrorCode>

/** What any call may answer, whatever it is about. */
export type CommonErrorCode = Extract<ErrorCode, `input.${string}` | `call.${string}` | `app.${string}` | `ledger.${string}`> | 'command.same_id_other_content' | 'operator.needed' | 'permission.denied'

/** What comes back to the caller. */
export type ReplyOf<K extends CallKind, N extends NameOf<K>> = Result<OutputOf<K, N>, OwnErrorOf<K, N> | AppError<CommonErrorCode>>

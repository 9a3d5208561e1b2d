import { queries, type InputOf, type NameOf, type OutputOf, type OwnErrorOf } from '../../shared/contract/registry.ts'
import type { Result } from '../../shared/result.ts'
import { listAccounts, listVendors, settingsOfAccounting } from './accounting.ts'
import { getAdjustment } from './adjustment-get.ts'
import { listAdjustments } from './adjustment-list.ts'
import { factsOfComponents } from './bom-component-facts.ts'
import { diffBoms } from './bom-diff.ts'
import { getBom } from './bom-get.ts'
import { historyOfBom } from './bom-history.ts'
import { listBoms, listBomsInFull } from './bom-list.ts'
import { treeOfBom } from './bom-tree.ts'
import { getBomVersion } from './bom-version.ts'
import { getBuild } from './build-get.ts'
import { listBuilds } from './build-list.ts'
import { previewBuild } from './build-preview.ts'
import { getCompanySettings } from './company-settings.ts'
import { explainCost } from './cost-explain.ts'
import { listImports } from './file-imports.ts'
import { getDashboard } from './dashboard-get.ts'
import type { QueryContext, QueryHandler, QueryHandlers } from './context.ts'
import { getExport } from './export-get.ts'
import { listExports } from './export-list.ts'
import { exportsOfDocument } from './export-of-document.ts'
import { progressOfExports } from './export-progress.ts'
import { getItem, itemOfProduct } from './item-get.ts'
import { previewImport } from './item-import-preview.ts'
import { lastItemSync } from './item-last-sync.ts'
import { listItems } from './item-list.ts'
import { offerMatches } from './item-matches.ts'
import { getLot } from './lot-get.ts'
import { previewReversal } from './document-preview-reversal.ts'
import { listLots } from './lot-list.ts'
import { recallLot } from './lot-recall.ts'
import { traceLot } from './lot-trace.ts'
import { getPermissions, listPeople } from './people.ts'
import { getPlannedBuild } from './planned-build-get.ts'
import { listPlannedBuilds } from './planned-build-list.ts'
import { getPosting } from './posting-get.ts'
import { findProducts } from './product-find.ts'
import { findByCode } from './product-find-by-code.ts'
import { getProduct } from './product-get.ts'
import { historyOfProduct } from './product-history.ts'
import { listProducts, listProductsInFull } from './product-list.ts'
import { previewRejection } from './quality-preview.ts'
import { getReview } from './quality-get.ts'
import { listPending, waitingForReview } from './quality-pending.ts'
import { listRejections, reasonsOfRejections } from './quality-rejections.ts'
import { getReceipt } from './receipt-get.ts'
import { hintLine } from './receipt-line-hints.ts'
import { listReceipts } from './receipt-list.ts'
import { previewCost } from './receipt-preview-cost.ts'
import { listCustomers } from './sale-customers.ts'
import { getSale } from './sale-get.ts'
import { listSales } from './sale-list.ts'
import { marginsOfSales } from './sale-margins.ts'
import { getSaleDocument, listWaiting } from './sale-waiting.ts'
import { lastSalesSync } from './sales-last-sync.ts'
import { getReconcile, listFindings } from './reconcile.ts'
import { listReconciledItems } from './reconcile-items.ts'
import { stockAsOf } from './stock-as-of.ts'
import { getSupplier } from './supplier-get.ts'
import { listPurchases } from './supplier-purchases.ts'
import { listSuppliers } from './supplier-list.ts'

/** One handler per query of the contract: a missing one does not compile. */
const queryHandlers: QueryHandlers = {
  'supplier.list': listSuppliers,
  'supplier.get': getSupplier,
  'supplier.purchases': listPurchases,
  'product.list': listProducts,
  'product.list_in_full': listProductsInFull,
  'product.find': findProducts,
  'product.find_by_code': findByCode,
  'product.get': getProduct,
  'product.history': historyOfProduct,
  'receipt.list': listReceipts,
  'receipt.get': getReceipt,
  'receipt.line_hints': hintLine,
  'lot.list': listLots,
  'lot.get': getLot,
  'lot.trace': traceLot,
  'lot.recall': recallLot,
  'cost.explain': explainCost,
  'bom.list': listBoms,
  'bom.list_in_full': listBomsInFull,
  'bom.get': getBom,
  'bom.component_facts': factsOfComponents,
  'bom.tree': treeOfBom,
  'bom.history': historyOfBom,
  'bom.version': getBomVersion,
  'bom.diff': diffBoms,
  'planned_build.list': listPlannedBuilds,
  'planned_build.get': getPlannedBuild,
  'build.preview': previewBuild,
  'build.list': listBuilds,
  'build.get': getBuild,
  'build.preview_rejection': previewRejection,
  'quality.waiting': waitingForReview,
  'quality.pending': listPending,
  'quality.get': getReview,
  'quality.reasons': reasonsOfRejections,
  'quality.rejections': listRejections,
  'posting.get': getPosting,
  'receipt.preview_cost': previewCost,
  'document.preview_reversal': previewReversal,
  'sale.list': listSales,
  'sale.margins': marginsOfSales,
  'sale.get': getSale,
  'sale.customers': listCustomers,
  'sale.waiting': listWaiting,
  'sale.document': getSaleDocument,
  'stock.as_of': stockAsOf,
  'adjustment.list': listAdjustments,
  'adjustment.get': getAdjustment,
  'item.list': listItems,
  'item.get': getItem,
  'item.of_product': itemOfProduct,
  'item.import_preview': previewImport,
  'item.matches': offerMatches,
  'item.last_sync': lastItemSync,
  'sales.last_sync': lastSalesSync,
  'company.settings': getCompanySettings,
  'dashboard.get': getDashboard,
  'person.list': listPeople,
  'company.permissions': getPermissions,
  'export.list': listExports,
  'export.get': getExport,
  'export.of_document': exportsOfDocument,
  'export.progress': progressOfExports,
  'reconcile.get': getReconcile,
  'reconcile.documents': listFindings,
  'reconcile.items': listReconciledItems,
  'accounting.settings': settingsOfAccounting,
  'accounting.accounts': listAccounts,
  'accounting.vendors': listVendors,
  'file.imports': listImports,
}

/** Answers one query; its output is held against the contract, unless the context trusts it. SQLite's failures are thrown. */
export function runQuery<N extends NameOf<'query'>>(
  context: QueryContext,
  name: N,
  input: InputOf<'query', N>,
): Result<OutputOf<'query', N>, OwnErrorOf<'query', N>> {
  const handler = queryHandlers[name] as unknown as QueryHandler<N>
  const result = handler(context, input)
  if (result.ok && context.trustsAnswers !== true) queries[name].output.parse(result.value)
  return result
}

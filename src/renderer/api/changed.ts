import type { ChangedTopic } from '../../shared/bridge.ts'
import type { NameOf } from '../../shared/contract/registry.ts'

type Question = NameOf<'query'> | NameOf<'host'>

/** What waits for its review, and what became of it. */
const asksAboutReview: readonly Question[] = [
  'build.preview_rejection',
  'quality.waiting',
  'quality.pending',
  'quality.get',
  'quality.reasons',
  'quality.rejections',
]

/** Whatever shows stock or what it is worth. */
const asksAboutStock: readonly Question[] = [
  'dashboard.get',
  'product.list',
  'product.list_in_full',
  'product.find',
  'product.find_by_code',
  'product.get',
  'product.history',
  'lot.list',
  'lot.get',
  'lot.trace',
  'lot.recall',
  'cost.explain',
  'bom.list',
  'bom.list_in_full',
  'bom.get',
  'bom.component_facts',
  'bom.tree',
  'bom.version',
  'bom.diff',
  'planned_build.list',
  'planned_build.get',
  'build.preview',
  'receipt.get',
  'receipt.line_hints',
  'supplier.purchases',
  'receipt.preview_cost',
  'document.preview_reversal',
  'posting.get',
  'stock.as_of',
  'adjustment.list',
  'adjustment.get',
  // A late cost or a settlement moves the cost of sales and builds far from where it was typed.
  'sale.list',
  'sale.margins',
  'sale.get',
  'build.list',
  'build.get',
  ...asksAboutReview,
]

/** What a person decided about accounting, and the lists to decide from. */
const asksAboutAccounting: readonly Question[] = ['accounting.settings', 'accounting.accounts', 'accounting.vendors', 'connection.status', 'sales.last_sync']

/** Items of QuickBooks, what they are here, and how stock stands beside them. */
const asksAboutItems: readonly Question[] = ['item.list', 'item.get', 'item.of_product', 'item.import_preview', 'item.matches', 'item.last_sync', 'reconcile.get', 'reconcile.items']

/** What is on its way to the accounting company, by the names of what it tells of. */
const asksAboutExports: readonly Question[] = ['export.list', 'export.get', 'export.of_document', 'export.progress', 'reconcile.get', 'reconcile.documents', 'reconcile.items', 'build.list', 'receipt.list', 'adjustment.list', 'supplier.purchases']

/** Which questions have another answer once a thing of a kind has moved. */
const asksAbout: { readonly [K in ChangedTopic['kind']]: readonly Question[] } = {
  supplier: ['supplier.list', 'supplier.get', 'supplier.purchases', 'receipt.list', 'receipt.get', 'accounting.vendors', 'product.list_in_full'],
  // SKU, name and unit are written wherever a product is.
  product: [...asksAboutStock, ...asksAboutItems],
  bom: ['dashboard.get', 'bom.list', 'bom.list_in_full', 'bom.get', 'bom.component_facts', 'bom.tree', 'bom.history', 'bom.version', 'bom.diff', 'product.list', 'product.list_in_full', 'product.find', 'product.find_by_code', 'product.get', 'planned_build.list', 'planned_build.get', 'build.preview'],
  receipt: ['receipt.list', 'receipt.get', 'receipt.line_hints', 'supplier.purchases'],
  build: ['dashboard.get', 'build.list', 'build.get', 'planned_build.get', ...asksAboutReview],
  // Where reservation is on, what is planned takes part in what can be built.
  planned_build: ['dashboard.get', 'planned_build.list', 'planned_build.get', 'build.preview', 'build.get', 'bom.list', 'bom.get', 'bom.component_facts', 'bom.tree'],
  sale: ['sale.list', 'sale.get', 'sale.margins', 'sale.customers', 'sale.waiting', 'sale.document', 'sales.last_sync', 'reconcile.items'],
  adjustment: ['adjustment.list', 'adjustment.get'],
  stock: [...asksAboutStock, ...asksAboutItems],
  company: ['company.settings', 'dashboard.get', 'build.preview', 'planned_build.list', 'planned_build.get', 'bom.list', 'bom.get', 'bom.component_facts', 'lot.list', 'connection.status', ...asksAboutItems],
  export: ['connection.status', 'item.list', 'item.get', 'item.of_product', ...asksAboutExports],
  person: [
    'person.list',
    'company.permissions',
    'operator.get',
    // Names of who did it, or is to.
    'posting.get',
    'receipt.get',
    'adjustment.get',
    'product.history',
    'sale.get',
    'build.list',
    'build.get',
    'planned_build.list',
    'planned_build.get',
  ],
  accounting: [...asksAboutAccounting, ...asksAboutItems, ...asksAboutExports],
  item: ['connection.status', ...asksAboutItems, ...asksAboutExports],
  connection: ['connection.status'],
  file: ['file.imports', 'file.status'],
  app: ['app.status', 'backup.list'],
  practice: ['practice.status'],
}

/** The names of the questions to ask again, each once. */
export function namesToAskAgain(topics: readonly ChangedTopic[]): ReadonlySet<string> {
  return new Set(topics.flatMap((topic) => asksAbout[topic.kind]))
}

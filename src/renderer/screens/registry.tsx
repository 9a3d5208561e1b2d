import { IconAdjustmentsHorizontal, IconArrowsExchange, IconChartBar, IconClipboardCheck, IconHammer, IconLayoutDashboard, IconListDetails, IconListNumbers, IconListSearch, IconPackage, IconPackageImport, IconReceipt2, IconSettings, IconStack2, IconTruckDelivery } from '@tabler/icons-react'
import { whileReceiving } from '../components/receiving-off.tsx'
import { AdjustmentPage } from './adjustments/adjustment-page.tsx'
import { AdjustmentsScreen } from './adjustments/adjustments-screen.tsx'
import { BomPage } from './boms/bom-page.tsx'
import { BomsScreen } from './boms/boms-screen.tsx'
import { BuildPage } from './builds/build-page.tsx'
import { HistoryScreen } from './builds/history-screen.tsx'
import { NewBuildPage } from './builds/new-build-page.tsx'
import { PlannedBuildPage } from './builds/planned-build-page.tsx'
import { QueueScreen } from './builds/queue-screen.tsx'
import { DashboardScreen } from './dashboard/dashboard-screen.tsx'
import { FilePage } from './files/file-page.tsx'
import { BooksPage } from './ledger/books-page.tsx'
import { ImportPage } from './items/import-page.tsx'
import { ItemsScreen } from './items/items-screen.tsx'
import { MatchesPage } from './items/matches-page.tsx'
import { LabelPage } from './lots/label-page.tsx'
import { LotPage } from './lots/lot-page.tsx'
import { LotsScreen } from './lots/lots-screen.tsx'
import { RecallPage } from './lots/recall-page.tsx'
import { TracePage } from './lots/trace-page.tsx'
import { ProductPage } from './products/product-page.tsx'
import { ProductsScreen } from './products/products-screen.tsx'
import { QualityScreen } from './quality/quality-screen.tsx'
import { RejectionsScreen } from './quality/rejections-screen.tsx'
import { ReviewScreen } from './quality/review-screen.tsx'
import { WaitingCount } from './quality/waiting-count.tsx'
import { ReceiptPage } from './receiving/receipt-page.tsx'
import { ReceiptsScreen } from './receiving/receipts-screen.tsx'
import { EditSalePage } from './sales/edit-sale-page.tsx'
import { MarginsScreen } from './sales/margins-screen.tsx'
import { NewSalePage } from './sales/new-sale-page.tsx'
import { SalePage } from './sales/sale-page.tsx'
import { whileSales } from './sales/sales-off.tsx'
import { SalesScreen } from './sales/sales-screen.tsx'
import type { DetailPage, Screen } from './screen.ts'
import { FeaturesPage } from './settings/features-page.tsx'
import { IntegrationsPage } from './settings/integrations/integrations-page.tsx'
import { PeoplePage } from './settings/people-page.tsx'
import { SettingsScreen } from './settings/settings-screen.tsx'
import { NeedsCount } from './sync/needs-count.tsx'
import { ReconcilePage } from './sync/reconcile-page.tsx'
import { SyncScreen } from './sync/sync-screen.tsx'
import { VendorsScreen } from './suppliers/vendors-screen.tsx'
import { SuppliersScreen } from './suppliers/suppliers-screen.tsx'

const receiptsNeedLots =
  'Each line of a receipt becomes a lot, and stock is kept without lots here. Turn receiving on, or bring stock in by an adjustment.'

/** Every screen there is; what is not in this list is offered nowhere. */
export const screens: readonly Screen[] = [
  {
    path: '/dashboard',
    label: 'Dashboard',
    icon: IconLayoutDashboard,
    group: 'Dashboard',
    keywords: ['home', 'start', 'today', 'what to build', 'late', 'overdue', 'low stock', 'suggestions'],
    component: DashboardScreen,
  },
  {
    path: '/products',
    label: 'Products',
    icon: IconPackage,
    group: 'Inventory',
    keywords: ['items', 'parts', 'materials', 'stock', 'sku', 'on hand'],
    component: ProductsScreen,
  },
  {
    path: '/lots',
    label: 'Lots',
    icon: IconStack2,
    group: 'Inventory',
    keywords: ['batches', 'stock', 'trace', 'expiry'],
    component: whileReceiving(LotsScreen, {
      title: 'Lots',
      purpose: 'Each delivery line and each build is one lot. The oldest is drawn first.',
      why: 'Stock is one quantity per product at its average cost, so there are no lots. What is there is on the products’ own pages.',
    }),
  },
  {
    path: '/items',
    label: 'Accounting items',
    icon: IconListSearch,
    group: 'Inventory',
    keywords: ['quickbooks', 'items', 'products and services', 'import', 'link', 'sync', 'match'],
    component: ItemsScreen,
  },
  {
    path: '/sales',
    label: 'Sales',
    icon: IconReceipt2,
    group: 'Inventory',
    keywords: ['customers', 'invoices', 'revenue', 'margin', 'profit', 'returns', 'sold', 'cost of goods sold'],
    component: whileSales(SalesScreen, { title: 'Sales', purpose: 'What was sold, what it cost from its own lots, and what was left.' }),
  },
  {
    path: '/adjustments',
    label: 'Adjustments',
    icon: IconAdjustmentsHorizontal,
    group: 'Inventory',
    keywords: ['count', 'stocktake', 'breakage', 'loss', 'found', 'opening stock', 'correct'],
    component: AdjustmentsScreen,
  },
  {
    path: '/boms',
    label: 'BOMs',
    icon: IconListDetails,
    group: 'BOMs',
    keywords: ['recipes', 'bill of materials', 'components', 'cost'],
    component: BomsScreen,
  },
  {
    path: '/builds/queue',
    label: 'Queue',
    icon: IconListNumbers,
    group: 'Builds',
    keywords: ['builds', 'planned', 'plan', 'make', 'assemble', 'production', 'overdue'],
    component: QueueScreen,
    pages: ['/builds/new', '/builds/planned'],
  },
  {
    path: '/builds',
    label: 'History',
    icon: IconHammer,
    group: 'Builds',
    keywords: ['builds', 'made', 'done', 'reversed', 'production'],
    component: HistoryScreen,
  },
  {
    path: '/builds/review',
    label: 'In review',
    icon: IconClipboardCheck,
    group: 'Builds',
    keywords: ['quality', 'approve', 'reject', 'inspect', 'pending'],
    component: ReviewScreen,
    count: WaitingCount,
  },
  {
    path: '/builds/quality',
    label: 'Quality',
    icon: IconChartBar,
    group: 'Builds',
    keywords: ['rejected', 'reasons', 'waste', 'scrap', 'defects', 'report'],
    component: QualityScreen,
  },
  {
    path: '/receipts',
    label: 'Receipts',
    icon: IconPackageImport,
    group: 'Receiving',
    keywords: ['deliveries', 'purchases', 'goods in', 'receive'],
    component: whileReceiving(ReceiptsScreen, {
      title: 'Receipts',
      purpose: 'What suppliers delivered. A confirmed receipt puts a lot in stock for each of its lines.',
      why: receiptsNeedLots,
    }),
  },
  {
    path: '/suppliers',
    label: 'Suppliers',
    icon: IconTruckDelivery,
    group: 'Receiving',
    keywords: ['vendors', 'purchasing', 'buy from'],
    component: SuppliersScreen,
  },
  {
    path: '/sync',
    label: 'Sync centre',
    icon: IconArrowsExchange,
    group: 'Sync',
    keywords: ['exports', 'quickbooks', 'accounting', 'send', 'waiting', 'failed', 'retry', 'queue', 'synced', 'journal'],
    component: SyncScreen,
    count: NeedsCount,
  },
  {
    path: '/settings',
    label: 'Settings',
    icon: IconSettings,
    group: null,
    keywords: ['preferences', 'appearance', 'theme', 'backups', 'version', 'ledger file'],
    component: SettingsScreen,
  },
]

/** Every page behind those screens. */
export const detailPages: readonly DetailPage[] = [
  { path: '/products/$productId', component: ProductPage },
  { path: '/lots/$lotId', component: LotPage },
  { path: '/lots/$lotId/trace', component: TracePage },
  { path: '/lots/$lotId/recall', component: RecallPage },
  { path: '/lots/$lotId/label', component: LabelPage },
  { path: '/boms/$productId', component: BomPage },
  { path: '/builds/new', component: NewBuildPage },
  { path: '/builds/planned/$plannedBuildId', component: PlannedBuildPage },
  { path: '/builds/quality/rejections', component: RejectionsScreen },
  { path: '/builds/$buildId', component: BuildPage },
  { path: '/items/import', component: ImportPage },
  { path: '/import', component: FilePage },
  { path: '/items/matches', component: MatchesPage },
  { path: '/adjustments/$adjustmentId', component: AdjustmentPage },
  {
    path: '/receipts/$receiptId',
    component: whileReceiving(ReceiptPage, {
      title: 'New receipt',
      purpose: 'What a supplier delivered.',
      why: receiptsNeedLots,
      onlyAt: '/receipts/new',
    }),
  },
  { path: '/sales/new', component: whileSales(NewSalePage, { title: 'New sale', purpose: 'What was sold, and to whom.' }) },
  { path: '/sales/margins', component: whileSales(MarginsScreen, { title: 'Margins', purpose: 'What sales left after the cost of what was sold.' }) },
  { path: '/sales/$saleId', component: SalePage },
  { path: '/sales/$saleId/edit', component: EditSalePage },
  { path: '/suppliers/vendors', component: VendorsScreen },
  { path: '/sync/reconcile', component: ReconcilePage },
  { path: '/settings/books', component: BooksPage },
  { path: '/settings/features', component: FeaturesPage },
  { path: '/settings/integrations', component: IntegrationsPage },
  { path: '/settings/people', component: PeoplePage },
]

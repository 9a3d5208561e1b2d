import { IconHammer, IconListDetails, IconPackage, IconPackageImport, IconSettings, IconStack2, IconTruckDelivery } from '@tabler/icons-react'
import { BomPage } from './boms/bom-page.tsx'
import { BomsScreen } from './boms/boms-screen.tsx'
import { BuildPage } from './builds/build-page.tsx'
import { BuildsScreen } from './builds/builds-screen.tsx'
import { NewBuildPage } from './builds/new-build-page.tsx'
import { BooksPage } from './ledger/books-page.tsx'
import { LotPage } from './lots/lot-page.tsx'
import { LotsScreen } from './lots/lots-screen.tsx'
import { ProductPage } from './products/product-page.tsx'
import { ProductsScreen } from './products/products-screen.tsx'
import { ReceiptPage } from './receiving/receipt-page.tsx'
import { ReceiptsScreen } from './receiving/receipts-screen.tsx'
import type { DetailPage, Screen } from './screen.ts'
import { SettingsScreen } from './settings/settings-screen.tsx'
import { SuppliersScreen } from './suppliers/suppliers-screen.tsx'

/** Every screen there is; what is not in this list is offered nowhere. */
export const screens: readonly Screen[] = [
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
    component: LotsScreen,
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
    path: '/builds',
    label: 'Builds',
    icon: IconHammer,
    group: 'Builds',
    keywords: ['make', 'assemble', 'production', 'history'],
    component: BuildsScreen,
  },
  {
    path: '/receipts',
    label: 'Receipts',
    icon: IconPackageImport,
    group: 'Receiving',
    keywords: ['deliveries', 'purchases', 'goods in', 'receive'],
    component: ReceiptsScreen,
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
  { path: '/boms/$productId', component: BomPage },
  { path: '/builds/new', component: NewBuildPage },
  { path: '/builds/$buildId', component: BuildPage },
  { path: '/receipts/$receiptId', component: ReceiptPage },
  { path: '/settings/books', component: BooksPage },
]

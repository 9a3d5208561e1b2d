import type { NameOf } from '../../shared/contract/registry.ts'
import type { MenuAction } from '../../shared/menu-actions.ts'
import { backUpNow, openFolder, syncItems } from '../state/host-actions.ts'
import { askWhoIsWorking } from '../state/operator.ts'
import { leavePracticeShop, openPracticeShop } from '../state/practice.ts'
import { saveShownList } from '../state/save-list.ts'
import { setPreferences, useWindowState } from '../state/window-state.ts'

/** Something that can be run by its name from the palette, and by its id from the menu. */
export interface Action {
  readonly id: string
  readonly label: string
  readonly keywords: readonly string[]
  /** The command it leads to: greyed out, with the reason, for whoever may not do it. */
  readonly command?: NameOf<'command'>
  readonly run: () => void
}

/** How an action reaches other screens; the search is what the screen shows when it arrives. */
export type GoTo = (path: string, search?: Readonly<Record<string, string>>) => void

/** Every action there is besides going to a screen. */
export function allActions(goTo: GoTo): readonly Action[] {
  return [
    { id: 'product.new', label: 'New product', keywords: ['add', 'create', 'item', 'part', 'sku'], command: 'product.create', run: () => goTo('/products', { panel: 'new' }) },
    { id: 'file.import', label: 'Import from a spreadsheet', keywords: ['excel', 'xlsx', 'csv', 'file', 'products', 'stock', 'suppliers', 'boms', 'begin', 'upload'], command: 'file.import', run: () => goTo('/import') },
    { id: 'bom.new', label: 'New BOM', keywords: ['add', 'create', 'recipe'], command: 'bom.save', run: () => goTo('/boms', { panel: 'new' }) },
    { id: 'receipt.new', label: 'New receipt', keywords: ['add', 'create', 'delivery', 'goods in'], command: 'receipt.save_draft', run: () => goTo('/receipts/new') },
    { id: 'build.new', label: 'New build', keywords: ['add', 'create', 'make', 'assemble'], command: 'build.execute', run: () => goTo('/builds/new') },
    { id: 'build.plan', label: 'Plan a build', keywords: ['add', 'create', 'queue', 'schedule'], command: 'planned_build.create', run: () => goTo('/builds/new', { as: 'plan' }) },
    { id: 'sale.new', label: 'New sale', keywords: ['add', 'create', 'record', 'sell', 'customer', 'invoice'], command: 'sale.record', run: () => goTo('/sales/new') },
    { id: 'sale.margins', label: 'Show margins', keywords: ['profit', 'revenue', 'cost of goods sold', 'report', 'customers', 'months'], run: () => goTo('/sales/margins') },
    { id: 'return.new', label: 'New return', keywords: ['add', 'create', 'credit', 'refund', 'customer'], command: 'return.record', run: () => goTo('/sales/new', { as: 'return' }) },
    { id: 'supplier.new', label: 'New supplier', keywords: ['add', 'create', 'vendor'], command: 'supplier.create', run: () => goTo('/suppliers', { panel: 'new' }) },
    { id: 'stock.open', label: 'Record opening stock', keywords: ['add', 'start', 'initial', 'inventory'], command: 'stock.open', run: () => goTo('/adjustments', { panel: 'opening' }) },
    { id: 'stock.find', label: 'Record found stock', keywords: ['add', 'turned up', 'count'], command: 'stock.find', run: () => goTo('/adjustments', { panel: 'found' }) },
    { id: 'stock.adjust', label: 'Adjust stock', keywords: ['count', 'breakage', 'loss', 'correct'], command: 'stock.adjust', run: () => goTo('/adjustments', { panel: 'adjust' }) },
    { id: 'receiving.switch', label: 'Turn receiving on or off', keywords: ['lots', 'feature', 'switch'], command: 'company.set_receiving', run: () => goTo('/settings', { panel: 'receiving' }) },
    {
      id: 'items.sync',
      label: 'Sync items',
      keywords: ['quickbooks', 'accounting', 'refresh', 'read', 'update'],
      run: () => {
        goTo('/items')
        void syncItems()
      },
    },
    { id: 'items.match', label: 'Match items with products', keywords: ['quickbooks', 'accounting', 'link'], command: 'item.accept_matches', run: () => goTo('/items/matches') },
    { id: 'sync.reconcile', label: 'Reconcile with QuickBooks', keywords: ['compare', 'difference', 'accounting', 'missing', 'deleted', 'twice', 'adopt'], run: () => goTo('/sync/reconcile') },
    { id: 'operator.choose', label: 'Who is working?', keywords: ['operator', 'person', 'switch', 'user', 'log in', 'sign in'], run: askWhoIsWorking },
    { id: 'people.open', label: 'People and permissions', keywords: ['roles', 'owner', 'admin', 'accountant', 'builder', 'rights'], run: () => goTo('/settings/people') },
    { id: 'features.open', label: 'Features and alerts', keywords: ['switch', 'review', 'assignments', 'reservation', 'sales', 'plan', 'dashboard'], run: () => goTo('/settings/features') },
    { id: 'review.switch', label: 'Turn quality review on or off', keywords: ['feature', 'switch', 'inspect', 'approve'], command: 'company.set_review', run: () => goTo('/settings', { panel: 'review' }) },
    { id: 'quality.rejections', label: 'Show rejected builds', keywords: ['quality', 'waste', 'scrap', 'defects'], run: () => goTo('/builds/quality/rejections') },
    { id: 'books.check', label: 'Check my books', keywords: ['verify', 'audit', 'balance', 'ledger'], run: () => goTo('/settings/books') },
    { id: 'list.save_xlsx', label: 'Save this list as an Excel workbook', keywords: ['export', 'spreadsheet', 'xlsx', 'download', 'file'], run: () => void saveShownList('xlsx') },
    { id: 'list.save_csv', label: 'Save this list as a CSV file', keywords: ['export', 'spreadsheet', 'download', 'text'], run: () => void saveShownList('csv') },
    { id: 'backup.now', label: 'Back up now', keywords: ['save', 'copy', 'ledger'], run: () => void backUpNow() },
    { id: 'practice.open', label: 'Open the practice shop', keywords: ['try', 'learn', 'sample', 'demo', 'example'], run: () => void openPracticeShop() },
    { id: 'practice.leave', label: 'Leave the practice shop', keywords: ['try', 'learn', 'sample', 'demo', 'own company'], run: () => void leavePracticeShop() },
    { id: 'theme.auto', label: 'Theme as this PC', keywords: ['appearance', 'automatic', 'system'], run: () => void setPreferences({ theme: 'auto' }) },
    { id: 'theme.light', label: 'Light theme', keywords: ['appearance', 'bright'], run: () => void setPreferences({ theme: 'light' }) },
    { id: 'theme.dark', label: 'Dark theme', keywords: ['appearance', 'night'], run: () => void setPreferences({ theme: 'dark' }) },
    { id: 'theme.contrast', label: 'High contrast theme', keywords: ['appearance', 'accessibility'], run: () => void setPreferences({ theme: 'contrast' }) },
    { id: 'mode.floor', label: 'Floor mode', keywords: ['touch', 'scanner', 'big'], run: () => void setPreferences({ mode: 'floor' }) },
    { id: 'mode.office', label: 'Office mode', keywords: ['keyboard', 'mouse', 'compact'], run: () => void setPreferences({ mode: 'office' }) },
    { id: 'rail.toggle', label: 'Collapse or expand the navigation', keywords: ['rail', 'sidebar', 'menu'], run: toggleRail },
    { id: 'folder.data', label: 'Open data folder', keywords: ['ledger', 'file'], run: () => void openFolder('data') },
    { id: 'folder.backups', label: 'Open backups folder', keywords: ['file'], run: () => void openFolder('backups') },
    { id: 'folder.logs', label: 'Open logs folder', keywords: ['support', 'error', 'file'], run: () => void openFolder('logs') },
  ]
}

/** Shows the rail as icons alone, or with its words again. */
export function toggleRail(): void {
  void setPreferences({ railCollapsed: !useWindowState.getState().preferences.railCollapsed })
}

/** Runs what the application's menu asked for. */
export function runMenuAction(action: MenuAction, goTo: GoTo, openPalette: () => void): void {
  switch (action) {
    case 'palette.open':
      return openPalette()
    case 'screen.settings':
      return goTo('/settings')
    default:
      return allActions(goTo).find(({ id }) => id === action)?.run()
  }
}

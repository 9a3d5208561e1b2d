import { useLedgerQuery } from '../api/use-query.ts'
import type { GoTo } from './actions.ts'
import {
  adjustmentEntries,
  buildEntries,
  exportEntries,
  lotEntries,
  mayBeNumber,
  plannedEntries,
  plannedIdIn,
  productEntries,
  receiptEntries,
  saleEntries,
  supplierEntries,
  type PaletteEntry,
} from './palette-entries.ts'

const shownMax = 8

/** What the ledger has under the words typed, as lines that open it; nothing before something is typed. */
export function useFound(search: string, goTo: GoTo): readonly PaletteEntry[] {
  const enabled = search !== ''
  const page = { limit: shownMax, offset: 0 }
  const products = useLedgerQuery('product.find', { search, kinds: [], limit: shownMax }, { enabled })
  const lots = useLedgerQuery('lot.list', { search, productId: null, status: null, ...page }, { enabled })
  const suppliers = useLedgerQuery('supplier.list', { search, ...page }, { enabled })
  const receipts = useLedgerQuery('receipt.list', { search, status: null, ...page }, { enabled })
  const builds = useLedgerQuery('build.list', { search, productId: null, ...page }, { enabled })
  const planned = useLedgerQuery('planned_build.list', { search, ...page }, { enabled })
  // One that is named is found wherever it stands, and when it is no longer in the queue.
  const plannedId = plannedIdIn(search)
  const named = useLedgerQuery('planned_build.get', { plannedBuildId: plannedId ?? 1 }, { enabled: plannedId !== null })
  const numbered = mayBeNumber(search)
  const adjustments = useLedgerQuery('adjustment.list', { search, productId: null, status: null, ...page }, { enabled: numbered })
  const sales = useLedgerQuery('sale.list', { search, ...page }, { enabled: numbered })
  const exported = useLedgerQuery('export.list', { tab: 'all', search, kinds: [], ...page }, { enabled: numbered })
  if (!enabled) return []
  const namedPlan = plannedId !== null && named.data?.plannedBuild.plannedBuildId === plannedId ? [named.data.plannedBuild] : []
  const otherPlans = (planned.data?.plannedBuilds ?? []).filter(({ plannedBuildId }) => plannedBuildId !== plannedId)
  // While an answer is on its way the one before it stands, less what no longer goes by the words: Enter must not open it.
  const upToDate = ({ current }: { readonly current: boolean }, entries: readonly PaletteEntry[]) => (current ? entries : entries.filter((entry) => namesAll(entry, search)))
  return [
    ...upToDate(products, productEntries(products.data?.products ?? [], goTo)),
    ...upToDate(lots, lotEntries(lots.data?.lots ?? [], goTo)),
    ...upToDate(receipts, receiptEntries(receipts.data?.receipts ?? [], goTo)),
    ...plannedEntries(namedPlan, goTo),
    ...upToDate(planned, plannedEntries(otherPlans, goTo)),
    ...upToDate(builds, buildEntries(builds.data?.builds ?? [], goTo)),
    ...(numbered
      ? [
          ...upToDate(adjustments, adjustmentEntries(adjustments.data?.adjustments ?? [], goTo)),
          ...upToDate(sales, saleEntries(sales.data?.sales ?? [], goTo)),
          ...upToDate(exported, exportEntries(exported.data?.exports ?? [], goTo)),
        ]
      : []),
    ...upToDate(suppliers, supplierEntries(suppliers.data?.suppliers ?? [], goTo)),
  ]
}

/** Whether every word typed is in what the line says. */
function namesAll({ label, detail }: PaletteEntry, search: string): boolean {
  const said = `${label} ${detail}`.toLowerCase()
  return search.toLowerCase().split(/\s+/).every((word) => said.includes(word))
}

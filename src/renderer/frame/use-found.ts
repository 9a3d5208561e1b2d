import { useLedgerQuery } from '../api/use-query.ts'
import type { GoTo } from './actions.ts'
import { buildEntries, lotEntries, productEntries, receiptEntries, supplierEntries, type PaletteEntry } from './palette-entries.ts'

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
  if (!enabled) return []
  return [
    ...productEntries(products.data?.products ?? [], goTo),
    ...lotEntries(lots.data?.lots ?? [], goTo),
    ...receiptEntries(receipts.data?.receipts ?? [], goTo),
    ...buildEntries(builds.data?.builds ?? [], goTo),
    ...supplierEntries(suppliers.data?.suppliers ?? [], goTo),
  ]
}

import type { AccountRole } from '../../shared/accounting.ts'
import type { ExportNeed } from '../../shared/exports.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { refusalOfRole } from '../domain/account-roles.ts'
import { isAccountOfItem } from '../ledger/accounting.ts'
import type { ExportSettings } from './choices.ts'
import { dayThere, type ExportRow, type LineRow } from './rows.ts'

interface AccountCells {
  readonly externalId: string
  readonly name: string
  readonly type: string
  readonly active: 0 | 1
  readonly gone: 0 | 1
}

interface ItemCells {
  readonly sku: string
  readonly externalId: string | null
  readonly item: string | null
  readonly active: 0 | 1
  readonly kind: string
  readonly tracks: 0 | 1
  readonly startDate: string | null
}

interface VendorCells {
  readonly supplierId: number
  readonly supplier: string
  readonly externalId: string | null
  readonly active: 0 | 1
}

const statements = perConnection((db) => ({
  account: db.prepare<[string], AccountCells>('SELECT external_id AS externalId, full_name AS name, type, active, gone FROM accounting_account WHERE external_id = ?'),
  item: db.prepare<[number], ItemCells>(
    `SELECT p.sku, i.external_id AS externalId, i.name AS item, i.active, i.kind, i.tracks_quantity AS tracks, i.start_date AS startDate
     FROM product p LEFT JOIN item_link l USING (product_id) LEFT JOIN accounting_item i USING (accounting_item_id) WHERE p.product_id = +?`,
  ),
  vendor: db.prepare<[number], VendorCells>(
    `SELECT s.supplier_id AS supplierId, s.name AS supplier, v.external_id AS externalId, v.active
     FROM receipt r JOIN supplier s USING (supplier_id) LEFT JOIN vendor_link l USING (supplier_id) LEFT JOIN accounting_vendor v USING (accounting_vendor_id)
     WHERE r.receipt_id = +?`,
  ),
}))

/** What exports speak of, each looked up once however many speak of it. */
export interface Lookups {
  readonly account: (externalId: string) => AccountCells | undefined
  readonly item: (productId: number) => ItemCells | undefined
  /** Of the supplier of a receipt. */
  readonly vendor: (receiptId: number) => VendorCells | undefined
  /** Whether items keep their stock in an account. */
  readonly isOfItem: (externalId: string) => boolean
}

/** Fresh lookups, good as long as nothing is written. */
export function lookupsOn(db: Database): Lookups {
  const { account, item, vendor } = statements(db)
  const once = <K, V>(find: (key: K) => V): ((key: K) => V) => {
    const known = new Map<K, V>()
    return (key) => {
      if (!known.has(key)) known.set(key, find(key))
      return known.get(key) as V
    }
  }
  return {
    account: once((externalId: string) => account.get(externalId)),
    item: once((productId: number) => item.get(productId)),
    vendor: once((receiptId: number) => vendor.get(receiptId)),
    isOfItem: once((externalId: string) => isAccountOfItem(db, externalId)),
  }
}

/** An export with everything that it speaks of by the accounting company's own ids. */
export interface ReadyExport {
  readonly offsetAccount: string | null
  readonly lines: readonly (LineRow & { readonly ids: ReadyIds })[]
  /** Accounts whose lines carry a vendor. */
  readonly payable: ReadonlySet<string>
}

export interface ReadyIds {
  readonly item: string | null
  readonly debitAccount: string | null
  readonly creditAccount: string | null
  readonly vendor: string | null
}

/**
 * What an export lacks before it can go out, each thing once; otherwise all that it speaks of. What opposes something sent
 * speaks of exactly what that spoke of.
 */
export function prepare(look: Lookups, settings: ExportSettings, row: ExportRow, lines: readonly LineRow[]): { readonly needs: readonly ExportNeed[]; readonly ready: ReadyExport } {
  const needs = new Map<string, ExportNeed>()
  const lacks = (need: ExportNeed): null => {
    needs.set(JSON.stringify(need), need)
    return null
  }
  const chosen = { ...settings, source: row.source }
  const account = (role: AccountRole) => accountOfRole(look, chosen, role, lacks)
  const idsOf = (line: LineRow): ReadyIds => {
    if (line.productId !== null) return { ...noIds, item: line.item ?? itemOf(look, line.productId, dayThere(row), lacks) }
    if (line.debitRole === null || line.creditRole === null || line.leftOut === 1) return noIds
    const debitAccount = line.debitAccount ?? account(line.debitRole)
    const creditAccount = line.creditAccount ?? account(line.creditRole)
    const isOurs = line.debitAccount === null && [debitAccount, creditAccount].some((id) => isPayable(look, id))
    return { item: null, debitAccount, creditAccount, vendor: isOurs ? vendorOf(look, line, lacks) : line.vendor }
  }
  const ready = lines.map((line) => ({ ...line, ids: idsOf(line) }))
  const offsetAccount = row.offsetRole === null ? null : (row.offsetAccount ?? account(row.offsetRole))
  const payable = new Set(ready.flatMap(({ ids }) => [ids.debitAccount, ids.creditAccount].filter((id) => id !== null && isPayable(look, id)) as string[]))
  return { needs: [...needs.values()], ready: { offsetAccount, lines: ready, payable } }
}

const noIds: ReadyIds = { item: null, debitAccount: null, creditAccount: null, vendor: null }

type Lacks = (need: ExportNeed) => null
type Chosen = Pick<ExportSettings, 'accounts' | 'labor' | 'source'>

/** QuickBooks' id of the account a role has, or of the one that stands in for it. */
function accountOfRole(look: Lookups, chosen: Chosen, role: AccountRole, lacks: Lacks): string | null {
  const { accounts, labor, source } = chosen
  if (accounts[role] === undefined && source === 'sync' && role === 'waste') return accountOfRole(look, chosen, 'cogs', lacks)
  if (accounts[role] === undefined && source === 'partsemble' && role === 'conversion') {
    return labor === null ? lacks({ code: 'needs_labor_answer' }) : accountOfRole(look, chosen, 'build_credit', lacks)
  }
  const externalId = accounts[role]
  if (externalId === undefined) return lacks({ code: 'needs_account', role })
  const account = look.account(externalId)
  if (account === undefined) return lacks({ code: 'account_unusable', role, account: externalId, problem: 'gone' })
  const refusal = refusalOfRole(role, { ...account, active: account.active === 1, gone: account.gone === 1 }, { ofPair: null, isOfItem: look.isOfItem })
  return refusal === null || refusal === 'of_pair' ? externalId : lacks({ code: 'account_unusable', role, account: account.name, problem: refusal })
}

/** Lines of such an account carry a vendor. */
function isPayable(look: Lookups, externalId: string | null): boolean {
  return externalId !== null && look.account(externalId)?.type === 'Accounts Payable'
}

function itemOf(look: Lookups, productId: number, day: string, lacks: Lacks): string | null {
  const found = look.item(productId)
  if (found === undefined) throw new Error(`product ${productId} is gone`)
  const { sku, externalId, item, active, kind, tracks, startDate } = found
  if (externalId === null || item === null) return lacks({ code: 'needs_item', productId, sku })
  if (active === 0) return lacks({ code: 'item_inactive', productId, sku, item })
  if (kind !== 'inventory' || tracks === 0) return lacks({ code: 'item_not_inventory', productId, sku, item })
  if (startDate !== null && startDate > day) return lacks({ code: 'item_starts_later', productId, sku, item, startDate })
  return externalId
}

function vendorOf(look: Lookups, { documentKind, documentId }: LineRow, lacks: Lacks): string | null {
  const found = documentKind === 'receipt' ? look.vendor(documentId) : undefined
  if (found === undefined) return null
  const { supplierId, supplier, externalId, active } = found
  if (externalId === null) return lacks({ code: 'needs_vendor', supplierId, supplier })
  return active === 0 ? lacks({ code: 'vendor_inactive', supplierId, supplier }) : externalId
}

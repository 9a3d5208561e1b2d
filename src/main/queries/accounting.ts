import type { AccountingCompany, VendorRow } from '../../shared/contract/accounting.ts'
import { ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { refusalOfRole, typesOfRole } from '../domain/account-roles.ts'
import { accountingChoices, accountingCompany, accountingSettings, allAccounts, factsOfRole } from '../ledger/accounting.ts'
import type { QueryHandler } from './context.ts'
import { pageOf, searchFor } from './list-page.ts'

/** The company the ledger is bound to, without what was decided about it; `null` until one was connected. */
export function boundCompany(db: Database): AccountingCompany | null {
  return accountingCompany(db)
}

/** What was decided about accounting. */
export const settingsOfAccounting: QueryHandler<'accounting.settings'> = ({ db }) => ok(accountingSettings(db))

/** The accounts that may have a role, and the one that has it. */
export const listAccounts: QueryHandler<'accounting.accounts'> = ({ db }, { role }) => {
  const choices = accountingChoices(db)
  const facts = factsOfRole(db, role, choices)
  const all = allAccounts(db)
  const accounts = all.flatMap((account) => {
    const chosen = choices.accounts[role] === account.externalId
    const refusal = refusalOfRole(role, account, facts)
    if (refusal !== null && !chosen) return []
    return [{ ...account, chosen, problem: refusal === 'of_pair' ? null : refusal }]
  })
  return ok({ accounts, types: [...typesOfRole[role]], loaded: all.length })
}

type StoredVendor = Omit<VendorRow, 'active' | 'supplier' | 'likely'> & {
  readonly active: 0 | 1
  readonly supplierJson: string | null
  readonly likelyJson: string | null
}

const supplierOf = '(SELECT s.name FROM vendor_link l JOIN supplier s USING (supplier_id) WHERE l.accounting_vendor_id = v.accounting_vendor_id)'
const sortBy = { name: 'v.name COLLATE NOCASE', email: 'v.email COLLATE NOCASE', supplier: `${supplierOf} COLLATE NOCASE` } as const

const shownBy = {
  all: [],
  linked: [{ sql: 'v.accounting_vendor_id IN (SELECT accounting_vendor_id FROM vendor_link)', params: [] }],
  not_linked: [{ sql: 'v.active = 1 AND v.accounting_vendor_id NOT IN (SELECT accounting_vendor_id FROM vendor_link)', params: [] }],
} as const

/** Vendors, a page at a time, each with its supplier or one that has its name. */
export const listVendors: QueryHandler<'accounting.vendors'> = ({ db }, { search, show, sort, descending, ...asked }) => {
  const list = {
    id: 'v.accounting_vendor_id',
    table: 'accounting_vendor v',
    from: 'accounting_vendor v',
    where: [...shownBy[show], ...searchFor(search, ({ written }) => `(${written('v.name')} OR ${written('v.email')})`)],
    orderBy: [sortBy[sort]],
    descending,
    indexed: false,
  }
  const { rows, ...whole } = pageOf<StoredVendor>(
    db,
    list,
    asked,
    `SELECT v.accounting_vendor_id AS accountingVendorId, v.external_id AS externalId, v.name, v.email, v.phone, v.active,
       (SELECT json_object('supplierId', s.supplier_id, 'code', s.code, 'name', s.name) FROM vendor_link l JOIN supplier s USING (supplier_id)
        WHERE l.accounting_vendor_id = v.accounting_vendor_id) AS supplierJson,
       (SELECT json_object('supplierId', s.supplier_id, 'code', s.code, 'name', s.name) FROM supplier s
        WHERE s.name = v.name COLLATE NOCASE AND s.supplier_id NOT IN (SELECT supplier_id FROM vendor_link) ORDER BY s.supplier_id LIMIT 1) AS likelyJson
     FROM page CROSS JOIN accounting_vendor v ON v.accounting_vendor_id = page.id`,
  )
  return ok({ vendors: rows.map(toVendor), ...whole })
}

function toVendor({ active, supplierJson, likelyJson, ...vendor }: StoredVendor): VendorRow {
  const supplier = supplierJson === null ? null : (JSON.parse(supplierJson) as VendorRow['supplier'])
  const likely = supplier !== null || likelyJson === null ? null : (JSON.parse(likelyJson) as VendorRow['likely'])
  return { ...vendor, active: active === 1, supplier, likely }
}

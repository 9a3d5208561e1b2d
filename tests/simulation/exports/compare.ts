import SqliteDatabase from 'better-sqlite3'
import { controlled } from './faults.ts'
import type { Scenario } from './scenario.ts'
import { ledgerFile, practiceFile } from './files.ts'
import { accountName, roles, skus } from './shop.ts'
import { suppliers } from './suppliers.ts'
import { drawnInReview, expectedCents, expectedOwed, expectedQuantities, expectedRounding, inMillionths } from './expected.ts'
import type { PageSaid } from './page.ts'

type Db = InstanceType<typeof SqliteDatabase>

interface Ref {
  readonly value: string
}

/** A document as the company keeps it, as far as it is ours. */
interface There {
  readonly type: string
  readonly Id: string
  readonly DocNumber: string
  readonly TxnDate: string
  readonly PrivateNote: string
  readonly AdjustAccountRef?: Ref
  readonly Line: readonly {
    readonly Amount?: number
    readonly JournalEntryLineDetail?: { readonly PostingType: string; readonly AccountRef: Ref; readonly Entity?: { readonly Type: string; readonly EntityRef: Ref } }
    readonly ItemAdjustmentLineDetail?: { readonly QtyDiff: number; readonly ItemRef: Ref }
  }[]
}

interface Accepted {
  readonly docNumber: string
  readonly marker: string
  readonly kind: string
  readonly externalId: string
  readonly body: string
}

/**
 * What is wrong with both sides at the end of a run: whatever is there twice, lost, not ours, or not what was sent, and wherever
 * the Reconcile page says otherwise than both sides do. What was sent after a backup was made is no one's once that is restored,
 * and the page has to name it.
 */
export async function compare(folder: string, origin: string, scenario: Scenario, page: PageSaid | null): Promise<string[]> {
  const { source, switches, restores } = scenario
  // What was put off and is due is done when it is asked for anything.
  await controlled(origin, 'POST', 'clock', { advanceSeconds: 1000 })
  const ledger = new SqliteDatabase(ledgerFile(folder), { readonly: true })
  const company = new SqliteDatabase(practiceFile(folder), { readonly: true })
  try {
    const there = documentsIn(company)
    const { problems, strangers } = oneByOne(ledger, there)
    if (!restores) problems.push(...strangers.map(({ DocNumber, Id }) => `${DocNumber} is there as ${Id}, and nobody here knows of it`))
    problems.push(...amounts(ledger, company, { scenario, there, strangers }), ...(scenario.payables ? owed(ledger, { there, strangers }) : []))
    if (page === null) return problems
    return [...problems, ...pageProblems(ledger, company, { page, there, strangers }), ...(source === 'sync' && !switches && !restores ? apart(ledger, page) : [])]
  } finally {
    ledger.close()
    company.close()
  }
}

/** The ids of all documents of our kinds. */
export async function documentsThere(origin: string, folder: string): Promise<string[]> {
  await controlled(origin, 'GET', 'clock')
  const company = new SqliteDatabase(practiceFile(folder), { readonly: true })
  try {
    return documentsIn(company).map(({ type, Id }) => `${type} ${Id}`)
  } finally {
    company.close()
  }
}

function documentsIn(company: Db): There[] {
  const rows = company.prepare("SELECT type, body FROM object WHERE type IN ('InventoryAdjustment', 'JournalEntry') AND deleted = 0 ORDER BY number").all() as { type: string; body: string }[]
  return rows.map(({ type, body }) => ({ ...(JSON.parse(body) as There), type }))
}

function oneByOne(ledger: Db, there: readonly There[]): { readonly problems: string[]; readonly strangers: readonly There[] } {
  const sql = "SELECT doc_number AS docNumber, marker, kind, external_id AS externalId, body FROM export_document WHERE state = 'accepted' ORDER BY export_id"
  const accepted = ledger.prepare(sql).all() as Accepted[]
  const problems: string[] = []
  const known = new Set<There>()
  for (const { docNumber, marker, kind, externalId, body } of accepted) {
    const type = kind === 'journal_entry' ? 'JournalEntry' : 'InventoryAdjustment'
    const mine = there.filter((one) => one.type === type && one.Id === externalId)
    const [found] = mine
    if (found === undefined) problems.push(`${docNumber} is not there`)
    else {
      known.add(found)
      const alike = there.filter((one) => one.type === type && (one.PrivateNote.includes(marker) || (one.PrivateNote === '' && said(one) === said(found) && one.DocNumber === docNumber)))
      if (alike.length !== 1) problems.push(`${docNumber} is there ${alike.length} times`)
      if (said(found) !== said(JSON.parse(body) as There)) problems.push(`${docNumber} says ${said(found)}, sent was ${body}`)
    }
  }
  return { problems: [...problems, ...twice(there)], strangers: there.filter((one) => !known.has(one)) }
}

/** What says the same under the same number, whoever knows of it. */
function twice(there: readonly There[]): string[] {
  const by = Map.groupBy(there, (one) => `${one.type} ${one.PrivateNote === '' ? `${one.DocNumber} ${said(one)}` : one.PrivateNote}`)
  return [...by].flatMap(([what, all]) => (all.length > 1 ? [`${all.length} times there: ${what}`] : []))
}

function said({ DocNumber, TxnDate, AdjustAccountRef, Line }: There): string {
  const lines = Line.map(({ Amount, JournalEntryLineDetail: journal, ItemAdjustmentLineDetail: moved }) =>
    moved === undefined ? `${journal?.PostingType} ${journal?.AccountRef.value} ${journal?.Entity?.EntityRef.value ?? ''} ${Amount?.toFixed(2)}` : `${moved.ItemRef.value} ${inMillionths(moved.QtyDiff)}`,
  )
  return [DocNumber, TxnDate, AdjustAccountRef?.value ?? '', ...lines.toSorted()].join(' | ')
}

interface Documents {
  readonly there: readonly There[]
  /** Of which nobody here knows. */
  readonly strangers: readonly There[]
}

interface ItemThere {
  readonly Id: string
  readonly Sku?: string
  readonly QtyOnHand?: number
}

function itemsIn(company: Db): ItemThere[] {
  return company.prepare("SELECT body FROM object WHERE type = 'Item'").pluck().all().map((body) => JSON.parse(String(body)) as ItemThere)
}

/** Item by item in quantity, account by account in cents: what documents moved of which somebody here knows. */
function amounts(ledger: Db, company: Db, { scenario, there, strangers }: Documents & { readonly scenario: Scenario }): string[] {
  const problems: string[] = []
  const items = itemsIn(company)
  const quantities = expectedQuantities(ledger)
  for (const [place, sku] of skus.entries()) {
    const item = items.find(({ Sku }) => Sku === sku)
    const found = inMillionths(item?.QtyOnHand ?? 0) - movedOf(item?.Id ?? '', strangers)
    const wanted = quantities.get(place + 1) ?? 0
    if (found !== wanted) problems.push(`${sku}: ${wanted} here, ${found} there`)
  }
  const cents = expectedCents(ledger)
  const idOf = ledger.prepare<[string], string>('SELECT external_id FROM accounting_account WHERE name = ?').pluck()
  for (const role of roles) {
    const id = idOf.get(accountName(role, scenario))
    const found = journaledOn(id ?? '', there) - journaledOn(id ?? '', strangers)
    const wanted = cents.get(role) ?? 0
    if (found !== wanted) problems.push(`${role}: ${wanted} cents here, ${found} there`)
  }
  return problems
}

/** What adjustments moved of an item, in millionths. */
function movedOf(item: string, documents: readonly There[]): number {
  const moved = documents.flatMap(({ Line }) => Line).map(({ ItemAdjustmentLineDetail: line }) => (line?.ItemRef.value === item ? inMillionths(line.QtyDiff) : 0))
  return moved.reduce((sum, quantity) => sum + quantity, 0)
}

/** Vendor by vendor what is owed, in cents, and any line that owes it to nobody. */
function owed(ledger: Db, { there, strangers }: Documents): string[] {
  const idOf = (table: string, name: string) => String(ledger.prepare(`SELECT external_id FROM ${table} WHERE name = ?`).pluck().get(name))
  const account = idOf('accounting_account', accountName('receiving_credit', { payables: true }))
  const wanted = expectedOwed(ledger)
  const [nobodys, ...found] = [null, ...suppliers].map((supplier) => {
    const vendor = supplier === null ? null : idOf('accounting_vendor', supplier.vendor)
    return journaledOn(account, strangers, vendor) - journaledOn(account, there, vendor)
  })
  return [
    ...(nobodys === 0 ? [] : [`${nobodys} cents are owed to nobody`]),
    ...suppliers.flatMap(({ name }, place) => (found[place] === (wanted.get(place + 1) ?? 0) ? [] : [`${name}: ${wanted.get(place + 1)} cents owed here, ${found[place]} there`])),
  ]
}

/** What journals left on an account, in cents; of one vendor, or of none, where that is said. */
function journaledOn(account: string, documents: readonly There[], vendor?: string | null): number {
  return documents.flatMap(({ Line }) => Line).reduce((sum, { Amount = 0, JournalEntryLineDetail: journal }) => {
    if (journal === undefined || journal.AccountRef.value !== account) return sum
    if (vendor !== undefined && (journal.Entity?.EntityRef.value ?? null) !== vendor) return sum
    return sum + (journal.PostingType === 'Debit' ? 1 : -1) * Math.round(Amount * 100)
  }, 0)
}

/** Items whose quantities differ on the page by more than builds in review drew, though all else was told, and nothing was left to people. */
function apart(ledger: Db, { items }: PageSaid): string[] {
  if (ledger.prepare("SELECT 1 FROM export_document WHERE state = 'not_exported'").get() !== undefined) return []
  const inReview = drawnInReview(ledger)
  return items.flatMap(({ sku, here, there, unexplained }) => {
    const drawn = inReview.get(skus.findIndex((name) => name === sku) + 1) ?? 0
    return here - there === drawn && unexplained === 0 ? [] : [`${sku}: the page says ${here} here, ${there} there and ${unexplained} unexplained, in review are ${drawn}`]
  })
}

/** Where the Reconcile page says otherwise than both sides do. */
function pageProblems(ledger: Db, company: Db, { page, there, strangers }: Documents & { readonly page: PageSaid }): string[] {
  const problems: string[] = []
  const same = (what: string, said: number | string, is: number | string) => {
    if (said !== is) problems.push(`the page says of ${what} ${said}, it is ${is}`)
  }
  const named = (documents: readonly { readonly kind: string; readonly id: string }[]) => documents.map(({ kind, id }) => `${kind} ${id}`).toSorted().join(', ')
  same('what is otherwise there', page.findings.map(({ state }) => state).filter((state) => state !== 'stranger').join(', '), '')
  const kindOf = { JournalEntry: 'journal_entry', InventoryAdjustment: 'inventory_adjustment' } as Readonly<Record<string, string>>
  same('strangers', named(page.findings.map(({ kind, externalId }) => ({ kind, id: externalId }))), named(strangers.map(({ type, Id }) => ({ kind: kindOf[type] ?? type, id: Id }))))
  for (const { account, sent, there: told } of page.accounts) {
    same(`journals on ${account} there`, told, journaledOn(account, there))
    same(`journals on ${account} as sent`, sent, journaledOn(account, there) - journaledOn(account, strangers))
  }
  same('what rounding kept', page.rounding, expectedRounding(ledger))
  const items = itemsIn(company)
  const stock = ledger.prepare<[string], { quantity: number; value: number }>('SELECT quantity, value FROM product_balance JOIN product USING (product_id) WHERE sku = ?')
  same('items', page.items.length, skus.length)
  for (const { sku, here, there: told, difference, explained, unexplained } of page.items) {
    same(`${sku} here`, here, stock.get(sku)?.quantity ?? 0)
    same(`${sku} there`, told, inMillionths(items.find(({ Sku }) => Sku === sku)?.QtyOnHand ?? 0))
    same(`the difference of ${sku}`, difference, here - told)
    same(`the difference of ${sku} by its reasons`, explained + unexplained, difference)
  }
  for (const { here } of page.values) same('what items are worth here', here, skus.reduce((sum, sku) => sum + (stock.get(sku)?.value ?? 0), 0))
  return problems
}

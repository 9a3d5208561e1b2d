import SqliteDatabase from 'better-sqlite3'
import { controlled } from './faults.ts'
import type { Scenario } from './scenario.ts'
import { accountName, ledgerFile, practiceFile, roles, skus } from './shop.ts'
import { expectedCents, expectedQuantities, inMillionths } from './expected.ts'

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
    readonly JournalEntryLineDetail?: { readonly PostingType: string; readonly AccountRef: Ref }
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

/** What is wrong with both sides at the end of a run: whatever is there twice, lost, not ours, or not what was sent. */
export async function compare(folder: string, origin: string, scenario: Scenario): Promise<string[]> {
  // What was put off and is due is done when it is asked for anything.
  await controlled(origin, 'POST', 'clock', { advanceSeconds: 1000 })
  const ledger = new SqliteDatabase(ledgerFile(folder), { readonly: true })
  const company = new SqliteDatabase(practiceFile(folder), { readonly: true })
  try {
    const there = documentsIn(company)
    const problems = oneByOne(ledger, there, scenario)
    return scenario.restores ? problems : [...problems, ...amounts(ledger, company, there)]
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

function oneByOne(ledger: Db, there: readonly There[], { restores }: Scenario): string[] {
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
  const strangers = there.filter((one) => !known.has(one))
  if (!restores) problems.push(...strangers.map(({ DocNumber, Id }) => `${DocNumber} is there as ${Id}, and nobody here knows of it`))
  return [...problems, ...twice(there)]
}

/** What says the same under the same number, whoever knows of it. */
function twice(there: readonly There[]): string[] {
  const by = Map.groupBy(there, (one) => `${one.type} ${one.PrivateNote === '' ? `${one.DocNumber} ${said(one)}` : one.PrivateNote}`)
  return [...by].flatMap(([what, all]) => (all.length > 1 ? [`${all.length} times there: ${what}`] : []))
}

function said({ DocNumber, TxnDate, AdjustAccountRef, Line }: There): string {
  const lines = Line.map(({ Amount, JournalEntryLineDetail: journal, ItemAdjustmentLineDetail: moved }) =>
    moved === undefined ? `${journal?.PostingType} ${journal?.AccountRef.value} ${Amount?.toFixed(2)}` : `${moved.ItemRef.value} ${inMillionths(moved.QtyDiff)}`,
  )
  return [DocNumber, TxnDate, AdjustAccountRef?.value ?? '', ...lines.toSorted()].join(' | ')
}

/** Item by item in quantity, account by account in cents. */
function amounts(ledger: Db, company: Db, there: readonly There[]): string[] {
  const problems: string[] = []
  const items = company.prepare("SELECT body FROM object WHERE type = 'Item'").pluck().all().map((body) => JSON.parse(String(body)) as { Sku?: string; QtyOnHand?: number })
  const quantities = expectedQuantities(ledger)
  for (const [place, sku] of skus.entries()) {
    const found = inMillionths(items.find(({ Sku }) => Sku === sku)?.QtyOnHand ?? 0)
    const wanted = quantities.get(place + 1) ?? 0
    if (found !== wanted) problems.push(`${sku}: ${wanted} here, ${found} there`)
  }
  const cents = expectedCents(ledger)
  const idOf = ledger.prepare<[string], string>('SELECT external_id FROM accounting_account WHERE name = ?').pluck()
  for (const role of roles) {
    const id = idOf.get(accountName(role))
    const found = there.flatMap(({ Line }) => Line).reduce((sum, { Amount = 0, JournalEntryLineDetail: journal }) => {
      if (journal === undefined || journal.AccountRef.value !== id) return sum
      return sum + (journal.PostingType === 'Debit' ? 1 : -1) * Math.round(Amount * 100)
    }, 0)
    const wanted = cents.get(role) ?? 0
    if (found !== wanted) problems.push(`${role}: ${wanted} cents here, ${found} there`)
  }
  return problems
}

import type { ChangedTopic } from '../../src/shared/bridge.ts'
import { keepExports } from '../../src/main/outbox/keep-exports.ts'
import { previewOf } from '../../src/main/outbox/preview.ts'
import type { Database } from '../../src/main/database/open.ts'
import { transact } from '../../src/main/database/transaction.ts'
import { ok } from '../../src/shared/result.ts'
import { testId } from './ports.ts'

/** What was decided about exports, and the day they begin. */
export interface Choices {
  readonly source: 'sync' | 'partsemble' | null
  readonly accounts?: Readonly<Record<string, string>>
  readonly exportModes?: { readonly builds: 'manual' | 'auto'; readonly receipts: 'manual' | 'auto' }
  readonly labor?: 'credit_build_account' | 'leave_out' | null
  readonly costOfSalesFrom?: string
}

/** One account per role, named after it. */
export const everyAccount = Object.fromEntries(
  ['cogs', 'receiving', 'waste', 'build_debit', 'build_credit', 'receiving_debit', 'receiving_credit', 'conversion'].map((role) => [role, `acc-${role}`]),
)

/** Chart of accounts of the bound company, one account per role. */
const types: Readonly<Record<string, string>> = {
  cogs: 'Cost of Goods Sold',
  receiving: 'Other Current Asset',
  waste: 'Expense',
  build_debit: 'Other Current Asset',
  build_credit: 'Other Current Asset',
  receiving_debit: 'Other Current Asset',
  receiving_credit: 'Other Current Liability',
  conversion: 'Expense',
}

/** Binds the ledger to a company, as a login does. */
export function bindCompany(db: Database, choices: Choices, from: string | null = '2026-01-01'): void {
  db.prepare("INSERT INTO accounting_company VALUES (1, 'practice', '1', 'Test company', 'US', 'USD', '{}', ?, 1, '2026-01-01T00:00:00.000Z')").run(from)
  for (const [role, type] of Object.entries(types)) {
    db.prepare("INSERT INTO accounting_account (external_id, name, full_name, type, active, sync_token, seal) VALUES (?, ?, ?, ?, 1, '0', ?)").run(`acc-${role}`, role, role, type, 'x'.repeat(64))
  }
  choose(db, choices)
}

/** Links each product to an item of its own, `item-` with its id, that takes adjustments. */
export function linkItems(db: Database, productIds: readonly number[]): void {
  for (const productId of productIds) {
    const insert = "INSERT INTO accounting_item (external_id, kind, name, full_name, active, tracks_quantity, sync_token, updated_at, search_text, seal) VALUES (?, 'inventory', ?, ?, 1, 1, '0', '2026-01-01', '', ?)"
    const { lastInsertRowid } = db.prepare(insert).run(`item-${productId}`, `Item ${productId}`, `Item ${productId}`, 'x'.repeat(64))
    db.prepare("INSERT INTO item_link VALUES (?, ?, '2026-01-01T00:00:00.000Z')").run(productId, lastInsertRowid)
  }
}

/** Changes what was decided. */
export function choose(db: Database, choices: Choices): void {
  db.prepare("INSERT INTO setting VALUES ('accounting', ?) ON CONFLICT (name) DO UPDATE SET value_json = excluded.value_json").run(JSON.stringify({ accounts: everyAccount, ...choices }))
}

interface Row {
  readonly exportId: number
  readonly docNumber: string
  readonly state: string
  readonly offsetRole: string | null
  readonly why: string | null
}

interface Line {
  readonly sku: string | null
  readonly debit: string | null
  readonly credit: string | null
  readonly quantity: number
  readonly cents: number
}

/** Plans what was posted since it was asked last, as the end of a command does. */
export function exportsOn(db: Database) {
  let [postings, ids, seen] = [0, 0, 0]
  const plan = (topics: readonly ChangedTopic[] = []) => {
    transact(db, () => ok(keepExports(db, { topics: [{ kind: 'accounting' }, ...topics], postingBefore: postings, uuid: () => testId(700_000 + ++ids) })))
    postings = db.prepare<[], number>('SELECT coalesce(max(posting_id), 0) FROM posting').pluck().get() ?? 0
  }
  return {
    plan,
    /** What the events since then became: each document with its lines, as a person would write them down. */
    told: (): string[] => {
      plan()
      const rows = db.prepare<[number], Row>("SELECT export_id AS exportId, doc_number AS docNumber, state, offset_role AS offsetRole, why_json ->> '$[0].code' AS why FROM export_document WHERE export_id > ? ORDER BY export_id").all(seen)
      seen = rows.at(-1)?.exportId ?? seen
      return rows.map((row) => written(db, row))
    },
    /** Every document as it stands. */
    all: () => {
      const rows = db.prepare<[], Row>("SELECT export_id AS exportId, doc_number AS docNumber, state, offset_role AS offsetRole, why_json ->> '$[0].code' AS why FROM export_document ORDER BY export_id").all()
      return rows.map((row) => written(db, row))
    },
    /** Says of the documents of these numbers that they arrived; of all that wait when none are named. */
    arrive: (...docNumbers: string[]) => {
      const accepted = `UPDATE export_document SET state = 'accepted', request_id = marker, body = '{}', external_id = 'q' || export_id, accepted_at = '2026-01-31T12:00:00.000Z',
        offset_account = CASE kind WHEN 'inventory_adjustment' THEN coalesce(offset_account, 'acc-' || offset_role) END WHERE state IN ('waiting', 'needs')`
      const lines = `UPDATE export_line SET debit_account = coalesce(debit_account, 'acc-' || debit_role), credit_account = coalesce(credit_account, 'acc-' || credit_role),
        item = CASE WHEN product_id IS NULL THEN NULL ELSE coalesce(item, 'item-' || product_id) END
        WHERE export_id IN (SELECT export_id FROM export_document WHERE state = 'accepted')`
      if (docNumbers.length === 0) db.prepare(accepted).run()
      for (const docNumber of docNumbers) db.prepare(`${accepted} AND doc_number = ?`).run(docNumber)
      db.prepare(lines).run()
    },
    /** What waits, as it would be sent now. */
    bodies: () => {
      const waiting = db.prepare<[], number>("SELECT export_id FROM export_document WHERE state IN ('waiting', 'needs') ORDER BY export_id").pluck().all()
      return waiting.flatMap((exportId) => previewOf(db, exportId).body ?? [])
    },
    setState: (docNumber: string, state: string) => db.prepare("UPDATE export_document SET state = ?, request_id = marker, body = '{}' WHERE doc_number = ? AND state <> 'withdrawn'").run(state, docNumber),
  }
}

const plain = (amount: number, size: number) => String(amount / size)

/** `PSB-B-00001 waiting: cogs STEEL −4, BOX 2` or `PSB-R-00001 waiting: receiving_debit / receiving_credit 12.5`. */
function written(db: Database, { exportId, docNumber, state, offsetRole, why }: Row): string {
  const lines = db
    .prepare<[number], Line>(
      `SELECT p.sku, l.debit_role AS debit, l.credit_role AS credit, l.quantity, l.cents FROM export_line l LEFT JOIN product p USING (product_id)
       WHERE l.export_id = ? ORDER BY l.line_no`,
    )
    .all(exportId)
  const said = lines.map(({ sku, debit, credit, quantity, cents }) => (sku === null ? `${debit} / ${credit} ${plain(cents, 100)}` : `${sku} ${plain(quantity, 1_000_000)}`))
  const head = `${docNumber} ${state}${why === null ? '' : ` (${why})`}`
  return said.length === 0 ? head : `${head}: ${offsetRole === null ? '' : `${offsetRole} `}${said.join(', ')}`
}

import { deskFor } from '../../src/main/boot/desk.ts'
import type { Company } from '../../src/main/boot/company.ts'
import type { Database } from '../../src/main/database/open.ts'
import type { Environment } from '../../src/main/environment.ts'
import { dispatch, type Desk, type HostHandlers } from '../../src/main/ipc/dispatch.ts'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import type { Account } from './auditor/books.ts'

/** What the program answers, whatever it was asked. */
export type Reply =
  | { readonly ok: true; readonly value: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly error: { readonly code: string; readonly data: unknown } }

/** The program behind the door the window uses, on a ledger file that is open. */
export interface Program {
  readonly db: Database
  /** Sets the day, and the clock by the place of the command, so that the same command is always given at the same instant. */
  setMoment(today: string, place: number): void
  command(name: string, commandId: string, input: unknown): Promise<Reply>
  query(name: string, input: unknown): Promise<Reply>
  /** Its lots, those of each product in the order in which they were made. */
  lots(): { readonly lotId: number; readonly productId: number }[]
  shown(): Promise<Shown>
  /** What *Check my books* finds wrong. */
  check(): string[]
}

/** The books as the program shows them. Amounts are millionths. */
export interface Shown {
  readonly lots: readonly { readonly number: string; readonly productId: number; readonly receivedOn: string; readonly voided: number; readonly remaining: number; readonly value: number }[]
  readonly products: readonly { readonly productId: number; readonly quantity: number; readonly value: number }[]
  readonly accounts: Readonly<Record<string, number>>
  /** By build. */
  readonly workInProcess: Readonly<Record<number, number>>
  /** What is open, by sale and product. */
  readonly shortages: Readonly<Record<string, readonly [quantity: number, value: number]>>
  /** By sale. */
  readonly sales: Readonly<Record<number, { readonly status: string; readonly cost: number; readonly revenue: number; readonly short: number }>>
  /** Status by build. */
  readonly builds: Readonly<Record<number, string>>
  /** Planned builds with their quantities by product. */
  readonly plans: Readonly<Record<number, { readonly status: string; /** The program's own: 1 or 0. */ readonly auto: number; readonly quantity: number; readonly lines: Readonly<Record<number, number>> }>>
  /** What builds and adjustments hold of each lot, by document and lot number. */
  readonly held: Readonly<Record<string, readonly [quantity: number, value: number]>>
}

const accountNames: Readonly<Record<string, Account>> = { lot: 'lots', cost_of_goods_sold: 'cogs' }

export function programOn(db: Database, file: string): Program {
  let today = '2026-01-01'
  let milliseconds = 0
  let thrown: unknown = null
  const environment: Environment = {
    clock: {
      instant: () => new Date(Date.parse(`${today}T12:00:00.000Z`) + milliseconds++).toISOString(),
      monotonicMs: () => 0,
      today: () => today,
    },
    ids: { uuid: () => '00000000-0000-4000-8000-000000000000' },
    log: {
      info: () => {},
      warn: () => {},
      error: (_, facts) => {
        thrown = facts?.['thrown'] ?? null
      },
    },
  }
  const context = { db, today: () => today }
  const company = { ledger: () => context, failure: () => null } as unknown as Company
  const desk: Desk = deskFor({ company, hosts: {} as HostHandlers, environment, ledgerFile: file, onChanged: () => {} })
  const ask = async (message: object): Promise<Reply> => {
    const reply = (await dispatch(desk, JSON.stringify(message))) as Reply
    if (!reply.ok && reply.error.code === 'app.internal') {
      return { ok: false, error: { code: 'app.internal', data: thrown instanceof Error ? (thrown.stack ?? thrown.message) : thrown } }
    }
    return reply
  }
  const statements = prepare(db)
  return {
    db,
    setMoment: (day, place) => {
      today = day
      milliseconds = 1000 * (place + 1000)
    },
    command: (name, commandId, input) => ask({ kind: 'command', name, commandId, input }),
    query: (name, input) => ask({ kind: 'query', name, input }),
    lots: () => statements.lotIds.all() as ReturnType<Program['lots']>,
    shown: async () => show(statements, await all(ask, 'sale.list', 'sales', {}), await all(ask, 'build.list', 'builds', { productId: null })),
    check: () => verifyBooks(db).checks.flatMap(({ name, difference }) => (difference === null ? [] : [`${name}: ${JSON.stringify(difference)}`])),
  }
}

async function all(ask: (message: object) => Promise<Reply>, name: string, field: string, more: object): Promise<Row[]> {
  const reply = await ask({ kind: 'query', name, input: { search: '', limit: 500, offset: 0, ...more } })
  if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`)
  return reply.value[field] as Row[]
}

type Row = Readonly<Record<string, unknown>>
type Statements = ReturnType<typeof prepare>

function prepare(db: Database) {
  return {
    lotIds: db.prepare('SELECT lot_id AS lotId, product_id AS productId FROM lot ORDER BY lot_id'),
    lots: db.prepare(
      `SELECT number, product_id AS productId, l.received_on AS receivedOn, voided_by_posting_id IS NOT NULL AS voided, remaining, value
       FROM lot l JOIN lot_balance USING (lot_id, product_id) ORDER BY product_id, lot_id`,
    ),
    products: db.prepare('SELECT product_id AS productId, quantity, value FROM product_balance ORDER BY product_id'),
    accounts: db.prepare('SELECT account, sum(value) AS value FROM entry GROUP BY account'),
    workInProcess: db.prepare(
      `SELECT document_id AS id, sum(value) AS value FROM entry WHERE account = 'work_in_process' AND document_kind = 'build'
       GROUP BY document_id HAVING sum(value) <> 0`,
    ),
    shortages: db.prepare(
      'SELECT sale_id AS id, product_id AS productId, sum(quantity) AS quantity, sum(value) AS value FROM shortage WHERE quantity > 0 GROUP BY sale_id, product_id',
    ),
    plans: db.prepare('SELECT planned_build_id AS id, status, auto_generated AS auto, quantity FROM planned_build'),
    planLines: db.prepare('SELECT planned_build_id AS id, product_id AS productId, quantity FROM planned_build_line'),
    held: db.prepare(
      `SELECT e.document_kind AS kind, e.document_id AS id, l.lot_id AS lotId, sum(e.quantity) AS quantity, sum(e.value) AS value
       FROM entry e JOIN lot l USING (lot_id)
       WHERE e.document_kind IN ('build', 'adjustment') AND NOT (l.document_kind = e.document_kind AND l.document_id = e.document_id) AND l.number NOT GLOB 'LEGACY-*'
       GROUP BY e.document_kind, e.document_id, l.lot_id HAVING sum(e.quantity) < 0`,
    ),
  }
}

function show(statements: Statements, sales: readonly Row[], builds: readonly Row[]): Shown {
  const rows = <T>(statement: { all(): unknown[] }) => statement.all() as T[]
  const accounts = rows<{ account: string; value: number }>(statements.accounts)
  const shortages = rows<{ id: number; productId: number; quantity: number; value: number }>(statements.shortages)
  const held = rows<{ kind: string; id: number; lotId: number; quantity: number; value: number }>(statements.held)
  const planLines = rows<{ id: number; productId: number; quantity: number }>(statements.planLines)
  const linesOf = (plan: number) => Object.fromEntries(planLines.filter(({ id }) => id === plan).map(({ productId, quantity }) => [productId, quantity]))
  return {
    plans: Object.fromEntries(rows<{ id: number; status: string; auto: number; quantity: number }>(statements.plans).map(({ id, ...plan }) => [id, { ...plan, lines: linesOf(id) }])),
    lots: rows(statements.lots),
    products: rows(statements.products),
    accounts: Object.fromEntries(accounts.map(({ account, value }) => [accountNames[account] ?? account, value])),
    workInProcess: Object.fromEntries(rows<{ id: number; value: number }>(statements.workInProcess).map(({ id, value }) => [id, value])),
    shortages: Object.fromEntries(shortages.map(({ id, productId, quantity, value }) => [`sale ${id} of product ${productId}`, [quantity, value]])),
    sales: Object.fromEntries(sales.map(({ saleId, status, cost, revenue, short }) => [saleId, { status, cost, revenue, short }])) as Shown['sales'],
    builds: Object.fromEntries(builds.map(({ buildId, status }) => [buildId, status])) as Shown['builds'],
    held: Object.fromEntries(held.map(({ kind, id, lotId, quantity, value }) => [`${kind} ${id} of lot ${lotId}`, [0 - quantity, 0 - value]])),
  }
}

import { foldText, searchWords } from '../../shared/fold-text.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { sumInHalves, sumOfHalves } from './exact-sums.ts'

/** A part of a WHERE with its values. */
export interface Condition {
  readonly sql: string
  readonly params: readonly (string | number)[]
  /** No index helps: every row is read, so that page and count are read together. */
  readonly readsAll?: boolean
  /** It leads the index that has the order, so that walking it stays possible. */
  readonly leadsIndex?: boolean
}

/** Which rows a list has, and in which order. */
export interface List {
  /** The row's id: `p.product_id`. */
  readonly id: string
  /** The table the conditions look at, from the word after FROM: what is counted. */
  readonly table: string
  /** The same with what the order looks at beside it; it has the same rows. */
  readonly from: string
  readonly where: readonly Condition[]
  /** What it is sorted by; the id decides between equals. */
  readonly orderBy: readonly string[]
  readonly descending: boolean
  /** Whether an index has this order, so that a page far down is reached by walking it. */
  readonly indexed: boolean
  /** How many rows it has, where that is kept. */
  readonly total?: number
}

export interface PageAsked {
  readonly limit: number
  readonly offset: number
  /** Row to find in the list. */
  readonly find: number | null
}

/** What a page says of the whole list. */
interface Whole {
  /** Rows of the whole list. */
  readonly total: number
  /** Place of the row asked for, from 0; `null` when it is not in the list or was not asked for. */
  readonly foundAt: number | null
}

export interface PageOfIds extends Whole {
  readonly ids: readonly number[]
}

export interface PageOfRows<Row> extends Whole {
  readonly rows: Row[]
}

/**
 * One page of a list as ids, with the length of the whole. The first page and pages along an index come straight from
 * SQL. Any other is cut from the whole order, which is kept until something is written, so that scrolling sorts once.
 */
export function pageOfIds(db: Database, list: List, asked: PageAsked): PageOfIds {
  if (!isNear(list, asked)) return cutFromOrder(db, list, asked)
  const ids = run(db, `${selectIds(list)} ${pageOnly}`, [...paramsOf(list), asked.limit, asked.offset])
  return { ids, total: countOf(db, list), foundAt: null }
}

/**
 * One page of a list with its rows, for which `sql` reads as in `rowsOfPage`. What comes straight from SQL comes with its
 * rows by one statement.
 */
export function pageOf<Row>(db: Database, list: List, asked: PageAsked, sql: string): PageOfRows<Row> {
  if (!isNear(list, asked)) {
    const { ids, ...whole } = cutFromOrder(db, list, asked)
    return { rows: rowsOfPage<Row>(db, ids, sql), ...whole }
  }
  const direction = list.descending ? ' DESC' : ''
  const order = list.orderBy.map((_, place) => `page.o${place}${direction}, `).join('')
  // SQLite sees that the page has this order already, and sorts nothing.
  const statement = statementOf(db, `WITH page AS (${selectPage(list)} ${pageOnly}) ${sql} ORDER BY ${order}page.id${direction}`)
  return { rows: statement.all([...paramsOf(list), asked.limit, asked.offset]) as Row[], total: countOf(db, list), foundAt: null }
}

// A bare `?` would have the statement planned anew for every page; see `perConnection`.
const pageOnly = 'LIMIT +? OFFSET +?'

function isNear({ indexed, where }: List, { offset, find }: PageAsked): boolean {
  if (find !== null || where.some(({ readsAll }) => readsAll)) return false
  return offset === 0 || (indexed && where.every(({ leadsIndex }) => leadsIndex))
}

function cutFromOrder(db: Database, list: List, { limit, offset, find }: PageAsked): PageOfIds {
  const all = orderOf(db, list)
  const foundAt = find === null ? -1 : all.indexOf(find)
  return { ids: all.slice(offset, offset + limit), total: all.length, foundAt: foundAt < 0 ? null : foundAt }
}

/**
 * Rows of a page in its order. `sql` reads from `page`, whose `id` is a row's id: `SELECT … FROM page CROSS JOIN product p
 * ON p.product_id = page.id`.
 */
export function rowsOfPage<Row>(db: Database, ids: readonly number[], sql: string): Row[] {
  const statement = statementOf(db, `WITH page AS (SELECT value AS id, key AS place FROM json_each(?)) ${sql} ORDER BY page.place`)
  return statement.all(JSON.stringify(ids)) as Row[]
}

/** SQL for *this holds the word*, of text kept folded or as it was written. */
interface Holds {
  readonly folded: (column: string) => string
  readonly written: (column: string) => string
}

/**
 * Every word of a search is somewhere; `somewhere` says where, from left to right. Other tables are best looked at as
 * `IN (SELECT …)`, which is read once and not for each row. Empty when nothing is searched for.
 */
export function searchFor(search: string, somewhere: (holds: Holds) => string): Condition[] {
  const words = searchWords(search)
  if (words.length === 0) return []
  const params: string[] = []
  const conditions = words.map((word) => {
    const folded = (column: string) => {
      params.push(foldText(word))
      return `instr(${column}, ?) > 0`
    }
    const written = (column: string) => {
      params.push(`%${word.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`)
      return `${column} LIKE ? ESCAPE '\\'`
    }
    return `(${somewhere({ folded, written })})`
  })
  return [{ sql: conditions.join(' AND '), params, readsAll: true }]
}

/** One row of sums, of the rows of a table that conditions leave. */
export function firstRow<Cells>(db: Database, columns: readonly string[], table: string, where: readonly Condition[]): Cells {
  const statement = statementOf(db, `SELECT ${columns.join(', ')} FROM ${table} ${whereOf({ where })}`)
  return statement.raw().get(...paramsOf({ where })) as Cells
}

export interface WholeSums {
  /** How many rows the list has. */
  readonly rows: number
  readonly sums: readonly (number | null)[]
}

/** How long the whole list is, and what columns of whole millionths sum to; `null` where that is more than the ledger keeps. */
export function sumsOf(db: Database, list: List, columns: readonly string[]): WholeSums {
  const { sums } = stillTrue(db)
  const key = JSON.stringify([list.from, list.where, columns])
  const known = sums.get(key)
  if (known !== undefined) return known
  const asked = columns.map((column, place) => `${column} AS c${place}`)
  const halves = columns.map((_, place) => sumInHalves(`c${place}`))
  const statement = statementOf(db, `SELECT count(*), ${halves.join(', ')} FROM (SELECT ${asked.join(', ')} FROM ${list.from} ${whereOf(list)})`)
  const [rows = 0, ...found] = statement.raw().get(...paramsOf(list)) as number[]
  const made = { rows, sums: columns.map((_, place) => sumOfHalves(found[place * 2] ?? 0, found[place * 2 + 1] ?? 0)) }
  sums.set(key, made)
  return made
}

interface Kept {
  readonly statements: Map<string, ReturnType<Database['prepare']>>
  /** Whole orders and counts, as they were when the connection had written `changes` rows. */
  readonly orders: Map<string, readonly number[]>
  readonly counts: Map<string, number>
  readonly sums: Map<string, WholeSums>
  changes: number
}

const ordersMax = 6

const keptOf = perConnection((): Kept => ({ statements: new Map(), orders: new Map(), counts: new Map(), sums: new Map(), changes: -1 }))

/** The whole order, the one used longest ago given up for a new one. */
function orderOf(db: Database, list: List): readonly number[] {
  const { orders } = stillTrue(db)
  const key = keyOf(list, `${list.orderBy.join()} ${list.descending}`)
  const order = orders.get(key) ?? run(db, selectIds(list), paramsOf(list))
  orders.delete(key)
  orders.set(key, order)
  const oldest = orders.keys().next().value
  if (orders.size > ordersMax && oldest !== undefined) orders.delete(oldest)
  return order
}

function countOf(db: Database, list: List): number {
  const { counts } = stillTrue(db)
  const key = keyOf(list, 'count')
  const known = counts.get(key)
  if (known !== undefined) return known
  if (list.total !== undefined) return list.total
  const [count = 0] = run(db, `SELECT count(*) FROM ${list.table} ${whereOf(list)}`, paramsOf(list))
  counts.set(key, count)
  return count
}

/** What is kept, emptied when anything was written since. The ledger has one writer, and it is this connection. */
function stillTrue(db: Database): Kept {
  const kept = keptOf(db)
  const [changes = 0] = run(db, 'SELECT total_changes()', [])
  if (changes !== kept.changes) {
    kept.orders.clear()
    kept.counts.clear()
    kept.sums.clear()
    kept.changes = changes
  }
  return kept
}

const keyOf = (list: List, more: string) => JSON.stringify([list.from, list.where, more])
const whereOf = ({ where }: Pick<List, 'where'>) => (where.length === 0 ? '' : `WHERE ${where.map(({ sql }) => `(${sql})`).join(' AND ')}`)
const paramsOf = ({ where }: Pick<List, 'where'>) => where.flatMap(({ params }) => params)

const selectIds = (list: List) => `SELECT ${list.id} ${inOrder(list)}`

/** The ids with what they are sorted by, for the statement around it. */
const selectPage = (list: List) => `SELECT ${[`${list.id} AS id`, ...list.orderBy.map((column, place) => `${column} AS o${place}`)].join(', ')} ${inOrder(list)}`

function inOrder(list: List): string {
  const direction = list.descending ? ' DESC' : ''
  return `FROM ${list.from} ${whereOf(list)} ORDER BY ${[...list.orderBy, list.id].map((column) => column + direction).join(', ')}`
}

function run(db: Database, sql: string, params: readonly (string | number)[]): number[] {
  return statementOf(db, sql).pluck().all(...params) as number[]
}

function statementOf(db: Database, sql: string): ReturnType<Database['prepare']> {
  const { statements } = keptOf(db)
  const known = statements.get(sql)
  if (known !== undefined) return known
  const statement = db.prepare(sql)
  statements.set(sql, statement)
  return statement
}

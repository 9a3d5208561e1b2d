import { err, ok, type Result } from '../../shared/result.ts'
import { unavailable } from './availability.ts'
import type { Entity, FieldKind, World } from './entity.ts'
import { parseJson, writeJson, type JsonObject } from './json.ts'
import { parseQuery, type Condition, type Query } from './query-language.ts'
import { refusals, type Refusal } from './refusal.ts'
import { readTime } from './times.ts'

/** What every entity may be asked by. */
const common: Readonly<Record<string, { readonly column: string; readonly kind: FieldKind }>> = {
  Id: { column: 'number', kind: 'number' },
  Active: { column: 'active', kind: 'boolean' },
  'MetaData.CreateTime': { column: 'created_ms', kind: 'time' },
  'MetaData.LastUpdatedTime': { column: 'updated_ms', kind: 'time' },
}

interface Column {
  readonly sql: string
  readonly kind: FieldKind
}

/** What a query found: JSON text of `QueryResponse`, so that stored objects go out digit for digit and without being read. */
export function runQuery(world: World, text: string, minorVersion: number): Result<string, Refusal> {
  const parsed = parseQuery(text)
  if (!parsed.ok) return parsed
  const query = parsed.value
  const entity = world.entity(query.entity)
  if (entity === null || !entity.operations.includes('query')) return err(refusals.query(`Metadata not found for Entity ${query.entity}.`))
  const closed = unavailable(world, entity, minorVersion)
  if (closed !== null) return err(closed)
  if (entity.singleton !== undefined) return ok(responseOf(entity, query, [writeJson(entity.singleton(world))]))
  const asked = sqlOf(entity, query)
  if (!asked.ok) return asked
  const { where, order, values } = asked.value
  if (query.select === 'count') {
    const { n } = world.store.statement(`select count(*) as n from object where ${where}`).get(...values) as { n: number }
    return ok(`{"totalCount":${n}}`)
  }
  const rows = world.store
    .statement(`select body from object where ${where} order by ${order} limit ? offset ?`)
    .all(...values, query.maxResults, query.startPosition - 1) as { body: string }[]
  return ok(responseOf(entity, query, rows.map(({ body }) => body)))
}

function responseOf(entity: Entity, { select, startPosition }: Query, bodies: readonly string[]): string {
  if (select === 'count') return `{"totalCount":${bodies.length}}`
  if (bodies.length === 0) return '{}'
  const shown = select === 'all' ? bodies : bodies.map((body) => writeJson(onlyThese(parseJson(body) as JsonObject, select)))
  return `{${writeJson(entity.name)}:[${shown.join(',')}],"startPosition":${startPosition},"maxResults":${bodies.length}}`
}

function onlyThese(object: JsonObject, fields: readonly string[]): JsonObject {
  const names = ['domain', 'sparse', ...fields.map((field) => field.split('.')[0] ?? '')]
  return Object.fromEntries(Object.entries(object).filter(([name]) => names.includes(name)))
}

function sqlOf(entity: Entity, query: Query): Result<{ where: string; order: string; values: (string | number)[] }, Refusal> {
  const parts = ['type = ?', 'deleted = 0']
  const values: (string | number)[] = [entity.name]
  for (const condition of query.where) {
    const part = conditionOf(entity, condition)
    if (!part.ok) return part
    parts.push(part.value.sql)
    values.push(...part.value.values)
  }
  const namesActive = query.where.some(({ field }) => field.toLowerCase() === 'active')
  if (entity.kind === 'name_list' && !namesActive) parts.push('active = 1')
  const orders: string[] = []
  for (const { field, descending } of query.orderBy) {
    const column = columnOf(entity, field)
    if (column === null) return err(refusals.queryProperty(field, entity.name))
    orders.push(`${column.sql}${descending ? ' desc' : ''}`)
  }
  return ok({ where: parts.join(' and '), order: [...orders, 'number'].join(', '), values })
}

function conditionOf(entity: Entity, { field, comparison, values }: Condition): Result<{ sql: string; values: (string | number)[] }, Refusal> {
  const column = columnOf(entity, field)
  if (column === null) return err(refusals.queryProperty(field, entity.name))
  const bound: (string | number)[] = []
  for (const value of values) {
    const read = valueOf(column.kind, value)
    if (read === null) return err(refusals.query(`"${value}" is no value for ${field}.`))
    bound.push(read)
  }
  if (comparison === 'LIKE' && column.kind !== 'text') return err(refusals.query(`${field} cannot be compared by LIKE.`))
  const right = comparison === 'IN' ? `(${bound.map(() => '?').join(', ')})` : '?'
  return ok({ sql: `${column.sql} ${comparison} ${right}`, values: bound })
}

function columnOf(entity: Entity, field: string): Column | null {
  const wanted = field.toLowerCase()
  const known = Object.entries(common).find(([name]) => name.toLowerCase() === wanted)
  if (known !== undefined && (known[0] !== 'Active' || entity.kind === 'name_list')) return { sql: known[1].column, kind: known[1].kind }
  const own = Object.entries(entity.queryable).find(([name]) => name.toLowerCase() === wanted)
  if (own === undefined) return null
  const [name, kind] = own
  const json = `json_extract(body, '$.${name}${kind === 'reference' ? '.value' : ''}')`
  return { sql: json, kind }
}

// What is stored as text in JSON is compared as text, and a number as a number: QuickBooks compares its columns, not digits.
function valueOf(kind: FieldKind, text: string): string | number | null {
  switch (kind) {
    case 'text':
    case 'reference':
      return text
    case 'date':
      return /^\d{4}-\d\d-\d\d/.test(text) ? text.slice(0, 10) : null
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : null
    case 'boolean':
      return /^(true|false)$/i.test(text) ? (text.toLowerCase() === 'true' ? 1 : 0) : null
    case 'time':
      return readTime(text)
  }
}

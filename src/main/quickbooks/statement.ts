/** One condition of a query: a field, how it is compared, and with what. QuickBooks joins conditions with AND alone. */
export type Condition =
  | readonly [field: string, comparison: '=' | '<' | '>' | '<=' | '>=' | 'LIKE', value: string | boolean]
  | readonly [field: string, comparison: 'IN', values: readonly (string | boolean)[]]

export interface Selection {
  readonly where?: readonly Condition[]
  /** A field with `DESC` behind it or not; without it by Id, which no change of a row moves. */
  readonly orderBy?: string
  /** `all` takes inactive rows of a name list too, which a query otherwise hides. */
  readonly active?: 'only' | 'all'
}

/** The statement that counts what a selection takes. */
export function countStatement(entity: string, selection: Selection): string {
  return `select count(*) from ${entity}${whereText(selection)}`
}

/** The statement of one page; positions begin at 1. */
export function pageStatement(entity: string, selection: Selection, position: number, rows: number): string {
  return `select * from ${entity}${whereText(selection)} orderby ${selection.orderBy ?? 'Id'} startposition ${position} maxresults ${rows}`
}

function whereText({ where = [], active = 'only' }: Selection): string {
  const conditions = [...where.map(conditionText), ...(active === 'all' ? ['Active IN (true,false)'] : [])]
  return conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`
}

function conditionText([field, comparison, value]: Condition): string {
  return `${field} ${comparison} ${comparison === 'IN' ? `(${value.map(literal).join(',')})` : literal(value)}`
}

function literal(value: string | boolean): string {
  return typeof value === 'boolean' ? String(value) : `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}

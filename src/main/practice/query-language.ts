import { err, ok, type Result } from '../../shared/result.ts'
import { refusals, type Refusal } from './refusal.ts'

export type Comparison = '=' | '<' | '>' | '<=' | '>=' | 'LIKE' | 'IN'

export interface Condition {
  readonly field: string
  readonly comparison: Comparison
  /** As they were written, without quotes. One, but for `IN`. */
  readonly values: readonly string[]
}

export interface Order {
  readonly field: string
  readonly descending: boolean
}

/** One `select` as it was understood. */
export interface Query {
  /** `all`, `count`, or the fields named. */
  readonly select: 'all' | 'count' | readonly string[]
  readonly entity: string
  readonly where: readonly Condition[]
  readonly orderBy: readonly Order[]
  /** From 1. */
  readonly startPosition: number
  /** 1 to 1000; 100 when nothing is said. */
  readonly maxResults: number
}

interface Token {
  readonly kind: 'word' | 'text' | 'symbol' | 'end'
  readonly value: string
}

/** Breaks off reading a query; never leaves this file. */
class NotUnderstood {
  readonly detail: string
  constructor(detail: string) {
    this.detail = detail
  }
}

const maxResultsMost = 1000
const maxResultsUsual = 100

/** Reads a query of QuickBooks' dialect: AND, IN, comparisons and LIKE; no OR, no joins. Refusal: 4000. */
export function parseQuery(text: string): Result<Query, Refusal> {
  try {
    return ok(new Reader(tokensOf(text)).query())
  } catch (error) {
    if (error instanceof NotUnderstood) return err(refusals.query(error.detail))
    throw error
  }
}

/** The entity a query is about, for who needs to know it before the query is read; empty when there is none. */
export function entityOfQuery(text: string): string {
  return /\bfrom\s+(\w+)/i.exec(text)?.[1] ?? ''
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  const pattern = /\s+|'((?:[^'\\]|\\.)*)'|(<=|>=|[=<>(),*])|([\w.:+-]+)/gy
  while (pattern.lastIndex < text.length) {
    const from = pattern.lastIndex
    const match = pattern.exec(text)
    if (match === null) throw new NotUnderstood(`Encountered "${text.slice(from, from + 10)}" at column ${from + 1}.`)
    if (match[1] !== undefined) tokens.push({ kind: 'text', value: match[1].replaceAll(/\\(.)/g, '$1') })
    else if (match[2] !== undefined) tokens.push({ kind: 'symbol', value: match[2] })
    else if (match[3] !== undefined) tokens.push({ kind: 'word', value: match[3] })
  }
  return tokens
}

class Reader {
  readonly #tokens: readonly Token[]
  #next = 0
  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  query(): Query {
    this.#keyword('select')
    const select = this.#selection()
    this.#keyword('from')
    const entity = this.#word()
    const where = this.#takes('where') ? this.#conditions() : []
    const orderBy = this.#ordersBy() ? this.#orders() : []
    const startPosition = this.#takes('startposition') ? this.#count('startposition') : 1
    const maxResults = this.#takes('maxresults') ? this.#count('maxresults') : maxResultsUsual
    if (this.#peek().kind !== 'end') this.#stop()
    if (startPosition < 1) throw new NotUnderstood('startposition must be 1 or more.')
    if (maxResults < 1 || maxResults > maxResultsMost) throw new NotUnderstood(`maxresults must be from 1 to ${maxResultsMost}.`)
    return { select, entity, where, orderBy, startPosition, maxResults }
  }

  #selection(): Query['select'] {
    if (this.#symbol('*')) return 'all'
    if (this.#peek().value.toLowerCase() === 'count') {
      this.#next += 1
      if (!this.#symbol('(') || !this.#symbol('*') || !this.#symbol(')')) this.#stop()
      return 'count'
    }
    const fields = [this.#word()]
    while (this.#symbol(',')) fields.push(this.#word())
    // `Line.*` is how some callers ask for all of a list.
    return fields
  }

  #conditions(): Condition[] {
    const conditions = [this.#condition()]
    while (this.#takes('and')) conditions.push(this.#condition())
    return conditions
  }

  #condition(): Condition {
    const field = this.#word()
    if (this.#takes('in')) {
      if (!this.#symbol('(')) this.#stop()
      const values = [this.#value()]
      while (this.#symbol(',')) values.push(this.#value())
      if (!this.#symbol(')')) this.#stop()
      return { field, comparison: 'IN', values }
    }
    if (this.#takes('like')) return { field, comparison: 'LIKE', values: [this.#value()] }
    const symbol = (['=', '<=', '>=', '<', '>'] as const).find((each) => this.#symbol(each))
    if (symbol === undefined) this.#stop()
    return { field, comparison: symbol, values: [this.#value()] }
  }

  #orders(): Order[] {
    const orders = [this.#order()]
    while (this.#symbol(',')) orders.push(this.#order())
    return orders
  }

  #order(): Order {
    const field = this.#word()
    if (this.#takes('desc')) return { field, descending: true }
    this.#takes('asc')
    return { field, descending: false }
  }

  #ordersBy(): boolean {
    if (this.#takes('orderby')) return true
    if (!this.#takes('order')) return false
    this.#keyword('by')
    return true
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? { kind: 'end', value: '' }
  }

  #takes(word: string): boolean {
    const { kind, value } = this.#peek()
    const taken = kind === 'word' && value.toLowerCase() === word
    if (taken) this.#next += 1
    return taken
  }

  #keyword(word: string): void {
    if (!this.#takes(word)) this.#stop()
  }

  #symbol(symbol: string): boolean {
    const { kind, value } = this.#peek()
    const taken = kind === 'symbol' && value === symbol
    if (taken) this.#next += 1
    return taken
  }

  #word(): string {
    const { kind, value } = this.#peek()
    if (kind !== 'word') this.#stop()
    this.#next += 1
    return value
  }

  #value(): string {
    const { kind, value } = this.#peek()
    if (kind !== 'word' && kind !== 'text') this.#stop()
    this.#next += 1
    return value
  }

  #count(what: string): number {
    const word = this.#value()
    if (!/^\d{1,9}$/.test(word)) throw new NotUnderstood(`${what} must be a whole number.`)
    return Number(word)
  }

  #stop(): never {
    const { kind, value } = this.#peek()
    throw new NotUnderstood(kind === 'end' ? 'The query ends too early.' : `Encountered "${value}" where it does not belong.`)
  }
}

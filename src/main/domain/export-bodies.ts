import type { BusinessDate } from '../../shared/units/business-date.ts'
import { formatMillionths } from '../../shared/units/decimal.ts'
import type { Quantity } from '../../shared/units/quantity.ts'

/** What both kinds of document say besides their lines. */
export interface BodyHead {
  readonly docNumber: string
  readonly txnDate: BusinessDate
  /** What it is, in words. */
  readonly note: string
  /** By which it is found again. */
  readonly marker: string
  /** US companies take no other characters. */
  readonly latin1: boolean
}

/** External ids throughout. */
export interface AdjustmentBody extends BodyHead {
  readonly account: string
  readonly lines: readonly { readonly item: string; readonly quantity: Quantity }[]
}

/** Value from the credited account to the debited one; below zero the other way round. */
export interface JournalBody extends BodyHead {
  readonly lines: readonly {
    readonly debit: string
    readonly credit: string
    readonly cents: number
    readonly description: string
    /** On the line of an Accounts Payable account, `payable`. */
    readonly vendor: string | null
  }[]
  /** Accounts whose lines carry the vendor. */
  readonly payable: ReadonlySet<string>
}

const noteLengthMax = 4000

/** The exact text of an inventory adjustment; `null` when its lines come to nothing. Numbers are written by their text. */
export function adjustmentBody({ account, lines, ...head }: AdjustmentBody): string | null {
  const sums = new Map<string, Quantity>()
  for (const { item, quantity } of lines) sums.set(item, (sums.get(item) ?? 0) + quantity)
  const moved = [...sums].filter(([, quantity]) => quantity !== 0)
  if (moved.length === 0) return null
  const line = ([item, quantity]: readonly [string, Quantity]) =>
    `{"DetailType":"ItemAdjustmentLineDetail","ItemAdjustmentLineDetail":{"ItemRef":{"value":${text(item)}},"QtyDiff":${formatMillionths(quantity, 0, 6)}}}`
  return `{${headText(head)},"AdjustAccountRef":{"value":${text(account)}},"Line":[${moved.map(line).join(',')}]}`
}

interface Posted {
  readonly account: string
  readonly vendor: string | null
  readonly description: string
  readonly cents: number
}

/**
 * The exact text of a journal entry, one line per account and side, amounts above zero; `null` when every account nets to
 * nothing, as when two of its roles have the same account.
 */
export function journalBody({ lines, payable, ...head }: JournalBody): string | null {
  const sums = new Map<string, Posted>()
  const add = (account: string, cents: number, line: JournalBody['lines'][number]) => {
    const vendor = payable.has(account) ? line.vendor : null
    const key = `${account} ${vendor}`
    const sum = sums.get(key) ?? { account, vendor, description: line.description, cents: 0 }
    sums.set(key, { ...sum, cents: sum.cents + cents })
  }
  for (const line of lines) {
    add(line.debit, line.cents, line)
    add(line.credit, 0 - line.cents, line)
  }
  const posted = [...sums.values()].filter(({ cents }) => cents !== 0)
  if (posted.length === 0) return null
  // Debits first, as every journal is read.
  const ordered = [...posted.filter(({ cents }) => cents > 0), ...posted.filter(({ cents }) => cents < 0)]
  return `{${headText(head)},"Line":[${ordered.map((line) => journalLine(line, head.latin1)).join(',')}]}`
}

function journalLine({ account, vendor, description, cents }: Posted, latin1: boolean): string {
  const entity = vendor === null ? '' : `,"Entity":{"Type":"Vendor","EntityRef":{"value":${text(vendor)}}}`
  const detail = `{"PostingType":"${cents > 0 ? 'Debit' : 'Credit'}","AccountRef":{"value":${text(account)}}${entity}}`
  return `{"Amount":${amountOf(Math.abs(cents))},"Description":${text(plain(description, latin1))},"DetailType":"JournalEntryLineDetail","JournalEntryLineDetail":${detail}}`
}

function headText({ docNumber, txnDate, note, marker, latin1 }: BodyHead): string {
  return `"TxnDate":${text(txnDate)},"DocNumber":${text(docNumber)},"PrivateNote":${text(noteText(note, marker, latin1))}`
}

/** The note of a document: words, then its marker. */
export function noteText(note: string, marker: string, latin1: boolean): string {
  const mark = `[PSB:${marker}]`
  return `${plain(note, latin1).slice(0, noteLengthMax - mark.length - 1)} ${mark}`
}

/** Cents as QuickBooks writes amounts, such as `12.30`. */
function amountOf(cents: number): string {
  const digits = String(cents).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

function text(value: string): string {
  return JSON.stringify(value)
}

const replacements: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '−': '-',
  '…': '...',
  '€': 'EUR',
  '™': '(TM)',
  '\u202f': ' ',
  '\u2009': ' ',
}

/** Without characters that ISO-8859-1 has not: what looks like them stands in, or a question mark. */
export function plain(words: string, latin1: boolean): string {
  if (!latin1) return words
  const kept = [...words].map((character) => {
    const known = replacements[character]
    if (known !== undefined) return known
    if ((character.codePointAt(0) ?? 0) <= 0xff) return character
    const bare = character.normalize('NFKD').replace(/\p{M}/gu, '')
    return bare !== '' && [...bare].every((part) => (part.codePointAt(0) ?? 0) <= 0xff) ? bare : '?'
  })
  return kept.join('')
}

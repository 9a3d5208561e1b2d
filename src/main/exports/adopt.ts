import type { Outgoing } from '../outbox/transitions.ts'
import { isObject, JsonNumber, parseJson, toMillionths, type Json, type JsonObject } from '../quickbooks/json.ts'

/** A document over there that is, or may be, ours. */
export interface Found {
  readonly externalId: string
  readonly syncToken: string | null
  readonly createdAt: string | null
}

/**
 * The documents among these rows that this export is: what carries its marker, else, where no note came back, what says
 * the same under the same number on the same day and that no other export claims.
 */
export function matchesOf(rows: readonly JsonObject[], sent: Outgoing, isClaimed: (externalId: string) => boolean): Found[] {
  const live = rows.filter((row) => textOf(row, 'Id') !== '' && row['status'] !== 'Deleted')
  const marked = live.filter((row) => textOf(row, 'PrivateNote').includes(`[PSB:${sent.marker}]`))
  const ours = parseJson(sent.body)
  const wanted = ours.ok && isObject(ours.value) ? signatureOf(ours.value) : null
  const alike = live.filter((row) => textOf(row, 'PrivateNote') === '' && !isClaimed(textOf(row, 'Id')) && signatureOf(row) === wanted)
  const found = new Map((marked.length > 0 ? marked : alike).map((row) => [textOf(row, 'Id'), describe(row)]))
  return [...found.values()]
}

/** What a document says, whatever else an answer holds: number, day, account and lines, each amount by its value. */
function signatureOf(row: JsonObject): string {
  const lines = arrayOf(row['Line']).filter(isObject).map(lineSignature).toSorted()
  return JSON.stringify([textOf(row, 'DocNumber'), textOf(row, 'TxnDate').slice(0, 10), refOf(row['AdjustAccountRef']), lines])
}

function lineSignature(line: JsonObject): string {
  const adjustment = objectOf(line['ItemAdjustmentLineDetail'])
  const journal = objectOf(line['JournalEntryLineDetail'])
  const moved = [refOf(adjustment['ItemRef']), amountOf(adjustment['QtyDiff'])]
  return JSON.stringify([...moved, textOf(journal, 'PostingType'), refOf(journal['AccountRef']), amountOf(line['Amount'])])
}

function describe(row: JsonObject): Found {
  const created = textOf(objectOf(row['MetaData']), 'CreateTime')
  return { externalId: textOf(row, 'Id'), syncToken: textOf(row, 'SyncToken') || null, createdAt: created === '' ? null : created }
}

/** The SyncToken of a row that came back; `null` when it has none. */
export function syncTokenOf(row: JsonObject): string | null {
  return textOf(row, 'SyncToken') || null
}

function textOf(row: JsonObject, name: string): string {
  const value = row[name]
  return typeof value === 'string' ? value : value instanceof JsonNumber ? value.text : ''
}

function refOf(json: Json | undefined): string {
  return textOf(objectOf(json), 'value')
}

/** In millionths, so that `5` and `5.00` are the same; empty where there is none. */
function amountOf(json: Json | undefined): string {
  if (!(json instanceof JsonNumber)) return ''
  const read = toMillionths(json)
  return read.ok ? String(read.value.amount) : json.text
}

function objectOf(json: Json | undefined): JsonObject {
  return isObject(json) ? json : {}
}

function arrayOf(json: Json | undefined): readonly Json[] {
  const list: unknown = json
  return Array.isArray(list) ? (list as Json[]) : []
}

import type { DocumentSays as Says } from '../outbox/reconcile.ts'
import type { ExportRow } from '../outbox/rows.ts'
import { isObject, JsonNumber, parseJson, toMillionths, type Json, type JsonObject } from '../quickbooks/json.ts'
import { utcInstant } from '../quickbooks/times.ts'

type ExportKind = ExportRow['kind']

/** A document as QuickBooks told it, as far as it is compared. */
export interface ReadDocument {
  readonly externalId: string
  readonly docNumber: string
  readonly marker: string | null
  readonly syncToken: string
  readonly createdAt: string | null
  readonly says: Says
}

const markerShape = /\[PSB:([0-9a-f-]{36})\]/i

/** Reads one row; `null` for what cannot be read. */
export function readDocument(kind: ExportKind, row: JsonObject): ReadDocument | null {
  const externalId = textOf(row['Id'])
  const says = saysOf(kind, row)
  if (externalId === '' || says === null) return null
  const marker = markerShape.exec(textOf(row['PrivateNote']))?.[1]?.toLowerCase() ?? null
  const createdAt = utcInstant(textOf(objectOf(row['MetaData'])['CreateTime']))
  return { externalId, docNumber: textOf(row['DocNumber']), marker, syncToken: textOf(row['SyncToken']), createdAt, says }
}

/** What a body says that was sent. Throws for one that is no document of that kind. */
export function saysOfBody(kind: ExportKind, body: string): Says {
  const parsed = parseJson(body)
  const says = parsed.ok && isObject(parsed.value) ? saysOf(kind, parsed.value) : null
  if (says === null) throw new Error('a stored body cannot be read')
  return says
}

function saysOf(kind: ExportKind, row: JsonObject): Says | null {
  const amounts = new Map<string, number>()
  for (const line of linesOf(row['Line'])) {
    const moved = kind === 'inventory_adjustment' ? movedBy(line) : postedBy(line)
    if (moved === null) return null
    if (moved.of !== '') amounts.set(moved.of, (amounts.get(moved.of) ?? 0) + moved.amount)
  }
  const account = kind === 'inventory_adjustment' ? textOf(objectOf(row['AdjustAccountRef'])['value']) : null
  return { txnDate: textOf(row['TxnDate']).slice(0, 10), account, amounts: Object.fromEntries([...amounts].filter(([, amount]) => amount !== 0)) }
}

interface Moved {
  readonly of: string
  readonly amount: number
}

function movedBy(line: JsonObject): Moved | null {
  const detail = objectOf(line['ItemAdjustmentLineDetail'])
  return amountOf(textOf(objectOf(detail['ItemRef'])['value']), detail['QtyDiff'], 1)
}

/** A journal's line in cents, rounded half up. */
function postedBy(line: JsonObject): Moved | null {
  const detail = objectOf(line['JournalEntryLineDetail'])
  const posted = amountOf(textOf(objectOf(detail['AccountRef'])['value']), line['Amount'], 10_000)
  return posted === null || textOf(detail['PostingType']) !== 'Credit' ? posted : { ...posted, amount: 0 - posted.amount }
}

function amountOf(of: string, json: Json | undefined, size: number): Moved | null {
  if (!(json instanceof JsonNumber)) return { of, amount: 0 }
  const read = toMillionths(json)
  return read.ok ? { of, amount: Math.floor((read.value.amount + size / 2) / size) } : null
}

function textOf(json: Json | undefined): string {
  return typeof json === 'string' ? json : json instanceof JsonNumber ? json.text : ''
}

function objectOf(json: Json | undefined): JsonObject {
  return isObject(json) ? json : {}
}

function linesOf(json: Json | undefined): readonly JsonObject[] {
  const list: unknown = json
  return Array.isArray(list) ? (list as Json[]).filter((line) => isObject(line)) : []
}

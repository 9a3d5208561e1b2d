import type { DocumentKind } from '../../shared/errors.ts'
import type { DocumentRef } from '../domain/document.ts'
import type { HeldDraw, Returned } from '../domain/held-draw.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'

interface OriginRow {
  readonly entryId: number
  readonly lotId: number
  readonly productId: number
  readonly kind: DocumentKind
  readonly id: number
  readonly quantity: number
  readonly value: number
}

interface ChangeRow {
  readonly drawEntryId: number
  readonly kind: DocumentKind
  readonly id: number
  readonly quantity: number
  readonly value: number
}

const origin = `SELECT entry_id AS entryId, lot_id AS lotId, product_id AS productId, document_kind AS kind, document_id AS id, quantity, value FROM entry`

const statements = perConnection((db) => ({
  ofDocument: db.prepare<[string, number], OriginRow>(
    `${origin} WHERE document_kind = +? AND document_id = +? AND account = 'lot' AND follows_entry_id IS NULL AND quantity < 0 ORDER BY entry_id`,
  ),
  one: db.prepare<[number], OriginRow>(`${origin} WHERE entry_id = ?`),
  changes: db.prepare<[number], ChangeRow>(
    `SELECT follows_entry_id AS drawEntryId, document_kind AS kind, document_id AS id, sum(quantity) AS quantity, sum(value) AS value FROM entry
     WHERE follows_entry_id = +? GROUP BY document_kind, document_id ORDER BY min(entry_id)`,
  ),
  /** The same of every draw of a document, in one question. */
  changesOfDocument: db.prepare<[string, number], ChangeRow>(
    `SELECT c.follows_entry_id AS drawEntryId, c.document_kind AS kind, c.document_id AS id, sum(c.quantity) AS quantity, sum(c.value) AS value
     FROM entry o CROSS JOIN entry c ON c.follows_entry_id = o.entry_id
     WHERE o.document_kind = +? AND o.document_id = +? AND o.account = 'lot' AND o.follows_entry_id IS NULL AND o.quantity < 0
     GROUP BY c.follows_entry_id, c.document_kind, c.document_id ORDER BY min(c.entry_id)`,
  ),
}))

/** The draws a document still holds a part of, or that returns stand on, oldest first; of one product when it is named. */
export function drawsOf(db: Database, document: DocumentRef, productId?: number): HeldDraw[] {
  const drawn = statements(db)
    .ofDocument.all(document.kind, document.id)
    .filter((row) => productId === undefined || row.productId === productId)
  if (drawn.length === 0) return []
  const changes = Map.groupBy(statements(db).changesOfDocument.all(document.kind, document.id), ({ drawEntryId }) => drawEntryId)
  return drawn.map((row) => heldDraw(row, changes.get(row.entryId) ?? [])).filter(({ quantity }) => quantity > 0)
}

/** One draw by the entry that made it. */
export function drawOf(db: Database, entryId: number): HeldDraw {
  const row = statements(db).one.get(entryId)
  if (row === undefined) throw new Error(`entry ${entryId} is gone`)
  return heldDraw(row, statements(db).changes.all(entryId))
}

function heldDraw({ entryId, lotId, productId, kind, id, quantity, value }: OriginRow, changes: readonly ChangeRow[]): HeldDraw {
  const document = { kind, id }
  let own = { quantity: 0 - quantity, value: 0 - value }
  const returned: Returned[] = []
  for (const change of changes) {
    if (change.kind === kind && change.id === id) own = { quantity: own.quantity - change.quantity, value: own.value - change.value }
    else if (change.quantity > 0) returned.push({ document: { kind: change.kind, id: change.id }, quantity: change.quantity, value: change.value })
  }
  return { entryId, lotId, productId, document, ...own, returned }
}

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
  readonly kind: DocumentKind
  readonly id: number
  readonly quantity: number
  readonly value: number
}

const origin = `SELECT entry_id AS entryId, lot_id AS lotId, product_id AS productId, document_kind AS kind, document_id AS id, quantity, value FROM entry`

const statements = perConnection((db) => ({
  ofDocument: db.prepare<[string, number], OriginRow>(
    `${origin} WHERE document_kind = ? AND document_id = ? AND account = 'lot' AND follows_entry_id IS NULL AND quantity < 0 ORDER BY entry_id`,
  ),
  one: db.prepare<[number], OriginRow>(`${origin} WHERE entry_id = ?`),
  changes: db.prepare<[number], ChangeRow>(
    `SELECT document_kind AS kind, document_id AS id, sum(quantity) AS quantity, sum(value) AS value FROM entry
     WHERE follows_entry_id = ? GROUP BY document_kind, document_id ORDER BY min(entry_id)`,
  ),
}))

/** The draws a document still holds a part of, or that returns stand on, oldest first; of one product when it is named. */
export function drawsOf(db: Database, document: DocumentRef, productId?: number): HeldDraw[] {
  return statements(db)
    .ofDocument.all(document.kind, document.id)
    .filter((row) => productId === undefined || row.productId === productId)
    .map((row) => heldDraw(db, row))
    .filter(({ quantity }) => quantity > 0)
}

/** One draw by the entry that made it. */
export function drawOf(db: Database, entryId: number): HeldDraw {
  const row = statements(db).one.get(entryId)
  if (row === undefined) throw new Error(`entry ${entryId} is gone`)
  return heldDraw(db, row)
}

function heldDraw(db: Database, { entryId, lotId, productId, kind, id, quantity, value }: OriginRow): HeldDraw {
  const document = { kind, id }
  let own = { quantity: 0 - quantity, value: 0 - value }
  const returned: Returned[] = []
  for (const change of statements(db).changes.all(entryId)) {
    if (change.kind === kind && change.id === id) own = { quantity: own.quantity - change.quantity, value: own.value - change.value }
    else if (change.quantity > 0) returned.push({ document: { kind: change.kind, id: change.id }, quantity: change.quantity, value: change.value })
  }
  return { entryId, lotId, productId, document, ...own, returned }
}

import { foldText, searchWords } from '../../shared/fold-text.ts'
import { naturalStarts } from '../../shared/natural-order.ts'
import { ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import type { QueryHandler } from './context.ts'
import { productColumns, toProductRow, type StoredRow } from './product-rows.ts'

/** As many words as a search has at most. */
const wordsMax = 8

const from = `SELECT ${productColumns} FROM product p CROSS JOIN product_balance b USING (product_id)`
/** `@kinds` is a JSON list; an empty one allows every kind. */
const allowed = `p.archived = 0 AND (@kinds = '[]' OR p.kind IN (SELECT value FROM json_each(@kinds)))`

/** The order of the list of products, which an index has: the first rows are found without sorting the others. */
const inOrder = 'ORDER BY p.sku_order, p.product_id LIMIT @limit'

type Asked = [asked: Readonly<Record<string, string | number>>]

const statements = perConnection((db) => ({
  byBarcode: db.prepare<Asked, StoredRow>(`${from} WHERE ${allowed} AND p.product_id = (SELECT product_id FROM product_barcode WHERE barcode = @text)`),
  bySku: db.prepare<Asked, StoredRow>(`${from} WHERE ${allowed} AND p.sku = @text`),
  /** Both bounds are on the index of products in use. */
  bySkuStart: db.prepare<Asked, StoredRow>(
    `${from} WHERE ${allowed} AND p.sku_order >= @start AND p.sku_order < @end AND substr(p.sku, 1, length(@text)) = @text COLLATE NOCASE ${inOrder}`,
  ),
  /** The statement that looks for so many words, each anywhere in what a search looks at. */
  byWords: Array.from({ length: wordsMax + 1 }, (_, words) => {
    const holdsAll = Array.from({ length: words }, (_, place) => ` AND instr(p.search_text, @word${place}) > 0`).join('')
    return db.prepare<Asked, StoredRow>(`${from} WHERE ${allowed}${holdsAll} ${inOrder}`)
  }),
}))

/** Products for a picker, those meant most likely first. Archived ones are left out. */
export const findProducts: QueryHandler<'product.find'> = ({ db }, { search, kinds, limit }) => {
  const ofKinds = JSON.stringify(kinds)
  const found = new Map<number, StoredRow>()
  for (const rows of likelyFirst(db, search, ofKinds, limit)) {
    for (const row of rows()) found.set(row.productId, found.get(row.productId) ?? row)
    if (found.size >= limit) break
  }
  return ok({ products: [...found.values()].slice(0, limit).map(toProductRow) })
}

/** The places to look, in order; a later one is only asked while there are too few. */
function likelyFirst(db: Database, search: string, kinds: string, limit: number): readonly (() => readonly StoredRow[])[] {
  const { byBarcode, bySku, bySkuStart, byWords } = statements(db)
  const words = searchWords(foldText(search))
  const asked = Object.fromEntries(words.map((word, place) => [`word${place}`, word]))
  const anywhere = () => byWords[words.length]?.all({ kinds, limit, ...asked }) ?? []
  if (search === '') return [anywhere]
  return [
    () => byBarcode.all({ kinds, text: search }),
    () => bySku.all({ kinds, text: search }),
    ...naturalStarts(search).map((start) => () => bySkuStart.all({ kinds, text: search, start, end: `${start}\u{10ffff}`, limit })),
    anywhere,
  ]
}

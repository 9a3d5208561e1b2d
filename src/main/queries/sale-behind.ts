import type { OutputOf } from '../../shared/contract/registry.ts'
import type { ReadSaleLine } from '../../shared/contract/sale-document.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { foreignOf, problemsIn, pulledDocument, readingOf, totalOf, type PulledDocument } from '../ledger/pulled-sales.ts'
import { describeSale, saleColumns, saleTables, type SaleColumns } from './sale-rows.ts'

type Behind = NonNullable<OutputOf<'query', 'sale.get'>['document']>

interface Sides {
  readonly saleDocumentId: number
  readonly otherId: number | null
}

const statements = perConnection((db) => ({
  sides: db.prepare<[{ saleId: number }], Sides>(
    `SELECT sale_document_id AS saleDocumentId, counter_sale_id AS otherId FROM sale_document WHERE sale_id = @saleId
     UNION ALL SELECT sale_document_id, sale_id FROM sale_document WHERE counter_sale_id = @saleId LIMIT 1`,
  ),
  other: db.prepare<[number], SaleColumns>(`SELECT ${saleColumns} FROM ${saleTables} WHERE n.sale_id = +?`),
  product: db.prepare<[number], { sku: string; unit: string }>('SELECT sku, unit FROM product WHERE product_id = ?'),
}))

/** The document of QuickBooks that a sale follows: what of it is not in the sale, and how what is came to its figures. */
export function documentBehind(db: Database, saleId: number): Behind | null {
  const sides = statements(db).sides.get({ saleId })
  const document = sides === undefined ? undefined : pulledDocument(db, sides.saleDocumentId)
  if (sides === undefined || document === undefined) return null
  const { saleDocumentId, type, docNumber, deleted, state, problemJson, treatment, body } = document
  const reading = readingOf(db, document)
  return {
    saleDocumentId,
    type,
    docNumber,
    deleted: deleted === 1,
    state,
    problems: problemsIn(problemJson),
    treatment,
    skipped: [...reading.skipped],
    noted: notedIn(db, document, reading.lines),
    foreign: foreignOf(db, document),
    total: totalOf(document),
    other: otherSide(db, sides.otherId),
    body,
  }
}

/** Lines that are not quite what QuickBooks says; one whose quantity was said here tells what it would wait for. */
function notedIn(db: Database, document: PulledDocument, lines: readonly ReadSaleLine[]): Behind['noted'] {
  const noted = lines.filter(({ notes }) => notes.length > 0)
  if (noted.length === 0) return []
  const { problems } = readingOf(db, { ...document, settledJson: '[]' })
  return noted.map(({ place, productId, quantity, notes }) => {
    const { sku, unit } = statements(db).product.get(productId) ?? { sku: '', unit: '' }
    const unsaid = problems.find((problem) => problem.code === 'quantity_unknown' && problem.place === place)
    return { place, sku, unit, quantity, notes, unsaid: unsaid?.code === 'quantity_unknown' ? unsaid : null }
  })
}

function otherSide(db: Database, saleId: number | null): Behind['other'] {
  const columns = saleId === null ? undefined : statements(db).other.get(saleId)
  if (columns === undefined) return null
  const { kind, reference, status } = describeSale(columns)
  return { saleId: columns.saleId, kind, reference, status }
}

import { one } from '../../shared/units/decimal.ts'
import type { BuildCostKind } from '../domain/costing.ts'
import type { DocumentRef } from '../domain/document.ts'
import type { BuildRow, ReceiptLineRow } from '../domain/invariants.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'

type Cell = string | number | null
export type DocumentRow = readonly Cell[]

/**
 * The rows of a document that its posting's hash covers, in this order. The first cell tells where a row is from. Each
 * list is used to hash a posting when it is made and again when the books are checked, so a released list never changes.
 */
export const documentRowSources = {
  receipt: [
    { columns: "'receipt', d.receipt_id, d.number, d.supplier_id, d.received_on", from: 'receipt d', order: 'd.receipt_id' },
    {
      columns:
        "'line', l.line_no, l.product_id, l.quantity, l.unit_cost, l.line_total, l.cost_to_be_confirmed, l.lot_number, l.supplier_lot, l.expires_on",
      from: 'receipt d JOIN receipt_line l USING (receipt_id)',
      order: 'l.line_no',
    },
    {
      columns: "'unit', l.line_no, l.typed_unit, l.typed_unit_size",
      from: 'receipt d JOIN receipt_line l ON l.receipt_id = d.receipt_id AND (l.typed_unit IS NOT NULL OR l.typed_unit_size IS NOT NULL)',
      order: 'l.line_no',
    },
  ],
  build: [
    { columns: "'build', d.build_id, d.number, d.product_id, d.bom_version_id, d.quantity, d.business_date", from: 'build d', order: 'd.build_id' },
    {
      columns: "'line', l.line_no, l.product_id, l.quantity_per_unit, l.optional",
      from: 'build d JOIN build_line l USING (build_id)',
      order: 'l.line_no',
    },
    {
      columns: "'cost', l.line_no, l.kind, l.name, l.amount_per_unit, l.rate, l.quantity_per_unit, l.value",
      from: 'build d JOIN build_cost_line l USING (build_id)',
      order: 'l.line_no',
    },
    {
      columns: "'plan', p.planned_build_id, p.plan_quantity, p.assignee_id, p.notes",
      from: "build d JOIN build p ON p.build_id = d.build_id AND (p.planned_build_id IS NOT NULL OR p.plan_quantity IS NOT NULL OR p.assignee_id IS NOT NULL OR p.notes <> '')",
      order: 'p.build_id',
    },
    {
      columns: "'chosen', l.line_no, l.quantity, l.extra, l.pick_reason, l.plan_quantity",
      from: `build d JOIN build_line l ON l.build_id = d.build_id
        AND (l.quantity IS NOT NULL OR l.extra <> 0 OR l.pick_reason IS NOT NULL OR l.plan_quantity IS NOT NULL)`,
      order: 'l.line_no',
    },
  ],
  sale: [
    {
      columns: "'sale', d.sale_id, s.number, s.kind, d.version, d.voided, d.reference, d.customer, d.sale_on, d.treatment, d.notes",
      from: 'sale_version d JOIN sale s USING (sale_id)',
      order: 'd.sale_id',
    },
    { columns: "'line', d.line_no, d.product_id, d.quantity, d.revenue", from: 'sale_line d', order: 'd.line_no' },
    { columns: "'source', s.source", from: "sale_version d JOIN sale s ON s.sale_id = d.sale_id AND s.source <> 'manual'", order: 'd.sale_id' },
  ],
  adjustment: [
    {
      columns: "'adjustment', d.adjustment_id, d.number, d.kind, d.product_id, d.lot_id, d.quantity, d.value, d.reason, d.business_date, d.notes",
      from: 'adjustment d',
      order: 'd.adjustment_id',
    },
  ],
  correction: [
    { columns: "'correction', d.receipt_id, d.line_no, d.unit_cost, d.line_total, d.quantity, d.reason", from: 'receipt_correction d', order: 'd.receipt_id' },
    {
      columns: "'guess', d.receipt_id, d.line_no",
      from: 'receipt_correction d JOIN receipt_correction g ON g.posting_id = d.posting_id AND g.to_be_confirmed <> 0',
      order: 'd.receipt_id',
    },
    { columns: "'rejection', d.build_id, d.reason, d.recovery, d.notes", from: 'build_rejection d', order: 'd.build_id' },
  ],
  shortage: [
    { columns: "'shortage', d.shortage_id, d.basis, d.counter", from: 'shortage d', order: 'd.shortage_id' },
    { columns: "'settlement', d.draw_entry_id, d.shortage_id, d.booked", from: 'settlement d', order: 'd.draw_entry_id' },
  ],
} as const

const statements = perConnection((db) => {
  const prepareAll = (sources: readonly { columns: string; from: string; order: string }[], key: string) =>
    sources.map(({ columns, from, order }) =>
      db.prepare<[number], Cell[]>(`SELECT ${columns} FROM ${from} WHERE d.${key} = +? ORDER BY ${order}`).raw(),
    )
  return {
    receipt: prepareAll(documentRowSources.receipt, 'receipt_id'),
    build: prepareAll(documentRowSources.build, 'build_id'),
  }
})

/** Place of the document's number in its first row. */
const numberCell = 2

/** The rows of a document as they will stand once it has the number that its posting gives it. */
export function documentRowsOf(db: Database, kind: 'receipt' | 'build', document: DocumentRef['id'], number: number): DocumentRow[] {
  const rows = statements(db)[kind].flatMap((statement) => statement.all(document))
  if (rows[0] !== undefined) rows[0][numberCell] = number
  return rows
}

/** The lines among a receipt's rows. */
export function receiptLinesFrom(rows: readonly DocumentRow[]): ReceiptLineRow[] {
  const sizes = new Map(rows.filter(([source]) => source === 'unit').map(([, lineNo, , size]) => [lineNo, Number(size)]))
  return rows
    .filter(([source]) => source === 'line')
    .map(([, lineNo, productId, quantity, unitCost, lineTotal]) => ({
      lineNo: Number(lineNo),
      productId: Number(productId),
      quantity: Number(quantity),
      cost: lineTotal === null ? { unitCost: Number(unitCost), unitSize: sizes.get(lineNo ?? null) ?? one } : { lineTotal: Number(lineTotal) },
    }))
}

/** The build that a build's rows tell of; `undefined` when they tell of none. */
export function buildFrom(rows: readonly DocumentRow[]): BuildRow | undefined {
  const build = rows.find(([source]) => source === 'build')
  if (build === undefined) return undefined
  const costLines = rows
    .filter(([source]) => source === 'cost')
    .map(([, , kind, , amountPerUnit, rate, quantityPerUnit, value]) => ({
      kind: kind as BuildCostKind,
      cost: amountPerUnit === null ? { rate: Number(rate), quantityPerUnit: Number(quantityPerUnit) } : { amountPerUnit: Number(amountPerUnit) },
      value: Number(value),
    }))
  return { productId: Number(build[3]), quantity: Number(build[5]), costLines }
}

import { columnWords, importKindWords, problemWords } from '../../shared/import-words.ts'
import { importFields, type ImportField, type ImportKind, type ImportProblem } from '../../shared/imports.ts'
import type { ImportCells } from '../domain/import-rows.ts'
import type { WrittenColumn, WrittenTable } from './write-table.ts'

const examples: { readonly [K in ImportKind]: readonly ImportCells[] } = {
  products: [
    { sku: '00012', name: 'Hex bolt M8 × 30', kind: 'Component', unit: 'ea', unitCost: '0.12', quantity: '500', reorderPoint: '100', purchaseUnit: 'box', purchaseFactor: '200', supplier: 'Acme', barcodes: '4006381333931', notes: 'Zinc plated' },
    { sku: 'PLATE-4', name: 'Steel plate 4 mm', kind: 'Raw material', unit: 'in', unitCost: '0.85', quantity: '960', reorderPoint: '192', purchaseUnit: 'sheet', purchaseFactor: '96' },
    { sku: 'BRACKET', name: 'Wall bracket', kind: 'Finished good', unit: 'ea' },
  ],
  stock: [
    { sku: '00012', quantity: '500', unitCost: '0.12', date: '2026-01-01', notes: 'Counted on the shelf' },
    { sku: 'PLATE-4', quantity: '960', value: '816.00', date: '2026-01-01' },
  ],
  suppliers: [
    { name: 'Acme Fasteners', code: 'ACM', contact: 'Ann Lee', email: 'orders@example.com', phone: '555 0100', notes: 'Net 30' },
    { name: 'Northern Steel' },
  ],
  boms: [
    { product: 'BRACKET', component: 'PLATE-4', quantity: '12' },
    { product: 'BRACKET', component: '00012', quantity: '2' },
    { product: 'BRACKET', component: 'LABEL', quantity: '1', optional: 'yes' },
    { product: 'BRACKET', costKind: 'labor', costName: 'Bending', costRate: '42', costQuantity: '0.25' },
  ],
}

const figures: ReadonlySet<ImportField> = new Set(['unitCost', 'quantity', 'reorderPoint', 'purchaseFactor', 'value', 'costAmount', 'costRate', 'costQuantity'])

/** Opening stock gets lot numbers of its own: a lot is named only by a saved list of lots. */
const templateFields = (kind: ImportKind) => importFields[kind].filter((field) => field !== 'lot')

/** The columns of a kind of file as this program writes them: read back, each is known again. */
export function columnsOf(kind: ImportKind): WrittenColumn[] {
  return templateFields(kind).map((field) => ({ header: columnWords[field], kind: figures.has(field) ? 'figure' : field === 'date' ? 'day' : 'text' }))
}

/** An example of a file, with every column it may have. */
export function templateOf(kind: ImportKind): WrittenTable {
  return { sheet: importKindWords[kind], columns: columnsOf(kind), rows: examples[kind].map((cells) => templateFields(kind).map((field) => cells[field] ?? '')) }
}

/** A row that was rejected: as it stands in the file, with what is wrong. */
export interface RejectedRow {
  readonly row: number
  readonly cells: readonly string[]
  readonly problems: readonly ImportProblem[]
}

/** Rejected rows as a file: their own columns, then where, what was found and what was expected. Mended, it can be brought in itself. */
export function rejectedTable(headers: readonly string[], rows: readonly RejectedRow[]): WrittenTable {
  const text = (header: string): WrittenColumn => ({ header, kind: 'text' })
  const columns = [...headers.map(text), ...['Row in the file', 'Problem in column', 'Found', 'What is wrong'].map(text)]
  const body = rows.map(({ row, cells, problems }) => [
    ...headers.map((_, column) => cells[column] ?? ''),
    String(row),
    problems.map(({ field }) => columnWords[field]).join('; '),
    problems.map(({ found }) => found).join('; '),
    problems.map((one) => problemWords(one)).join('; '),
  ])
  return { sheet: 'Rejected rows', columns, rows: body }
}

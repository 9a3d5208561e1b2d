import { z } from 'zod'

/** What a file can hold. */
export const importKind = z.enum(['products', 'stock', 'suppliers', 'boms'])
export type ImportKind = z.infer<typeof importKind>

/** What a column of each kind of file can be, in the order of its template. */
export const importFields = {
  products: ['sku', 'name', 'kind', 'unit', 'unitCost', 'quantity', 'reorderPoint', 'purchaseUnit', 'purchaseFactor', 'supplier', 'barcodes', 'notes'],
  stock: ['sku', 'quantity', 'unitCost', 'value', 'date', 'lot', 'notes'],
  suppliers: ['name', 'code', 'contact', 'email', 'phone', 'notes'],
  boms: ['product', 'component', 'quantity', 'optional', 'costKind', 'costName', 'costAmount', 'costRate', 'costQuantity'],
} as const satisfies Record<ImportKind, readonly string[]>

export type ImportField = (typeof importFields)[ImportKind][number]

/** Each of them once. */
export const importField = z.enum([...new Set(Object.values(importFields).flat())] as [ImportField, ...ImportField[]])

/** Without these columns, or one word for all rows in their place, no row of the kind can be read. */
export const neededFields: { readonly [K in ImportKind]: readonly ImportField[] } = {
  products: ['sku', 'name', 'kind', 'unit'],
  stock: ['sku', 'quantity'],
  suppliers: ['name'],
  boms: ['product', 'component', 'quantity'],
}

/** Which mark stands before the decimals of a figure; the other one may group thousands. */
export const decimalMark = z.enum(['.', ','])
export type DecimalMark = z.infer<typeof decimalMark>

/** How a day is written when its year does not come first. */
export const dateOrder = z.enum(['mdy', 'dmy'])
export type DateOrder = z.infer<typeof dateOrder>

export const textEncoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'])
export type TextEncoding = z.infer<typeof textEncoding>

export const separator = z.enum([',', ';', '\t', '|'])
export type Separator = z.infer<typeof separator>

/**
 * What a cell of a spreadsheet was, where that is not plain text: a number, a day, a formula that failed, or a number that as a
 * name lost what was typed, as `1E10` and numbers of more than 15 digits do.
 */
export type CellNature = 'number' | 'date' | 'error' | 'lost'

const skuOf = { sku: z.string() }

/**
 * What is wrong with one cell, each with what a sentence about it needs. `row` is that of another row of the file; quantities are
 * millionths.
 */
const problemData = {
  missing: z.strictObject({}),
  too_long: z.strictObject({ lengthMax: z.int() }),
  not_a_number: z.strictObject({}),
  too_many_decimals: z.strictObject({ decimalsMax: z.int() }),
  number_too_large: z.strictObject({}),
  negative: z.strictObject({}),
  not_positive: z.strictObject({}),
  not_one_of: z.strictObject({ words: z.array(z.string()) }),
  not_a_date: z.strictObject({}),
  in_future: z.strictObject({}),
  /** The spreadsheet program made a day of what was typed: what that was is lost. */
  turned_into_date: z.strictObject({}),
  /** The same of a number. */
  turned_into_number: z.strictObject({}),
  formula_failed: z.strictObject({}),
  not_an_email: z.strictObject({}),
  not_a_code: z.strictObject({}),
  twice: z.strictObject({ row: z.int() }),
  sku_unknown: z.strictObject({}),
  archived: z.strictObject(skuOf),
  barcode_in_use: z.strictObject(skuOf),
  barcode_twice: z.strictObject({ row: z.int() }),
  too_many_barcodes: z.strictObject({ barcodesMax: z.int() }),
  supplier_unknown: z.strictObject({}),
  code_in_use: z.strictObject({ name: z.string() }),
  /** Stock events speak of the product in this kind or unit. */
  fixed_by_history: z.strictObject({ now: z.string() }),
  owned_by_quickbooks: z.strictObject({ now: z.string() }),
  quantity_owned_by_quickbooks: z.strictObject({}),
  needs_other: z.strictObject({ other: importField }),
  opened_already: z.strictObject({ quantity: z.int(), value: z.int(), unit: z.string() }),
  /** The row names a lot that is in the books, with something else in it. */
  lot_in_books: z.strictObject({ quantity: z.int(), value: z.int(), unit: z.string() }),
  /** Both were given, and one is not what the other makes it. */
  cost_and_value_differ: z.strictObject({}),
  too_much: z.strictObject({}),
  not_built: z.strictObject(skuOf),
  component_twice: z.strictObject({ row: z.int() }),
  /** By SKU, from a product down to where it is met again. */
  circle: z.strictObject({ path: z.array(z.string()) }),
  too_deep: z.strictObject({ path: z.array(z.string()), levelsMax: z.int() }),
  no_components: z.strictObject({}),
  too_many_lines: z.strictObject({ linesMax: z.int() }),
  /** This row is right, but a BOM is taken whole or not at all. */
  other_row: z.strictObject({ row: z.int() }),
} as const

export type ImportProblemCode = keyof typeof problemData
export type ImportProblemData<C extends ImportProblemCode> = z.infer<(typeof problemData)[C]>

/** What is wrong with a row: in which column, what stands there, and why it cannot be taken. */
export type ImportProblem = {
  [C in ImportProblemCode]: { readonly field: ImportField; readonly found: string; readonly code: C; readonly data: ImportProblemData<C> }
}[ImportProblemCode]

const oneProblem = ([code, data]: readonly [string, z.ZodObject]) => z.strictObject({ field: importField, found: z.string(), code: z.literal(code), data })
const [firstProblem, ...otherProblems] = Object.entries(problemData).map(oneProblem)

/** The same, as it crosses IPC. */
export const importProblem = z.discriminatedUnion('code', [firstProblem as ReturnType<typeof oneProblem>, ...otherProblems]) as unknown as z.ZodType<ImportProblem>

/** What becomes of a row. */
export const rowOutcome = z.enum(['new', 'changed', 'unchanged', 'rejected', 'left_out'])
export type RowOutcome = z.infer<typeof rowOutcome>

/** What to know of a row that is taken: none of it stands in the way. */
export const rowNote = z.enum(['stock_kept', 'stock_opens', 'no_cost', 'code_made', 'number_rounded', 'lot_numbered'])
export type RowNote = z.infer<typeof rowNote>

import type { ImportField, ImportKind, ImportProblem, ImportProblemCode, ImportProblemData, RowNote } from './imports.ts'
import { formatMoney } from './units/money.ts'
import { formatQuantity } from './units/quantity.ts'

/** Words that the window shows and a file of rejected rows says: the only ones that the main process writes. */
export const importKindWords: { readonly [K in ImportKind]: string } = {
  products: 'Products',
  stock: 'Opening stock',
  suppliers: 'Suppliers',
  boms: 'BOMs',
}

/** A field in a sentence. */
export const fieldWords: { readonly [F in ImportField]: string } = {
  sku: 'SKU',
  name: 'name',
  kind: 'type',
  unit: 'unit',
  unitCost: 'unit cost',
  quantity: 'quantity',
  reorderPoint: 'reorder point',
  purchaseUnit: 'purchase unit',
  purchaseFactor: 'units per purchase unit',
  supplier: 'supplier',
  barcodes: 'barcodes',
  notes: 'notes',
  value: 'value',
  date: 'date',
  lot: 'lot',
  code: 'code',
  contact: 'contact',
  email: 'email',
  phone: 'phone',
  product: 'product',
  component: 'component',
  optional: 'optional',
  costKind: 'cost type',
  costName: 'cost name',
  costAmount: 'cost per unit',
  costRate: 'cost rate',
  costQuantity: 'cost quantity',
}

/** The name of a column in a file this program writes. */
export const columnWords: { readonly [F in ImportField]: string } = {
  sku: 'SKU',
  name: 'Name',
  kind: 'Type',
  unit: 'Unit',
  unitCost: 'Unit cost',
  quantity: 'Quantity',
  reorderPoint: 'Reorder point',
  purchaseUnit: 'Purchase unit',
  purchaseFactor: 'Units per purchase unit',
  supplier: 'Supplier',
  barcodes: 'Barcodes',
  notes: 'Notes',
  value: 'Value',
  date: 'Date',
  lot: 'Lot',
  code: 'Code',
  contact: 'Contact',
  email: 'Email',
  phone: 'Phone',
  product: 'Product SKU',
  component: 'Component SKU',
  optional: 'Optional',
  costKind: 'Cost type',
  costName: 'Cost name',
  costAmount: 'Cost per unit',
  costRate: 'Cost rate',
  costQuantity: 'Cost quantity',
}

export const rowNoteWords: { readonly [N in RowNote]: string } = {
  stock_kept: 'Its stock stays as it is: it has moved since. Count it, or adjust it on its page.',
  stock_opens: 'Its opening stock comes in.',
  no_cost: 'Its stock comes in at no cost, as the row tells none.',
  lot_numbered: 'Opening stock gets a lot number of its own.',
  code_made: 'Its code is made from the name.',
  number_rounded: 'The spreadsheet kept more digits than it shows; what it shows is taken.',
}

const pathWords = (path: readonly string[]) => path.join(' → ')

const words: { readonly [C in ImportProblemCode]: (data: ImportProblemData<C>, found: string) => string } = {
  missing: () => 'is empty; every row needs it',
  too_long: ({ lengthMax }) => `is longer than ${lengthMax} characters`,
  not_a_number: () => 'expected a number, such as 12.5',
  too_many_decimals: ({ decimalsMax }) => `expected at most ${decimalsMax} decimals`,
  number_too_large: () => 'is more than the program can count; expected at most 9,007,199,254.740991',
  negative: () => 'expected zero or more',
  not_positive: () => 'expected more than zero',
  not_one_of: ({ words: allowed }) => `expected one of: ${allowed.join(', ')}`,
  not_a_date: () => 'expected a day that exists, such as 2026-01-31',
  in_future: () => 'expected a day that is not in the future',
  turned_into_date: () => 'the spreadsheet made a date of what was typed; type it as it was meant',
  turned_into_number: () => 'the spreadsheet made a number of what was typed, and not all of it is left; type it as it was meant',
  formula_failed: () => 'the formula of this cell failed; expected its result',
  not_an_email: () => 'expected an email address, such as name@example.com',
  not_a_code: () => 'expected three or four capital letters',
  twice: ({ row }) => `row ${row} says the same; expected each once`,
  sku_unknown: () => 'no product has this SKU; bring in products first',
  archived: ({ sku }) => `${sku} is archived; bring it back first`,
  barcode_in_use: ({ sku }) => `this barcode leads to ${sku}`,
  barcode_twice: ({ row }) => `row ${row} has this barcode too`,
  too_many_barcodes: ({ barcodesMax }) => `expected at most ${barcodesMax} barcodes`,
  supplier_unknown: () => 'no supplier has this name or code; bring in suppliers first',
  code_in_use: ({ name }) => `${name} has this code`,
  fixed_by_history: ({ now }) => `expected ${now}: stock was counted in it already`,
  owned_by_quickbooks: ({ now }) => `expected ${now}: QuickBooks says so; change it there`,
  quantity_owned_by_quickbooks: () => 'QuickBooks counts this product, so its stock comes from there',
  needs_other: ({ other }) => `is of no use without ${fieldWords[other]}`,
  opened_already: ({ quantity, value, unit }) => `its opening stock came in already: ${formatQuantity(quantity)} ${unit} worth ${formatMoney(value)}`,
  lot_in_books: ({ quantity, value, unit }) => `this lot holds ${formatQuantity(quantity)} ${unit} worth ${formatMoney(value)}; change it on its page`,
  cost_and_value_differ: () => 'value and quantity × unit cost differ; give one of them',
  too_much: () => 'comes to more than the books can keep',
  not_built: ({ sku }) => `${sku} is not made here: only sub-assemblies and finished goods have a BOM`,
  component_twice: ({ row }) => `row ${row} has this component of the same product too`,
  circle: ({ path }) => `a product would be made of itself: ${pathWords(path)}`,
  too_deep: ({ path, levelsMax }) => `more than ${levelsMax} levels: ${pathWords(path)}`,
  no_components: () => 'this product would have costs and no component',
  too_many_lines: ({ linesMax }) => `expected at most ${linesMax} lines of one product`,
  other_row: ({ row }) => `waits for row ${row}: a BOM is taken whole or not at all`,
}

/** What was expected of a cell, or stands in its way, as the end of a sentence that names row and column. */
export function problemWords(problem: ImportProblem): string {
  return (words[problem.code] as (data: unknown, found: string) => string)(problem.data, problem.found)
}

/** The same as a sentence of its own. A value of the file keeps its letters. */
export function problemSentence(problem: ImportProblem): string {
  const text = problemWords(problem)
  const beginsWithValue = Object.values(problem.data).some((value) => typeof value === 'string' && text.startsWith(value))
  return `${beginsWithValue ? text : `${text.charAt(0).toUpperCase()}${text.slice(1)}`}.`
}

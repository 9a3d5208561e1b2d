import { importFields, importKind, neededFields, type ImportField, type ImportKind } from '../../shared/imports.ts'
import { columnWords } from '../../shared/import-words.ts'
import { wordOf } from './import-rows.ts'

/** Names that people give the columns of each kind of file, beside those this program writes; the best known first. */
const otherNames: { readonly [K in ImportKind]: Partial<Record<ImportField, readonly string[]>> } = {
  products: {
    sku: ['item', 'item number', 'item no', 'item #', 'item code', 'part', 'part number', 'part no', 'part #', 'part num', 'pn', 'p/n', 'product code', 'product sku', 'product number', 'article', 'article number', 'article no', 'artikelnummer', 'artikelnr', 'artikel', 'teilenummer', 'materialnummer', 'référence', 'ref', 'reference', 'stock code', 'code', 'no', 'number', 'id'],
    name: ['description', 'item name', 'product name', 'part name', 'product', 'title', 'item description', 'product description', 'part description', 'bezeichnung', 'benennung', 'artikelbezeichnung', 'désignation', 'desc'],
    kind: ['kind', 'product type', 'item type', 'category', 'class', 'part type', 'type of part', 'type of item', 'kind of part', 'kind of item'],
    unit: ['uom', 'unit of measure', 'um', 'u/m', 'units', 'stock unit', 'measure', 'einheit', 'mengeneinheit', 'me', 'unité'],
    unitCost: ['cost', 'cost each', 'cost per unit', 'purchase cost', 'standard cost', 'std cost', 'cost price', 'purchase price', 'price', 'unit price', 'price each', 'price ea', 'price per unit', 'cost ea', 'each', 'last cost', 'buy price', 'ek-preis', 'einkaufspreis', 'ek', 'stückpreis', 'prix', 'prix unitaire'],
    quantity: ['on hand', 'qty', 'qoh', 'qty on hand', 'quantity on hand', 'stock', 'in stock', 'stock on hand', 'opening stock', 'opening quantity', 'opening qty', 'inventory', 'count', 'current stock', 'balance', 'qty in stock', 'quantity in stock', 'stock qty', 'stock quantity', 'units in stock', 'current qty', 'current quantity', 'available', 'qty available', 'quantity available', 'bestand', 'lagerbestand', 'menge', 'quantité'],
    reorderPoint: ['reorder level', 'reorder pt', 'rop', 'reorder at', 'reorder', 'min level', 'minimum level', 'minimum qty', 'minimum quantity', 'min', 'minimum', 'min stock', 'minimum stock', 'min qty', 'low stock', 'safety stock', 'mindestbestand', 'meldebestand'],
    purchaseUnit: ['purchase uom', 'buying unit', 'buy unit', 'order unit', 'purchase unit of measure'],
    purchaseFactor: ['units per purchase', 'conversion', 'conversion factor', 'factor', 'pack size', 'units per pack', 'per purchase unit', 'size of purchase unit'],
    supplier: ['vendor', 'preferred vendor', 'preferred supplier', 'supplier name', 'vendor name', 'manufacturer', 'lieferant', 'fournisseur'],
    barcodes: ['barcode', 'upc', 'ean', 'gtin', 'upc code', 'bar code', 'isbn'],
    notes: ['note', 'comments', 'comment', 'remarks', 'memo', 'purchase description', 'bemerkung', 'notiz'],
  },
  stock: {
    sku: ['item', 'item number', 'item no', 'item #', 'item code', 'part', 'part number', 'part no', 'part #', 'pn', 'product', 'product sku', 'product code', 'code', 'article', 'article number', 'stock code'],
    quantity: ['qty', 'on hand', 'qoh', 'qty on hand', 'quantity on hand', 'stock', 'in stock', 'opening stock', 'opening quantity', 'opening qty', 'count', 'counted', 'remaining', 'balance', 'current stock', 'inventory', 'qty in stock', 'quantity in stock', 'stock qty', 'stock quantity', 'units in stock', 'qty counted', 'counted qty', 'available', 'bestand', 'lagerbestand', 'menge'],
    unitCost: ['cost', 'cost each', 'cost per unit', 'average cost', 'avg cost', 'price', 'unit price', 'price each', 'price per unit', 'standard cost', 'std cost'],
    value: ['total', 'total value', 'total cost', 'amount', 'extended cost', 'asset value', 'inventory value', 'stock value'],
    lot: ['lot number', 'lot no', 'lot #', 'batch', 'batch number', 'batch no'],
    date: ['received', 'received on', 'as of', 'count date', 'counted on', 'opening date', 'received date'],
    notes: ['note', 'comments', 'comment', 'remarks', 'memo', 'location'],
  },
  suppliers: {
    name: ['supplier', 'vendor', 'supplier name', 'vendor name', 'company', 'company name', 'display name', 'business name'],
    code: ['supplier code', 'vendor code', 'short code', 'abbreviation'],
    contact: ['contact name', 'contact person', 'person', 'full name', 'attention'],
    email: ['e-mail', 'email address', 'e-mail address', 'mail', 'main email'],
    phone: ['telephone', 'phone number', 'tel', 'mobile', 'main phone', 'phone numbers'],
    notes: ['note', 'comments', 'comment', 'remarks', 'memo', 'address'],
  },
  boms: {
    product: ['product', 'parent', 'parent sku', 'assembly', 'assembly sku', 'finished good', 'bom', 'bom sku', 'made', 'makes', 'parent item', 'parent part', 'parent part number', 'sku', 'item', 'finished product', 'kit', 'top part'],
    component: ['component', 'child', 'child sku', 'part', 'part number', 'material', 'component part', 'component item', 'ingredient', 'component part number', 'child item', 'child part', 'raw material', 'uses'],
    quantity: ['qty', 'quantity per', 'qty per', 'quantity per unit', 'qty per unit', 'qty per assembly', 'amount', 'per unit', 'usage', 'required', 'required quantity', 'component quantity'],
    optional: ['is optional', 'optional component', 'option'],
    costKind: ['cost kind', 'cost line', 'cost category'],
    costName: ['cost line name', 'operation', 'cost description', 'labor', 'activity'],
    costAmount: ['fixed cost', 'cost amount', 'amount per unit', 'cost'],
    costRate: ['rate', 'hourly rate', 'rate per hour'],
    costQuantity: ['hours', 'hours per unit', 'rate quantity', 'time per unit'],
  },
}

/** Column names by how they are compared, for each kind, with how well known each is: the lower the better. */
const known: { readonly [K in ImportKind]: ReadonlyMap<string, KnownName> } = {
  products: knownNames('products'),
  stock: knownNames('stock'),
  suppliers: knownNames('suppliers'),
  boms: knownNames('boms'),
}

interface KnownName {
  readonly field: ImportField
  readonly rank: number
}

function knownNames(kind: ImportKind): ReadonlyMap<string, KnownName> {
  const names = new Map<string, KnownName>()
  for (const field of importFields[kind]) {
    for (const [rank, name] of [columnWords[field], field, ...(otherNames[kind][field] ?? [])].entries()) {
      const word = wordOf(name)
      const before = names.get(word)
      // The program's own name of a column is never another's.
      if (before === undefined || before.rank > rank) names.set(word, { field, rank })
    }
  }
  return names
}

/** What each column is, guessed by its name; each field once, for the column whose name is known best. */
export function guessColumns(kind: ImportKind, headers: readonly string[]): (ImportField | null)[] {
  const guesses = headers.map((header) => known[kind].get(wordOf(withoutUnit(header))) ?? known[kind].get(wordOf(header)) ?? null)
  return guesses.map((guess, place) => {
    if (guess === null) return null
    const better = guesses.some((other, at) => other?.field === guess.field && (other.rank < guess.rank || (other.rank === guess.rank && at < place)))
    return better ? null : guess.field
  })
}

/** A name without what stands in brackets after it: `Unit cost (USD)`, and without the mark of a needed column. */
function withoutUnit(header: string): string {
  return header.replace(/\s*[([].*[)\]]\s*$/u, '').replace(/\*+$/u, '')
}

/** The kind of file that these columns are of: the one that knows the most of them and has what it needs. `likely` decides where it is close. */
export function guessKind(headers: readonly string[], likely: ImportKind | null = null): ImportKind {
  const scored = importKind.options.map((kind) => {
    const fields = new Set(guessColumns(kind, headers).filter((field) => field !== null))
    const needed = neededFields[kind].filter((field) => fields.has(field)).length
    const expected = kind === likely ? 2 : 0
    return { kind, score: fields.size + (2 * needed) / neededFields[kind].length + (hasOwn[kind].every((field) => fields.has(field)) ? 1 : 0) + expected }
  })
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).kind
}

/** Columns that tell a kind from the others. */
const hasOwn: { readonly [K in ImportKind]: readonly ImportField[] } = { products: ['sku', 'name'], stock: ['sku', 'quantity'], suppliers: ['name', 'email'], boms: ['product', 'component', 'quantity'] }

/** How likely a row holds the names of columns: how many of them are known to any kind. */
export function headerScore(cells: readonly string[]): number {
  return Math.max(...importKind.options.map((kind) => guessColumns(kind, cells).filter((field) => field !== null).length))
}

/** What all rows say in a needed column that no file has to have. */
export const usualDefaults: { readonly [K in ImportKind]: Partial<Record<ImportField, string>> } = {
  products: { kind: 'Component', unit: 'ea' },
  stock: {},
  suppliers: {},
  boms: {},
}

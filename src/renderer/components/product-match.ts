interface Named {
  readonly sku: string
  readonly name: string
}

/** The product meant by exactly this SKU or name, ignoring case; `null` when none is. A SKU goes before a name. */
export function exactMatch<P extends Named>(products: readonly P[], typed: string): P | null {
  const wanted = typed.trim().toLowerCase()
  return products.find(({ sku }) => sku.toLowerCase() === wanted) ?? products.find(({ name }) => name.toLowerCase() === wanted) ?? null
}

/** The product to take when Enter is pressed without choosing: the one meant exactly, else the first found. */
export function bestMatch<P extends Named>(products: readonly P[], typed: string): P | null {
  return exactMatch(products, typed) ?? products[0] ?? null
}

/** The product to take when the field is left: the one meant exactly, or the only one found. Anything else is left open. */
export function certainMatch<P extends Named>(products: readonly P[], typed: string): P | null {
  return exactMatch(products, typed) ?? (products.length === 1 ? (products[0] ?? null) : null)
}

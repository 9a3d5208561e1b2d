import path from 'node:path'
import SqliteDatabase from 'better-sqlite3'

/** What entries come to, in millionths. */
export interface Sum {
  readonly quantity: number
  readonly value: number
}

/** The company's books read beside the running program: sums of entries and nothing that the program keeps besides them. */
export interface SummedBooks {
  productId(sku: string): number
  /** On hand: what is in the product's lots, less what is short. */
  product(sku: string): Sum
  lot(number: string): Sum
  /** What a sale or return carries: cost of goods sold. Negative for a return. */
  costOfSale(reference: string): number
  /** What a build put into the lot it made, with what it has been corrected by since. */
  valueOfBuild(number: number): number
  /** What a build has on an account: what is in process, wasted, or booked of its cost lines. */
  ofBuild(number: number, account: string): number
  /** Everything ever booked on an account. */
  account(name: string): number
  /** How many postings do not sum to zero. */
  unbalanced(): number
}

/** Sums entries of the ledger in a data folder. Every call reads what is committed by then. */
export function summedBooks(userData: string): SummedBooks {
  const file = path.join(userData, 'company', 'ledger.db')
  function ask<Row>(sql: string, ...of: readonly (string | number)[]): readonly Row[] {
    const db = new SqliteDatabase(file, { readonly: true, fileMustExist: true, timeout: 5000 })
    try {
      return db.prepare<(string | number)[], Row>(sql).all(...of)
    } finally {
      db.close()
    }
  }
  const sum = (where: string, ...of: readonly (string | number)[]): Sum =>
    ask<Sum>(`SELECT coalesce(sum(quantity), 0) AS quantity, coalesce(sum(value), 0) AS value FROM entry WHERE ${where}`, ...of)[0] ?? { quantity: 0, value: 0 }
  return {
    productId: (sku) => ask<{ id: number }>('SELECT product_id AS id FROM product WHERE sku = ?', sku)[0]?.id ?? 0,
    product: (sku) => sum("account IN ('lot', 'shortage') AND product_id = (SELECT product_id FROM product WHERE sku = ?)", sku),
    lot: (number) => sum('lot_id = (SELECT lot_id FROM lot WHERE number = ? AND voided_by_posting_id IS NULL)', number),
    costOfSale: (reference) =>
      sum(
        "account = 'cost_of_goods_sold' AND document_kind = 'sale' AND document_id = (SELECT sale_id FROM sale_version WHERE reference = ? ORDER BY version DESC LIMIT 1)",
        reference,
      ).value,
    valueOfBuild: (number) =>
      sum(
        "account = 'lot' AND document_kind = 'build' AND (lot_id, document_id) IN (SELECT lot_id, build_id FROM lot JOIN build ON build_id = document_id WHERE document_kind = 'build' AND build.number = ?)",
        number,
      ).value,
    ofBuild: (number, account) => sum("document_kind = 'build' AND document_id = (SELECT build_id FROM build WHERE number = ?) AND account = ?", number, account).value,
    account: (name) => sum('account = ?', name).value,
    unbalanced: () => ask<{ value: number }>('SELECT posting_id, sum(value) AS value FROM entry GROUP BY posting_id HAVING sum(value) <> 0').length,
  }
}

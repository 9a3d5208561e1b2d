export interface ListSort {
  readonly column: string
  readonly descending: boolean
}

/** A list's order as its address keeps it: `value`, or `-value` for descending. Empty means the list's own order. */
export function readSort(text: string, ownColumn: string): ListSort {
  if (text === '') return { column: ownColumn, descending: false }
  return text.startsWith('-') ? { column: text.slice(1), descending: true } : { column: text, descending: false }
}

export function writeSort({ column, descending }: ListSort): string {
  return descending ? `-${column}` : column
}

/** The column to ask the ledger for: the one sorted by, or the list's own when the address names one that is not there. */
export function sortColumn<const Id extends string>({ column }: ListSort, columns: readonly { readonly id: Id }[], ownColumn: NoInfer<Id>): Id {
  return columns.find(({ id }) => id === column)?.id ?? ownColumn
}

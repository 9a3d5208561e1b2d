import { useMemo, useState } from 'react'
import type { ListSort } from '../state/list-sort.ts'
import { compareValues } from './sort-values.ts'
import { TableView, type TableProps } from './table-view.tsx'

export type { TableColumn } from './table-view.tsx'

export interface DataTableProps<Row> extends TableProps<Row> {
  readonly rows: readonly Row[]
  readonly sortedBy: { readonly column: string; readonly descending?: boolean }
  /** Called when a header is used to sort. */
  readonly onSorted?: (column: string, descending: boolean) => void
}

/** A table whose rows are all at hand and are sorted here. */
export function DataTable<Row>({ rows, sortedBy, onSorted, ...table }: DataTableProps<Row>) {
  const [sort, setSort] = useState<ListSort>({ column: sortedBy.column, descending: sortedBy.descending ?? false })
  const { columns } = table
  const sorted = useMemo(() => {
    const value = columns.find(({ id }) => id === sort.column)?.value
    if (value === undefined) return rows
    const sign = sort.descending ? -1 : 1
    return rows.toSorted((a, b) => sign * compareValues(value(a), value(b)))
  }, [rows, columns, sort])
  function onSort(next: ListSort) {
    setSort(next)
    onSorted?.(next.column, next.descending)
  }
  return <TableView {...table} count={sorted.length} rowAt={(place) => sorted[place]} sortedBy={sort} onSort={onSort} />
}

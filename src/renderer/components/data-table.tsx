import { useMemo, useState } from 'react'
import type { ListSort } from '../state/list-sort.ts'
import { useSavableRows } from './save-as-button.tsx'
import { compareValues } from './sort-values.ts'
import { TableView, type TableProps } from './table-view.tsx'

export type { TableColumn } from './table-view.tsx'

export interface DataTableProps<Row> extends TableProps<Row> {
  readonly rows: readonly Row[]
  readonly sortedBy: { readonly column: string; readonly descending?: boolean }
  /** What it is called when it is saved as a file, and one of its rows and several; without it, or `file` of its columns, it is not. */
  readonly savedAs?: { readonly title: string; readonly noun: readonly [one: string, many: string] }
  /** Called when a header is used to sort. */
  readonly onSorted?: (column: string, descending: boolean) => void
}

const noTable = { title: '', noun: ['', ''] } as const

/** A table whose rows are all at hand and are sorted here. */
export function DataTable<Row>({ rows, sortedBy, onSorted, savedAs = noTable, ...table }: DataTableProps<Row>) {
  const [sort, setSort] = useState<ListSort>({ column: sortedBy.column, descending: sortedBy.descending ?? false })
  const { columns } = table
  const sorted = useMemo(() => {
    const value = columns.find(({ id }) => id === sort.column)?.value
    if (value === undefined) return rows
    const sign = sort.descending ? -1 : 1
    return rows.toSorted((a, b) => sign * compareValues(value(a), value(b)))
  }, [rows, columns, sort])
  const file = useMemo(() => columns.flatMap((column) => column.file ?? []), [columns])
  useSavableRows(savedAs.title, savedAs.noun, savedAs === noTable ? undefined : sorted, file)
  function onSort(next: ListSort) {
    setSort(next)
    onSorted?.(next.column, next.descending)
  }
  return <TableView {...table} count={sorted.length} rowAt={(place) => sorted[place]} sortedBy={sort} onSort={onSort} />
}

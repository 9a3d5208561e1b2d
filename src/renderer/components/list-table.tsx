import type { LedgerList } from '../api/use-list.ts'
import type { ListSort } from '../state/list-sort.ts'
import { TableView, type TableProps } from './table-view.tsx'

export interface ListTableProps<Row> extends TableProps<Row> {
  readonly list: LedgerList<Row>
  readonly sortedBy: ListSort
  readonly onSort: (sort: ListSort) => void
}

/** A table of any length: the ledger sorts it, and only the pages around what can be seen are here. */
export function ListTable<Row>({ list, ...table }: ListTableProps<Row>) {
  const { total = 0, rowAt, show, shownKey, foundAt } = list
  return <TableView {...table} count={total} rowAt={rowAt} onSeen={show} listKey={shownKey} focusPlace={foundAt ?? null} />
}

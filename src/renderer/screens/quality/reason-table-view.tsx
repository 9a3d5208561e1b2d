import { useMemo } from 'react'
import type { SavedAs } from '../../../shared/contract/list-file.ts'
import { rejectionReason, type RejectionReason } from '../../../shared/contract/quality.ts'
import { useSavableRows } from '../../components/save-as-button.tsx'
import { TextLink } from '../../components/text-link.tsx'
import type { FileColumn } from '../../state/save-list.ts'
import { countText, moneyText } from '../../text/numbers.ts'
import { monthText, rejectionReasonText } from '../../text/quality-words.ts'
import classes from './quality.module.css'
import type { Measure, ReasonTable } from './reason-table.ts'
import { daysOf, writeRejectionsFilter, type RejectionsFilter } from './rejections-filter.ts'

interface ReasonTableViewProps {
  readonly table: ReasonTable
  readonly measure: Measure
  /** The whole period, and the product when one is chosen. */
  readonly asked: RejectionsFilter
}

const columnsAs = (as: SavedAs): readonly FileColumn<{ readonly month: string; readonly all: number } & Readonly<Record<RejectionReason, number>>>[] => [
  { header: 'Month', at: 'month' },
  ...rejectionReason.options.map((reason) => ({ header: rejectionReasonText[reason], at: reason, as })),
  { header: 'All', at: 'all', as },
]
const fileColumns = { wasted: columnsAs('money'), count: columnsAs('count') } as const

/** Months down, reasons across; each figure leads to the rejections behind it. */
export function ReasonTableView({ table, measure, asked }: ReasonTableViewProps) {
  const rows = useMemo(() => table.months.toReversed().map(({ month, byReason, all }) => ({ month, ...byReason, all })), [table])
  useSavableRows(measure === 'wasted' ? 'Waste by reason' : 'Rejected builds by reason', ['month', 'months'], rows, fileColumns[measure])
  const cell = (value: number, only: Partial<RejectionsFilter>) => <Cell key={only.reason ?? 'all'} value={value} measure={measure} filter={{ ...asked, ...only }} />
  const line = (byReason: Readonly<Record<RejectionReason, number>>, all: number, days: Partial<RejectionsFilter>) => [
    ...rejectionReason.options.map((reason) => cell(byReason[reason], { ...days, reason })),
    cell(all, days),
  ]
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label="Rejections by month and reason">
        <thead>
          <tr>
            <th scope="col">Month</th>
            {rejectionReason.options.map((reason) => (
              <th key={reason} scope="col">
                {rejectionReasonText[reason]}
              </th>
            ))}
            <th scope="col">All</th>
          </tr>
        </thead>
        <tbody>
          {table.months.toReversed().map(({ month, byReason, all }) => (
            <tr key={month}>
              <th scope="row">{monthText(month)}</th>
              {line(byReason, all, daysOf(month))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All</th>
            {line(table.byReason, table.all, {})}
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

interface CellProps {
  readonly value: number
  readonly measure: Measure
  readonly filter: RejectionsFilter
}

function Cell({ value, measure, filter }: CellProps) {
  const text = measure === 'wasted' ? moneyText(value) : countText(value)
  if (value === 0) return <td className={classes.zero}>{text}</td>
  return (
    <td>
      <TextLink to="/builds/quality/rejections" search={{ filter: writeRejectionsFilter(filter) }}>
        {text}
      </TextLink>
    </td>
  )
}

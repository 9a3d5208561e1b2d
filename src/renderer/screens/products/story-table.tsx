import { useRef, useState, type KeyboardEvent } from 'react'
import type { HistoryRow } from '../../../shared/contract/product.ts'
import { DocumentLink } from '../../components/document-link.tsx'
import { MoneyText, QuantityText } from '../../components/figure.tsx'
import { rowAfterKey } from '../../components/row-keys.ts'
import { StatusChip } from '../../components/status-chip.tsx'
import { businessDateText } from '../../text/dates.ts'
import { historyText } from '../../text/history-words.ts'
import classes from './story-table.module.css'

interface StoryTableProps {
  /** Newest first. */
  readonly rows: readonly HistoryRow[]
  readonly unit: string
  readonly lotsShown: boolean
  /** Enter or a click on an event. */
  readonly onOpen: (row: HistoryRow) => void
}

const pageRows = 10

/** Events told in sentences that may take more than a line. One Tab stop for all: arrows move, Enter opens the entries. */
export function StoryTable({ rows, unit, lotsShown, onOpen }: StoryTableProps) {
  const body = useRef<HTMLTableSectionElement>(null)
  const [active, setActive] = useState(0)

  function onKey(event: KeyboardEvent, place: number) {
    if (event.altKey || event.metaKey || event.target !== event.currentTarget) return
    const row = rows[place]
    if (event.key === 'Enter' && !event.ctrlKey && row) {
      event.preventDefault()
      onOpen(row)
      return
    }
    const next = rowAfterKey(event.key, place, rows.length, pageRows)
    if (next === null) return
    event.preventDefault()
    const element = body.current?.rows[next]
    element?.focus()
    element?.scrollIntoView({ block: 'nearest' })
  }

  return (
    <div className={classes.place}>
      <table role="grid" aria-label="History of this product" className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Date</th>
            <th scope="col">What happened</th>
            <th scope="col" className={classes.end}>
              Quantity
            </th>
            <th scope="col" className={classes.end}>
              Value
            </th>
            <th scope="col" className={classes.end}>
              On hand after
            </th>
            <th scope="col" className={classes.end}>
              Value after
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row, place) => (
            <tr
              key={row.postingId}
              tabIndex={place === active ? 0 : -1}
              onFocus={() => setActive(place)}
              onKeyDown={(event) => onKey(event, place)}
              onClick={() => onOpen(row)}
            >
              <td className={classes.date}>{businessDateText(row.businessDate)}</td>
              <td className={classes.what}>
                <Sentence row={row} text={historyText(row, unit, lotsShown)} />
                {row.by !== null && <span className={classes.by}>by {row.by}</span>}
                {row.reversed && <StatusChip tone="plain">Undone</StatusChip>}
              </td>
              <td className={classes.end}>{row.quantity === 0 ? '' : <QuantityText value={row.quantity} unit={unit} signed />}</td>
              <td className={classes.end}>
                <MoneyText value={row.value} signed />
              </td>
              <td className={classes.end}>
                <QuantityText value={row.onHandAfter} unit={unit} />
              </td>
              <td className={classes.end}>
                <MoneyText value={row.valueAfter} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The sentence, with the document it names as a link. */
function Sentence({ row: { document }, text }: { readonly row: HistoryRow; readonly text: string }) {
  const [before, ...after] = text.split(document.reference)
  return (
    <span className={classes.sentence}>
      {before}
      <DocumentLink document={document} short />
      {after.join(document.reference)}
    </span>
  )
}

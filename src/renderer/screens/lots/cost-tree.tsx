import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState, type CSSProperties, type KeyboardEvent } from 'react'
import { useLedgerAnswers } from '../../api/use-query.ts'
import { MoneyText, QuantityText } from '../../components/figure.tsx'
import { rowAfterKey } from '../../components/row-keys.ts'
import { TextLink } from '../../components/text-link.tsx'
import classes from './cost-tree.module.css'
import { costRows, wholeLotKey, type CostRow, type Explained } from './cost-rows.ts'

const pageRows = 10

/**
 * What a lot's value is made of, level by level: the parts of every row sum to it. One Tab stop: up and down go from row
 * to row, right opens a row, left closes it or goes to the one above, Enter opens the lot or document.
 */
export function CostTree({ lotId }: { readonly lotId: number }) {
  const navigate = useNavigate()
  const grid = useRef<HTMLDivElement>(null)
  /** Opened rows, and the lot to ask about for what is below; the lot itself is open from the start. */
  const [opened, setOpened] = useState<ReadonlyMap<string, number | null>>(new Map([[String(lotId), lotId]]))
  const [activeKey, setActiveKey] = useState(String(lotId))
  const asked = [...new Set([...opened.values()].filter((id) => id !== null))]
  const given = useLedgerAnswers('cost.explain', asked.map((id) => ({ lotId: id })))
  const answers = new Map(asked.flatMap((id, place): [number, Explained][] => (given[place] === undefined ? [] : [[id, given[place]]])))
  const rows = costRows(lotId, answers, (key) => opened.has(key))
  const active = Math.max(0, rows.findIndex(({ key }) => key === activeKey))

  function open({ key, lotId: drawnLotId }: CostRow) {
    const whole: [string, null][] = drawnLotId === null ? [] : [[wholeLotKey(key), null]]
    setOpened((before) => new Map([...before, [key, drawnLotId], ...whole]))
  }

  function close({ key }: CostRow) {
    setOpened((before) => new Map([...before].filter(([other]) => other !== key && !other.startsWith(`${key}/`))))
  }

  const toggle = (row: CostRow) => (opened.has(row.key) ? close(row) : open(row))

  function focus(row: CostRow | undefined) {
    if (!row) return
    setActiveKey(row.key)
    grid.current?.querySelector<HTMLElement>(`[data-cost-key="${CSS.escape(row.key)}"]`)?.focus()
  }

  function onKeyDown(event: KeyboardEvent, row: CostRow, at: number) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target !== event.currentTarget) return
    const next = rowAfterKey(event.key, at, rows.length, pageRows)
    const isOpen = opened.has(row.key)
    if (next !== null) focus(rows[next])
    else if (event.key === 'ArrowRight' && row.opens && !isOpen) open(row)
    else if (event.key === 'ArrowRight' && row.opens) focus(rows[at + 1])
    else if (event.key === 'ArrowLeft' && row.opens && isOpen) close(row)
    else if (event.key === 'ArrowLeft') focus(rows.find(({ key }) => key === row.parentKey))
    else if (event.key === 'Enter' && row.page !== null) void navigate({ to: row.page })
    else return
    event.preventDefault()
  }

  return (
    <div ref={grid} role="treegrid" aria-label="What it is made of" className={classes.tree}>
      <div role="row" className={`${classes.row} ${classes.head}`}>
        <span role="columnheader">Made of</span>
        <span role="columnheader" className={classes.end}>
          Quantity
        </span>
        <span role="columnheader" className={classes.end}>
          Value
        </span>
      </div>
      {rows.map((row, at) => (
        // The treegrid's keys are the row's own: the row is what can be focused.
        <div
          key={row.key}
          role="row"
          aria-level={row.level}
          {...(row.opens ? { 'aria-expanded': opened.has(row.key) } : {})}
          tabIndex={at === active ? 0 : -1}
          data-cost-key={row.key}
          data-change={row.change}
          data-level={row.level}
          className={`${classes.row} ${classes.line}`}
          style={{ '--cost-level': row.level - 1 } as CSSProperties}
          onFocus={() => setActiveKey(row.key)}
          onKeyDown={(event) => onKeyDown(event, row, at)}
        >
          <Cells row={row} opened={opened.has(row.key)} onToggle={() => toggle(row)} />
        </div>
      ))}
    </div>
  )
}

interface CellsProps {
  readonly row: CostRow
  readonly opened: boolean
  readonly onToggle: () => void
}

function Cells({ row, opened, onToggle }: CellsProps) {
  const { text, about, page, opens, quantity, unit, value, change } = row
  const Sign = opened ? IconChevronDown : IconChevronRight
  return (
    <>
      <span role="gridcell" className={classes.what}>
        {opens ? (
          // Left and right on the row do the same, and the row says whether it is open: the sign is for the mouse alone.
          <button type="button" tabIndex={-1} aria-hidden className={classes.sign} onClick={onToggle}>
            <Sign size={18} stroke={2} aria-hidden />
          </button>
        ) : (
          <span className={classes.sign} />
        )}
        <span className={classes.words}>
          {page === null ? text : <TextLink to={page}>{text}</TextLink>} <span className={classes.about}>{about}</span>
        </span>
      </span>
      <span role="gridcell" className={classes.end}>
        {quantity !== null && <QuantityText value={quantity} unit={unit} />}
      </span>
      <span role="gridcell" className={classes.end}>
        <MoneyText value={value} signed={change} />
      </span>
    </>
  )
}

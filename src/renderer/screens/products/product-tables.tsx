import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { DataTable, type TableColumn } from '../../components/data-table.tsx'
import { MoneyText, QuantityText, UnitCostText } from '../../components/figure.tsx'
import { NothingYet } from '../../components/sections.tsx'
import { businessDateText } from '../../text/dates.ts'
import { listText } from '../../text/numbers.ts'
import classes from './products-screen.module.css'

type Lot = OutputOf<'query', 'product.get'>['lots'][number]
type Use = OutputOf<'query', 'product.get'>['whereUsed'][number]

interface ProductLotsProps {
  readonly lots: readonly Lot[]
  readonly unit: string
  /** Without it there are no lots to tell apart: all stock is one pool at its average. */
  readonly receiving: boolean
}

/** Lots with stock, first the one that will be drawn first. */
export function ProductLots({ lots, unit, receiving }: ProductLotsProps) {
  const navigate = useNavigate()
  const rows = useMemo(() => lots.map((lot, place) => ({ ...lot, place: place + 1 })), [lots])
  const columns = useMemo(() => lotColumns(unit, lots.some(({ expiresOn }) => expiresOn !== null)), [unit, lots])
  if (!receiving) return <NothingYet>{lots.length === 0 ? poolEmpty : poolHolds}</NothingYet>
  if (lots.length === 0) return <NothingYet>Nothing in stock. A confirmed receipt or a build puts a lot here.</NothingYet>
  return (
    <DataTable
      label="Lots of this product"
      rows={rows}
      columns={columns}
      rowId={({ lotId }) => String(lotId)}
      sortedBy={{ column: 'place' }}
      height="whole"
      onOpen={({ lotId }) => void navigate({ to: `/lots/${lotId}` })}
    />
  )
}

const poolEmpty = 'Nothing in stock. Opening stock, an adjustment or a build puts it here.'
const poolHolds = 'All of it is one stock at its average cost. With receiving switched on it is told apart by lots.'

function lotColumns(unit: string, anyExpires: boolean): readonly TableColumn<Lot & { readonly place: number }>[] {
  return [
    { id: 'place', header: 'Drawn', width: '84px', value: (l) => l.place },
    { id: 'number', header: 'Lot', width: 'minmax(176px, 2fr)', value: (l) => l.number, cell: (l) => <span className={classes.sku}>{l.number}</span> },
    { id: 'receivedOn', header: 'Received', width: 'minmax(112px, 1fr)', value: (l) => l.receivedOn, cell: (l) => businessDateText(l.receivedOn) },
    ...(anyExpires
      ? [{ id: 'expiresOn', header: 'Expires', width: 'minmax(112px, 1fr)', value: (l: Lot) => l.expiresOn ?? '', cell: (l: Lot) => (l.expiresOn === null ? '' : businessDateText(l.expiresOn)) }]
      : []),
    { id: 'remaining', header: 'Left', width: 'minmax(84px, 1fr)', align: 'end', value: (l) => l.remaining, cell: (l) => <QuantityText value={l.remaining} unit={unit} /> },
    { id: 'unitCost', officeOnly: true, header: 'Unit cost', width: 'minmax(112px, 1fr)', align: 'end', value: (l) => l.unitCost ?? -1, cell: (l) => <UnitCostText value={l.unitCost} unit={unit} /> },
    { id: 'value', header: 'Value', width: 'minmax(124px, 1fr)', align: 'end', value: (l) => l.value, cell: (l) => <MoneyText value={l.value} /> },
  ]
}

/** Products whose active BOM asks for this one, themselves or through what they are made of. */
export function WhereUsed({ uses, unit }: { readonly uses: readonly Use[]; readonly unit: string }) {
  const navigate = useNavigate()
  const columns = useMemo(() => usageColumns(unit), [unit])
  if (uses.length === 0) return <NothingYet>No active BOM asks for it.</NothingYet>
  return (
    <DataTable
      label="Where this product is used"
      rows={uses}
      columns={columns}
      rowId={({ productId }) => String(productId)}
      sortedBy={{ column: 'sku' }}
      height="whole"
      onOpen={({ productId }) => void navigate({ to: `/boms/${productId}` })}
    />
  )
}

function usageColumns(unit: string): readonly TableColumn<Use>[] {
  return [
    { id: 'sku', header: 'BOM of', width: 'minmax(140px, 1fr)', value: (u) => u.sku, cell: (u) => <span className={classes.sku}>{u.sku}</span> },
    { id: 'name', header: 'Name', width: 'minmax(200px, 2.5fr)', value: (u) => u.name },
    { id: 'through', header: 'How', width: 'minmax(140px, 1.4fr)', value: throughText },
    { id: 'optional', officeOnly: true, header: 'Needed', width: 'minmax(110px, 1fr)', value: (u) => (u.optional ? 'Optional' : 'Always') },
    {
      id: 'quantity',
      header: 'In one of it',
      width: 'minmax(140px, 1fr)',
      align: 'end',
      value: (u) => u.quantityPerUnit,
      cell: (u) => <QuantityText value={u.quantityPerUnit} unit={unit} />,
    },
  ]
}

function throughText({ direct, through }: Use): string {
  if (through.length === 0) return 'Directly'
  return `${direct ? 'Directly, and through' : 'Through'} ${listText(through.map(({ sku }) => sku))}`
}

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
  const rows = useMemo(() => lots.map((lot, place) => ({ ...lot, unit, place: place + 1 })), [lots, unit])
  const columns = useMemo(() => lotColumns(unit, lots.some(({ expiresOn }) => expiresOn !== null)), [unit, lots])
  if (!receiving) return <NothingYet>{lots.length === 0 ? poolEmpty : poolHolds}</NothingYet>
  if (lots.length === 0) return <NothingYet>Nothing in stock. A confirmed receipt or a build puts a lot here.</NothingYet>
  return (
    <DataTable
      label="Lots of this product"
      savedAs={{ title: 'Lots', noun: ['lot', 'lots'] }}
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

function lotColumns(unit: string, anyExpires: boolean): readonly TableColumn<Lot & { readonly unit: string; readonly place: number }>[] {
  return [
    { id: 'place', header: 'Drawn', width: '84px', value: (l) => l.place, file: [{ header: 'Drawn', at: 'place', as: 'count' }] },
    { id: 'number', header: 'Lot', width: 'minmax(176px, 1.4fr)', value: (l) => l.number, cell: (l) => <span className={classes.sku}>{l.number}</span>, file: [{ header: 'Lot', at: 'number' }] },
    { id: 'receivedOn', header: 'Received', width: 'minmax(126px, 1fr)', value: (l) => l.receivedOn, cell: (l) => businessDateText(l.receivedOn), file: [{ header: 'Received', at: 'receivedOn', as: 'day' }, { header: 'Expires', at: 'expiresOn', as: 'day' }] },
    ...(anyExpires
      ? [{ id: 'expiresOn', header: 'Expires', width: 'minmax(112px, 1fr)', value: (l: Lot) => l.expiresOn ?? '', cell: (l: Lot) => (l.expiresOn === null ? '' : businessDateText(l.expiresOn)) }]
      : []),
    { id: 'remaining', header: 'Left', width: 'minmax(84px, 1fr)', align: 'end', value: (l) => l.remaining, cell: (l) => <QuantityText value={l.remaining} unit={unit} />, file: [{ header: 'Left', at: 'remaining', as: 'quantity' }, { header: 'Unit', at: 'unit' }] },
    { id: 'unitCost', officeOnly: true, header: 'Unit cost', width: 'minmax(136px, 1fr)', align: 'end', value: (l) => l.unitCost ?? -1, cell: (l) => <UnitCostText value={l.unitCost} unit={unit} />, file: [{ header: 'Unit cost', at: 'unitCost', as: 'unit_cost' }] },
    { id: 'value', header: 'Value', width: 'minmax(124px, 1fr)', align: 'end', value: (l) => l.value, cell: (l) => <MoneyText value={l.value} />, file: [{ header: 'Value', at: 'value', as: 'money' }] },
  ]
}

/** Products whose active BOM asks for this one, themselves or through what they are made of. */
export function WhereUsed({ uses, unit }: { readonly uses: readonly Use[]; readonly unit: string }) {
  const navigate = useNavigate()
  const columns = useMemo(() => usageColumns(unit), [unit])
  const rows = useMemo(() => uses.map((use) => ({ ...use, unit, how: throughText(use) })), [uses, unit])
  if (uses.length === 0) return <NothingYet>No active BOM asks for it.</NothingYet>
  return (
    <DataTable
      label="Where this product is used"
      savedAs={{ title: 'Where used', noun: ['BOM', 'BOMs'] }}
      rows={rows}
      columns={columns}
      rowId={({ productId }) => String(productId)}
      sortedBy={{ column: 'sku' }}
      height="whole"
      onOpen={({ productId }) => void navigate({ to: `/boms/${productId}` })}
    />
  )
}

function usageColumns(unit: string): readonly TableColumn<Use & { readonly unit: string; readonly how: string }>[] {
  return [
    { id: 'sku', header: 'BOM of', width: 'minmax(140px, 1fr)', value: (u) => u.sku, cell: (u) => <span className={classes.sku}>{u.sku}</span>, file: [{ header: 'BOM of', at: 'sku' }] },
    { id: 'name', header: 'Name', width: 'minmax(200px, 2.5fr)', value: (u) => u.name, file: [{ header: 'Name', at: 'name' }] },
    { id: 'through', header: 'How', width: 'minmax(140px, 1.4fr)', value: (u) => u.how, file: [{ header: 'How', at: 'how' }] },
    { id: 'optional', officeOnly: true, header: 'Needed', width: 'minmax(110px, 1fr)', value: (u) => (u.optional ? 'Optional' : 'Always'), file: [{ header: 'Optional', at: 'optional', as: 'yes_no' }] },
    {
      id: 'quantity',
      header: 'In one of it',
      width: 'minmax(140px, 1fr)',
      align: 'end',
      value: (u) => u.quantityPerUnit,
      cell: (u) => <QuantityText value={u.quantityPerUnit} unit={unit} />,
      file: [{ header: 'In one of it', at: 'quantityPerUnit', as: 'quantity' }, { header: 'Unit', at: 'unit' }],
    },
  ]
}

function throughText({ direct, through }: Use): string {
  if (through.length === 0) return 'Directly'
  return `${direct ? 'Directly, and through' : 'Through'} ${listText(through.map(({ sku }) => sku))}`
}

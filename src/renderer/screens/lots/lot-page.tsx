import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { LotRow } from '../../../shared/contract/lot.ts'
import type { DocumentKind } from '../../../shared/errors.ts'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { DataTable, type TableColumn } from '../../components/data-table.tsx'
import { DocumentLink } from '../../components/document-link.tsx'
import { PostingPanel } from '../../components/entries-panel.tsx'
import { MoneyText, QuantityText, UnitCostText } from '../../components/figure.tsx'
import { ListError } from '../../components/list-parts.tsx'
import { Page } from '../../components/page.tsx'
import { FigureStrip, NothingYet, Section, Sections, type StripFigure } from '../../components/sections.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { ProductLink } from '../../components/text-link.tsx'
import { useGoBack, useRouteId } from '../../state/detail-page.ts'
import { businessDateText } from '../../text/dates.ts'
import { movementText, takenBackText } from '../../text/ledger-words.ts'
import { quantityText } from '../../text/numbers.ts'
import { CostTree } from './cost-tree.tsx'
import { Expiry } from './expiry-chip.tsx'
import { LotActions } from './lot-actions.tsx'
import { LotStatus } from './lot-status.tsx'
import classes from './lots-screen.module.css'

type LotDetails = OutputOf<'query', 'lot.get'>
type Movement = LotDetails['movements'][number]
/** A lot this one went into; `unit` is that of what was drawn. */
type LinkedLot = LotDetails['wentInto'][number] & { readonly unit: string }

/** One lot: where it came from, every movement, and where it went. */
export function LotPage() {
  const lotId = useRouteId('lotId')
  const goBack = useGoBack('/lots')
  const { data, error, retry } = useLedgerQuery('lot.get', { lotId })
  const details = data?.lot.lotId === lotId ? data : undefined
  if (error) {
    return (
      <Page title="Lot" purpose="" onBack={goBack}>
        <ListError error={error} onRetry={retry} />
      </Page>
    )
  }
  return details ? <Lot key={lotId} details={details} onBack={goBack} /> : null
}

function Lot({ details, onBack }: { readonly details: LotDetails; readonly onBack: () => void }) {
  const { lot, movements, wentInto } = details
  const { number, product, source } = lot
  const [postingId, setPostingId] = useState<number | null>(null)
  const columns = useMemo(() => movementColumns(product.unit), [product.unit])
  const moved = useMemo(() => movements.map((movement) => ({ ...movement, what: movementText(movement), unit: product.unit })), [movements, product.unit])
  const into = useMemo(() => wentInto.map((link) => ({ ...link, unit: product.unit })), [wentInto, product.unit])
  return (
    <Page
      title={`Lot ${number}`}
      purpose={`${product.name}, ${cameAs[source.kind]} on ${businessDateText(lot.receivedOn)}`}
      onBack={onBack}
      actions={<LotActions lot={lot} />}
    >
      <Sections>
        <FigureStrip figures={figuresOf(lot)} />
        <Section title="Movements">
          <DataTable
            label="Movements of this lot"
            savedAs={{ title: `Movements of lot ${number}`, noun: ['movement', 'movements'] }}
            rows={moved}
            columns={columns}
            rowId={(movement) => String(movement.entryId)}
            sortedBy={{ column: 'date' }}
            height="whole"
            onOpen={(movement) => setPostingId(movement.postingId)}
          />
        </Section>
        <Section title="What it is made of">
          {lot.status === 'voided' ? <NothingYet>{`The ${wordOf[source.kind]} was ${takenBackText[source.kind]}, so nothing is in it.`}</NothingYet> : <CostTree key={lot.lotId} lotId={lot.lotId} />}
        </Section>
        <Section title="Went into">
          {into.length > 0 && <LinkedLots label="Lots it went into" lots={into} />}
          {into.length === 0 && <NothingYet>No build has used any of it.</NothingYet>}
        </Section>
      </Sections>
      <PostingPanel postingId={postingId} onClose={() => setPostingId(null)} />
    </Page>
  )
}

const wordOf: { readonly [K in DocumentKind]: string } = { receipt: 'receipt', build: 'build', sale: 'return', adjustment: 'adjustment' }

/** How a lot came to be, in the middle of a sentence. */
const cameAs: { readonly [K in DocumentKind]: string } = { receipt: 'received', build: 'made', sale: 'returned', adjustment: 'taken in' }

const quantityTerm: { readonly [K in DocumentKind]: string } = { receipt: 'Received', build: 'Made', sale: 'Returned', adjustment: 'Taken in' }

function figuresOf(lot: LotRow): readonly StripFigure[] {
  const { product, remaining, value, unitCost, made, status, source, supplierLot, expiresOn, costToBeConfirmed } = lot
  const text = 'text' as const
  return [
    { term: 'Left', value: <QuantityText value={remaining} unit={product.unit} /> },
    { term: 'Value', value: <MoneyText value={value} /> },
    { term: 'Unit cost', value: <UnitCostText value={unitCost} unit={product.unit} /> },
    { term: quantityTerm[source.kind], value: <QuantityText value={made} unit={product.unit} /> },
    { term: 'Status', value: <LotStatus status={status} />, size: text },
    ...(costToBeConfirmed ? [{ term: 'Cost', value: <StatusChip tone="attention">To be confirmed</StatusChip>, size: text }] : []),
    { term: 'Product', value: <ProductLink {...product} />, size: text },
    { term: 'Came from', value: <DocumentLink document={source} />, size: text },
    ...(supplierLot === null ? [] : [{ term: 'Supplier lot', value: supplierLot, size: text }]),
    ...(expiresOn === null ? [] : [{ term: 'Expires', value: <Expiry expiresOn={expiresOn} remaining={remaining} />, size: text }]),
  ]
}

function movementColumns(unit: string): readonly TableColumn<Movement & { readonly what: string; readonly unit: string }>[] {
  return [
    // Entries are numbered as they were recorded, which is the order their balances follow.
    { id: 'date', header: 'Date', width: 'minmax(130px, 0.7fr)', value: (m) => m.entryId, cell: (m) => businessDateText(m.businessDate), file: [{ header: 'Date', at: 'businessDate', as: 'day' }] },
    { id: 'what', header: 'What happened', width: 'minmax(200px, 2.4fr)', value: (m) => m.what, cell: (m) => `${m.what} ${m.quantity === 0 ? '' : `${quantityText(Math.abs(m.quantity))} ${unit}`}`, file: [{ header: 'What happened', at: 'what' }] },
    { id: 'quantity', officeOnly: true, header: 'Quantity', width: 'minmax(92px, 0.8fr)', align: 'end', value: (m) => m.quantity, cell: (m) => <QuantityText value={m.quantity} unit={unit} signed />, file: [{ header: 'Quantity', at: 'quantity', as: 'quantity' }, { header: 'Unit', at: 'unit' }] },
    { id: 'value', header: 'Value', width: 'minmax(128px, 0.8fr)', align: 'end', value: (m) => m.value, cell: (m) => <MoneyText value={m.value} signed />, file: [{ header: 'Value', at: 'value', as: 'money' }] },
    { id: 'remaining', header: 'Left after', width: 'minmax(100px, 0.8fr)', align: 'end', value: (m) => m.remainingAfter, cell: (m) => <QuantityText value={m.remainingAfter} unit={unit} />, file: [{ header: 'Left after', at: 'remainingAfter', as: 'quantity' }] },
    { id: 'valueAfter', header: 'Value after', width: 'minmax(128px, 0.8fr)', align: 'end', value: (m) => m.valueAfter, cell: (m) => <MoneyText value={m.valueAfter} />, file: [{ header: 'Value after', at: 'valueAfter', as: 'money' }] },
  ]
}

const linkColumns: readonly TableColumn<LinkedLot>[] = [
  { id: 'number', header: 'Lot', width: 'minmax(180px, 1.4fr)', value: (l) => l.number, cell: (l) => <span className={classes.number}>{l.number}</span>, file: [{ header: 'Lot', at: 'number' }] },
  { id: 'sku', header: 'Product', width: 'minmax(160px, 1.6fr)', value: (l) => l.sku, file: [{ header: 'SKU', at: 'sku' }] },
  { id: 'quantity', header: 'Drawn', width: 'minmax(120px, 0.8fr)', align: 'end', value: (l) => l.quantity, cell: (l) => <QuantityText value={l.quantity} unit={l.unit} />, file: [{ header: 'Drawn', at: 'quantity', as: 'quantity' }, { header: 'Unit', at: 'unit' }] },
  { id: 'value', header: 'Value', width: 'minmax(120px, 0.8fr)', align: 'end', value: (l) => l.value, cell: (l) => <MoneyText value={l.value} />, file: [{ header: 'Value', at: 'value', as: 'money' }] },
]

function LinkedLots({ label, lots }: { readonly label: string; readonly lots: readonly LinkedLot[] }) {
  const navigate = useNavigate()
  return (
    <DataTable
      label={label}
      savedAs={{ title: label, noun: ['lot', 'lots'] }}
      rows={lots}
      columns={linkColumns}
      rowId={({ lotId }) => String(lotId)}
      sortedBy={{ column: 'number' }}
      height="whole"
      onOpen={({ lotId }) => void navigate({ to: `/lots/${lotId}` })}
    />
  )
}

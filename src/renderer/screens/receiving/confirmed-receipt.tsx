import { IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { useCommand } from '../../api/use-command.ts'
import { DataTable, type TableColumn } from '../../components/data-table.tsx'
import { DocumentActions, TakeBackRefused } from '../../components/document-actions.tsx'
import { PostingPanel } from '../../components/entries-panel.tsx'
import { MoneyText, QuantityText, UnitCostText } from '../../components/figure.tsx'
import { Page } from '../../components/page.tsx'
import { FigureStrip, Section, Sections } from '../../components/sections.tsx'
import { LotLink, ProductLink, TextLink } from '../../components/text-link.tsx'
import { showNotice } from '../../state/window-state.ts'
import { useLetterKey } from '../../state/letter-key.ts'
import { businessDateText } from '../../text/dates.ts'
import { countText } from '../../text/numbers.ts'
import { receiveAgain } from './receipt-actions.ts'
import { ReceiptStatus } from './receipt-status.tsx'
import classes from './receiving.module.css'

type Details = OutputOf<'query', 'receipt.get'>
type Line = Details['lines'][number]

interface ConfirmedReceiptProps {
  readonly details: Details
  readonly onShow: (receiptId: number) => void
  readonly onBack: () => void
}

/** A receipt whose goods were taken into stock: its lines with the lots they became. */
export function ConfirmedReceipt({ details, onShow, onBack }: ConfirmedReceiptProps) {
  const { receipt, lines, postingId, voidedByPostingId } = details
  const { supplier, status, receivedOn, value } = receipt
  const reference = receipt.reference ?? ''
  const navigate = useNavigate()
  const voiding = useCommand('receipt.void')
  const [shownPosting, setShownPosting] = useState<number | null>(null)
  const shownColumns = useMemo(() => columns.filter(({ id }) => !isBlank(id, lines)), [lines])

  async function voidReceipt() {
    const reply = await voiding.run({ receiptId: receipt.receiptId })
    if (reply?.ok !== true) return
    showNotice({
      kind: 'done',
      text: `${reference} voided: its lots are out of stock`,
      undo: { label: 'Receive again', run: receiveAgain(details, onShow) },
    })
  }

  const openNew = () => void navigate({ to: '/receipts/new' })
  useLetterKey('n', openNew)

  return (
    <Page
      title={`Receipt ${reference}`}
      purpose={`Delivered by ${supplier.name}, received on ${businessDateText(receivedOn)}`}
      onBack={onBack}
      actions={
        <DocumentActions
          takeBack={status === 'confirmed' ? { label: 'Void receipt', pending: voiding.pending, run: () => void voidReceipt() } : null}
          postingId={postingId}
          takenBack={voidedByPostingId === null ? null : { postingId: voidedByPostingId, label: 'Show entries of the void' }}
          onShowPosting={setShownPosting}
        />
      }
      primary={{ label: 'New receipt', icon: <IconPlus size="1.1em" stroke={2} aria-hidden />, shortcut: 'N', onRun: openNew }}
    >
      <Sections>
        <FigureStrip
          figures={[
            { term: 'Value', value: <MoneyText value={value} /> },
            { term: 'Lines', value: countText(lines.length) },
            { term: 'Status', value: <ReceiptStatus status={status} />, size: 'text' },
            { term: 'Supplier', value: <TextLink to="/suppliers">{`${supplier.code} · ${supplier.name}`}</TextLink>, size: 'text' },
            { term: 'Received on', value: businessDateText(receivedOn), size: 'text' },
          ]}
        />
        <TakeBackRefused error={voiding.error} reference={reference} onRetry={() => void voidReceipt()} />
        <Section title="Lines">
          <DataTable
            label="Lines of this receipt"
            rows={lines}
            columns={shownColumns}
            rowId={(line) => String(line.lineNo)}
            sortedBy={{ column: 'line' }}
            height="whole"
            onOpen={({ lot }) => lot && void navigate({ to: `/lots/${lot.lotId}` })}
          />
        </Section>
      </Sections>
      <PostingPanel postingId={shownPosting} onClose={() => setShownPosting(null)} />
    </Page>
  )
}

const columns: readonly TableColumn<Line>[] = [
  { id: 'line', header: 'Line', width: '80px', value: (l) => l.lineNo },
  {
    id: 'product',
    header: 'Product',
    width: 'minmax(170px, 1.8fr)',
    value: (l) => l.product.sku,
    cell: ({ product }) => <ProductCell {...product} />,
  },
  {
    id: 'lot',
    header: 'Lot',
    width: 'minmax(200px, 1.3fr)',
    value: (l) => l.lot?.number ?? '',
    cell: ({ lot }) => lot && <LotLink {...lot} />,
  },
  { id: 'supplierLot', officeOnly: true, header: 'Supplier lot', width: 'minmax(124px, 0.8fr)', value: (l) => l.supplierLot ?? '' },
  {
    id: 'expiresOn',
    officeOnly: true,
    header: 'Expires',
    width: 'minmax(128px, 0.8fr)',
    value: (l) => l.expiresOn ?? '',
    cell: (l) => (l.expiresOn === null ? '' : businessDateText(l.expiresOn)),
  },
  {
    id: 'quantity',
    header: 'Quantity',
    width: 'minmax(104px, 0.8fr)',
    align: 'end',
    value: (l) => l.quantity,
    cell: (l) => <QuantityText value={l.quantity} unit={l.product.unit} />,
  },
  { id: 'cost', header: 'Cost', width: 'minmax(120px, 0.9fr)', align: 'end', value: (l) => l.cost.amount, cell: (l) => <Cost line={l} /> },
  {
    id: 'value',
    header: 'Value',
    width: 'minmax(96px, 0.8fr)',
    align: 'end',
    value: (l) => l.value,
    cell: (l) => <MoneyText value={l.value} />,
  },
  {
    id: 'left',
    officeOnly: true,
    header: 'Left',
    width: 'minmax(96px, 0.8fr)',
    align: 'end',
    value: (l) => l.lot?.remaining ?? 0,
    cell: (l) => <QuantityText value={l.lot?.remaining ?? 0} unit={l.product.unit} />,
  },
]

/** Whether no line has anything in a column that lines may leave blank. */
function isBlank(column: string, lines: readonly Line[]): boolean {
  if (column === 'supplierLot') return lines.every(({ supplierLot }) => supplierLot === null)
  return column === 'expiresOn' && lines.every(({ expiresOn }) => expiresOn === null)
}

function ProductCell({ productId, sku, name }: Line['product']) {
  return (
    <>
      <ProductLink productId={productId} sku={sku} /> <span className={classes.help}>{name === sku ? '' : name}</span>
    </>
  )
}

/** The cost as it was typed. */
function Cost({ line: { cost, product } }: { readonly line: Line }) {
  if (cost.per === 'unit') return <UnitCostText value={cost.amount} unit={product.unit} />
  return (
    <>
      <MoneyText value={cost.amount} /> <span className={classes.help}>for all</span>
    </>
  )
}

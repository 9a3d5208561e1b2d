import { IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { toPurchaseUnit } from '../../../shared/units/purchase-unit.ts'
import { client } from '../../api/bridge.ts'
import { useCommand } from '../../api/use-command.ts'
import { DataTable, type TableColumn } from '../../components/data-table.tsx'
import { DocumentActions, TakeBackRefused } from '../../components/document-actions.tsx'
import { PostingPanel } from '../../components/entries-panel.tsx'
import { MoneyText, QuantityText } from '../../components/figure.tsx'
import { useGuard } from '../../components/guard.ts'
import { Page } from '../../components/page.tsx'
import { FigureStrip, Section, Sections } from '../../components/sections.tsx'
import { LotLink, ProductLink, SupplierLink } from '../../components/text-link.tsx'
import type { UndoPreview } from '../../components/undo-preview-panel.tsx'
import { useNowMs } from '../../state/now.ts'
import { showNotice } from '../../state/window-state.ts'
import { useLetterKey } from '../../state/letter-key.ts'
import { businessDateText, recordedText } from '../../text/dates.ts'
import { countText, quantityText } from '../../text/numbers.ts'
import { DocumentExports } from '../sync/document-exports.tsx'
import { CorrectLinePanel } from './correct-line-panel.tsx'
import { Corrections } from './corrections.tsx'
import { costCorrected, quantityCorrected, receiveAgain } from './receipt-actions.ts'
import { CostsToBeConfirmed, ReceiptStatus } from './receipt-status.tsx'
import classes from './receiving.module.css'
import { SaidCost } from './said-cost.tsx'
import { VoidPanel } from './void-panel.tsx'

type Details = OutputOf<'query', 'receipt.get'>
type Line = Details['lines'][number]

interface ConfirmedReceiptProps {
  readonly details: Details
  readonly onShow: (receiptId: number) => void
  readonly onBack: () => void
}

/** A receipt whose goods were taken into stock: its lines with the lots they became. */
export function ConfirmedReceipt({ details, onShow, onBack }: ConfirmedReceiptProps) {
  const { receipt, lines, corrections, postingId, voidedByPostingId, confirmed: written, voided } = details
  const { supplier, status, receivedOn, value } = receipt
  const reference = receipt.reference ?? ''
  const navigate = useNavigate()
  const nowMs = useNowMs()
  const voiding = useCommand('receipt.void')
  const [shownPosting, setShownPosting] = useState<number | null>(null)
  const [correcting, setCorrecting] = useState<Line | null>(null)
  const [voidPreview, setVoidPreview] = useState<UndoPreview | null>(null)
  const confirmed = status === 'confirmed'
  const shownColumns = useMemo(
    () => [...columns.filter(({ id }) => !isBlank(id, lines)), ...(confirmed ? [correctColumn(setCorrecting)] : [])],
    [lines, confirmed],
  )

  /** Voids at once where everything goes back as it came; otherwise shows what does not. */
  async function askToVoid() {
    const preview = await client.runQuery('document.preview_reversal', { kind: 'receipt', id: receipt.receiptId })
    if (preview.ok && (preview.value.toAdjustment !== 0 || preview.value.shortages.length > 0)) setVoidPreview(preview.value)
    else await voidReceipt()
  }

  async function voidReceipt() {
    const reply = await voiding.run({ receiptId: receipt.receiptId })
    setVoidPreview(null)
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
          takeBack={confirmed ? { label: 'Void receipt', command: 'receipt.void', pending: voiding.pending, run: () => void askToVoid() } : null}
          postingId={postingId}
          takenBack={voidedByPostingId === null ? null : { postingId: voidedByPostingId, label: 'Show entries of the void' }}
          onShowPosting={setShownPosting}
        />
      }
      primary={{ label: 'New receipt', icon: <IconPlus size="1.1em" stroke={2} aria-hidden />, shortcut: 'N', command: 'receipt.save_draft', onRun: openNew }}
    >
      <Sections>
        <FigureStrip
          figures={[
            { term: 'Value', value: <MoneyText value={value} /> },
            { term: 'Lines', value: countText(lines.length) },
            {
              term: 'Status',
              value: (
                <>
                  <ReceiptStatus status={status} /> <CostsToBeConfirmed count={receipt.costsToBeConfirmed} />
                </>
              ),
              size: 'text',
            },
            { term: 'Supplier', value: <SupplierLink {...supplier} />, size: 'text' },
            { term: 'Received on', value: businessDateText(receivedOn), size: 'text' },
            ...(written === null ? [] : [{ term: 'Confirmed', value: recordedText(written.at, written.by, nowMs), size: 'text' as const }]),
            ...(voided === null ? [] : [{ term: 'Voided', value: recordedText(voided.at, voided.by, nowMs), size: 'text' as const }]),
          ]}
        />
        <TakeBackRefused error={voiding.error} kind="receipt" reference={reference} onRetry={() => void askToVoid()} />
        <DocumentExports kind="receipt" id={receipt.receiptId} />
        <Section title="Lines">
          <DataTable
            label="Lines of this receipt"
            savedAs={{ title: `Receipt ${reference}`, noun: ['line', 'lines'] }}
            rows={lines}
            columns={shownColumns}
            rowId={(line) => String(line.lineNo)}
            sortedBy={{ column: 'line' }}
            height="whole"
            onOpen={({ lot }) => lot && void navigate({ to: `/lots/${lot.lotId}` })}
          />
        </Section>
        {corrections.length > 0 && <Corrections details={details} onShowPosting={setShownPosting} />}
      </Sections>
      <CorrectLinePanel
        receiptId={receipt.receiptId}
        line={correcting}
        onCost={(line, difference) => {
          setCorrecting(null)
          costCorrected(details, line, difference)
        }}
        onQuantity={(line, difference) => {
          setCorrecting(null)
          quantityCorrected(details, line, difference)
        }}
        onClose={() => setCorrecting(null)}
      />
      <VoidPanel preview={voidPreview} pending={voiding.pending} onVoid={() => void voidReceipt()} onClose={() => setVoidPreview(null)} />
      <PostingPanel postingId={shownPosting} onClose={() => setShownPosting(null)} />
    </Page>
  )
}

const columns: readonly TableColumn<Line>[] = [
  { id: 'line', wideOnly: true, header: 'Line', width: '64px', value: (l) => l.lineNo, file: [{ header: 'Line', at: 'lineNo', as: 'count' }] },
  {
    id: 'product',
    header: 'Product',
    width: 'minmax(124px, 1.8fr)',
    value: (l) => l.product.sku,
    cell: ({ product }) => <ProductCell {...product} />,
    file: [{ header: 'SKU', at: 'product.sku' }, { header: 'Product', at: 'product.name' }],
  },
  {
    id: 'lot',
    header: 'Lot',
    width: 'minmax(172px, 1.3fr)',
    value: (l) => l.lot?.number ?? '',
    cell: ({ lot }) => lot && <LotLink {...lot} />,
    file: [{ header: 'Lot', at: 'lot.number' }],
  },
  { id: 'supplierLot', officeOnly: true, header: 'Supplier lot', width: 'minmax(96px, 0.8fr)', value: (l) => l.supplierLot ?? '', file: [{ header: 'Supplier lot', at: 'supplierLot' }] },
  {
    id: 'expiresOn',
    officeOnly: true,
    header: 'Expires',
    width: 'minmax(112px, 0.8fr)',
    value: (l) => l.expiresOn ?? '',
    cell: (l) => (l.expiresOn === null ? '' : businessDateText(l.expiresOn)),
    file: [{ header: 'Expires', at: 'expiresOn', as: 'day' }],
  },
  {
    id: 'quantity',
    header: 'Quantity',
    width: 'minmax(84px, 0.9fr)',
    align: 'end',
    value: (l) => l.quantity,
    cell: (l) => <Received line={l} />,
    file: [{ header: 'Quantity', at: 'quantity', as: 'quantity' }, { header: 'Unit', at: 'product.unit' }],
  },
  { id: 'cost', header: 'Cost', width: 'minmax(112px, 1fr)', align: 'end', value: (l) => l.cost.amount, cell: (l) => <SaidCost said={{ cost: l.cost, toBeConfirmed: l.costToBeConfirmed }} unit={l.typedIn?.name ?? l.product.unit} /> },
  {
    id: 'value',
    header: 'Value',
    width: 'minmax(88px, 0.8fr)',
    align: 'end',
    value: (l) => l.value,
    cell: (l) => <MoneyText value={l.value} />,
    file: [{ header: 'Value', at: 'value', as: 'money' }, { header: 'Cost to be confirmed', at: 'costToBeConfirmed', as: 'yes_no' }],
  },
  {
    id: 'left',
    officeOnly: true,
    header: 'Left',
    width: 'minmax(86px, 0.8fr)',
    align: 'end',
    value: (l) => l.lot?.remaining ?? 0,
    cell: (l) => <QuantityText value={l.lot?.remaining ?? 0} unit={l.product.unit} />,
    file: [{ header: 'Left', at: 'lot.remaining', as: 'quantity' }],
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

/** What came in, in the unit it was typed in where it still is exact in it. */
function Received({ line: { quantity, typedIn, product } }: { readonly line: Line }) {
  const typed = typedIn && toPurchaseUnit(quantity, typedIn.size)
  if (typedIn === null || typed === null) return <QuantityText value={quantity} unit={product.unit} />
  return (
    <span title={`${quantityText(quantity)} ${product.unit} in stock`}>
      <QuantityText value={typed} unit={typedIn.name} />
    </span>
  )
}

/** A last column with what can be put right about a line. */
function correctColumn(onCorrect: (line: Line) => void): TableColumn<Line> {
  return {
    id: 'correct',
    header: 'Correct',
    width: '108px',
    align: 'end',
    sorts: false,
    value: () => '',
    cell: (line) => <CorrectButton line={line} onCorrect={onCorrect} />,
  }
}

/** Grey only for who may correct neither what a line cost nor how much came. */
function CorrectButton({ line, onCorrect }: { readonly line: Line; readonly onCorrect: (line: Line) => void }) {
  const [cost, quantity] = [useGuard('receipt.correct_cost'), useGuard('receipt.correct_quantity')]
  const guard = cost.denied ? quantity : cost
  return (
    <button
      type="button"
      className={classes.correct}
      aria-label={`Correct line ${line.lineNo}, ${line.product.sku}`}
      {...guard.greyed}
      onClick={(event) => {
        event.stopPropagation()
        guard.run(() => onCorrect(line))
      }}
    >
      Correct
    </button>
  )
}

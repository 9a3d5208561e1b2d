import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconCheck, IconDeviceFloppy, IconTrash } from '@tabler/icons-react'
import { useRef } from 'react'
import { useCellFocus } from '../../components/cell-focus.ts'
import { BusinessDateInput } from '../../components/date-input.tsx'
import { AppErrorPanel } from '../../components/error-panel.tsx'
import { MoneyText } from '../../components/figure.tsx'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { Page } from '../../components/page.tsx'
import { useOnceDecided } from '../../components/undecided-fields.ts'
import { Section, Sections } from '../../components/sections.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { useScanTaker } from '../../scan/scan-taker.ts'
import { discardTyped, removeTypedLine } from '../../state/typed-draft.ts'
import { showNotice } from '../../state/window-state.ts'
import { countedText, moneyText } from '../../text/numbers.ts'
import { LineGrid } from './line-grid.tsx'
import { lineProduct, receiptTotals, type LineDraft, type ReceiptDraft } from './receipt-draft.ts'
import classes from './receiving.module.css'
import { SupplierPicker } from './supplier-picker.tsx'
import { useReceipt, type ReceiptHandle } from './use-receipt.ts'

interface ReceiptEditorProps {
  readonly receiptId: number | null
  readonly start: () => ReceiptDraft
  /** Whether every line of the saved draft is finished. */
  readonly finished: boolean
  readonly onSaved: (receiptId: number) => void
  readonly onShow: (receiptId: number) => void
  readonly onVoid: (receiptId: number) => void
  /** Deletes the saved draft; `null` while there is none. */
  readonly onDelete: (() => void) | null
  readonly onBack: () => void
}

/** A receipt while it is a draft: free to change, and nothing of it in stock. */
export function ReceiptEditor({ receiptId, start, finished, onSaved, onShow, onVoid, onDelete, onBack }: ReceiptEditorProps) {
  const handle = useReceipt({ receiptId, start, finished, onSaved })
  const { receipt, error, cells, pending } = handle
  const place = useRef<HTMLDivElement>(null)
  const focusCell = useCellFocus(place)

  async function save() {
    const outcome = await handle.save()
    if (outcome === null) return
    if ('badCell' in outcome) {
      refused(outcome.badCell)
      if (outcome.keptUnfinished !== undefined) showNotice({ kind: 'done', text: unfinishedText(receipt.supplier?.name, outcome.keptUnfinished) })
    } else showNotice({ kind: 'done', text: `Draft of ${receipt.supplier?.name} saved. Nothing is in stock until it is confirmed.` })
  }

  async function confirm() {
    const outcome = await handle.confirm()
    if (outcome === null) return
    if ('badCell' in outcome) return refused(outcome.badCell)
    const { receiptId: id, reference, lots, value } = outcome
    showNotice({
      kind: 'done',
      text: `${reference} confirmed: ${countedText(lots.length, 'lot', 'lots')} worth ${moneyText(value)} in stock`,
      show: () => onShow(id),
      undo: { label: 'Undo', run: () => onVoid(id) },
    })
  }

  function refused(badCell: string | null) {
    showNotice(null)
    if (badCell !== null) focusCell(badCell)
  }

  const discard = () => discardTyped(handle, () => focusCell(receiptId === null ? 'supplier' : `${receipt.lines[0]?.key}.product`))
  const removeLine = (line: LineDraft) => removeTypedLine(handle, receipt.lines, line)

  useScanTaker(({ product, lot }) => {
    const key = product.archived || lot !== null ? undefined : handle.addProduct(lineProduct(product))
    if (key !== undefined) focusCell(`${key}.quantity`)
    return key !== undefined
  })
  const [saveTyped, confirmTyped] = [useOnceDecided(() => void save()), useOnceDecided(() => void confirm())]
  useHotkeys(
    [
      ['mod+S', saveTyped],
      ['mod+Enter', confirmTyped],
    ],
    [],
  )

  return (
    <Page
      title={receiptId === null ? 'New receipt' : 'Draft receipt'}
      purpose="Nothing is in stock until it is confirmed."
      onBack={onBack}
      actions={
        <>
          {onDelete && (
            <GuardedButton command="receipt.delete_draft" variant="default" leftSection={<IconTrash size="1.1em" stroke={1.75} aria-hidden />} onClick={onDelete}>
              Delete draft
            </GuardedButton>
          )}
          <GuardedButton
            command="receipt.save_draft"
            variant="default"
            leftSection={<IconDeviceFloppy size="1.1em" stroke={1.75} aria-hidden />}
            rightSection={<kbd className={classes.key}>Ctrl+S</kbd>}
            aria-label="Save draft"
            aria-keyshortcuts="Control+S"
            aria-disabled={pending}
            onClick={saveTyped}
          >
            Save draft
          </GuardedButton>
        </>
      }
      primary={{
        label: 'Confirm receipt',
        icon: <IconCheck size="1.1em" stroke={2} aria-hidden />,
        shortcut: 'Ctrl+Enter',
        command: 'receipt.confirm',
        onRun: confirmTyped,
      }}
    >
      <div ref={place} className={classes.editor}>
        <Sections>
          {error && (
            <div className={classes.error}>
              <AppErrorPanel error={error} {...(error.code === 'call.lost' ? { onRetry: saveTyped } : {})} />
            </div>
          )}
          <div className={classes.fields}>
            <SupplierPicker
              key={`supplier ${handle.round}`}
              label="Supplier"
              required
              autoFocus={receiptId === null && handle.round === 0}
              data-cell="supplier"
              error={cells['supplier']}
              value={receipt.supplier}
              onChange={(supplier) => handle.setHead({ supplier })}
            />
            <BusinessDateInput
              label="Received on"
              required
              data-cell="receivedOn"
              error={cells['receivedOn']}
              value={receipt.receivedOn}
              onChange={(receivedOn) => handle.setHead({ receivedOn })}
            />
          </div>
          <Section
            title="Lines"
            action={
              <span className={classes.help}>
                Enter goes to the next line. In the quantity, / switches to the purchase unit; in the cost, / switches between unit and line and ? marks a guess.
                Ctrl+Backspace removes a line.
              </span>
            }
          >
            <LineGrid key={handle.round} handle={handle} onFocusCell={focusCell} onRemove={removeLine} />
          </Section>
        </Sections>
        <footer className={classes.foot}>
          <Totals handle={handle} />
          {handle.changed && (
            <>
              <StatusChip tone="plain">Not saved yet</StatusChip>
              <Button variant="default" onClick={discard}>
                Discard changes
              </Button>
            </>
          )}
        </footer>
      </div>
    </Page>
  )
}

function unfinishedText(supplier: string | undefined, lines: number): string {
  return `Draft of ${supplier} saved as typed. ${countedText(lines, 'line is', 'lines are')} not finished.`
}

/** What the receipt comes to, by the ledger's own rule. */
function Totals({ handle }: { readonly handle: ReceiptHandle }) {
  const { lines, incomplete, value } = receiptTotals(handle.receipt.lines)
  return (
    <p className={classes.totals} role="status" aria-label="Totals">
      <span>{countedText(lines, 'line', 'lines')}</span>
      {incomplete > 0 && <span className={classes.help}>{incomplete} not complete yet</span>}
      <span className={classes.total}>
        Total <MoneyText value={value} />
      </span>
    </p>
  )
}

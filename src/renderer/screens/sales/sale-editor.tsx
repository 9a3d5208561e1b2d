import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconCheck } from '@tabler/icons-react'
import { useRef } from 'react'
import { useLedgerQuery } from '../../api/use-query.ts'
import { useCellFocus } from '../../components/cell-focus.ts'
import { BusinessDateInput } from '../../components/date-input.tsx'
import { AppErrorPanel } from '../../components/error-panel.tsx'
import { MoneyText } from '../../components/figure.tsx'
import { useGuard } from '../../components/guard.ts'
import { Page } from '../../components/page.tsx'
import { Section, Sections } from '../../components/sections.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { useOnceDecided } from '../../components/undecided-fields.ts'
import { useScanTaker } from '../../scan/scan-taker.ts'
import { discardTyped, removeTypedLine } from '../../state/typed-draft.ts'
import { showNotice } from '../../state/window-state.ts'
import { countedText } from '../../text/numbers.ts'
import { treatmentText } from '../../text/sale-words.ts'
import form from '../receiving/receiving.module.css'
import { AlsoThereChoice } from './also-in-quickbooks.tsx'
import { CustomerInput } from './customer-input.tsx'
import { saleTotals, type LineDraft, type SaleDraft, type Treatment } from './sale-draft.ts'
import { SaleGrid } from './sale-grid.tsx'
import classes from './sales.module.css'
import { useSale, type Recorded, type SaleHandle } from './use-sale.ts'

interface SaleEditorProps {
  readonly kind: 'sale' | 'return'
  /** The sale that is changed, with its name; `null` for a new one. */
  readonly of: { readonly saleId: number; readonly name: string } | null
  readonly start: () => SaleDraft
  readonly onRecorded: (recorded: Recorded) => void
  readonly onBack: () => void
}

const commandOf = { sale: ['sale.record', 'sale.edit'], return: ['return.record', 'return.edit'] } as const

/** A sale or return while it is typed. Nothing moves before it is recorded. */
export function SaleEditor({ kind, of, start, onRecorded, onBack }: SaleEditorProps) {
  const handle = useSale({ kind, saleId: of?.saleId ?? null, start })
  const { sale, error, cells } = handle
  const place = useRef<HTMLDivElement>(null)
  const focusCell = useCellFocus(place)
  const command = commandOf[kind][of === null ? 0 : 1]
  const guard = useGuard(command)
  const companyTreatment = useLedgerQuery('company.settings', {}).data?.returns
  const goesOut = kind === 'sale' || (sale.treatment ?? companyTreatment) === 'consume_like_a_sale'

  async function record() {
    // Nothing to write: a version that says the same would only be in the way of those that do not.
    if (of !== null && !handle.changed) return onBack()
    const outcome = await handle.record()
    if (outcome === null) return
    if (!('badCell' in outcome)) return onRecorded(outcome)
    showNotice(null)
    if (outcome.badCell !== null) focusCell(outcome.badCell)
  }

  const discard = () => discardTyped(handle, () => focusCell('customer'))
  const removeLine = (line: LineDraft) => removeTypedLine(handle, sale.lines, line)

  useScanTaker(({ product, lot }) => {
    if (lot !== null || product.archived || product.kind !== 'finished_good') return false
    const { productId, sku, name, unit, onHand } = product
    const key = handle.addProduct({ productId, sku, name, unit, onHand })
    if (key !== undefined) focusCell(`${key}.quantity`)
    return key !== undefined
  })
  const go = useOnceDecided(() => guard.run(() => void record()))
  useHotkeys([['mod+Enter', go]], [])

  return (
    <Page
      title={of === null ? `New ${kind}` : `Edit ${of.name}`}
      purpose={purposeOf(kind, of !== null)}
      onBack={onBack}
      primary={{ label: of === null ? `Record ${kind}` : `Save ${kind}`, icon: <IconCheck size="1.1em" stroke={2} aria-hidden />, shortcut: 'Ctrl+Enter', command, onRun: go }}
    >
      <div ref={place} className={form.editor}>
        <Sections>
          {error && (
            <div className={form.error}>
              <AppErrorPanel error={error} {...(error.code === 'call.lost' ? { onRetry: go } : {})} />
            </div>
          )}
          <div className={classes.fields}>
            <CustomerInput
              label="Customer"
              autoFocus={of === null}
              data-cell="customer"
              error={cells['customer']}
              value={sale.customer}
              onChange={(customer) => handle.setHead({ customer })}
            />
            <BusinessDateInput
              label={kind === 'sale' ? 'Sold on' : 'Returned on'}
              required
              data-cell="saleDate"
              error={cells['saleDate']}
              value={sale.saleDate}
              onChange={(saleDate) => handle.setHead({ saleDate })}
            />
            <TextInput
              label="Reference"
              placeholder="Automatic"
              autoComplete="off"
              spellCheck={false}
              maxLength={60}
              data-cell="reference"
              error={cells['reference']}
              value={sale.reference}
              onChange={(event) => handle.setHead({ reference: event.currentTarget.value })}
            />
            <TextInput
              label="Notes"
              autoComplete="off"
              maxLength={2000}
              data-cell="notes"
              error={cells['notes']}
              value={sale.notes}
              onChange={(event) => handle.setHead({ notes: event.currentTarget.value })}
            />
            {of === null && <AlsoThereChoice kind={kind} on={sale.alsoInQuickbooks} onChange={(alsoInQuickbooks) => handle.setHead({ alsoInQuickbooks })} />}
            {kind === 'return' && <TreatmentField handle={handle} company={companyTreatment} />}
          </div>
          <Section
            title="Lines"
            action={<span className={form.help}>Enter goes to the next line. In the price, / switches between unit and line. Ctrl+Backspace removes a line.</span>}
          >
            <SaleGrid key={handle.round} handle={handle} goesOut={goesOut} onFocusCell={focusCell} onRemove={removeLine} />
          </Section>
        </Sections>
        <footer className={form.foot}>
          <Totals handle={handle} kind={kind} />
          {handle.changed && (
            <>
              <StatusChip tone="plain">Not recorded yet</StatusChip>
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

function purposeOf(kind: 'sale' | 'return', edits: boolean): string {
  if (edits) return 'Only the difference moves: more is drawn, or what is less goes back.'
  return kind === 'sale' ? 'The oldest lots are drawn when it is recorded. It may exceed what is there.' : 'Goods go back into the lots this customer’s sales drew, the latest first.'
}

/** What the return does with the goods; the company's choice unless another is made. */
function TreatmentField({ handle, company }: { readonly handle: SaleHandle; readonly company: Treatment | undefined }) {
  const own = Object.entries(treatmentText).map(([value, label]) => ({ value, label }))
  return (
    <NativeSelect
      className={classes.treatment}
      label="What happens with the goods"
      data={[{ value: '', label: `As usual here${company === undefined ? '' : `: ${treatmentText[company].toLowerCase()}`}` }, ...own]}
      value={handle.sale.treatment ?? ''}
      onChange={(event) => {
        const chosen = own.find(({ value }) => value === event.currentTarget.value)
        handle.setHead({ treatment: chosen === undefined ? null : (chosen.value as Treatment) })
      }}
    />
  )
}

/** What it comes to, by the ledger's own rule. */
function Totals({ handle, kind }: { readonly handle: SaleHandle; readonly kind: 'sale' | 'return' }) {
  const { lines, incomplete, revenue } = saleTotals(handle.sale.lines)
  return (
    <p className={form.totals} role="status" aria-label="Totals">
      <span>{countedText(lines, 'line', 'lines')}</span>
      {incomplete > 0 && <span className={form.help}>{incomplete} not complete yet</span>}
      <span className={form.total}>
        {kind === 'sale' ? 'Revenue' : 'Given back'} <MoneyText value={revenue} />
      </span>
    </p>
  )
}

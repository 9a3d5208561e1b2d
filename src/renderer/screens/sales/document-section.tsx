import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { formatQuantity } from '../../../shared/units/quantity.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { useGuard } from '../../components/guard.ts'
import { Inset, Section } from '../../components/sections.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { MoneyText, QuantityText } from '../../components/figure.tsx'
import { SidePanel } from '../../components/side-panel.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { showNotice } from '../../state/window-state.ts'
import { commandOnce } from '../../state/undo.ts'
import { prettyJson } from '../../text/pretty-json.ts'
import { saleNameText, skippedMoreText, skippedNameText, skippedWhyText, treatmentText } from '../../text/sale-words.ts'
import { documentNameText, itemNameText, saleProblemWords } from '../../text/sales-sync-words.ts'
import sync from '../sync/sync.module.css'
import { QuantityForm } from './quantity-form.tsx'
import type { Treatment } from './sale-draft.ts'
import classes from './sales.module.css'

type SaleDocument = NonNullable<OutputOf<'query', 'sale.get'>['document']>

interface DocumentSectionProps {
  readonly document: SaleDocument
  readonly sale: Pick<OutputOf<'query', 'sale.get'>['sale'], 'kind' | 'status'>
}

/** The document of QuickBooks behind a sale: how it came to its figures, what a change of it waits for, the lines that have no part in it, and all of it as it came. */
export function DocumentSection({ document, sale }: DocumentSectionProps) {
  const { type, problems, skipped, noted, foreign, total, other, body } = document
  const name = documentNameText(document)
  const [said, setSaid] = useState<Unsaid | null>(null)
  return (
    <Section title="In QuickBooks">
      <Inset>
        <div className={classes.document}>
          <p>{followsText(document, sale)}</p>
          {foreign !== null && !document.deleted && (
            <p>
              {total === null ? 'Its amounts are in' : <>It comes to <MoneyText value={total} /></>} {foreign.currency}
              {foreign.rate !== '' && `, converted at ${foreign.rate}`}.
            </p>
          )}
          {other?.status === 'posted' && (
            <p>
              {other.kind === 'return' ? 'What is taken back on it is' : 'What is sold on it is'} <TextLink to={`/sales/${other.saleId}`}>{saleNameText(other)}</TextLink>.
            </p>
          )}
          {problems.map((problem, place) => {
            const { what, toDo } = saleProblemWords(problem)
            return (
              // Problems of one document never move.
              // oxlint-disable-next-line react/no-array-index-key
              <p key={place}>
                <StatusChip tone="attention">Newest version waits</StatusChip> {what} {toDo}
              </p>
            )
          })}
          {(type === 'credit_memo' || type === 'refund_receipt') && <TreatmentChoice document={document} />}
          {noted.map((line) => (
            <Noted key={line.place} line={line} onChange={setSaid} />
          ))}
          {skipped.length > 0 && <Skipped skipped={skipped} currency={foreign?.currency ?? ''} />}
          {body !== null && (
            <details>
              <summary className={classes.summary}>The document as QuickBooks sent it</summary>
              {/* Long ones scroll, so they need a Tab stop. */}
              {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
              <pre className={sync.body} tabIndex={0} role="region" aria-label={`${name}, as text`}>
                {prettyJson(body)}
              </pre>
            </details>
          )}
        </div>
      </Inset>
      <SidePanel opened={said !== null} title={name} holdsForm onClose={() => setSaid(null)}>
        {said && <QuantityForm document={document} problem={said} before={formatQuantity(said.quantity)} onDone={() => setSaid(null)} onCancel={() => setSaid(null)} />}
      </SidePanel>
    </Section>
  )
}

/** How the sale stands to its document. */
function followsText(document: SaleDocument, { kind, status }: DocumentSectionProps['sale']): string {
  const name = documentNameText(document)
  if (document.deleted) return `${name} was deleted there, so nothing of it counts here.`
  if (document.state === 'ignored') return `${name} is dated before the first day that sales are pulled from, so nothing of it counts here.`
  if (status === 'voided') return `${name} was voided there, or its goods were taken off it, so nothing of it counts as a ${kind} here. What is changed there comes with the next sync.`
  return `It follows ${name}. Change or void it there; the next sync brings the change here.`
}

type Unsaid = NonNullable<NotedLine['unsaid']> & { readonly quantity: number }
type NotedLine = SaleDocument['noted'][number]

/** A line that is not quite what QuickBooks says. */
function Noted({ line: { sku, unit, quantity, notes, unsaid }, onChange }: { readonly line: NotedLine; readonly onChange: (said: Unsaid) => void }) {
  const guard = useGuard('sale.settle_quantity')
  if (notes.includes('quantity_settled')) {
    return (
      <p className={classes.ways}>
        <span>
          {sku}: <QuantityText value={quantity} unit={unit} /> was said here, as the document does not say how many.
        </span>
        {unsaid !== null && (
          <Button variant="default" {...guard.greyed} onClick={() => guard.run(() => onChange({ ...unsaid, quantity }))}>
            Change the quantity
          </Button>
        )}
      </p>
    )
  }
  return (
    <p>
      {sku}: {notes.includes('quantity_rounded') ? 'QuickBooks has more than six decimals of its quantity' : 'QuickBooks has more than six decimals of its amount'}, so it is rounded
      {notes.includes('quantity_rounded') && (
        <>
          {' '}
          to <QuantityText value={quantity} unit={unit} />
        </>
      )}
      .
    </p>
  )
}

/** Lines of a document that have no part in the sale, each with why. */
function Skipped({ skipped, currency }: { readonly skipped: SaleDocument['skipped']; readonly currency: string }) {
  return (
    <div>
      <h3 className={classes.small}>Lines without a part in it</h3>
      <ul className={classes.waiting}>
        {skipped.map(({ place, why, item, description, amount }) => {
          const named = why === 'shipping' || why === 'gratuity' ? '' : itemNameText(item) || description
          return (
            <li key={place}>
              {named === '' ? skippedNameText[why] : named}
              {amount !== null && amount !== 0 && (
                <>
                  {' '}
                  <MoneyText value={amount} /> {currency}
                </>
              )}
              {named === '' ? skippedMoreText[why] : `: ${skippedWhyText[why]}`}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/** What this credit memo or refund does with the goods, whatever is usual here. */
export function TreatmentChoice({ document: { saleDocumentId, treatment } }: { readonly document: Pick<SaleDocument, 'saleDocumentId' | 'treatment'> }) {
  const usual = useLedgerQuery('company.settings', {}).data?.returns
  const setting = useCommand('sale.set_treatment')
  const guard = useGuard('sale.set_treatment')
  const own = Object.entries(treatmentText).map(([value, label]) => ({ value, label }))

  async function choose(value: string) {
    const chosen = own.find((one) => one.value === value)
    const reply = await setting.run({ saleDocumentId, treatment: chosen === undefined ? null : (chosen.value as Treatment) })
    if (reply === null) return
    if (!reply.ok) return showNotice({ kind: 'refused', error: reply.error })
    const back = commandOnce('sale.set_treatment', { saleDocumentId, treatment: reply.value.before }, () => ({ kind: 'done', text: 'Its goods are treated as before' }))
    showNotice({ kind: 'done', text: 'Its goods are treated as chosen', undo: { label: 'Undo', run: back } })
  }

  return (
    <NativeSelect
      label="What happens with the goods"
      data={[{ value: '', label: `As usual here${usual === undefined ? '' : `: ${treatmentText[usual].toLowerCase()}`}` }, ...own]}
      value={treatment ?? ''}
      disabled={guard.denied !== null && guard.denied !== undefined}
      onChange={(event) => void choose(event.currentTarget.value)}
    />
  )
}

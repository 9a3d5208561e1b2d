import { NativeSelect } from '@mantine/core'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { useGuard } from '../../components/guard.ts'
import { Inset, Section } from '../../components/sections.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { MoneyText } from '../../components/figure.tsx'
import { showNotice } from '../../state/window-state.ts'
import { commandOnce } from '../../state/undo.ts'
import { prettyJson } from '../../text/pretty-json.ts'
import { skippedWhyText, treatmentText } from '../../text/sale-words.ts'
import { documentTypeText, saleProblemWords } from '../../text/sales-sync-words.ts'
import sync from '../sync/sync.module.css'
import type { Treatment } from './sale-draft.ts'
import classes from './sales.module.css'

type SaleDocument = NonNullable<OutputOf<'query', 'sale.get'>['document']>

/** The document of QuickBooks behind a sale: what a change of it waits for, the lines that have no part in it, and all of it as it came. */
export function DocumentSection({ document }: { readonly document: SaleDocument }) {
  const { type, docNumber, deleted, problems, skipped, body } = document
  const name = `${documentTypeText[type]}${docNumber === '' ? '' : ` ${docNumber}`}`
  return (
    <Section title="In QuickBooks">
      <Inset>
        <div className={classes.document}>
          <p>{deleted ? `${name} was deleted there, so nothing of it counts here.` : `It follows ${name}. Change or void it there; the next sync brings the change here.`}</p>
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
          {skipped.length > 0 && (
            <div>
              <h3 className={classes.small}>Lines without a part in it</h3>
              <ul className={classes.waiting}>
                {skipped.map(({ place, why, item, description, amount }) => (
                  <li key={place}>
                    {item || description || `Line ${place}`}
                    {amount !== null && amount !== 0 && (
                      <>
                        {' '}
                        <MoneyText value={amount} />
                      </>
                    )}
                    : {skippedWhyText[why]}
                  </li>
                ))}
              </ul>
            </div>
          )}
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
    </Section>
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

import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { newId } from '../../api/ids.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { ListError } from '../../components/list-parts.tsx'
import { Page } from '../../components/page.tsx'
import { useGoBack, useRouteId } from '../../state/detail-page.ts'
import { commandOnce } from '../../state/undo.ts'
import { showNotice } from '../../state/window-state.ts'
import { saleNameText } from '../../text/sale-words.ts'
import { draftOf, linesToSend } from './sale-draft.ts'
import { SaleEditor } from './sale-editor.tsx'

type Details = OutputOf<'query', 'sale.get'>

/** A recorded sale or return, to be changed. */
export function EditSalePage() {
  const saleId = useRouteId('saleId')
  const goBack = useGoBack(`/sales/${saleId}`)
  const { data, error, retry } = useLedgerQuery('sale.get', { saleId })
  const details = data?.sale.saleId === saleId ? data : undefined
  if (error) {
    return (
      <Page title="Sale" purpose="" onBack={goBack}>
        <ListError error={error} onRetry={retry} />
      </Page>
    )
  }
  return details ? <EditSale key={saleId} details={details} onBack={goBack} /> : null
}

function EditSale({ details, onBack }: { readonly details: Details; readonly onBack: () => void }) {
  // What it said when it was opened is what *Undo* goes back to.
  const [before] = useState(details)
  const navigate = useNavigate()
  const { saleId, kind } = before.sale
  const name = saleNameText(before.sale)

  function saved() {
    void navigate({ to: `/sales/${saleId}`, replace: true })
    showNotice({ kind: 'done', text: `${name} changed`, undo: { label: 'Undo', run: changeBack(before) } })
  }

  return <SaleEditor kind={kind} of={{ saleId, name }} start={() => draftOf(before, newId)} onRecorded={saved} onBack={onBack} />
}

/** Makes a sale say again what it said. */
function changeBack(before: Details): () => void {
  const { saleId, kind } = before.sale
  const draft = draftOf(before, newId)
  const { customer, reference, notes, treatment, saleDate } = draft
  const head = { saleId, customer, reference, notes, lines: linesToSend(draft).lines }
  const said = () => ({ kind: 'done' as const, text: `${saleNameText(before.sale)} is as it was` })
  return kind === 'sale' ? commandOnce('sale.edit', { ...head, saleDate }, said) : commandOnce('return.edit', { ...head, returnDate: saleDate, treatment }, said)
}

import { useNavigate, useSearch } from '@tanstack/react-router'
import { newId } from '../../api/ids.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { useGoBack } from '../../state/detail-page.ts'
import { commandOnce } from '../../state/undo.ts'
import { showNotice } from '../../state/window-state.ts'
import { businessDateAt } from '../../text/dates.ts'
import { moneyText } from '../../text/numbers.ts'
import { idIn } from '../builds/use-address-filters.ts'
import { blankSale, draftOf } from './sale-draft.ts'
import { SaleEditor } from './sale-editor.tsx'
import type { Recorded } from './use-sale.ts'

/** A new sale or return by hand; with `copy` in its address it starts as another one. */
export function NewSalePage() {
  const { as, copy }: { readonly as?: unknown; readonly copy?: unknown } = useSearch({ strict: false })
  const navigate = useNavigate()
  const goBack = useGoBack('/sales')
  const kind = as === 'return' ? 'return' : 'sale'
  const copyId = idIn(String(copy ?? ''))
  const { data, error } = useLedgerQuery('sale.get', { saleId: copyId ?? 1 }, { enabled: copyId !== null })
  if (copyId !== null && !data && !error) return null

  function recorded({ saleId, reference, revenue, short }: Recorded) {
    void navigate({ to: `/sales/${saleId}`, replace: true })
    const name = `${kind === 'sale' ? 'Sale' : 'Return'} ${reference}`
    showNotice({
      kind: 'done',
      text: `${name} recorded: revenue ${moneyText(revenue)}${short > 0 ? ', short of stock' : ''}`,
      undo: { label: 'Undo', run: commandOnce(kind === 'sale' ? 'sale.void' : 'return.void', { saleId }, () => ({ kind: 'done', text: `${name} voided` })) },
    })
  }

  return (
    <SaleEditor
      key={`${kind} ${copyId}`}
      kind={kind}
      of={null}
      start={() => (data && copyId !== null ? { ...draftOf(data, newId), reference: '' } : blankSale(businessDateAt(Date.now()), newId))}
      onRecorded={recorded}
      onBack={goBack}
    />
  )
}

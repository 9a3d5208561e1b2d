import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { newId } from '../../api/ids.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { ListError } from '../../components/list-parts.tsx'
import { Page } from '../../components/page.tsx'
import { useGoBack } from '../../state/detail-page.ts'
import { showNotice } from '../../state/window-state.ts'
import { businessDateAt } from '../../text/dates.ts'
import { ConfirmedReceipt } from './confirmed-receipt.tsx'
import { draftAgain, voidFromAnywhere } from './receipt-actions.ts'
import { blankReceipt, draftOf, lineProduct, withProduct, type LineProduct } from './receipt-draft.ts'
import { ReceiptEditor } from './receipt-editor.tsx'
import { keepUnsaved, unsavedReceipt } from './unsaved-receipts.ts'

/** One receipt: a grid to type in while it is a draft, what it brought once it is confirmed. */
export function ReceiptPage() {
  const { receiptId = 'new' }: Readonly<Record<string, string | undefined>> = useParams({ strict: false })
  const { product }: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const [visit, setVisit] = useState<Visit>({ param: receiptId, savedAs: null, key: 0 })
  if (visit.param !== receiptId) {
    setVisit(visit.savedAs === receiptId ? { ...visit, param: receiptId } : { param: receiptId, savedAs: null, key: visit.key + 1 })
  }
  return (
    <ReceiptAt
      key={visit.key}
      param={receiptId}
      productId={Number(product)}
      onSaved={(id) => setVisit((now) => ({ ...now, savedAs: now.param === 'new' ? String(id) : now.savedAs }))}
    />
  )
}

/** One receipt being looked at. A new one gets an address of its own when it is saved, and stays the same visit. */
interface Visit {
  readonly param: string
  readonly savedAs: string | null
  readonly key: number
}

interface ReceiptAtProps {
  readonly param: string
  /** The product to receive first; no number when none is asked for. */
  readonly productId: number
  readonly onSaved: (receiptId: number) => void
}

function ReceiptAt({ param, productId, onSaved }: ReceiptAtProps) {
  const navigate = useNavigate()
  const goBack = useGoBack('/receipts')
  const [startedNew] = useState(param === 'new')
  const receiptId = param === 'new' ? null : Number(param)
  const known = receiptId !== null && Number.isSafeInteger(receiptId) && receiptId > 0
  const { data, error, retry } = useLedgerQuery('receipt.get', { receiptId: known ? receiptId : 1 }, { enabled: known })
  const details = known && data?.receipt.receiptId === receiptId ? data : undefined
  const wantsProduct = startedNew && Number.isSafeInteger(productId) && productId > 0
  const wanted = useLedgerQuery('product.get', { productId: wantsProduct ? productId : 1 }, { enabled: wantsProduct })
  const deleting = useCommand('receipt.delete_draft')
  const show = useCallback((id: number) => void navigate({ to: `/receipts/${id}` }), [navigate])

  async function deleteDraft() {
    if (!details) return
    const reply = await deleting.run({ receiptId: details.receipt.receiptId })
    if (reply === null) return
    if (!reply.ok) return showNotice({ kind: 'refused', error: reply.error })
    keepUnsaved(details.receipt.receiptId, null)
    goBack()
    showNotice({
      kind: 'done',
      text: `Draft of ${details.receipt.supplier.name} deleted`,
      undo: { label: 'Undo', run: draftAgain(details, show) },
    })
  }

  if (error || (receiptId !== null && !known)) {
    return (
      <Page title="Receipt" purpose="" onBack={goBack}>
        <ListError error={error ?? { code: 'receipt.not_found', data: { receiptId: 0 } }} onRetry={retry} />
      </Page>
    )
  }
  if (details && details.receipt.status !== 'draft') return <ConfirmedReceipt details={details} onShow={show} onBack={goBack} />
  if (!startedNew && !details) return null
  if (wantsProduct && !wanted.data && !wanted.error) return null
  return (
    <ReceiptEditor
      receiptId={receiptId}
      finished={details === undefined || details.asTyped === null}
      start={() => (details && !startedNew ? draftOf(details, newId) : startOf(wanted.data?.product ?? null))}
      onSaved={(id) => {
        onSaved(id)
        void navigate({ to: `/receipts/${id}`, replace: true })
      }}
      onShow={show}
      onVoid={(id) => voidFromAnywhere(id, show)()}
      onDelete={details ? () => void deleteDraft() : null}
      onBack={goBack}
    />
  )
}

/** A blank receipt, or the one begun before; with a line for the product it is wanted for. */
function startOf(product: LineProduct | null) {
  const blank = blankReceipt(businessDateAt(Date.now()), newId)
  if (product === null) return blank
  const begun = unsavedReceipt(null)
  if (begun) keepUnsaved(null, withProduct(begun, lineProduct(product), newId))
  return begun ? blank : withProduct(blank, lineProduct(product), newId)
}

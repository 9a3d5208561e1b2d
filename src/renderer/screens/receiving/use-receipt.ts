import { useEffect, useState } from 'react'
import type { AppError } from '../../../shared/errors.ts'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { useCommand } from '../../api/use-command.ts'
import { useTypedDraft, type CellTexts } from '../../state/typed-draft.ts'
import { isEmptyLine, toSend, withEmptyLine, type LineDraft, type LineProduct, type ReceiptDraft, type SentReceipt } from './receipt-draft.ts'
import { placeRefusal } from './receipt-errors.ts'
import { keepUnsaved, receiptKeptAs, unsavedReceipt } from './unsaved-receipts.ts'

/** A refusal that stands beside cells, the first of them in the order of the screen; or beside none. */
export interface Refused {
  readonly badCell: string | null
  /** How many lines are not finished when the draft was kept all the same, as it was typed. */
  readonly keptUnfinished?: number
}

export interface ReceiptHandle {
  readonly receipt: ReceiptDraft
  /** Whether it says something else than what was saved last, or than a blank receipt. */
  readonly changed: boolean
  readonly cells: CellTexts
  /** The refusal that belongs beside no cell. */
  readonly error: AppError | null
  readonly pending: boolean
  setHead(change: Partial<Omit<ReceiptDraft, 'lines'>>): void
  setLine(key: string, change: Partial<LineDraft>): void
  /** Puts a product into the line that is still empty, unless a line has it already; returns the line's key. */
  addProduct(product: LineProduct): string | undefined
  removeLine(key: string): void
  /** Puts a removed line back where it was. */
  restoreLine(line: LineDraft, place: number): void
  /** Goes back to what was saved last; what it returns takes that back. */
  discard(): () => void
  /** Counts up when all that is typed was replaced, so that fields forget what they were in the middle of. */
  readonly round: number
  /** Saves it as a draft; `null` when an earlier saving is still on its way. */
  save(): Promise<{ readonly receiptId: number } | Refused | null>
  /** Saves it when need be, then takes it into stock. */
  confirm(): Promise<OutputOf<'command', 'receipt.confirm'> | Refused | null>
}

interface Sent {
  readonly receiptId: number
  readonly sent: SentReceipt
}

interface RefusedSending {
  readonly error: AppError
  readonly refused: Refused
  readonly sent: SentReceipt
}

interface ReceiptStart {
  /** `null` for one that has never been saved. */
  readonly receiptId: number | null
  /** What it says when it is opened. */
  readonly start: () => ReceiptDraft
  /** Whether every line was finished when it was saved. */
  readonly finished: boolean
  readonly onSaved: (receiptId: number) => void
}

/** A receipt while it is typed: its saving, its confirmation, and what was refused. */
export function useReceipt({ receiptId, start, finished, onSaved }: ReceiptStart): ReceiptHandle {
  const [saved, setSaved] = useState(() => ({ receiptId, draft: start(), finished }))
  const typed = useTypedDraft<LineDraft, ReceiptDraft>(() => unsavedReceipt(receiptId) ?? saved.draft, withEmptyLine)
  const { draft: receipt, cells, error, round, refuse: showRefusal, replace, ...edits } = typed
  const saving = useCommand('receipt.save_draft', receiptKeptAs(saved.receiptId))
  const confirming = useCommand('receipt.confirm')
  const changed = contentText(receipt) !== contentText(saved.draft)
  useEffect(() => keepUnsaved(saved.receiptId, changed ? receipt : null), [changed, receipt, saved.receiptId])

  function refuse(refusal: AppError, sent: SentReceipt): Refused {
    const placed = placeRefusal(refusal, sent, Date.now())
    showRefusal(placed.cells, placed.error)
    return { badCell: Object.keys(placed.cells)[0] ?? null }
  }

  function settle(savedId: number, isFinished: boolean) {
    keepUnsaved(saved.receiptId, null)
    setSaved({ receiptId: savedId, draft: receipt, finished: isFinished })
    onSaved(savedId)
  }

  async function send(): Promise<Sent | RefusedSending | null> {
    const sent = toSend(saved.receiptId, receipt)
    const reply = await saving.run(sent.draft)
    if (reply === null) return null
    if (!reply.ok) return { error: reply.error, refused: refuse(reply.error, sent), sent }
    showRefusal({}, null)
    settle(reply.value.receiptId, true)
    return { receiptId: reply.value.receiptId, sent }
  }

  async function save(): Promise<{ readonly receiptId: number } | Refused | null> {
    const outcome = await send()
    if (outcome === null || !('refused' in outcome)) return outcome
    return (await keepUnfinished(outcome.error, outcome.sent, outcome.refused)) ?? outcome.refused
  }

  /** Saves a draft whose lines are not all finished, as it is typed. Supplier and day must be right: the draft is found by them. */
  async function keepUnfinished(refusal: AppError, refusedFirst: SentReceipt, refused: Refused): Promise<Refused | null> {
    const unfinished = new Set<string>()
    let [error, sent] = [refusal, refusedFirst]
    // Every try leaves out at least one more line.
    for (;;) {
      const keys = Object.keys(placeRefusal(error, sent, Date.now()).cells).map((cell) => cell.split('.')[0] ?? '')
      const bad = keys.filter((key) => sent.lineKeys.includes(key))
      if (bad.length === 0 || bad.length < keys.length) return null
      for (const key of bad) unfinished.add(key)
      sent = toSend(saved.receiptId, receipt, unfinished)
      const reply = await saving.run(sent.draft)
      if (reply === null) return null
      if (reply.ok) {
        settle(reply.value.receiptId, false)
        return { ...refused, keptUnfinished: unfinished.size }
      }
      error = reply.error
    }
  }

  async function confirm() {
    const { receiptId: savedId } = saved
    const sent = toSend(savedId, receipt)
    // What was kept unfinished is sent whole, so that each line says what it lacks.
    const kept = savedId !== null && !changed && saved.finished ? { receiptId: savedId, sent } : await send()
    if (kept === null) return null
    if ('refused' in kept) return kept.refused
    const reply = await confirming.run({ receiptId: kept.receiptId })
    if (reply === null) return null
    return reply.ok ? reply.value : refuse(reply.error, kept.sent)
  }

  function addProduct(product: LineProduct) {
    const { lines } = receipt
    const had = lines.find((line) => line.product?.productId === product.productId)
    const line = had ?? lines.findLast(isEmptyLine)
    if (line && !had) edits.setLine(line.key, { product })
    return line?.key
  }

  return {
    receipt,
    changed,
    cells,
    error,
    pending: saving.pending || confirming.pending,
    ...edits,
    addProduct,
    round,
    discard: () => {
      const before = { draft: receipt, cells, error }
      replace({ draft: saved.draft, cells: {}, error: null })
      return () => replace(before)
    },
    save,
    confirm,
  }
}

/** What a receipt says, whatever its lines' keys. */
function contentText({ supplier, receivedOn, lines }: ReceiptDraft): string {
  return JSON.stringify({
    supplierId: supplier?.supplierId,
    receivedOn,
    lines: lines.filter((line) => !isEmptyLine(line)).map(({ key: _, product, ...line }) => ({ ...line, productId: product?.productId })),
  })
}

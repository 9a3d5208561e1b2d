import { useEffect, useState } from 'react'
import type { AppError } from '../../../shared/errors.ts'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { newId } from '../../api/ids.ts'
import { useCommand } from '../../api/use-command.ts'
import { isEmptyLine, toSend, withEmptyLine, type LineDraft, type ReceiptDraft, type SentReceipt } from './receipt-draft.ts'
import { placeRefusal, type CellTexts } from './receipt-errors.ts'
import { keepUnsaved, unsavedReceipt } from './unsaved-receipts.ts'

/** A refusal that stands beside cells, the first of them in the order of the screen; or beside none. */
export interface Refused {
  readonly badCell: string | null
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
  removeLine(key: string): void
  /** Puts a removed line back where it was. */
  restoreLine(line: LineDraft, place: number): void
  discard(): void
  /** Saves it as a draft; `null` when an earlier saving is still on its way. */
  save(): Promise<{ readonly receiptId: number } | Refused | null>
  /** Saves it when need be, then takes it into stock. */
  confirm(): Promise<OutputOf<'command', 'receipt.confirm'> | Refused | null>
}

interface ReceiptStart {
  /** `null` for one that has never been saved. */
  readonly receiptId: number | null
  /** What it says when it is opened. */
  readonly start: () => ReceiptDraft
  readonly onSaved: (receiptId: number) => void
}

/** A receipt while it is typed: its saving, its confirmation, and what was refused. */
export function useReceipt({ receiptId, start, onSaved }: ReceiptStart): ReceiptHandle {
  const [saved, setSaved] = useState(() => ({ receiptId, draft: start() }))
  const [receipt, setReceipt] = useState(() => unsavedReceipt(receiptId) ?? saved.draft)
  const [cells, setCells] = useState<CellTexts>({})
  const [error, setError] = useState<AppError | null>(null)
  const saving = useCommand('receipt.save_draft')
  const confirming = useCommand('receipt.confirm')
  const changed = contentText(receipt) !== contentText(saved.draft)
  useEffect(() => keepUnsaved(saved.receiptId, changed ? receipt : null), [changed, receipt, saved.receiptId])

  /** Edits what is typed now: a picked product arrives after the keys that followed it. */
  function change(edit: (now: ReceiptDraft) => ReceiptDraft, touched: readonly string[]) {
    setReceipt(edit)
    // What was wrong with a cell may be put right; its words wait for the next try.
    setCells((before) => Object.fromEntries(Object.entries(before).filter(([cell]) => !touched.includes(cell))))
  }

  function setLines(edit: (lines: readonly LineDraft[]) => readonly LineDraft[], touched: readonly string[]) {
    change((now) => ({ ...now, lines: withEmptyLine(edit(now.lines), newId) }), touched)
  }

  function refuse(refusal: AppError, sent: SentReceipt): Refused {
    const placed = placeRefusal(refusal, sent, Date.now())
    setCells(placed.cells)
    setError(placed.error)
    return { badCell: Object.keys(placed.cells)[0] ?? null }
  }

  async function save() {
    const sent = toSend(saved.receiptId, receipt)
    const reply = await saving.run(sent.draft)
    if (reply === null) return null
    if (!reply.ok) return refuse(reply.error, sent)
    setCells({})
    setError(null)
    keepUnsaved(saved.receiptId, null)
    setSaved({ receiptId: reply.value.receiptId, draft: receipt })
    onSaved(reply.value.receiptId)
    return { receiptId: reply.value.receiptId, sent }
  }

  async function confirm() {
    const { receiptId: savedId } = saved
    const kept = savedId !== null && !changed ? { receiptId: savedId, sent: toSend(savedId, receipt) } : await save()
    if (kept === null || 'badCell' in kept) return kept
    const reply = await confirming.run({ receiptId: kept.receiptId })
    if (reply === null) return null
    return reply.ok ? reply.value : refuse(reply.error, kept.sent)
  }

  return {
    receipt,
    changed,
    cells,
    error,
    pending: saving.pending || confirming.pending,
    setHead: (head) => change((now) => ({ ...now, ...head }), Object.keys(head)),
    setLine: (key, line) =>
      setLines(
        (lines) => lines.map((before) => (before.key === key ? { ...before, ...line } : before)),
        Object.keys(line).map((column) => `${key}.${column}`),
      ),
    removeLine: (key) => setLines((lines) => lines.filter((line) => line.key !== key), []),
    restoreLine: (line, place) => setLines((lines) => lines.toSpliced(place, 0, line), []),
    discard: () => {
      setReceipt(saved.draft)
      setCells({})
      setError(null)
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

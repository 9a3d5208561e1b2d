import type { DocumentInNeed, SalesRunSummary } from '../../shared/contract/sales-channel.ts'
import type { SaleDocumentProblem, SaleDocumentType } from '../../shared/contract/sale-document.ts'
import type { OutputOf } from '../../shared/contract/registry.ts'
import type { WaitingDocument } from '../../shared/contract/sale-waiting.ts'
import { businessDateText } from './dates.ts'
import { wordsOf } from './errors.ts'
import { countText, listText } from './numbers.ts'

/** What a document of QuickBooks is called. */
export const documentTypeText: { readonly [T in SaleDocumentType]: string } = {
  invoice: 'Invoice',
  sales_receipt: 'Sales receipt',
  credit_memo: 'Credit memo',
  refund_receipt: 'Refund receipt',
}

/** What a run of the sales sync did, in one line: `12 new, 1 voided`; `nothing changed` where it changed nothing. */
export function salesRunText({ created, updated, voided, skipped, unread }: SalesRunSummary): string {
  const parts = [
    [created, 'new'],
    [updated, 'changed'],
    [voided, 'voided'],
  ] as const
  const done = parts.flatMap(([count, word]) => (count === 0 ? [] : [`${countText(count)} ${word}`]))
  const passedOver = [...(skipped === 0 ? [] : [`${countText(skipped)} skipped`]), ...(unread === 0 ? [] : [`${countText(unread)} not readable`])]
  return listText([...(done.length === 0 ? ['nothing changed'] : done), ...passedOver])
}

/** `Invoice 1042`. */
export function documentNameText({ type, docNumber }: Pick<DocumentInNeed, 'type' | 'docNumber'>): string {
  return docNumber === '' ? `${documentTypeText[type]} without a number` : `${documentTypeText[type]} ${docNumber}`
}

/** `Invoice 1042, Ann, 2 Mar 2026`. */
export function documentText({ type, docNumber, customer, txnDate }: Pick<DocumentInNeed, 'type' | 'docNumber' | 'customer' | 'txnDate'>): string {
  return [documentNameText({ type, docNumber }), ...(customer === '' ? [] : [customer]), businessDateText(txnDate)].join(', ')
}

export interface ProblemWords {
  readonly what: string
  readonly toDo: string
}

const inQuickBooks = 'Mend it in QuickBooks, then sync again.'

/** An item without the categories it stands under: QuickBooks writes `Finished goods:Shelf`. */
export const itemNameText = (item: string) => item.slice(item.lastIndexOf(':') + 1)

/** Why a document waits or failed, and what to do about it. */
export function saleProblemWords(problem: SaleDocumentProblem): ProblemWords {
  switch (problem.code) {
    case 'item_not_linked':
      return { what: `${itemNameText(problem.item)} is no product here yet.`, toDo: 'Link it to a product, import it, or say that it is none.' }
    case 'item_unknown':
      return { what: `${itemNameText(problem.item)} is not in the list of items.`, toDo: 'Sync items, and read its kind too if that is passed over.' }
    case 'quantity_unknown':
      return { what: `The line of ${itemNameText(problem.item)} does not say how many.`, toDo: 'Enter the quantity in QuickBooks, then sync again; or say here how many there are.' }
    case 'amount_unknown':
      return { what: `The line of ${itemNameText(problem.item)} does not say for how much.`, toDo: inQuickBooks }
    case 'rate_unknown':
      return { what: `It is in ${problem.currency}, without an exchange rate.`, toDo: inQuickBooks }
    case 'taken_off_memo':
      return { what: `More of ${problem.sku} is taken off it than put on.`, toDo: 'Choose for this document that goods come back, or mend it in QuickBooks.' }
    case 'date_in_future':
      return { what: `It is dated ${businessDateText(problem.date)}, which has not come yet.`, toDo: 'Nothing to do: a sync on that day or after takes it.' }
    case 'receiving_off':
      return { what: 'Receiving is off, and sales take their cost from lots.', toDo: 'Switch receiving on, then sync again.' }
    case 'unreadable':
      return { what: 'What QuickBooks says of it makes no sense.', toDo: 'Open and save it in QuickBooks, then sync again.' }
    case 'amount_too_large':
      return { what: 'It comes to more than the ledger can keep.', toDo: 'Look for a digit too many in QuickBooks, then sync again.' }
  }
}

/** What stands in the way of a document, in one line; how much more there is after the first. */
export function whatWaits({ problems }: Pick<WaitingDocument, 'problems'>): string {
  const [first, ...more] = problems
  if (first === undefined) return 'It came, and was not taken into the books yet.'
  const { what } = saleProblemWords(first)
  return more.length === 0 ? what : `${what} And ${countText(more.length)} more.`
}

type Outcome = Pick<OutputOf<'command', 'sale.try_again'>, 'state' | 'saleId' | 'problems'>

/** What came of trying a document again: `Invoice 1042 is in the books`. */
export function outcomeText(document: Pick<DocumentInNeed, 'type' | 'docNumber'>, { state, saleId, problems }: Outcome): string {
  const name = documentNameText(document)
  if (state === 'ignored') return `${name} is dated before the first day, so it is left alone`
  if (state !== 'applied') return `${name} still waits: ${whatWaits({ problems })}`
  return saleId === null ? `${name} has nothing of yours on it, so nothing moves` : `${name} is in the books`
}

/** Everything that keeps a document out of the books, each with what to do. */
export function needsOf({ problems, refusal }: DocumentInNeed, nowMs: number): readonly ProblemWords[] {
  if (problems.length > 0 || refusal === null) return problems.map(saleProblemWords)
  const { what, toDo } = wordsOf(refusal, nowMs)
  return [{ what, toDo }]
}

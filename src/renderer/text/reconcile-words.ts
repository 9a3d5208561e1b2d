import type { FindingRow, FindingState, QuantityReason, ReconciledItem } from '../../shared/contract/reconcile.ts'
import type { StatusTone } from '../components/status-chip.tsx'
import { businessDateText } from './dates.ts'
import { moneyText, quantityText } from './numbers.ts'

/** How a document there stands, and what there is to do about it. */
export const findingWords: { readonly [S in FindingState]: { readonly tone: StatusTone; readonly text: string; readonly next: string } } = {
  changed: { tone: 'attention', text: 'Changed', next: 'It says something else in QuickBooks. Put it right there, or leave it as it is.' },
  rounded: { tone: 'plain', text: 'Rounded', next: 'QuickBooks kept fewer decimals. Nothing to do.' },
  deleted: { tone: 'danger', text: 'Deleted', next: 'It was deleted in QuickBooks. Send it again, or leave it deleted.' },
  missing: { tone: 'danger', text: 'Missing', next: 'QuickBooks does not know it any more. Send it again, or leave it so.' },
  twice: { tone: 'danger', text: 'Twice', next: 'QuickBooks has it a second time. Delete this one there.' },
  arriving: { tone: 'plain', text: 'Arriving', next: 'It is looked for by itself before anything is sent again.' },
  adoptable: { tone: 'attention', text: 'There already', next: 'It waits here and is in QuickBooks. Adopt it, and it is not sent a second time.' },
  stranger: { tone: 'attention', text: 'Not known here', next: 'Nothing in these books tells of it. Delete or reverse it in QuickBooks if it should not be there.' },
}

export const quantityReasonText: { readonly [R in QuantityReason]: string } = {
  waiting: 'documents that wait',
  arrived_since: 'arrived after items were read',
  in_review: 'builds in review',
  sales_waiting: 'sales of QuickBooks that wait here',
  changed_there: 'documents changed there',
  not_there: 'documents deleted or missing there',
  twice_there: 'documents there twice',
  unknown_here: 'documents not known here',
  rounding: 'decimals QuickBooks dropped',
}

type Perhaps = ReconciledItem['perhaps'][number]

/** What may be behind a rest, as a sentence; `amount` is how much of it, with its unit. */
export function perhapsText({ why }: Perhaps, amount: string): string {
  switch (why) {
    case 'done_by_hand':
      return `Perhaps documents marked as done by hand (${amount}): see whether they were entered.`
    case 'sales_not_pulled':
      return 'Perhaps sold in QuickBooks: its sales are not brought in here.'
    case 'not_a_finished_good':
      return 'Perhaps sold in QuickBooks: only sales of finished goods are brought in.'
  }
}

/** What a document says otherwise: `PLATE: sent 10, there 7`. */
export function differenceText(kind: FindingRow['kind'], one: FindingRow['differences'][number]): string {
  if (one.field === 'date') return `Date: sent ${businessDateText(one.here)}, there ${one.there === '' ? 'none' : businessDateText(one.there)}`
  if (one.field === 'account') return `Account: sent ${one.here}, there ${one.there === '' ? 'none' : one.there}`
  const amount = kind === 'journal_entry' ? (cents: number) => moneyText(cents * 10_000) : (millionths: number) => quantityText(millionths)
  return `${one.of}: sent ${amount(one.here)}, there ${amount(one.there)}`
}

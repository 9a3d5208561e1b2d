import type { ExportNeed, ExportState, ExportWhy } from '../../shared/exports.ts'
import { accountRoleText } from './accounting-words.ts'
import { listText } from './numbers.ts'

/** Where a document for the accounting company stands, in the words of the shop. */
export const exportStateText: Readonly<Record<ExportState, string>> = {
  waiting: 'pending export',
  needs: 'pending export',
  in_flight: 'being sent',
  unknown: 'sent, answer not known yet',
  accepted: 'synced',
  refused: 'failed',
  withdrawn: 'withdrawn',
  nothing_to_send: 'nothing to send',
  not_exported: 'not exported',
}

const accountProblem = {
  gone: 'was deleted in QuickBooks',
  inactive: 'was made inactive in QuickBooks',
  wrong_type: 'has another type now',
  of_item: 'is where items keep their stock',
} as const

/** Why an export stands where it does, in one sentence, with the one thing to do where there is one. */
export function exportWhyText(why: ExportWhy): string {
  switch (why.code) {
    case 'needs_account':
      return `Needs the ${accountRoleText[why.role]}. Choose it under Settings, Integrations.`
    case 'account_unusable':
      return `The ${accountRoleText[why.role]}, ${why.account}, ${accountProblem[why.problem]}. ${why.problem === 'inactive' ? 'Make it active there and load accounts again, or choose' : 'Choose'} another under Settings, Integrations.`
    case 'needs_item':
      return `${why.sku} has no item in QuickBooks yet. Link it to the one it is there.`
    case 'item_inactive':
      return `${why.item}, the item of ${why.sku}, is not active in QuickBooks. Make it active there and sync items, or link another.`
    case 'item_not_inventory':
      return `${why.item}, the item of ${why.sku}, has no quantity in QuickBooks. Link an inventory item that tracks one.`
    case 'item_starts_later':
      return `${why.item}, the item of ${why.sku}, starts on ${why.startDate} in QuickBooks, after this day. Set an earlier start date there and sync items.`
    case 'needs_labor_answer':
      return 'Needs an answer: where is labor credited? Answer it under Settings, Integrations.'
    case 'needs_vendor':
      return `Needs a vendor for ${why.supplier}, as Accounts Payable asks for one. Link the supplier to one; a vendor that is new in QuickBooks is here once accounts were loaded again.`
    case 'vendor_inactive':
      return `The vendor of ${why.supplier} is not active in QuickBooks. Make it active there, or link another.`
    case 'found_there':
      return `It is in QuickBooks already, as number ${why.externalId}: sent before a backup was restored. Adopt it, and it is not sent a second time.`
    default:
      return settledText(why)
  }
}

function settledText(why: Exclude<ExportWhy, ExportNeed>): string {
  switch (why.code) {
    case 'values_stay_here':
      return 'Quantities did not change, and QuickBooks values its stock itself.'
    case 'rounds_to_nothing':
      return 'It comes to less than a cent.'
    case 'no_cost_lines':
      return 'None needed: no cost lines.'
    case 'no_conversion_account':
      return 'Left out: no conversion account. Choose one under Settings, Integrations, then send it.'
    case 'same_account':
      return 'Both sides have the same account, so nothing would move.'
    case 'sales_not_journaled':
      return 'Sales are not sent one by one while stock is kept here alone.'
    case 'nothing_moved':
      return 'Nothing moved that QuickBooks is to know of.'
    case 'nothing_was_sent':
      return 'Nothing was sent that could be taken back.'
    case 'taken_back_unsent':
      return 'It was taken back before it was sent.'
    case 'planned_anew':
      return 'It was written anew after the settings changed.'
    case 'cost_of_sales_off':
      return 'The cost of sales is not journaled any more.'
    case 'also_there':
      return 'It was entered in QuickBooks too, so nothing more is told of it.'
    case 'done_by_hand':
      return `Done by hand: ${why.reason}`
    case 'follows_not_exported':
      return 'What it changes was never exported. Change it in QuickBooks by hand, or export it after all.'
    case 'before_first_day':
      return `It is older than the first day of exports, ${why.firstDay}.`
    case 'refused':
      return `QuickBooks refused it: ${[why.message, why.detail].filter((words) => words !== '').join('. ') || why.faultCode}`
    case 'found_twice':
      return `It is there more than once, as ${listText(why.externalIds)}. Say which one is ours, and delete the other there.`
    case 'no_answer':
      return 'The answer got lost. It is looked for before it is sent again.'
  }
}

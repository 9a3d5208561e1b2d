import type { SaleCode, WordsFor } from './error-words.ts'
import { businessDateText } from './dates.ts'

/** Sentences about sales, and the documents of QuickBooks they are pulled from. */
export const saleWords: WordsFor<SaleCode> = {
  'sale.not_found': () => ({
    what: 'This sale is not in the ledger.',
    toDo: 'Choose a sale from the list.',
  }),
  'sale.voided': ({ reference }) => ({
    what: `${reference} is voided.`,
    toDo: 'Record a new sale instead.',
  }),
  'sale.receiving_off': () => ({
    what: 'Sales need receiving.',
    why: 'Their cost comes from lots.',
    toDo: 'Switch receiving on first.',
  }),
  'sale.not_finished_good': ({ sku }) => ({
    what: `${sku} is not a finished good.`,
    why: 'Only finished goods are tracked in sales.',
    toDo: 'Choose a finished good.',
  }),

  'sales.tracking_off': () => ({
    what: 'Sales tracking is off.',
    why: 'Without it nothing is sold out of the lots here.',
    toDo: 'Switch it on under Settings, Features; it needs receiving.',
  }),
  'sales.no_channel': () => ({
    what: 'No sales are pulled from QuickBooks.',
    why: 'The channel is not connected, or was deactivated.',
    toDo: 'Connect or resume it under Settings, Integrations, Sales.',
  }),
  'sales.starts_later': ({ startsOn }) => ({
    what: `Sales are already in the books from ${businessDateText(startsOn)} on.`,
    why: 'What was sold since stays sold.',
    toDo: 'Choose that day or an earlier one.',
  }),

  'sale.from_quickbooks': ({ reference }) => ({
    what: `${reference} comes from QuickBooks.`,
    why: 'What it says is changed there, and the next sync brings it here.',
    toDo: 'Change, void or delete it in QuickBooks, and sync.',
  }),
  'sale.document_not_found': () => ({
    what: 'This document was not pulled from QuickBooks.',
    toDo: 'Choose one from the list of sales.',
  }),
  'sale.document_waits': ({ problems }) => ({
    what: 'This document cannot be taken over yet.',
    why: problems.length === 1 ? 'Something about it is to be settled first.' : `${problems.length} things about it are to be settled first.`,
    toDo: 'Open it in Sales, which says what is missing.',
  }),
  'sale.document_is_applied': ({ state }) => ({
    what: state === 'ignored' ? 'This document is dated before the first day of sales.' : 'Its sale is as the document says already.',
    toDo: 'There is nothing to do.',
  }),
  'sale.document_is_no_return': () => ({
    what: 'This document gives nothing back.',
    why: 'Only credit memos and refunds are treated one way or another.',
    toDo: 'Choose a credit memo or a refund.',
  }),
  'sale.line_says_quantity': () => ({
    what: 'The quantity of this line cannot be given here.',
    why: 'QuickBooks says it by now, or the line is gone from the document.',
    toDo: 'Look at the document again; its lines are as QuickBooks has them.',
  }),
}

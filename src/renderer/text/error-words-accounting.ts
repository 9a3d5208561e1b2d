import { accountRoleText, obstacleText, serviceText } from './accounting-words.ts'
import type { AccountingCode, WordsFor } from './error-words.ts'
import { listText } from './numbers.ts'

const lost = {
  gone: 'It was deleted in QuickBooks, or merged into another account.',
  inactive: 'It was made inactive in QuickBooks.',
  wrong_type: 'Its type was changed in QuickBooks.',
  of_item: 'Items in QuickBooks keep their stock in it, so an adjustment against it would say nothing.',
} as const

const brokenText = {
  accounts: 'Reading accounts',
  vendors: 'Reading vendors',
  items: 'Reading items',
  sales: 'Reading sales',
  documents: 'Comparing with QuickBooks',
  exports: 'Sending exports',
  stored_sales: 'Bringing the sales that were read into stock',
} as const

const speaksOf = { receipt: 'something was received from it', product: 'a product names it' } as const

/** Sentences about the accounting company: what is chosen of it, and what it is linked to. */
export const accountingWords: WordsFor<AccountingCode> = {
  'accounting.no_company': () => ({
    what: 'No accounting company was connected yet.',
    toDo: 'Connect one under Settings, Integrations.',
  }),
  'accounting.no_cogs_account': () => ({
    what: 'There is no COGS account yet.',
    why: 'The cost of sales is journaled to it.',
    toDo: 'Choose one among the accounts, then choose this again.',
  }),
  'accounting.not_connected': () => ({
    what: 'The accounting company is not connected.',
    why: 'Nothing is asked of it or sent to it until it is.',
    toDo: 'Connect it under Settings, Integrations. Everything that is linked stays linked.',
  }),
  'accounting.other_company': ({ bound, found }) => ({
    what: `This ledger belongs to ${bound}, and you logged in to ${found}.`,
    why: 'What was built and received here is tied to one company’s items and accounts, so a ledger never changes its company.',
    toDo: `Connect again and choose ${bound} on the page of QuickBooks.`,
  }),
  'accounting.other_currency': ({ name, bound, found }) => ({
    what: `${name} now keeps its books in ${found}, and this ledger is kept in ${bound}.`,
    why: 'Costs here cannot be turned into another currency afterwards.',
    toDo: `Connect a company that keeps its books in ${bound}.`,
  }),
  'accounting.keys_missing': ({ service }) => ({
    what: `The app keys for ${serviceText[service]} are missing.`,
    why: 'Intuit gives each app a client id and a client secret, and a login needs both.',
    toDo: 'Copy both from your app at developer.intuit.com.',
  }),
  'accounting.no_practice': () => ({
    what: 'The practice company is not running.',
    why: 'It belongs to the practice shop.',
    toDo: 'Open the practice shop, then connect.',
  }),
  'accounting.no_login': () => ({
    what: 'No login waits for this address.',
    why: 'It was finished, stopped, or took too long.',
    toDo: 'Connect again, then paste the address you are sent to.',
  }),
  'accounting.no_adjustments': ({ name, ...facts }) => ({
    what: `${name} cannot take inventory adjustments.`,
    why: obstacleText(facts),
    toDo: 'Choose Partsemble only as the inventory source: builds and receipts then go out as journal entries.',
  }),
  'accounting.account_not_found': () => ({
    what: 'This account is not in the list.',
    toDo: 'Load the accounts again, then choose one of them.',
  }),
  'accounting.sync_broke': ({ task, reference }) => ({
    what: `${brokenText[task]} stopped because of a mistake in this program.`,
    why: `Nothing that was read or sent before is lost. The log has the details under the reference ${reference}.`,
    toDo: 'Try again. If it stops again, send the log with this reference to support.',
  }),
  'accounting.account_inactive': ({ name }) => ({
    what: `${name} is not in use in QuickBooks any more.`,
    toDo: 'Choose another account, or make it active there and load the accounts again.',
  }),
  'accounting.account_type': ({ role, name, type, types }) => ({
    what: `${name} cannot be the ${accountRoleText[role]}: its type is ${type}.`,
    why: `Accounts of these types can be: ${listText(types)}.`,
    toDo: 'Choose an account of one of these types.',
  }),
  'accounting.account_of_pair': ({ name, other }) => ({
    what: `${name} is the ${accountRoleText[other]} already.`,
    why: 'A journal that debits and credits the same account moves nothing.',
    toDo: 'Choose two different accounts.',
  }),
  'accounting.account_of_item': ({ name }) => ({
    what: `Items in QuickBooks keep their stock in ${name}.`,
    why: 'A receipt would take its value out of the very account that it brings it into.',
    toDo: 'Choose a clearing account or an expense account.',
  }),
  'accounting.account_lost': ({ role, name, problem }) => ({
    what: `${name} cannot be the ${accountRoleText[role]} any more.`,
    why: lost[problem],
    toDo:
      problem === 'inactive'
        ? 'Make it active there and load accounts again, or choose another under Settings, Integrations. What waits goes out then.'
        : 'Choose another account under Settings, Integrations. What waits goes out once there is one.',
  }),
  'accounting.vendor_not_found': () => ({
    what: 'This vendor is not in the list.',
    toDo: 'Load the vendors again, then choose one of them.',
  }),
  'accounting.vendor_inactive': ({ name }) => ({
    what: `${name} is not in use in QuickBooks any more.`,
    toDo: 'Choose another vendor, or make it active there and load the vendors again.',
  }),
  'accounting.vendor_in_use': ({ name, heldBy }) => ({
    what: `The vendor ${name} is linked to ${heldBy} already.`,
    why: 'A vendor is one supplier, so that bills and receipts tell of the same.',
    toDo: `Unlink it from ${heldBy} first, or choose another vendor.`,
  }),
  'accounting.supplier_not_linked': ({ name }) => ({
    what: `${name} is not linked to a vendor.`,
    toDo: 'Look at the supplier again; somebody may have taken the link away.',
  }),
  'accounting.supplier_in_use': ({ name, by }) => ({
    what: `${name} stays, as ${speaksOf[by]}.`,
    why: 'What the ledger speaks of is not taken away.',
    toDo: 'Unlink its vendor instead.',
  }),
}

import { balances } from '../bookkeeping.ts'
import { isAccountType, profitAndLoss, type AccountBalance } from '../books.ts'
import type { PageAnswer } from '../company-parts.ts'
import type { World } from '../entity.ts'
import { textAt } from '../json.ts'
import { practiceClient } from '../world.ts'
import { documentTypes, pluralOf } from './document-types.ts'
import { shownCents } from './figures.ts'
import { html } from './html.ts'
import { facts, link, pageOf, table } from './layout.ts'
import { newSales } from './lists.ts'

/** What the company is, what is in it, how its books stand, and how to connect. */
export function homePage(world: World): PageAnswer {
  const { name, plan, country, currency, closedThrough, realmId } = world.company()
  const counts = countsOf(world)
  const of = (type: string) => String(counts.get(type) ?? 0)
  const rows = [
    [link('/items', 'Items'), of('Item')],
    [link('/accounts', 'Accounts'), of('Account')],
    [link('/customers', 'Customers'), of('Customer')],
    [link('/vendors', 'Vendors'), of('Vendor')],
    ...documentTypes.map((type) => [link(`/documents?type=${type}`, pluralOf(type)), of(type)]),
  ]
  const result = profitAndLoss(typedBalances(world))
  const off = balances(world.store).reduce((sum, { cents }) => sum + cents, 0)
  return pageOf({
    place: '/',
    company: name,
    title: 'Practice company',
    body: html`<p class="lead">A stand-in for QuickBooks Online, to try the program on: connect it, enter sales here, and see what arrives there and what comes back.</p>
${facts([
  ['Plan', plan],
  ['Country and currency', `${country}, ${currency}`],
  ['Books closed through', closedThrough ?? 'Not closed'],
  ['Today', world.today()],
  ['Company id (realm)', realmId],
  ['Client id', practiceClient.id],
  ['Client secret', practiceClient.secret],
])}
${newSales()}
${table('What is in it', ['Kind', '#How many'], rows, '')}
<h2>Profit and loss</h2>
${table(
  'Since the books were begun',
  ['Line', `#${currency}`],
  [
    ['Income', shownCents(result.income)],
    ['Cost of goods sold', shownCents(result.costOfGoodsSold)],
    ['Expenses', shownCents(result.expenses)],
    ['Other income', shownCents(result.otherIncome)],
    ['Other expenses', shownCents(result.otherExpenses)],
    [html`<strong>Net income</strong>`, html`<strong>${shownCents(result.net)}</strong>`],
  ],
  '',
)}
<p class="note">Trial balance: debits and credits differ by ${shownCents(off)}.</p>`,
  })
}

function countsOf(world: World): Map<string, number> {
  const rows = world.store.statement('select type, count(*) as n from object where deleted = 0 group by type').all() as { type: string; n: number }[]
  return new Map(rows.map(({ type, n }) => [type, n]))
}

function typedBalances(world: World): AccountBalance[] {
  return balances(world.store).flatMap(({ accountId, cents }) => {
    const type = textAt(world.store.find('Account', accountId)?.body, 'AccountType') ?? ''
    return isAccountType(type) ? [{ accountId, type, cents }] : []
  })
}

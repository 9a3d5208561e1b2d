import { holdingOf, journalOf } from '../bookkeeping.ts'
import { isAccountType } from '../books.ts'
import { centsAt } from '../amounts.ts'
import type { PageAnswer, PageRequest } from '../company-parts.ts'
import type { World } from '../entity.ts'
import { textAt } from '../json.ts'
import { nameOf } from '../lookups.ts'
import { objectOf, type ObjectRow, type StoredObject } from '../store.ts'
import { quantityOf, valueOf } from '../valuation.ts'
import { documentTypes, enteredTypes, isDocumentType, nameOfType, pluralOf } from './document-types.ts'
import { shownCents, shownJson, shownQuantity } from './figures.ts'
import { html, type Html } from './html.ts'
import { facts, link, pageNumber, pageOf, pager, rowsOfPage, table } from './layout.ts'

interface Found {
  readonly objects: readonly StoredObject[]
  readonly total: number
}

/** One page of the objects of a kind whose text holds what is searched for. */
function search(world: World, types: readonly string[], query: URLSearchParams, order: string): Found {
  const words = `%${(query.get('q') ?? '').trim().replaceAll(/[\\%_]/g, (letter) => `\\${letter}`)}%`
  const within = `from object where type in (${types.map(() => '?').join(', ')}) and deleted = 0 and body like ? escape '\\'`
  const { total } = world.store.statement(`select count(*) as total ${within}`).get(...types, words) as { total: number }
  const rows = world.store
    .statement(`select * ${within} order by ${order} limit ${rowsOfPage} offset ?`)
    .all(...types, words, (pageNumber(query) - 1) * rowsOfPage) as ObjectRow[]
  return { objects: rows.map(objectOf), total }
}

function searchForm(path: string, query: URLSearchParams, more: Html = html``): Html {
  return html`<form class="row" action="${path}"><label>Search <input type="search" name="q" value="${query.get('q') ?? ''}"></label>${more}<button>Search</button></form>`
}

/** Items with what is on hand and what it is worth. */
export function itemsPage({ query }: PageRequest, world: World): PageAnswer {
  const { objects, total } = search(world, ['Item'], query, "active desc, body ->> '$.FullyQualifiedName' collate nocase")
  const rows = objects.map((item) => {
    const counted = textAt(item.body, 'Type') === 'Inventory'
    const holding = holdingOf(world.store, item.id)
    return [
      link(`/items/${item.id}`, textAt(item.body, 'Name') ?? ''),
      textAt(item.body, 'Sku') ?? '',
      item.active ? (textAt(item.body, 'Type') ?? '') : html`<span class="off">${textAt(item.body, 'Type') ?? ''}, inactive</span>`,
      counted ? shownQuantity(quantityOf(holding)) : '–',
      counted ? shownCents(valueOf(holding)) : '–',
    ]
  })
  const body = html`${searchForm('/items', query)}${table('Items', ['Name', 'SKU', 'Type', '#On hand', '#Value'], rows, 'No item is called so.')}${pager('/items', query, total)}`
  return pageOf({ place: '/items', company: world.company().name, title: 'Items', body })
}

/** One item with the layers its stock is made of and what moved it. */
export function itemPage(id: string, world: World): PageAnswer | null {
  const item = world.store.find('Item', id)
  if (item === null) return null
  const { layers, shorts } = holdingOf(world.store, id)
  const counted = textAt(item.body, 'Type') === 'Inventory'
  const layerRows = [
    ...layers.map(({ date, quantity, value }) => [`Came in on ${date}`, shownQuantity(quantity), shownCents(value)]),
    ...shorts.map(({ quantity, value }) => ['Sold before it was there', shownQuantity(-quantity), shownCents(-value)]),
  ]
  const body = html`${facts([
    ['SKU', textAt(item.body, 'Sku') ?? '–'],
    ['Type', `${textAt(item.body, 'Type') ?? ''}${item.active ? '' : ', inactive'}`],
    ['Sales price', textAt(item.body, 'UnitPrice') ?? '–'],
    ['Purchase cost', textAt(item.body, 'PurchaseCost') ?? '–'],
    ['Counted from', textAt(item.body, 'InvStartDate') ?? 'Not counted'],
  ])}${counted ? table('Stock, oldest first', ['Layer', '#Quantity', '#Value'], layerRows, 'Nothing is in stock.') : ''}
${counted ? html`<h2>Movements</h2>${movementsOf(id, world)}` : ''}${jsonOf(item)}`
  return pageOf({ place: '/items', company: world.company().name, title: textAt(item.body, 'Name') ?? id, body })
}

interface MovementRow {
  readonly type: string
  readonly id: string
  readonly date: string
  readonly quantity: number
  readonly worth: number
}

function movementsOf(itemId: string, world: World): Html {
  const rows = world.store
    .statement(`select d.type, d.id, m.date, m.quantity, m.worth from book_move m join book_document d using (seq) where m.item_id = ? order by m.date desc, m.seq desc, m.line desc limit ${rowsOfPage}`)
    .all(itemId) as MovementRow[]
  const shown = rows.map(({ type, id, date, quantity, worth }) => [date, documentLink(type, id, world), shownQuantity(quantity), shownCents(worth)])
  return table(`The last ${rowsOfPage}`, ['Date', 'Document', '#Quantity', '#Value'], shown, 'Nothing moved yet.')
}

/** The chart of accounts with balances. */
export function accountsPage(world: World): PageAnswer {
  const rows = (world.store.statement("select * from object where type = 'Account' order by number").all() as ObjectRow[]).map((row) => {
    const account = objectOf(row)
    return [
      textAt(account.body, 'AcctNum') ?? '',
      link(`/accounts/${account.id}`, nameOf(account.body)),
      account.active ? (textAt(account.body, 'AccountType') ?? '') : html`<span class="off">${textAt(account.body, 'AccountType') ?? ''}, inactive</span>`,
      shownCents(balanceShown(account)),
    ]
  })
  const body = table('Chart of accounts', ['Number', 'Name', 'Type', '#Balance'], rows, 'There are no accounts.')
  return pageOf({ place: '/accounts', company: world.company().name, title: 'Accounts', body })
}

function balanceShown(account: StoredObject): number {
  return centsAt(account.body, 'CurrentBalance') ?? 0
}

interface EntryRow {
  readonly type: string
  readonly id: string
  readonly date: string
  readonly cents: number
}

/** One account with what was booked on it. */
export function accountPage(id: string, { query }: PageRequest, world: World): PageAnswer | null {
  const account = world.store.find('Account', id)
  if (account === null) return null
  const { total } = world.store.statement('select count(*) as total from (select 1 from journal where account_id = ? group by seq having sum(cents) <> 0)').get(id) as { total: number }
  const rows = world.store
    .statement(
      `select d.type, d.id, d.date, sum(j.cents) as cents from journal j join book_document d using (seq) where j.account_id = ?
       group by seq having sum(j.cents) <> 0 order by d.date desc, seq desc limit ${rowsOfPage} offset ?`,
    )
    .all(id, (pageNumber(query) - 1) * rowsOfPage) as EntryRow[]
  const shown = rows.map(({ type, id, date, cents }) => [date, documentLink(type, id, world), cents > 0 ? shownCents(cents) : '', cents < 0 ? shownCents(-cents) : ''])
  const type = textAt(account.body, 'AccountType') ?? ''
  const body = html`${facts([
    ['Type', `${type}, ${textAt(account.body, 'AccountSubType') ?? ''}`],
    ['Balance', shownCents(isAccountType(type) ? balanceShown(account) : 0)],
  ])}${table('Journal, latest first', ['Date', 'Document', '#Debit', '#Credit'], shown, 'Nothing was booked on it.')}${pager(`/accounts/${id}`, query, total)}${jsonOf(account)}`
  return pageOf({ place: '/accounts', company: world.company().name, title: nameOf(account.body), body })
}

/** Documents of one kind or all, latest first. */
export function documentsPage({ query }: PageRequest, world: World): PageAnswer {
  const asked = query.get('type') ?? ''
  const types = isDocumentType(asked) ? [asked] : documentTypes
  const { objects, total } = search(world, types, query, "body ->> '$.TxnDate' desc, number desc")
  const rows = objects.map((object) => [
    textAt(object.body, 'TxnDate') ?? '',
    documentLink(object.type, object.id, world),
    textAt(object.body, 'CustomerRef', 'name') ?? textAt(object.body, 'VendorRef', 'name') ?? textAt(object.body, 'AdjustAccountRef', 'name') ?? '',
    textAt(object.body, 'PrivateNote') ?? '',
    totalOf(object),
  ])
  const options = documentTypes.map((type) => html`<option value="${type}"${type === asked ? html` selected` : ''}>${pluralOf(type)}</option>`)
  const kinds = html`<label>Kind <select name="type"><option value="">All</option>${options}</select></label>`
  const body = html`${newSales()}
${searchForm('/documents', query, kinds)}${table('Documents', ['Date', 'Document', 'Who or what', 'Note', '#Total'], rows, 'There is no such document.')}${pager('/documents', query, total)}`
  return pageOf({ place: '/documents', company: world.company().name, title: 'Documents', body })
}

function totalOf({ body }: StoredObject): string {
  const cents = centsAt(body, 'TotalAmt')
  return cents === null ? '–' : shownCents(cents)
}

/** Links to the forms of new sales. */
export function newSales(): Html {
  return html`<div class="actions">${enteredTypes.map((type) => html`<a class="button" href="/sales/new?type=${type}">New ${nameOfType(type).toLowerCase()}</a>`)}</div>`
}

/** Customers or vendors. */
export function namesPage(type: 'Customer' | 'Vendor', { query, path }: PageRequest, world: World): PageAnswer {
  const { objects, total } = search(world, [type], query, "body ->> '$.DisplayName' collate nocase")
  const rows = objects.map(({ id, active, body }) => [textAt(body, 'DisplayName') ?? '', textAt(body, 'PrimaryEmailAddr', 'Address') ?? '', active ? '' : 'Inactive', id])
  const title = `${type}s`
  const body = html`${searchForm(path, query)}${table(title, ['Name', 'E-mail', 'State', '#Id'], rows, 'Nobody is called so.')}${pager(path, query, total)}`
  return pageOf({ place: type === 'Customer' ? '/customers' : '/vendors', company: world.company().name, title, body })
}

/** A document's kind and number, leading to its page; of an opening its item. */
export function documentLink(type: string, id: string, world: World): Html {
  if (!isDocumentType(type)) return link(`/items/${id}`, 'Opening stock')
  const number = textAt(world.store.find(type, id)?.body, 'DocNumber')
  return link(`/documents/${type}/${id}`, `${nameOfType(type)} ${number ?? `without number (id ${id})`}`)
}

/** The journal of a document as a table of debits and credits. */
export function journalTable(object: StoredObject, world: World): Html {
  const rows = journalOf(world.store, object.type, object.id).map(({ accountId, cents, note }) => {
    const account = world.store.find('Account', accountId)
    return [link(`/accounts/${accountId}`, account === null ? accountId : nameOf(account.body)), note ?? '', cents > 0 ? shownCents(cents) : '', cents < 0 ? shownCents(-cents) : '']
  })
  return table('Journal', ['Account', 'Note', '#Debit', '#Credit'], rows, 'It books nothing.')
}

export function jsonOf({ body }: StoredObject): Html {
  return html`<h2>As the API tells it</h2><pre tabindex="0">${shownJson(body)}</pre>`
}

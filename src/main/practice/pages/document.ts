import { centsAt, quantityAt } from '../amounts.ts'
import { specialName } from '../entities/sales-lines.ts'
import type { PageAnswer, PageRequest } from '../company-parts.ts'
import type { World } from '../entity.ts'
import { at, isObject, listAt, numberAt, refAt, textAt, type Json, type JsonObject } from '../json.ts'
import { nameOf } from '../lookups.ts'
import { deleteObject, voidObject } from '../objects.ts'
import type { Refusal } from '../refusal.ts'
import type { StoredObject } from '../store.ts'
import { isEntered, nameOfType, type DocumentType } from './document-types.ts'
import { shownCents, shownQuantity } from './figures.ts'
import { html, type Html } from './html.ts'
import { facts, link, pageOf, table } from './layout.ts'
import { journalTable, jsonOf } from './lists.ts'

/** One document: what it says, what it books, and what can be done with it. */
export function documentPage(type: DocumentType, id: string, world: World, refused: Refusal | null = null): PageAnswer | null {
  const object = world.store.find(type, id)
  if (object === null) return null
  const { body } = object
  const title = `${nameOfType(type)} ${textAt(body, 'DocNumber') ?? `without number (id ${id})`}`
  const shown = html`${refused === null ? '' : problem(refused)}${object.deleted ? html`<p class="problem">This document is deleted. Only the list of changes still tells of it.</p>` : ''}
${factsOf(body)}${object.deleted ? '' : actions(type, object)}${table('Lines', ['What', '#Quantity', '#Price', '#Amount'], linesOf(body, world), 'It has no lines.')}
<h2>What it books</h2>${journalTable(object, world)}${jsonOf(object)}`
  return pageOf({ place: '/documents', company: world.company().name, title, body: shown, status: refused === null ? 200 : 400 })
}

/** Voids or deletes the document, and goes where there is something to see of it. */
export function changeDocument(type: DocumentType, id: string, operation: 'void' | 'delete', { form }: PageRequest, world: World): PageAnswer | null {
  const entity = world.entity(type)
  if (entity === null || world.store.find(type, id) === null) return null
  const body = { Id: id, SyncToken: form.get('token') ?? '' }
  const done = world.store.transact(() => (operation === 'void' ? voidObject(world, entity, body) : deleteObject(world, entity, body)))
  if (!done.ok) return documentPage(type, id, world, done.error)
  return { seeOther: `/documents/${type}/${id}` }
}

/** A refusal as it is told on a page. */
export function problem({ code, message, detail }: Refusal): Html {
  return html`<p class="problem" role="alert"><strong>${message}</strong>${code === '' ? '' : ` (${code})`}<br>${detail}</p>`
}

function factsOf(body: JsonObject): Html {
  const pairs: (readonly [string, string | undefined])[] = [
    ['Date', textAt(body, 'TxnDate')],
    ['Due', textAt(body, 'DueDate')],
    ['Customer', textAt(body, 'CustomerRef', 'name')],
    ['Vendor', textAt(body, 'VendorRef', 'name')],
    ['Adjustment account', textAt(body, 'AdjustAccountRef', 'name')],
    ['Currency', textAt(body, 'CurrencyRef', 'value')],
    ['Exchange rate', textAt(body, 'ExchangeRate')],
    ['Tax', money(body, 'TxnTaxDetail', 'TotalTax')],
    ['Total', money(body, 'TotalAmt')],
    ['Balance', money(body, 'Balance')],
    ['Note', textAt(body, 'PrivateNote')],
    ['Last changed', textAt(body, 'MetaData', 'LastUpdatedTime')],
  ]
  return facts(pairs.flatMap(([name, value]): (readonly [string, string])[] => (value === undefined || value === '' ? [] : [[name, value]])))
}

function money(body: JsonObject, ...path: readonly string[]): string | undefined {
  const cents = centsAt(body, ...path)
  return cents === null ? undefined : shownCents(cents)
}

function actions(type: DocumentType, { id, syncToken }: StoredObject): Html {
  const button = (operation: 'void' | 'delete', text: string) =>
    html`<form method="post" action="/documents/${type}/${id}/${operation}"><input type="hidden" name="token" value="${syncToken}"><button>${text}</button></form>`
  const name = nameOfType(type).toLowerCase()
  return html`<div class="actions">${isEntered(type) ? html`<a class="button primary" href="/sales/${type}/${id}">Edit ${name}</a>${button('void', `Void ${name}`)}` : ''}${button('delete', `Delete ${name}`)}</div>`
}

type Row = readonly (Html | string)[]

function linesOf(body: JsonObject, world: World): Row[] {
  return listAt(body, 'Line').flatMap((line) => lineRows(line, world, ''))
}

function lineRows(line: Json, world: World, before: string): Row[] {
  const amount = money(isObject(line) ? line : {}, 'Amount') ?? ''
  const bundle = at(line, 'GroupLineDetail')
  if (bundle !== undefined) {
    const parts = listAt(bundle, 'Line').flatMap((part) => lineRows(part, world, '– '))
    return [[`Bundle ${textAt(bundle, 'GroupItemRef', 'name') ?? ''}`, quantity(bundle, 'Quantity'), '', amount], ...parts]
  }
  const detail = at(line, 'SalesItemLineDetail') ?? at(line, 'ItemBasedExpenseLineDetail')
  const special = specialName(refAt(detail, 'ItemRef'))
  if (special !== null) return [[special, '', '', amount]]
  if (detail !== undefined) return [[html`${before}${itemOf(detail, world)}`, quantity(detail, 'Qty'), numberAt(detail, 'UnitPrice') ?? '', amount]]
  const adjusted = at(line, 'ItemAdjustmentLineDetail')
  if (adjusted !== undefined) return [[itemOf(adjusted, world), quantity(adjusted, 'QtyDiff'), '', '']]
  const journal = at(line, 'JournalEntryLineDetail') ?? at(line, 'AccountBasedExpenseLineDetail')
  if (journal !== undefined) {
    const account = link(`/accounts/${refAt(journal, 'AccountRef') ?? ''}`, textAt(journal, 'AccountRef', 'name') ?? '')
    const words = [textAt(journal, 'PostingType'), textAt(line, 'Description'), textAt(journal, 'Entity', 'EntityRef', 'name')].filter((word) => word !== undefined)
    return [[html`${account} ${words.join(' · ')}`, '', '', amount]]
  }
  if (at(line, 'SubTotalLineDetail') !== undefined) return [['Subtotal', '', '', amount]]
  if (at(line, 'DiscountLineDetail') !== undefined) return [['Discount', '', '', `-${amount}`]]
  return [[textAt(line, 'Description') ?? 'Text', '', '', '']]
}

/** What a line does not say is shown as such: an unknown quantity is not zero. */
function quantity(detail: Json, field: string): string {
  const known = quantityAt(detail, field)
  return known === null ? 'not said' : shownQuantity(known)
}

function itemOf(detail: Json, world: World): Html {
  const id = refAt(detail, 'ItemRef')
  if (id === undefined) return html`Without an item`
  const item = world.store.find('Item', id)
  return item === null ? html`${id}` : link(`/items/${id}`, nameOf(item.body))
}

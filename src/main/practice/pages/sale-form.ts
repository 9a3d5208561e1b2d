import { err } from '../../../shared/result.ts'
import type { PageAnswer, PageRequest } from '../company-parts.ts'
import type { World } from '../entity.ts'
import { at, textAt, type JsonObject } from '../json.ts'
import { createObject, updateObject } from '../objects.ts'
import { invalid, type Refusal } from '../refusal.ts'
import type { StoredObject } from '../store.ts'
import { problem } from './document.ts'
import { nameOfType, type enteredTypes } from './document-types.ts'
import { html, type Html } from './html.ts'
import { link, pageOf } from './layout.ts'
import { bodyOf, draftOf, emptyDraft, keptOf, typedDraft, type DraftRow, type SaleDraft } from './sale-draft.ts'

type EnteredType = (typeof enteredTypes)[number]

const moreRows = 5
const namesMost = 1000

/** The form of a new sale, or of one that is there. */
export function saleForm(type: EnteredType, id: string | null, world: World): PageAnswer | null {
  const before = id === null ? null : world.store.find(type, id)
  if (id !== null && (before === null || before.deleted)) return null
  return formPage(type, before, before === null ? emptyDraft(world) : draftOf(before, world), world, null)
}

/** Saves what was typed, or shows it again with what is wrong. */
export function saveSale(type: EnteredType, id: string | null, { form }: PageRequest, world: World): PageAnswer | null {
  const before = id === null ? null : world.store.find(type, id)
  const entity = world.entity(type)
  if (entity === null || (id !== null && (before === null || before.deleted))) return null
  if (form.get('action') === 'more') return formPage(type, before, typedDraft(form, moreRows), world, null)
  const draft = typedDraft(form, 0)
  const body = bodyOf(draft, before, world)
  const done = body.ok
    ? world.store.transact(() => (before === null ? createObject(world, entity, body.value) : updateObject(world, entity, changeOf(before, form, body.value))))
    : err(invalid('', 'This cannot be saved yet', body.error))
  return done.ok ? { seeOther: `/documents/${type}/${done.value.id}` } : formPage(type, before, draft, world, done.error)
}

/** What is not in the form stays; the token tells when someone else saved in the meantime. */
function changeOf(before: StoredObject, form: URLSearchParams, body: JsonObject): JsonObject {
  return { ...body, Id: before.id, SyncToken: form.get('token') ?? '', sparse: true }
}

function formPage(type: EnteredType, before: StoredObject | null, draft: SaleDraft, world: World, refused: Refusal | null): PageAnswer {
  const name = nameOfType(type).toLowerCase()
  const title = before === null ? `New ${name}` : `Edit ${name} ${textAt(before.body, 'DocNumber') ?? ''}`
  const action = before === null ? `/sales/${type}` : `/sales/${type}/${before.id}`
  const back = before === null ? '/documents' : `/documents/${type}/${before.id}`
  const body = html`${refused === null ? '' : problem(refused)}
<form method="post" action="${action}" autocomplete="off"><input type="hidden" name="token" value="${before?.syncToken ?? ''}">
${heading(draft, world)}${rowsTable(draft.rows)}${namesOfItems(world)}${keptLines(draft, before)}${foot(draft, world)}
<div class="actions"><button class="primary" name="action" value="save">Save ${name}</button><button name="action" value="more">Add ${moreRows} lines</button>${link(back, 'Back without saving')}</div>
</form>
<p class="note">Without a price an item has its own. Without a quantity the line does not say how much was sold, as happens in QuickBooks. Without an amount it is quantity × price.</p>`
  return pageOf({ place: '/documents', company: world.company().name, title, body, status: refused === null ? 200 : 400 })
}

function heading({ customer, date, number, note }: SaleDraft, world: World): Html {
  const rows = world.store
    .statement(`select id, body ->> '$.DisplayName' as name from object where type = 'Customer' and active = 1 order by name collate nocase limit ${namesMost}`)
    .all() as { id: string; name: string }[]
  const options = rows.map(({ id, name }) => html`<option value="${id}"${id === customer ? html` selected` : ''}>${name}</option>`)
  return html`<div class="row actions"><label>Customer <select name="customer"><option value="">Nobody</option>${options}</select></label>
<label>Date <input type="date" name="date" value="${date}" required></label>
<label>Number <input name="number" value="${number}" maxlength="21" placeholder="next free"></label>
<label>Note <input name="note" value="${note}"></label></div>`
}

function rowsTable(rows: readonly DraftRow[]): Html {
  const cell = (name: keyof DraftRow, label: string, row: DraftRow, place: number, more: Html) =>
    html`<td><input name="${name}" aria-label="${label} of line ${place + 1}" value="${row[name]}"${more}></td>`
  const figure = html` class="figure" inputmode="decimal"`
  const shown = rows.map(
    (row, place) => html`<tr>${cell('item', 'Item', row, place, html` class="wide" list="items"`)}${cell('quantity', 'Quantity', row, place, figure)}
${cell('price', 'Price', row, place, figure)}${cell('amount', 'Amount', row, place, figure)}</tr>`,
  )
  return html`<table><caption>Lines</caption><thead><tr><th scope="col">Item (name or SKU)</th><th scope="col" class="figure">Quantity</th><th scope="col" class="figure">Price</th>
<th scope="col" class="figure">Amount</th></tr></thead><tbody>${shown}</tbody></table>`
}

function namesOfItems(world: World): Html {
  const rows = world.store
    .statement(
      `select body ->> '$.Name' as name, body ->> '$.Sku' as sku from object where type = 'Item' and active = 1 and body ->> '$.Type' <> 'Category'
       order by name collate nocase limit ${namesMost}`,
    )
    .all() as { name: string; sku: string | null }[]
  return html`<datalist id="items">${rows.map(({ name, sku }) => html`<option value="${name}">${sku ?? ''}</option>`)}</datalist>`
}

function keptLines({ kept }: SaleDraft, before: StoredObject | null): Html {
  const lines = before === null ? [] : keptOf(before.body)
  if (lines.length === 0) return html``
  return html`<fieldset><legend>Other lines of this document</legend>${lines.map(
    ({ place, line }) =>
      html`<label class="tick"><input type="checkbox" name="kept" value="${place}"${kept.includes(place) ? html` checked` : ''}>Keep ${textAt(line, 'GroupLineDetail', 'GroupItemRef', 'name') ?? textAt(line, 'Description') ?? textAt(line, 'DetailType') ?? 'line'}${at(line, 'GroupLineDetail') === undefined ? '' : ' (bundle)'}</label>`,
  )}</fieldset>`
}

function foot({ shipping, discount, tax, currency, rate }: SaleDraft, world: World): Html {
  const currencies = [...new Set([world.company().currency, 'USD', 'CAD', 'EUR', 'GBP', currency])].filter((each) => each !== '')
  const field = (name: string, label: string, value: string) => html`<label>${label} <input class="figure" name="${name}" value="${value}" inputmode="decimal" size="8"></label>`
  return html`<div class="row actions">${field('shipping', 'Shipping', shipping)}${field('discount', 'Discount in percent', discount)}${field('tax', 'Sales tax', tax)}
<label>Currency <select name="currency">${currencies.map((each) => html`<option${each === currency ? html` selected` : ''}>${each}</option>`)}</select></label>
${field('rate', 'Exchange rate', rate)}</div>`
}

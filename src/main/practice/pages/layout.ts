import type { PageAnswer } from '../company-parts.ts'
import { html, type Html } from './html.ts'
import { style } from './style.ts'

const places = [
  { address: '/', name: 'Home' },
  { address: '/items', name: 'Items' },
  { address: '/accounts', name: 'Accounts' },
  { address: '/documents', name: 'Documents' },
  { address: '/customers', name: 'Customers' },
  { address: '/vendors', name: 'Vendors' },
  { address: '/faults', name: 'Faults' },
] as const

export type Place = (typeof places)[number]['address']

export interface PageParts {
  readonly place: Place
  readonly company: string
  readonly title: string
  readonly body: Html
  readonly status?: number
}

/** A whole page: the banner, where one can go, and what it shows. */
export function pageOf({ place, company, title, body, status = 200 }: PageParts): PageAnswer {
  const links = places.map(({ address, name }) => html`<a href="${address}"${address === place ? html` aria-current="page"` : ''}>${name}</a>`)
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${company}</title><style>${style}</style></head>
<body><a class="skip" href="#main">Go to the content</a>
<div class="banner" role="note">Practice company: nothing here is real, and nothing leaves this PC</div>
<header><strong>${company}</strong><nav aria-label="Pages">${links}</nav></header>
<main id="main"><h1>${title}</h1>${body}</main></body></html>`
  return { html: page.text, status }
}

/** A table with its heading; a column whose name begins with `#` holds figures. */
export function table(caption: string, columns: readonly string[], rows: readonly (readonly (Html | string)[])[], whenEmpty: string): Html {
  if (rows.length === 0) return html`<p class="empty">${whenEmpty}</p>`
  const figure = columns.map((column) => column.startsWith('#'))
  const head = columns.map((column, place) => html`<th scope="col"${figure[place] === true ? html` class="figure"` : ''}>${column.replace(/^#/, '')}</th>`)
  const cells = (row: readonly (Html | string)[]) => row.map((cell, place) => html`<td${figure[place] === true ? html` class="figure"` : ''}>${cell}</td>`)
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr>${head}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${cells(row)}</tr>`)}</tbody></table></div>`
}

/** Facts, each with its name. */
export function facts(pairs: readonly (readonly [string, Html | string])[]): Html {
  return html`<dl>${pairs.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
}

export const link = (address: string, text: string): Html => html`<a href="${address}">${text}</a>`

export const rowsOfPage = 50

/** Which page is asked for, from 1. */
export function pageNumber(query: URLSearchParams): number {
  const asked = Number(query.get('page') ?? 1)
  return Number.isSafeInteger(asked) && asked > 0 ? asked : 1
}

/** Links to the page before and after, and which rows are shown. */
export function pager(path: string, query: URLSearchParams, total: number): Html {
  const page = pageNumber(query)
  if (total <= rowsOfPage && page === 1) return html``
  const to = (number: number, text: string) => {
    const asked = new URLSearchParams(query)
    asked.set('page', String(number))
    return link(`${path}?${asked}`, text)
  }
  const first = (page - 1) * rowsOfPage + 1
  return html`<p class="pager">${page > 1 ? to(page - 1, 'Previous') : ''}<span>${Math.min(first, total)}–${Math.min(first + rowsOfPage - 1, total)} of ${total}</span>
${first + rowsOfPage <= total ? to(page + 1, 'Next') : ''}</p>`
}

import { changeCompanySettings } from '../../../src/main/ledger/company.ts'
import type { JsonObject } from '../../../src/main/quickbooks/json.ts'
import type { Page } from '../../../src/main/quickbooks/client.ts'
import type { SalesSyncParts } from '../../../src/main/sync/sales-sync.ts'
import { appError } from '../../../src/shared/errors.ts'
import { err } from '../../../src/shared/result.ts'

/** Mistakes in pulling, reading and applying, as the program would make them. */
export const plants = [
  'reads_the_first_page_alone',
  'keeps_what_was_deleted',
  'goes_on_too_late',
  'passes_over_voids',
  'reads_the_first_line_alone',
  'applies_a_document_once',
  'sells_what_came_back',
  'takes_what_is_too_old',
] as const
export type Plant = (typeof plants)[number]

/** What a life works with, with a mistake in it. */
export function planted(plant: Plant | null, parts: SalesSyncParts): SalesSyncParts {
  const { client, db } = parts
  switch (plant) {
    case null:
      return parts
    case 'reads_the_first_page_alone':
      return { ...parts, client: { ...client, query: (entity, options) => firstOf(client.query(entity, options)) } }
    case 'keeps_what_was_deleted':
      db.exec('CREATE TEMP TRIGGER mistake BEFORE UPDATE ON sale_document WHEN NEW.deleted = 1 BEGIN SELECT RAISE(IGNORE); END')
      return parts
    case 'goes_on_too_late':
      return { ...parts, client: { ...client, query: (entity, options) => changed(client.query(entity, options), (page) => ({ ...page, time: later(page.time) })) } }
    case 'passes_over_voids':
      db.exec(`CREATE TEMP TRIGGER mistake BEFORE UPDATE OF body ON sale_document WHEN NEW.body ->> 'PrivateNote' LIKE 'Voided%' BEGIN SELECT RAISE(IGNORE); END`)
      return parts
    case 'reads_the_first_line_alone': {
      const short = (row: JsonObject): JsonObject => ({ ...row, Line: Array.isArray(row['Line']) ? row['Line'].slice(0, 1) : null })
      return { ...parts, client: { ...client, query: (entity, options) => changed(client.query(entity, options), (page) => ({ ...page, rows: page.rows.map(short) })) } }
    }
    case 'applies_a_document_once': {
      const hasSale = db.prepare<[number], number>('SELECT sale_id IS NOT NULL FROM sale_document WHERE sale_document_id = ?').pluck()
      return { ...parts, issue: (name, input) => (hasSale.get(input.saleDocumentId) === 1 ? err(appError('sale.document_is_applied', { state: 'applied' })) : parts.issue(name, input)) }
    }
    case 'sells_what_came_back':
      changeCompanySettings(db, { returns: 'consume_like_a_sale' })
      return parts
    case 'takes_what_is_too_old':
      db.exec("UPDATE sales_channel SET starts_on = '2020-01-01'")
      return parts
  }
}

type Pages = ReturnType<SalesSyncParts['client']['query']>

/** A page of two, and no other. */
async function* firstOf(pages: Pages): Pages {
  for await (const page of pages) {
    yield page.ok ? { ...page, value: { ...page.value, rows: page.value.rows.slice(0, 2) } } : page
    return
  }
}

async function* changed(pages: Pages, change: (page: Page) => Page): Pages {
  for await (const page of pages) yield page.ok ? { ...page, value: change(page.value) } : page
}

/** As if all that happens in the next days had been told already. */
const later = (time: string) => new Date(Date.parse(time) + 5 * 86_400_000).toISOString()

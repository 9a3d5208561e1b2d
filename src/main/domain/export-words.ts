import type { DocumentKind } from '../../shared/errors.ts'
import type { BusinessDate } from '../../shared/units/business-date.ts'
import type { ExportPurpose } from './export-documents.ts'
import type { JournalRole } from './export-targets.ts'

/** What a document here is called in its note, such as `delivery PSB-R-00042 from Acme Metals`. */
export interface NamedDocument {
  readonly kind: DocumentKind
  readonly reference: string
  /** What was built, who delivered, or which product was adjusted. */
  readonly about: string
  /** The day it happened, and the one that it bears there. */
  readonly day: BusinessDate
  readonly dayThere: BusinessDate
}

const names: Readonly<Record<DocumentKind, string>> = { receipt: 'Delivery', build: 'Build', sale: 'Sale', adjustment: 'Stock adjustment' }

/** What a document tells the accounting company, in words for whoever reads its books. */
export function noteOf(purpose: ExportPurpose, { day, dayThere, ...document }: NamedDocument): string {
  const what = purpose === 'cost_of_sales' ? `Cost of the sales of ${day}.` : whatOf(purpose, document)
  return day === dayThere ? what : `${what} Of ${day}, entered later because the books were closed for that day.`
}

function whatOf(purpose: ExportPurpose, { kind, reference, about }: Omit<NamedDocument, 'day' | 'dayThere'>): string {
  const name = `${names[kind]} ${reference}${about === '' ? '' : `: ${about}`}`
  const small = `${name.charAt(0).toLowerCase()}${name.slice(1)}`
  switch (purpose) {
    case 'main':
      return `${name}.`
    case 'cogs':
      return `Labor and overhead of ${small}.`
    case 'waste':
      return `Lost in a rejected ${small}.`
    case 'correction':
      return `Correction of ${small}.`
    case 'late_cost':
      return `Corrected cost of ${small}, and of what was made of it.`
    default:
      return `Takes back what was exported of ${small}.`
  }
}

const reasons: Readonly<Record<string, string>> = {
  'build_debit build_credit': 'Received goods used in builds',
  'build_debit conversion': 'Labor and overhead of builds',
  'cogs build_debit': 'Cost of what was sold',
  'cogs conversion': 'Labor and overhead of builds',
  'receiving_debit receiving_credit': 'Goods received',
  'waste receiving_debit': 'Missing after delivery',
  'waste build_credit': 'Received goods lost or found',
  'waste build_debit': 'Built goods lost or found',
}

/** What a line of a journal is, in words. */
export function reasonOfPair(debit: JournalRole, credit: JournalRole): string {
  return reasons[`${debit} ${credit}`] ?? ''
}

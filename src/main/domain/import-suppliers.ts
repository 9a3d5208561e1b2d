import { foldText } from '../../shared/fold-text.ts'
import { RowReader, SaidOnce, verdict, type FileRow, type HowWritten, type Verdict } from './import-rows.ts'

export interface SupplierFields {
  readonly name: string
  readonly contact: string
  readonly email: string
  readonly phone: string
  readonly notes: string
}

export type KnownSupplier = SupplierFields & { readonly supplierId: number; readonly code: string }

/** The books, as rows of suppliers ask them. */
export interface SupplierFacts {
  readonly supplierByCode: (code: string) => KnownSupplier | undefined
  /** Whatever the case and accents. */
  readonly supplierByName: (name: string) => KnownSupplier | undefined
}

export type SupplierPlan =
  /** Without a code one is made from the name. */
  | { readonly what: 'new'; readonly fields: SupplierFields; readonly code: string | null }
  | { readonly what: 'changed'; readonly supplierId: number; readonly fields: SupplierFields; readonly code: string }

const fieldNames = ['name', 'contact', 'email', 'phone', 'notes'] as const
const textLengthMax = { name: 120, contact: 120, email: 254, phone: 60, notes: 2000 } as const

/** What becomes of each row of suppliers: a code that is in the books says which supplier it is, else the name does. */
export function planSuppliers(rows: readonly FileRow[], how: HowWritten, facts: SupplierFacts): Verdict<SupplierPlan>[] {
  const names = new SaidOnce()
  const codes = new SaidOnce()
  return rows.map((fileRow) => {
    const { row } = fileRow
    const reader = new RowReader(fileRow, how)
    const name = reader.needed('name', textLengthMax.name)
    const code = readCode(reader)
    const byCode = code === undefined ? undefined : facts.supplierByCode(code)
    const known = byCode ?? (name === undefined ? undefined : facts.supplierByName(name))
    const rest = readRest(reader, known)
    const sameName = name === undefined ? null : names.before(foldText(name), row)
    const sameCode = code === undefined ? null : codes.before(code, row)
    if (sameCode !== null) reader.refuse('code', 'twice', { row: sameCode })
    // Two suppliers may have one name, where their codes tell them apart.
    else if (sameName !== null && code === undefined) reader.refuse('name', 'twice', { row: sameName })
    const supplierId = known?.supplierId ?? null
    if (reader.problems.length > 0 || name === undefined) return verdict(row, { problems: reader.problems, supplierId })
    if (known === undefined) return planNew(row, { name, contact: '', email: '', phone: '', notes: '', ...rest }, code ?? null)
    return planKnown(row, known, { ...known, ...rest, name }, code ?? known.code)
  })
}

function readCode(reader: RowReader): string | undefined {
  const code = reader.textOf('code').toUpperCase()
  if (code === '') return undefined
  if (/^[A-Z]{3,4}$/u.test(code)) return code
  reader.refuse('code', 'not_a_code', {})
  return undefined
}

function readRest(reader: RowReader, known: KnownSupplier | undefined): Partial<SupplierFields> {
  const email = reader.text('email', textLengthMax.email)
  // What is in the books already, such as a vendor's of QuickBooks, is taken as it is.
  if (email !== undefined && email !== known?.email && !/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/u.test(email)) reader.refuse('email', 'not_an_email', {})
  const said = { contact: reader.text('contact', textLengthMax.contact), email, phone: reader.text('phone', textLengthMax.phone), notes: reader.text('notes', textLengthMax.notes) }
  return Object.fromEntries(Object.entries(said).filter(([, text]) => text !== undefined))
}

function planNew(row: number, fields: SupplierFields, code: string | null): Verdict<SupplierPlan> {
  return verdict(row, { plan: { what: 'new', fields, code }, notes: code === null ? ['code_made'] : [] })
}

function planKnown(row: number, known: KnownSupplier, fields: SupplierFields, code: string): Verdict<SupplierPlan> {
  const { supplierId } = known
  const changes = [
    ...fieldNames.flatMap((field) => (known[field] === fields[field] ? [] : [{ field, before: known[field], after: fields[field] }])),
    ...(known.code === code ? [] : [{ field: 'code', before: known.code, after: code } as const]),
  ]
  if (changes.length === 0) return verdict(row, { supplierId })
  return verdict(row, { supplierId, changes, plan: { what: 'changed', supplierId, fields, code } })
}

import { expect, test } from 'vitest'
import { adjustmentBody, journalBody, noteText, plain } from '../../../src/main/domain/export-bodies.ts'
import { docNumberOf } from '../../../src/main/domain/export-documents.ts'

const head = { docNumber: 'PSB-R-00042', txnDate: '2026-01-31', note: 'Delivery PSB-R-00042.', marker: '00000000-0000-4000-8000-000000000001', latin1: true }
const line = { debit: '1', credit: '2', cents: 1230, description: 'Goods received', vendor: null }

interface Journal {
  readonly Line: readonly { readonly Amount: number; readonly JournalEntryLineDetail: { readonly PostingType: string; readonly AccountRef: { readonly value: string }; readonly Entity?: unknown } }[]
}
const linesOf = (body: string | null) =>
  (JSON.parse(body ?? '{"Line":[]}') as Journal).Line.map(({ Amount, JournalEntryLineDetail: { PostingType, AccountRef, Entity } }) => `${PostingType} ${AccountRef.value} ${Amount}${Entity === undefined ? '' : ` ${JSON.stringify(Entity)}`}`)

test('amounts and quantities are written by their text: cents with two decimals, quantities with as many as they have', () => {
  expect(journalBody({ ...head, lines: [line], payable: new Set() })).toContain('"Amount":12.30,')
  expect(journalBody({ ...head, lines: [{ ...line, cents: 5 }], payable: new Set() })).toContain('"Amount":0.05,')
  expect(adjustmentBody({ ...head, account: '9', lines: [{ item: '7', quantity: -2_500_000 }] })).toContain('"QtyDiff":-2.5}')
  expect(adjustmentBody({ ...head, account: '9', lines: [{ item: '7', quantity: 1 }] })).toContain('"QtyDiff":0.000001}')
})

test('an item that two products are linked to in turn has one line; one that nets to nothing has none', () => {
  const body = adjustmentBody({ ...head, account: '9', lines: [{ item: '7', quantity: 3_000_000 }, { item: '8', quantity: 5 }, { item: '7', quantity: -1_000_000 }, { item: '8', quantity: -5 }] })
  expect(body).toContain('"QtyDiff":2}')
  expect(body).not.toContain('"8"')
  expect(adjustmentBody({ ...head, account: '9', lines: [{ item: '8', quantity: 5 }, { item: '8', quantity: -5 }] })).toBeNull()
})

test('a journal has one line per account, debits first, all above zero', () => {
  const labor = { ...line, credit: '3', cents: 70 }
  expect(linesOf(journalBody({ ...head, lines: [line, labor], payable: new Set() }))).toEqual(['Debit 1 13', 'Credit 2 12.3', 'Credit 3 0.7'])
  expect(linesOf(journalBody({ ...head, lines: [{ ...line, cents: -1230 }], payable: new Set() }))).toEqual(['Debit 2 12.3', 'Credit 1 12.3'])
})

test('two roles with the same account come to nothing', () => {
  expect(journalBody({ ...head, lines: [{ ...line, credit: '1' }], payable: new Set() })).toBeNull()
})

test('the line of an Accounts Payable account carries the vendor, and no other does', () => {
  expect(linesOf(journalBody({ ...head, lines: [{ ...line, vendor: '55' }], payable: new Set(['2']) }))).toEqual([
    'Debit 1 12.3',
    'Credit 2 12.3 {"Type":"Vendor","EntityRef":{"value":"55"}}',
  ])
})

test('a note ends with its marker, however long it is', () => {
  const note = noteText('x'.repeat(5000), head.marker, true)
  expect([note.length, note.endsWith(`x [PSB:${head.marker}]`)]).toEqual([4000, true])
})

test('companies in the US are told in ISO-8859-1: what has no letter there is written with what looks like it', () => {
  expect(plain('Größe “Ø 5” – Łódź … 5 €', true)).toBe('Größe "Ø 5" - ?ódz ... 5 EUR')
  expect(plain('Škoda 鋼', true)).toBe('Skoda ?')
  expect(plain('Łódź', false)).toBe('Łódź')
})

test('numbers of documents stay within 21 characters, also where counts grow', () => {
  expect([docNumberOf('build', 42, 'cogs', 1), docNumberOf('receipt', 42, 'correction', 12), docNumberOf('sale', 7, 'main', 1), docNumberOf('build', 42, 'reversal', 2), docNumberOf('build', 42, 'main', 2)]).toEqual([
    'PSB-B-00042-C',
    'PSB-R-00042-A12',
    'PSB-M-00007',
    'PSB-B-00042-X2',
    'PSB-B-00042-2',
  ])
  expect(docNumberOf('receipt', 999_999_999, 'correction', 9999).length).toBeLessThanOrEqual(21)
})

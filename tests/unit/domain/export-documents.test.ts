import { expect, test } from 'vitest'
import { differenceOf, draftsOf, oppositeOf, type CoveredMove, type ExportDraft, type PairLine } from '../../../src/main/domain/export-documents.ts'
import { centsOf, targetOf, type ExportFacts } from '../../../src/main/domain/export-targets.ts'

const choice = { leaveOutLabor: false }
const receipt = { kind: 'receipt', id: 1 } as const

function said(draft: ExportDraft): string {
  return draft.kind === 'inventory_adjustment'
    ? `${draft.offset}: ${draft.moves.map(({ productId, quantity }) => `${productId} ${quantity}`).join(', ')}`
    : draft.pairs.map(({ debit, credit, cents }) => `${debit} / ${credit} ${cents}`).join(', ')
}

const difference = (source: 'sync' | 'partsemble', before: ExportFacts, after: ExportFacts) => differenceOf(targetOf(source, after, choice), targetOf(source, before, choice))

const delivered: ExportFacts = { kind: 'receipt', received: [{ productId: 1, quantity: 10, value: 100_000 }, { productId: 2, quantity: 5, value: 50_000 }], counted: [], owed: 150_000, wasted: 0 }

test('a correction with gains and losses is two documents', () => {
  const after: ExportFacts = { ...delivered, received: [{ productId: 1, quantity: 12, value: 120_000 }, { productId: 2, quantity: 5, value: 50_000 }], counted: [{ productId: 2, quantity: 3, value: 30_000 }], owed: 170_000, wasted: 30_000 }
  expect(draftsOf('correction', [{ document: receipt, difference: difference('sync', delivered, after) }]).map(said)).toEqual(['receiving: 1 2', 'waste: 2 -3'])
  expect(draftsOf('correction', [{ document: receipt, difference: difference('partsemble', delivered, after) }]).map(said)).toEqual(['receiving_debit / receiving_credit 2', 'waste / receiving_debit 3'])
})

test('a product that nets to nothing has no line', () => {
  const facts: ExportFacts = {
    kind: 'build',
    status: 'done',
    drawn: [{ productId: 1, quantity: 4, value: 4, side: 'received' }, { productId: 1, quantity: 2, value: 2, side: 'made' }, { productId: 2, quantity: 3, value: 3, side: 'received' }],
    made: [{ productId: 2, quantity: 3, value: 9 }],
    costLines: 0,
  }
  expect(targetOf('sync', facts, choice).moves).toEqual([{ offset: 'cogs', productId: 1, quantity: -6, value: -6 }])
})

test('cents are rounded half away from zero, so that down rounds as up does', () => {
  expect([4_999, 5_000, -4_999, -5_000, 15_000].map(centsOf)).toEqual([0, 1, 0, -1, 2])
})

test('what opposes sums line by line, on the accounts and items as they were sent', () => {
  const pair = (cents: number, debitAccount: string): PairLine => ({ document: receipt, debit: 'build_debit', credit: 'build_credit', value: cents * 10_000, cents, leftOut: false, debitAccount, creditAccount: 'c', vendor: null })
  const move = (quantity: number, item: string): CoveredMove => ({ document: receipt, productId: 1, quantity, value: 0, item, offset: 'cogs', offsetAccount: 'a' })
  const [adjustment, journal] = oppositeOf({ moves: [move(5, 'i'), move(-2, 'i'), move(1, 'other'), move(4, 'gone'), move(-4, 'gone')], pairs: [pair(100, 'old'), pair(20, 'new'), pair(-30, 'old')] })
  expect(adjustment).toMatchObject({ kind: 'inventory_adjustment', purpose: 'reversal', offsetAccount: 'a', moves: [{ item: 'i', quantity: -3 }, { item: 'other', quantity: -1 }] })
  expect(journal).toMatchObject({ kind: 'journal_entry', pairs: [{ debitAccount: 'old', cents: -70 }, { debitAccount: 'new', cents: -20 }] })
})

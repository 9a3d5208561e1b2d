import { describe, expect, test } from 'vitest'
import { compareSent, differencesOf, explainQuantity, judgeUnclaimed, type MarkedExport, type Says, type SentDocument, type ToldDocument } from '../../../src/main/domain/reconcile.ts'

const says: Says = { txnDate: '2026-03-16', account: 'cogs', amounts: { plate: -4_000_000, box: 2_000_000 } }
const sent: SentDocument = { exportId: 7, kind: 'inventory_adjustment', docNumber: 'PSB-B-00001', marker: 'm', externalId: '12', says }
const told = (change: Partial<ToldDocument> = {}): ToldDocument => ({ kind: 'inventory_adjustment', externalId: '12', docNumber: 'PSB-B-00001', marker: 'm', gone: null, says, ...change })

describe('a document that had arrived', () => {
  test('is there as it was sent', () => {
    expect(compareSent(sent, told())).toBeNull()
  })

  test('says another day, account or amount: each is named, with what that does to quantities', () => {
    const there = { txnDate: '2026-03-15', account: 'waste', amounts: { plate: -4_000_000, box: 3_000_000, lid: 1_000_000 } }
    expect(compareSent(sent, told({ says: there }))).toMatchObject({
      state: 'changed',
      differences: [
        { field: 'date', here: '2026-03-16', there: '2026-03-15' },
        { field: 'account', here: 'cogs', there: 'waste' },
        { field: 'amount', of: 'box', here: 2_000_000, there: 3_000_000 },
        { field: 'amount', of: 'lid', here: 0, there: 1_000_000 },
      ],
      effects: { box: -1_000_000, lid: -1_000_000 },
    })
  })

  test('with fewer decimals there is rounded, as long as nothing else differs', () => {
    const rounded = { ...says, amounts: { plate: -4_000_005, box: 2_000_000 } }
    expect(compareSent(sent, told({ says: rounded }))).toMatchObject({ state: 'rounded', effects: { plate: 5 } })
    expect(compareSent(sent, told({ says: { ...rounded, txnDate: '2026-03-15' } }))).toMatchObject({ state: 'changed' })
    expect(compareSent(sent, told({ says: { ...says, amounts: { plate: -4_000_006, box: 2_000_000 } } }))).toMatchObject({ state: 'changed' })
  })

  test('a cent of a journal is a change, and moves no quantity', () => {
    const journal: SentDocument = { ...sent, kind: 'journal_entry', says: { txnDate: '2026-03-16', account: null, amounts: { a: 100, b: -100 } } }
    const there = told({ kind: 'journal_entry', says: { txnDate: '2026-03-16', account: null, amounts: { a: 101, b: -101 } } })
    expect(compareSent(journal, there)).toMatchObject({ state: 'changed', effects: {} })
  })

  test.each([
    ['deleted', told({ gone: 'deleted' })],
    ['missing', told({ gone: 'missing' })],
    ['missing', undefined],
  ])('%s: all it moved is missing there', (state, there) => {
    expect(compareSent(sent, there)).toMatchObject({ state, exportId: 7, differences: [], effects: says.amounts })
  })

  test('amounts in another order are the same', () => {
    expect(differencesOf(says, { ...says, amounts: { box: 2_000_000, plate: -4_000_000 } })).toEqual([])
  })
})

describe('a document that nothing here arrived as', () => {
  const marked = (stands: MarkedExport['stands']): MarkedExport => ({ exportId: 7, kind: 'inventory_adjustment', stands })

  test.each([
    ['twice', marked('arrived')],
    ['adoptable', marked('open')],
    ['arriving', marked('under_way')],
    ['stranger', marked('settled')],
  ])('%s by how the document of its marker stands', (state, one) => {
    expect(judgeUnclaimed(told(), one)).toMatchObject({ state, exportId: 7, effects: { plate: 4_000_000, box: -2_000_000 } })
  })

  test('without such a document, or one of the other kind, it is a stranger', () => {
    expect(judgeUnclaimed(told(), null)).toMatchObject({ state: 'stranger', exportId: null })
    expect(judgeUnclaimed(told({ kind: 'journal_entry' }), marked('open'))).toMatchObject({ state: 'stranger', exportId: null, effects: {} })
  })
})

describe('a quantity', () => {
  test('differs by what is known, and by a rest that says so', () => {
    const { difference, reasons, unexplained } = explainQuantity(10_000_000, 4_000_000, { waiting: 5_000_000, changed_there: -1_000_000, rounding: 0 })
    expect([difference, reasons, unexplained]).toEqual([6_000_000, [{ reason: 'waiting', quantity: 5_000_000 }, { reason: 'changed_there', quantity: -1_000_000 }], 2_000_000])
    expect(reasons.reduce((sum, { quantity }) => sum + quantity, unexplained)).toBe(difference)
  })
})

import { describe, expect, test } from 'vitest'
import { effectOf, type DocumentFacts } from '../../../src/main/domain/sale-document.ts'
import { readNothing } from '../../../src/main/domain/sale-reading.ts'
import { sidesOf } from '../../../src/main/domain/sale-sides.ts'
import type { ReadSaleLine } from '../../../src/shared/contract/sale-document.ts'

const line = (productId: number, quantity: number, revenue: number): ReadSaleLine => ({ place: '1', productId, quantity, revenue, notes: [] })
const side = (productId: number, quantity: number, revenue: number) => ({ productId, quantity, revenue })

describe('the two sides of a document', () => {
  test('are one where nothing goes the other way: lines stay as they are', () => {
    expect(sidesOf([line(1, 3, 30), line(2, 1, -5), line(1, 0, 7)])).toEqual({ own: [side(1, 3, 30), side(2, 1, -5), side(1, 0, 7)], counter: [] })
  })

  test('net a product with a line below zero, in the place of its first line', () => {
    expect(sidesOf([line(1, 3, 30), line(2, 1, 9), line(1, -1, -10)])).toEqual({ own: [side(1, 2, 20), side(2, 1, 9)], counter: [] })
    expect(sidesOf([line(1, 1, 10), line(1, -3, -36), line(2, 1, 9)])).toEqual({ own: [side(2, 1, 9)], counter: [side(1, 2, 26)] })
  })

  test('keep the money of an exchange, and nothing of one that comes to nothing', () => {
    expect(sidesOf([line(1, 1, 12), line(1, -1, -10)])).toEqual({ own: [side(1, 0, 2)], counter: [] })
    expect(sidesOf([line(1, 1, 10), line(1, -1, -10)])).toEqual({ own: [], counter: [] })
  })

  test('are none where a sum is more than can be kept', () => {
    const most = Number.MAX_SAFE_INTEGER
    expect(sidesOf([line(1, most, 1), line(1, most, 1), line(1, -1, 1)])).toBeNull()
  })
})

describe('what a document is to be in the ledger', () => {
  const facts: DocumentFacts = {
    type: 'credit_memo',
    txnDate: '2026-01-20',
    deleted: false,
    startsOn: '2026-01-01',
    today: '2026-01-31',
    treatment: 'return_to_stock',
    receiving: true,
    sku: (productId) => `P-${productId}`,
  }
  const effect = (given: Partial<DocumentFacts>, lines: readonly ReadSaleLine[] = [line(1, 2, 20), line(2, -1, -9)]) =>
    effectOf({ ...facts, ...given }, () => ({ ...readNothing, lines }))

  test('is nothing once it is deleted, and not looked into when it is older than the first day', () => {
    const unread = () => {
      throw new Error('it was read')
    }
    expect(effectOf({ ...facts, deleted: true }, unread)).toEqual({ kind: 'is', sides: { own: [], counter: [] } })
    expect(effectOf({ ...facts, txnDate: '2025-12-31' }, unread)).toEqual({ kind: 'ignored' })
    expect(effect({ txnDate: '2026-01-01' })).toMatchObject({ kind: 'is' })
  })

  test('follows the treatment of a memo where something on it was sold', () => {
    const own = side(1, 2, 20)
    expect(effect({})).toEqual({ kind: 'is', sides: { own: [own], counter: [side(2, 1, 9)] } })
    expect(effect({ treatment: 'price_only' })).toEqual({ kind: 'is', sides: { own: [own, side(2, 0, -9)], counter: [] } })
    expect(effect({ treatment: 'consume_like_a_sale' })).toEqual({ kind: 'waits', problems: [{ code: 'taken_off_memo', productId: 2, sku: 'P-2' }] })
    expect(effect({ type: 'invoice', treatment: 'consume_like_a_sale' })).toMatchObject({ kind: 'is' })
  })

  test('waits for its day and for receiving, unless there is nothing in it', () => {
    expect(effect({ txnDate: '2026-02-01', receiving: false })).toMatchObject({ kind: 'waits', problems: [{ code: 'date_in_future' }, { code: 'receiving_off' }] })
    expect(effect({ txnDate: '2026-02-01', receiving: false }, [])).toEqual({ kind: 'is', sides: { own: [], counter: [] } })
  })
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { holdingOf } from '../../src/main/practice/bookkeeping.ts'
import { rateAt } from '../../src/main/practice/amounts.ts'
import { move, nothingHeld } from '../../src/main/practice/valuation.ts'
import { runs } from '../property/seeded.ts'
import { differences, openBooks, type Books } from './books.ts'

const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-02-${String(n).padStart(2, '0')}`)
const quantity = fc.integer({ min: 1, max: 400 }).map((n) => n / 4)
const item = fc.nat({ max: 2 })
const step = fc.oneof(
  fc.record({ kind: fc.constant('bill' as const), day, item, quantity, amount: fc.integer({ min: 0, max: 90_000 }).map((cents) => cents / 100) }),
  fc.record({ kind: fc.constantFrom('invoice' as const, 'memo' as const), day, item, quantity, amount: fc.integer({ min: -500, max: 9000 }) }),
  fc.record({ kind: fc.constant('adjust' as const), day, item, quantity: fc.tuple(quantity, fc.boolean()).map(([size, out]) => (out ? -size : size)) }),
  fc.record({ kind: fc.constantFrom('edit' as const, 'void' as const, 'delete' as const), place: fc.nat(), day, quantity }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

interface Made {
  readonly type: string
  readonly id: string
  token: number
  readonly item: string
  gone: boolean
}

function play(books: Books, steps: readonly Step[]): void {
  const items = ['Panel', 'Bolt', 'Box'].map((name, place) => books.stocked(name, { PurchaseCost: place * 1.375, QtyOnHand: place * 10 }))
  const vendor = books.make('Vendor', { DisplayName: 'Steel' }).id
  const buyer = books.make('Customer', { DisplayName: 'Buyer' }).id
  const made: Made[] = []
  const keep = (type: string, body: object, itemId: string) => made.push({ type, id: books.make(type, body).id, token: 0, item: itemId, gone: false })
  const sold = (itemId: string, count: number, amount: number) => [{ Amount: amount, SalesItemLineDetail: { ItemRef: { value: itemId }, Qty: count } }]
  for (const each of steps) {
    if ('place' in each) {
      const document = made[each.place % Math.max(made.length, 1)]
      if (document !== undefined) change(books, document, each.kind, each.day, each.quantity, sold)
      continue
    }
    const itemId = items[each.item] ?? ''
    if (each.kind === 'bill') {
      keep('Bill', { TxnDate: each.day, VendorRef: { value: vendor }, Line: [{ Amount: each.amount, ItemBasedExpenseLineDetail: { ItemRef: { value: itemId }, Qty: each.quantity } }] }, itemId)
    } else if (each.kind === 'adjust') {
      const line = { ItemAdjustmentLineDetail: { ItemRef: { value: itemId }, QtyDiff: each.quantity } }
      keep('InventoryAdjustment', { TxnDate: each.day, AdjustAccountRef: { value: books.account('Inventory Shrinkage') }, Line: [line] }, itemId)
    } else keep(each.kind === 'invoice' ? 'Invoice' : 'CreditMemo', { TxnDate: each.day, CustomerRef: { value: buyer }, Line: sold(itemId, each.quantity, each.amount) }, itemId)
  }
}

function change(books: Books, document: Made, kind: 'edit' | 'void' | 'delete', day: string, count: number, sold: (item: string, count: number, amount: number) => object[]): void {
  const isSale = document.type === 'Invoice' || document.type === 'CreditMemo'
  if (document.gone || (kind === 'void' && !isSale)) return
  const named = { Id: document.id, SyncToken: String(document.token), sparse: true }
  if (kind === 'edit') books.change(document.type, 'update', { ...named, TxnDate: day, ...(isSale ? { Line: sold(document.item, count, 10) } : {}) })
  else books.change(document.type, kind, named)
  document.token += 1
  document.gone = kind === 'delete'
}

interface Moved {
  readonly seq: number
  readonly line: number
  readonly date: string
  readonly quantity: number
  readonly value: number | null
  readonly worth: number
}

/** What every movement is worth when all of them are valued at once, from the first. */
function valuedAtOnce({ world }: Books, itemId: string): { kept: number[]; anew: number[]; holding: unknown } {
  const rows = world.store.statement('select * from book_move where item_id = ? order by date, seq, line').all(itemId) as Moved[]
  const anew = new Map(rows.map(({ seq, line }) => [`${seq}:${line}`, 0]))
  let holding = nothingHeld
  for (const { seq, line, date, quantity, value } of rows) {
    const moved = move(holding, { key: `${seq}:${line}`, date, quantity, value }, rateAt(world.store.find('Item', itemId)?.body, 'PurchaseCost'))
    holding = moved.holding
    for (const { key, cents } of moved.changes) anew.set(key, (anew.get(key) ?? 0) + cents)
  }
  return { kept: rows.map(({ worth }) => worth), anew: [...anew.values()], holding }
}

test('whatever is booked, edited, dated back, voided or deleted: the books balance and stock is what FIFO makes of all movements', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const books = openBooks()
      play(books, steps)
      expect(differences(books)).toEqual({ trial: 0, stock: 0 })
      const items = books.world.store.statement("select id from object where type = 'Item'").all() as { id: string }[]
      for (const { id } of items) {
        const { kept, anew, holding } = valuedAtOnce(books, id)
        expect(kept).toEqual(anew)
        expect(holdingOf(books.world.store, id)).toEqual(holding)
      }
      const account = books.world.store.statement("select coalesce(sum(cents), 0) as cents from journal where account_id = ?").get(books.account('Inventory Asset'))
      expect(account).toEqual({ cents: Math.round(Number(books.balance('Inventory Asset')) * 100) })
      books.world.store.close()
    }),
    runs(150),
  )
})

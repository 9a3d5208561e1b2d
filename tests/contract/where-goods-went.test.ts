import { expect, test } from 'vitest'
import { openDoor, qty } from '../support/door.ts'

/** Where goods came from and went to, through the door the window uses. */
const { done, ask, openShop } = openDoor()

test('a lot shows what it came from and what it became, and its recall sheet sums to it', async () => {
  const { box, receipts } = await sellOneOfThree()
  const { lots } = await ask('lot.list', { search: '', productId: null, status: null, limit: 50, offset: 0 })
  const plate = lots.find(({ source, product }) => source.id === receipts[0] && product.sku === 'PLATE')
  if (plate === undefined) throw new Error('the plates are gone')
  const { nodes, edges, more } = await ask('lot.trace', { lotId: plate.lotId, direction: 'both' })
  expect(nodes.map(({ what, depth }) => [what, depth])).toEqual([['lot', 0], ['lot', 1], ['sale', 2]])
  expect(edges.map(({ quantity, document }) => [quantity, document.reference])).toEqual([[qty('5'), 'PSB-B-00001'], [qty('1'), 'INV-7']])
  expect(nodes[2]).toMatchObject({ customer: 'Ann', document: { kind: 'sale', reference: 'INV-7' } })
  expect(more).toBe(false)
  const sheet = await ask('lot.recall', { lotId: plate.lotId })
  expect(sheet).toMatchObject({ whole: qty('5'), totals: { sold: 1_666_667, onHand: 3_333_333, inReview: 0, wasted: 0, adjusted: 0 } })
  expect(sheet.sold).toMatchObject([{ document: { reference: 'INV-7' }, customer: 'Ann', product: { productId: box }, quantity: qty('1') }])
})

async function sellOneOfThree() {
  const shop = await openShop()
  await done('build.execute', { productId: shop.box, quantity: '3', businessDate: '2026-01-31' })
  await done('sale.record', { reference: 'INV-7', customer: 'Ann', saleDate: '2026-01-31', lines: [{ productId: shop.box, quantity: '1', revenue: '90' }], notes: '' })
  return shop
}

test('a cost explains itself level by level, with each late cost by name', async () => {
  const { receipts } = await sellOneOfThree()
  const [first = 0] = receipts
  await done('receipt.correct_cost', { receiptId: first, lineNo: 1, cost: { per: 'unit', amount: '15' } })
  const { lots } = await ask('lot.list', { search: 'B-1', productId: null, status: null, limit: 50, offset: 0 })
  const built = await ask('cost.explain', { lotId: lots[0]?.lotId ?? 0 })
  expect(built.parts.reduce((sum, { value }) => sum + value, 0)).toBe(built.value)
  expect(built.parts[0]).toMatchObject({
    what: 'draw',
    quantity: qty('5'),
    first: qty('60'),
    value: qty('75'),
    changes: [{ kind: 'late_cost', document: { kind: 'receipt', id: first }, cost: { per: 'unit', amount: qty('15') }, difference: qty('15') }],
  })
  expect(built.parts.at(-1)).toMatchObject({ what: 'cost_line', name: 'Assembly', value: qty('45') })
  const [draw] = built.parts
  const received = await ask('cost.explain', { lotId: draw?.what === 'draw' ? draw.lot.lotId : 0 })
  expect(received).toMatchObject({ quantity: qty('5'), value: qty('75'), unitCost: qty('15') })
  expect(received.parts).toMatchObject([{ what: 'receipt_line', supplier: 'Acme', lineNo: 1, cost: { per: 'unit', amount: qty('12') }, first: qty('60'), value: qty('75') }])
})

test('a lot that is not there is told as such', async () => {
  for (const name of ['lot.trace', 'lot.recall', 'cost.explain'] as const) {
    const input = name === 'lot.trace' ? { lotId: 99, direction: 'both' as const } : { lotId: 99 }
    await expect(ask(name, input as never)).rejects.toThrow('lot.not_found')
  }
})

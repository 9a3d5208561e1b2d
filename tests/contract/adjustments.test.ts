import { expect, test } from 'vitest'
import { money, openDoor, plain, qty, today } from '../support/door.ts'

/** Adjustments as they are listed and looked at, through the door the window uses. */
const { done, ask, run } = openDoor()

const all = { search: '', productId: null, status: null, sort: 'reference', descending: true, limit: 50, offset: 0 } as const
const head = { businessDate: today, notes: '' }

async function openCellar() {
  const { productId: plate } = await done('product.create', { ...plain, sku: 'PLATE', name: 'Steel plate', kind: 'component' })
  const { productId: bolt } = await done('product.create', { ...plain, sku: 'BOLT', name: 'Bolt', kind: 'component' })
  const opened = await done('stock.open', { ...head, productId: plate, quantity: '10', cost: { per: 'unit', amount: '12' }, businessDate: '2026-01-02' })
  const found = await done('stock.find', { ...head, productId: bolt, quantity: '4', unitCost: '0.50', reason: 'count', notes: 'Behind the press' })
  const { lots } = await ask('lot.list', { search: 'OPEN-PLATE', productId: null, status: null, limit: 10, offset: 0 })
  const lotId = lots[0]?.lotId ?? 0
  const broken = await done('lot.adjust', { ...head, lotId, change: { by: 'signed', quantity: '-3' }, reason: 'breakage' })
  return { plate, bolt, lotId, opened, found, broken }
}

test('adjustments say which lot they changed or made, newest first, sorted and searched in any way', async () => {
  const { plate, broken, found } = await openCellar()
  const list = async (change: Partial<typeof all> | object) => {
    const { adjustments, total } = await ask('adjustment.list', { ...all, ...change })
    return { shown: adjustments.map(({ reference, lot, quantity, value }) => [reference, lot?.number, quantity / 1e6, value / 1e6]), total }
  }
  const opening = ['PSB-A-00001', 'OPEN-PLATE', 10, 120]
  const finding = ['PSB-A-00002', 'FOUND-1', 4, 2]
  const breaking = ['PSB-A-00003', 'OPEN-PLATE', -3, -36]
  expect(await list({})).toEqual({ shown: [breaking, finding, opening], total: 3 })
  expect((await list({ sort: 'value', descending: false })).shown).toEqual([breaking, finding, opening])
  expect((await list({ sort: 'product', descending: false })).shown).toEqual([finding, opening, breaking])
  expect((await list({ sort: 'date', descending: false })).shown).toEqual([opening, finding, breaking])
  expect((await list({ search: 'behind the' })).shown).toEqual([finding])
  expect((await list({ search: 'open-pl' })).shown).toEqual([breaking, opening])
  expect((await list({ search: 'psb-a-00002' })).shown).toEqual([finding])
  expect(await list({ productId: plate, limit: 1, offset: 1 })).toEqual({ shown: [opening], total: 2 })
  await done('adjustment.reverse', { adjustmentId: broken.adjustmentId })
  expect((await list({ status: 'reversed' })).shown).toEqual([breaking])
  expect((await list({ status: 'posted' })).shown).toEqual([finding, opening])
  expect(found.reference).toBe('PSB-A-00002')
})

test('one adjustment says why it was made and which posting took it back', async () => {
  const { found } = await openCellar()
  const { adjustmentId, postingId } = found
  expect(await ask('adjustment.get', { adjustmentId })).toMatchObject({
    adjustment: { kind: 'found', status: 'posted', reason: 'count', quantity: qty('4'), value: money('2'), product: { sku: 'BOLT' } },
    notes: 'Behind the press',
    postingId,
    reversedByPostingId: null,
    cause: null,
  })
  const reversal = await done('adjustment.reverse', { adjustmentId })
  expect(await ask('adjustment.get', { adjustmentId })).toMatchObject({ adjustment: { status: 'reversed' }, reversedByPostingId: reversal.postingId })
  await expect(ask('adjustment.get', { adjustmentId: 99 })).rejects.toThrow()
})

test('what a pool’s average made of something taken back names what was taken back', async () => {
  const { productId } = await done('product.create', { ...plain, sku: 'OIL', name: 'Oil', kind: 'component' })
  await done('company.set_receiving', { receiving: false })
  const add = (quantity: string, unitCost: string) =>
    done('stock.adjust', { ...head, productId, change: { by: 'add', quantity, unitCost }, reason: 'received' })
  const first = await add('10', '1')
  await add('10', '3')
  await done('stock.adjust', { ...head, productId, change: { by: 'remove', quantity: '5' }, reason: 'other' })
  await done('adjustment.reverse', { adjustmentId: first.adjustmentId })
  const { adjustments } = await ask('adjustment.list', all)
  const difference = adjustments.find(({ kind }) => kind === 'difference')
  expect(difference).toMatchObject({ status: 'posted', quantity: 0, lot: { number: 'LEGACY-OIL' } })
  expect(await ask('adjustment.get', { adjustmentId: difference?.adjustmentId ?? 0 })).toMatchObject({
    cause: { kind: 'adjustment', id: first.adjustmentId, reference: first.reference },
    reversedByPostingId: null,
  })
  expect(await run('adjustment.reverse', { adjustmentId: difference?.adjustmentId ?? 0 })).toMatchObject({ error: { code: 'adjustment.not_found' } })
})

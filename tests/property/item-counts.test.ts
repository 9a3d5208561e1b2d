import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { execute } from '../../src/main/commands/execute.ts'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { linesOf } from '../../src/main/outbox/rows.ts'
import { beginSend, record } from '../../src/main/outbox/transitions.ts'
import { syncItems } from '../../src/main/sync/item-sync.ts'
import type { DraftOf, NameOf, OutputOf } from '../../src/shared/contract/registry.ts'
import { commands } from '../../src/shared/contract/registry.ts'
import { formatQuantity } from '../../src/shared/units/quantity.ts'
import { testLedger, valueOf } from '../support/database.ts'
import { bindCompany } from '../support/exports.ts'
import { plain, today } from '../support/door.ts'
import { testEnvironment } from '../support/ports.ts'
import { itemShelf, type ShelfItem } from '../support/quickbooks/item-shelf.ts'
import { runs } from './seeded.ts'

type Step =
  | { readonly do: 'adjust'; readonly of: number; readonly by: number }
  | { readonly do: 'build'; readonly units: number }
  | { readonly do: 'reverse' }
  | { readonly do: 'send' }
  /** Bought or sold there, which this program hears of by the next sync. */
  | { readonly do: 'there'; readonly of: number; readonly by: number }
  | { readonly do: 'sync' }

const by = fc.integer({ min: -40, max: 40 }).filter((amount) => amount !== 0)
const of = fc.nat({ max: 2 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('adjust' as const), of, by }),
  fc.record({ do: fc.constant('build' as const), units: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ do: fc.constant('reverse' as const) }),
  fc.record({ do: fc.constant('send' as const) }),
  fc.record({ do: fc.constant('there' as const), of, by }),
  fc.record({ do: fc.constant('sync' as const) }),
)

/** Two books of the same three products, PLATE and BOLT in BOX, as a shop without lots keeps them. */
async function openTwoBooks() {
  const ledger = testLedger()
  const { db } = ledger
  const environment = testEnvironment(today)
  const issue = (name: NameOf<'command'>, input: unknown) =>
    execute({ db, environment, onCommitted: () => {} }, name, randomUUID(), commands[name].input.parse(input) as never)
  const run = <N extends NameOf<'command'>>(name: N, input: DraftOf<'command', N>) => issue(name, input)
  const done = <N extends NameOf<'command'>>(name: N, input: DraftOf<'command', N>) => valueOf(run(name, input)) as OutputOf<'command', N>
  bindCompany(db, { source: 'sync' })
  done('company.set_receiving', { receiving: false })
  const shelf = itemShelf([30, 100, 0].map((quantity, place): ShelfItem => ({ Id: String(place + 1), Name: `Item ${place}`, Type: 'Inventory', QtyOnHand: quantity, PurchaseCost: 2 })))
  let seconds = 0
  const now = () => new Date(Date.parse('2026-01-31T12:00:00Z') + 1000 * (seconds += 1)).toISOString()
  const sync = async () => {
    shelf.now = now()
    const parts = { db, client: shelf.client, kinds: ['inventory'] as const, clock: environment.clock, pause: async () => {}, onProgress: () => {}, signal: new AbortController().signal }
    const summary = await syncItems({ ...parts, issue: issue as never })
    expect(summary).toMatchObject({ problem: null, listed: [] })
  }
  await sync()
  const products = ['PLATE', 'BOLT', 'BOX'].map((sku, place) => {
    const { productId } = done('product.create', { ...plain, sku, name: `Item ${place}`, kind: sku === 'BOX' ? 'finished_good' : 'component' })
    done('item.link', { accountingItemId: place + 1, productId })
    return productId
  })
  const [plate = 0, bolt = 0, box = 0] = products
  done('bom.save', {
    productId: box,
    components: [{ productId: plate, quantityPerUnit: '2', optional: false }, { productId: bolt, quantityPerUnit: '8', optional: false }],
    costLines: [],
  })
  await sync()
  return { ledger, db, shelf, run, done, sync, now, products, box }
}

/** Walks through a day and tells what the stock ought to be after each sync. */
async function walk(steps: readonly Step[]): Promise<void> {
  const { ledger, db, shelf, run, sync, now, products, box } = await openTwoBooks()
  const there = [30, 100, 0]
  /** Moved here and not accepted there. */
  const unsent = [0, 0, 0]
  const builds: { readonly id: number; readonly units: number }[] = []
  const move = (amounts: readonly number[]) => amounts.forEach((amount, place) => (unsent[place] = (unsent[place] ?? 0) + amount))
  const onHand = () => db.prepare<[], number>('SELECT quantity FROM product_balance ORDER BY product_id').pluck().all()
  for (const step of [...steps, { do: 'sync' } as const]) {
    switch (step.do) {
      case 'adjust': {
        const change = step.by > 0 ? ({ by: 'add', quantity: String(step.by), unitCost: null } as const) : ({ by: 'remove', quantity: String(-step.by) } as const)
        const adjusted = run('stock.adjust', { productId: products[step.of] ?? 0, change, reason: 'other', businessDate: today, notes: '' })
        if (adjusted.ok) move([0, 1, 2].map((place) => (place === step.of ? step.by : 0)))
        break
      }
      case 'build': {
        const built = run('build.execute', { productId: box, quantity: String(step.units), businessDate: today })
        if (!built.ok) break
        builds.push({ id: (built.value as OutputOf<'command', 'build.execute'>).buildId, units: step.units })
        move([-2 * step.units, -8 * step.units, step.units])
        break
      }
      case 'reverse': {
        const last = builds.at(-1)
        if (last === undefined || !run('build.reverse', { buildId: last.id }).ok) break
        builds.pop()
        move([2 * last.units, 8 * last.units, -last.units])
        break
      }
      case 'send': {
        const exportId = db.prepare<[], number>("SELECT export_id FROM export_document WHERE state = 'waiting' ORDER BY export_id LIMIT 1").pluck().get()
        if (exportId === undefined || beginSend(db, exportId, { at: now(), uuid: randomUUID }) === null) break
        for (const { productId, quantity } of linesOf(db, exportId)) {
          const place = products.indexOf(productId ?? 0)
          if (place < 0) continue
          there[place] = (there[place] ?? 0) + quantity / 1e6
          unsent[place] = (unsent[place] ?? 0) - quantity / 1e6
        }
        const at = now()
        record(db, exportId, { outcome: 'accepted', arrived: { externalId: `doc-${exportId}`, syncToken: '0', acceptedAt: at } }, { at, uuid: randomUUID })
        break
      }
      case 'there':
        there[step.of] = (there[step.of] ?? 0) + step.by
        break
      case 'sync': {
        shelf.items = shelf.items.map((item, place) => ({ ...item, QtyOnHand: there[place] ?? 0 }))
        await sync()
        const truth = there.map((quantity, place) => formatQuantity(Math.max(0, quantity + (unsent[place] ?? 0)) * 1e6))
        expect(onHand().map((quantity) => formatQuantity(quantity))).toEqual(truth)
      }
    }
  }
  // The accounts of this company were written without their seals.
  expect(verifyBooks(db).checks.filter(({ name, difference }) => difference !== null && name !== 'rows_are_as_written')).toEqual([])
  ledger.close()
}

test('whatever happens here and there, a sync loses no build that has not arrived and counts nothing twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 24 }), async (steps) => walk(steps)),
    runs(40),
  )
})

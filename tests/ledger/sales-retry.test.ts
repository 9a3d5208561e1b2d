import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { execute } from '../../src/main/commands/execute.ts'
import { salesQueue, type SalesQueue } from '../../src/main/sync/sales-queue.ts'
import { salesRetry } from '../../src/main/sync/sales-retry.ts'
import { testLedger, type TestLedger } from '../support/database.ts'
import { connect, item, mirror } from '../support/items.ts'
import { testEnvironment, testId } from '../support/ports.ts'
import { shopOn, type Shop } from '../support/shop.ts'
import { documentOf, goods, link, toldBy } from '../support/told-documents.ts'

let ledger: TestLedger
let shop: Shop
let issued: number[]
let queue: SalesQueue
const environment = testEnvironment()
let ids = 0

beforeEach(() => {
  ledger = testLedger()
  shop = shopOn(ledger.db)
  connect(ledger.db)
  mirror(ledger.db, [item('10'), item('11')])
  issued = []
  queue = salesQueue()
})

afterEach(() => ledger.close())

const issue = (name: 'sale.apply_document', input: { readonly saleDocumentId: number }) => {
  issued.push(input.saleDocumentId)
  return execute({ db: ledger.db, environment, onCommitted: () => {} }, name, testId((ids += 1)), input)
}
const made = () => ledger.db.prepare<[], number>('SELECT sale_document_id FROM sale_document WHERE sale_id IS NOT NULL ORDER BY sale_id').pluck().all()
const pause = () => new Promise<void>((resolve) => setImmediate(resolve))
const parts = () => ({ db: ledger.db, issue, pause, signal: new AbortController().signal })
/** Nothing breaks here. */
const onBroke = (thrown: unknown) => {
  throw thrown
}
const states = () => ledger.db.prepare<[], string>('SELECT state FROM sale_document ORDER BY 1').pluck().all()

/** Two invoices of two items that nobody linked, looked at once. */
async function twoWaiting(): Promise<readonly [number, number]> {
  const { tell } = toldBy(ledger.db)
  for (const id of ['10', '11']) tell({ externalId: id, body: documentOf([goods({ item: id, qty: '1', amount: '5' })]) })
  await queue.apply(parts(), () => {})
  expect(states()).toEqual(['waiting', 'waiting'])
  return [shop.product('A', 'finished_good'), shop.product('B', 'finished_good')]
}

test('a sale that waited for its item is applied when it is there, and what still waits goes on waiting', async () => {
  const [a, b] = await twoWaiting()
  const applied = vi.fn<() => void>()
  const retry = salesRetry({ queue, ledger: () => ledger.db, issue, pause, onChanged: applied, onBroke })
  link(ledger.db, a, 1)
  retry.poke()
  await vi.waitFor(() => expect(applied).toHaveBeenCalledOnce())
  expect(states()).toEqual(['applied', 'waiting'])
  link(ledger.db, b, 2)
  // Asked for twice at once it runs once more, not twice.
  issued = []
  for (let times = 0; times < 5; times += 1) retry.poke()
  await vi.waitFor(() => expect(states()).toEqual(['applied', 'applied']))
  await pause()
  expect(issued.length).toBeLessThanOrEqual(2)
})

test('what is linked while others are tried is taken in the order of its days', async () => {
  const [a, b] = await twoWaiting()
  const [older, newer] = ledger.db.prepare<[], number>('SELECT sale_document_id FROM sale_document ORDER BY length(external_id), external_id').pluck().all()
  let retry: ReturnType<typeof salesRetry> | null = null
  // Both are linked just after the older one was tried in vain.
  const meanwhile = (name: 'sale.apply_document', input: { readonly saleDocumentId: number }) => {
    const tried = issue(name, input)
    if (issued.length === 1) {
      for (const [productId, item] of [[a, 1], [b, 2]] as const) link(ledger.db, productId, item)
      retry?.poke()
    }
    return tried
  }
  issued = []
  retry = salesRetry({ queue, ledger: () => ledger.db, issue: meanwhile, pause, onChanged: () => {}, onBroke })
  retry.poke()
  await vi.waitFor(() => expect(states()).toEqual(['applied', 'applied']))
  expect(made()).toEqual([older, newer])
})

test('what waits for something else than before is told, though nothing of it is in the books', async () => {
  const { tell } = toldBy(ledger.db)
  tell({ externalId: '20', body: documentOf([goods({ item: '20', qty: '1', amount: '5' })]) })
  await queue.apply(parts(), () => {})
  const onChanged = vi.fn<() => void>()
  const onWell = vi.fn<() => void>()
  const retry = salesRetry({ queue: salesQueue(onWell), ledger: () => ledger.db, issue, pause, onChanged, onBroke })
  const waitsFor = () => ledger.db.prepare<[], string>("SELECT problem_json ->> '$[0].code' FROM sale_document").pluck().all()
  expect(waitsFor()).toEqual(['item_unknown'])
  retry.poke()
  await vi.waitFor(() => expect(onWell).toHaveBeenCalledTimes(1))
  expect(onChanged).not.toHaveBeenCalled()
  mirror(ledger.db, [item('20')])
  retry.poke()
  await vi.waitFor(() => expect(onWell).toHaveBeenCalledTimes(2))
  expect(waitsFor()).toEqual(['item_not_linked'])
  expect(onChanged).toHaveBeenCalledOnce()
})

test('a ledger that is closed is not touched, and another one opened after it is', async () => {
  const [a] = await twoWaiting()
  link(ledger.db, a, 1)
  let open = true
  const retry = salesRetry({ queue, ledger: () => (open ? ledger.db : null), issue, pause, onChanged: () => {}, onBroke })
  issued = []
  retry.poke()
  retry.stop()
  open = false
  retry.poke()
  for (let turn = 0; turn < 5; turn += 1) await pause()
  expect(issued).toEqual([])
  open = true
  retry.poke()
  await vi.waitFor(() => expect(states()).toEqual(['applied', 'waiting']))
})

test('a sync and a retry side by side take what became possible together in the order of its days', async () => {
  const [a, b] = await twoWaiting()
  const { tell } = toldBy(ledger.db)
  for (const id of ['12', '13']) tell({ externalId: id, body: documentOf([goods({ item: '11', qty: '1', amount: '5' })]) })
  const onChanged = vi.fn<() => void>()
  const retry = salesRetry({ queue, ledger: () => ledger.db, issue, pause, onChanged, onBroke })
  issued = []
  // Linked while the sync has tried the first of four in vain.
  await queue.apply(
    {
      ...parts(),
      pause: async () => {
        if (issued.length === 1) {
          for (const [productId, itemId] of [[a, 1], [b, 2]] as const) link(ledger.db, productId, itemId)
          retry.poke()
        }
        await pause()
      },
    },
    () => {},
  )
  expect(states()).toEqual(['applied', 'applied', 'applied', 'applied'])
  expect(made()).toEqual(made().toSorted((one, other) => one - other))
  // The sync did what was asked for, so nothing is tried a second time.
  await pause()
  await pause()
  expect(issued).toHaveLength(5)
  expect(onChanged).not.toHaveBeenCalled()
})

test('what a sync has stored so far waits until all of it is, and is then taken in the order of its days', async () => {
  const [a, b] = await twoWaiting()
  const { tell } = toldBy(ledger.db)
  const retry = salesRetry({ queue, ledger: () => ledger.db, issue, pause, onChanged: () => {}, onBroke })
  await queue.store(async () => {
    // QuickBooks tells in the order of changes: what was sold last comes first.
    const told = (externalId: string, day: string) => tell({ externalId, txnDate: day, body: documentOf([goods({ item: '10', qty: '1', amount: '5' })]) })
    told('21', '2026-01-19')
    link(ledger.db, a, 1)
    retry.poke()
    await vi.waitFor(() => expect(made()).toHaveLength(1))
    for (let turn = 0; turn < 5; turn += 1) await pause()
    told('20', '2026-01-18')
  })
  expect(states()).toEqual(['applied', 'new', 'new', 'waiting'])
  link(ledger.db, b, 2)
  await queue.apply(parts(), () => {})
  const numbers = ledger.db.prepare<[], string>('SELECT external_id FROM sale_document WHERE sale_id IS NOT NULL ORDER BY sale_id').pluck().all()
  expect(numbers).toEqual(['10', '20', '21', '11'])
})

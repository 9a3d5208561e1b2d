import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { execute } from '../../src/main/commands/execute.ts'
import { applyOpenDocuments } from '../../src/main/sync/sales-apply.ts'
import { salesRetry } from '../../src/main/sync/sales-retry.ts'
import { testLedger, type TestLedger } from '../support/database.ts'
import { connect, item, mirror } from '../support/items.ts'
import { testEnvironment, testId } from '../support/ports.ts'
import { shopOn, type Shop } from '../support/shop.ts'
import { documentOf, goods, link, toldBy } from '../support/told-documents.ts'

let ledger: TestLedger
let shop: Shop
let issued: number[]
const environment = testEnvironment()
let ids = 0

beforeEach(() => {
  ledger = testLedger()
  shop = shopOn(ledger.db)
  connect(ledger.db)
  mirror(ledger.db, [item('10'), item('11')])
  issued = []
})

afterEach(() => ledger.close())

const issue = (name: 'sale.apply_document', input: { readonly saleDocumentId: number }) => {
  issued.push(input.saleDocumentId)
  return execute({ db: ledger.db, environment, onCommitted: () => {} }, name, testId((ids += 1)), input)
}
const pause = () => new Promise<void>((resolve) => setImmediate(resolve))
/** Nothing breaks here. */
const onBroke = (thrown: unknown) => {
  throw thrown
}
const states = () => ledger.db.prepare<[], string>('SELECT state FROM sale_document ORDER BY 1').pluck().all()

/** Two invoices of two items that nobody linked, looked at once. */
async function twoWaiting(): Promise<readonly [number, number]> {
  const { tell } = toldBy(ledger.db)
  for (const id of ['10', '11']) tell({ externalId: id, body: documentOf([goods({ item: id, qty: '1', amount: '5' })]) })
  await applyOpenDocuments({ db: ledger.db, issue, pause, signal: new AbortController().signal }, () => {})
  expect(states()).toEqual(['waiting', 'waiting'])
  return [shop.product('A', 'finished_good'), shop.product('B', 'finished_good')]
}

test('a sale that waited for its item is applied when it is there, and what still waits goes on waiting', async () => {
  const [a, b] = await twoWaiting()
  const applied = vi.fn<() => void>()
  const retry = salesRetry({ ledger: () => ledger.db, issue, pause, onApplied: applied, onBroke, onWell: () => {} })
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
  const made = () => ledger.db.prepare<[], number>('SELECT sale_document_id FROM sale_document WHERE sale_id IS NOT NULL ORDER BY sale_id').pluck().all()
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
  retry = salesRetry({ ledger: () => ledger.db, issue: meanwhile, pause, onApplied: () => {}, onBroke, onWell: () => {} })
  retry.poke()
  await vi.waitFor(() => expect(states()).toEqual(['applied', 'applied']))
  expect(made()).toEqual([older, newer])
})

test('a ledger that is closed is not touched, and another one opened after it is', async () => {
  const [a] = await twoWaiting()
  link(ledger.db, a, 1)
  let open = true
  const retry = salesRetry({ ledger: () => (open ? ledger.db : null), issue, pause, onApplied: () => {}, onBroke, onWell: () => {} })
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

import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { askAgain } from '../../../src/renderer/api/query-client.ts'

const queryKey = ['company.settings', {}]
const options = { networkMode: 'always', retry: false, staleTime: Infinity } as const

/** A ledger whose answers wait until they are let go; each says how many changes there had been when it was asked. */
function slowLedger() {
  const waiting: (() => void)[] = []
  const ledger = { changes: 0 }
  const ask = () => {
    const asked = ledger.changes
    return new Promise<number>((resolve) => {
      waiting.push(() => resolve(asked))
    })
  }
  return { ledger, ask, answerNext: () => waiting.shift()?.(), waiting: () => waiting.length }
}

test('an answer on its way to a screen that was left does not hide what moved meanwhile', async () => {
  const client = new QueryClient({ defaultOptions: { queries: options } })
  const { ledger, ask, answerNext } = slowLedger()
  const leave = new QueryObserver(client, { queryKey, queryFn: ask }).subscribe(() => {})
  leave()
  ledger.changes = 1
  await askAgain([{ kind: 'company' }], client)
  answerNext()
  await Promise.resolve()

  const seen = new QueryObserver<number>(client, { queryKey, queryFn: ask })
  const done = seen.subscribe(() => {})
  answerNext()
  await expect.poll(() => seen.getCurrentResult().data).toBe(1)
  done()
  client.clear()
})

test('a page that was left shows nothing old when it is opened again', async () => {
  const client = new QueryClient({ defaultOptions: { queries: options } })
  const { ledger, ask, answerNext } = slowLedger()
  const first = new QueryObserver<number>(client, { queryKey, queryFn: ask })
  const leave = first.subscribe(() => {})
  answerNext()
  await expect.poll(() => first.getCurrentResult().data).toBe(0)
  leave()
  ledger.changes = 1
  await askAgain([{ kind: 'company' }], client)

  const again = new QueryObserver<number>(client, { queryKey, queryFn: ask })
  const done = again.subscribe(() => {})
  expect(again.getCurrentResult().data).toBeUndefined()
  answerNext()
  await expect.poll(() => again.getCurrentResult().data).toBe(1)
  done()
  client.clear()
})

test('a screen that is open is asked again, and keeps what it showed until the answer comes', async () => {
  const client = new QueryClient({ defaultOptions: { queries: options } })
  const { ledger, ask, answerNext, waiting } = slowLedger()
  const seen = new QueryObserver<number>(client, { queryKey, queryFn: ask })
  const done = seen.subscribe(() => {})
  answerNext()
  await expect.poll(() => seen.getCurrentResult().data).toBe(0)
  ledger.changes = 1
  const again = askAgain([{ kind: 'company' }], client)
  await expect.poll(waiting).toBe(1)
  expect(seen.getCurrentResult().data).toBe(0)
  answerNext()
  await again
  expect(seen.getCurrentResult().data).toBe(1)
  done()
  client.clear()
})

test('a page that was still waiting for its first answer when something moved ends with what is true after it', async () => {
  const client = new QueryClient({ defaultOptions: { queries: options } })
  const { ledger, ask, answerNext, waiting } = slowLedger()
  const seen = new QueryObserver<number>(client, { queryKey, queryFn: ask })
  const done = seen.subscribe(() => {})
  ledger.changes = 1
  const again = askAgain([{ kind: 'company' }], client)
  answerNext()
  await expect.poll(waiting).toBe(1)
  answerNext()
  await again
  expect(seen.getCurrentResult().data).toBe(1)
  done()
  client.clear()
})

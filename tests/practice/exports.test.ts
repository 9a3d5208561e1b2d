import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { exportPusher, lookAfterMs, type Pusher } from '../../src/main/exports/push.ts'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { testEnvironment, testId } from '../support/ports.ts'
import { ownApi } from '../support/own-api.ts'
import { adjustItems, day, exportByItself, openPlateAndBox, receivePlates, rowsOf, statesOf, type PlateAndBox } from './plate-and-box.ts'
import { openSyncDesk, type SyncDesk } from './sync-desk.ts'

/** Exports against the practice company, over HTTP. */
let desk: SyncDesk
let api: Awaited<ReturnType<typeof ownApi>>
let shop: PlateAndBox

const rows = <T>(sql: string, ...values: (string | number)[]) => rowsOf<T>(desk, sql, ...values)
const states = () => statesOf(desk)

interface Journal {
  readonly DocNumber: string
  readonly PrivateNote: string
  readonly Line: readonly { readonly Amount: number; readonly JournalEntryLineDetail: { readonly PostingType: string; readonly AccountRef: { readonly value: string } } }[]
}

async function there<T>(entity: string): Promise<T[]> {
  const found = await api.ask(`select * from ${entity} orderby Id`)
  return (found['QueryResponse']?.[entity] ?? []) as T[]
}

/** Choices for a shop whose stock is kept here alone. */
function chooseJournals(): void {
  desk.command('accounting.choose_source', { source: 'partsemble' })
  exportByItself(desk, {
    receiving_debit: 'Raw Materials',
    receiving_credit: 'Goods Received Not Billed',
    build_debit: 'Finished Goods',
    build_credit: 'Raw Materials',
    conversion: 'Conversion Clearing',
    waste: 'Scrap and Waste',
  })
}

const receive = (quantity = '10', cost = '3.333', receivedOn = day) => receivePlates(desk, shop, quantity, cost, receivedOn)
const build = (quantity = '2') => desk.command('build.execute', { productId: shop.box, quantity, businessDate: day })

beforeEach(async () => {
  desk = await openSyncDesk()
  await desk.connect()
  api = await ownApi(desk.origin)
  shop = openPlateAndBox(desk, 'Box “A” – größer', [{ kind: 'labor', name: 'Assembly', cost: { by: 'amount', amountPerUnit: '1.5' } }])
})
afterEach(() => desk.close())

const linesOf = ({ Line }: Journal) => Line.map(({ Amount, JournalEntryLineDetail: { PostingType } }) => `${PostingType} ${Amount}`)

describe('by itself', () => {
  test('what is received and built is in the books over there a moment later, once', async () => {
    chooseJournals()
    desk.sync.opened()
    receive()
    build()
    await desk.until(() => states().every((state) => state.endsWith('accepted')))
    const journals = await there<Journal>('JournalEntry')
    expect(journals.map((journal) => [journal.DocNumber, linesOf(journal)])).toEqual([
      ['PSB-R-00001', ['Debit 33.33', 'Credit 33.33']],
      ['PSB-B-00001', ['Debit 16.33', 'Credit 13.33', 'Credit 3']],
    ])
    expect(journals[1]?.PrivateNote).toMatch(/^Build PSB-B-00001: 2 ea BOX Box "A" - größer\. \[PSB:/)
    expect(verifyBooks(desk.ledger.db).checks.filter(({ difference }) => difference !== null)).toEqual([])
    expect(desk.sync.status().waiting).toBe(0)
  })

  test('what was done with the cable out goes out when it is back', async () => {
    chooseJournals()
    desk.sync.opened()
    desk.cable = () => {
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('no network'), { code: 'ENETUNREACH', syscall: 'connect' }) })
    }
    await desk.sync.checkNow()
    receive()
    build()
    expect(states()).toEqual(['PSB-R-00001 waiting', 'PSB-B-00001 waiting'])
    desk.cable = () => {}
    await desk.sync.checkNow()
    await desk.until(() => states().every((state) => state.endsWith('accepted')))
    expect((await there<Journal>('JournalEntry')).length).toBe(2)
  })

  test('what lacked an account that is then chosen, and one that is refused, each tell what there is to do', async () => {
    chooseJournals()
    desk.command('accounting.set_account', { role: 'build_credit', accountingAccountId: null })
    desk.sync.opened()
    await desk.trouble({ name: 'closed_books', date: '2026-03-15' })
    receive('10', '3.333', '2026-03-10')
    build()
    await desk.until(() => states().includes('PSB-R-00001 refused'))
    expect(states()).toContain('PSB-B-00001 needs')
    const [refused] = rows<{ why: string }>("SELECT why_json AS why FROM export_document WHERE state = 'refused'")
    expect(JSON.parse(refused?.why ?? '')).toMatchObject([{ code: 'refused', fault: 'books_closed' }])
    desk.command('export.send_with_date', { exportIds: rows<{ id: number }>("SELECT export_id AS id FROM export_document WHERE state = 'refused'").map(({ id }) => id), date: day })
    await desk.until(() => states().includes('PSB-R-00001 accepted'))
    expect(await there<Journal & { TxnDate: string }>('JournalEntry')).toMatchObject([{ DocNumber: 'PSB-R-00001', TxnDate: day, PrivateNote: expect.stringContaining('Of 2026-03-10, entered later') as string }])
  })
})

describe('when answers get lost', () => {
  let nowMs: number
  let pusher: Pusher

  beforeEach(() => {
    chooseJournals()
    nowMs = 0
    const environment = testEnvironment(day)
    const clock = { ...environment.clock, monotonicMs: () => nowMs, instant: () => new Date().toISOString() }
    let ids = 500_000
    pusher = exportPusher({ db: desk.ledger.db, environment: { ...environment, clock, ids: { uuid: () => testId((ids += 1)) } }, random: { fraction: () => 0.5 }, onChanged: () => {} })
  })

  const push = async () => {
    const client = await desk.sync.connection.client()
    if (client === null) throw new Error('nothing is connected')
    return pusher.run(client)
  }
  const numbersThere = async () => (await there<Journal>('JournalEntry')).map(({ DocNumber }) => DocNumber)

  test.each([
    ['drop_answer', ['PSB-R-00001']],
    ['cut_answer', ['PSB-R-00001']],
    ['not_json', ['PSB-R-00001']],
    ['reset_before_commit', []],
    ['server_error', []],
  ])('%s: nobody knows; it is looked for, and is there once', async (name, before) => {
    receive()
    await desk.trouble({ name, on: 'JournalEntry', operation: 'create', times: 1 })
    await push()
    expect([states(), await numbersThere()]).toEqual([['PSB-R-00001 unknown'], before])
    nowMs += lookAfterMs
    await push()
    expect([states(), await numbersThere()]).toEqual([['PSB-R-00001 accepted'], ['PSB-R-00001']])
  })

  test('request ids forgotten over there, and an answer lost: looked for first, so never twice', async () => {
    receive()
    await desk.trouble({ name: 'ignore_request_id' })
    await desk.trouble({ name: 'drop_answer', on: 'JournalEntry', operation: 'create', times: 1 })
    await push()
    await push()
    nowMs += lookAfterMs
    await push()
    await push()
    expect([states(), await numbersThere()]).toEqual([['PSB-R-00001 accepted'], ['PSB-R-00001']])
  })

  test('throttled, everything waits its turn', async () => {
    receive()
    await desk.trouble({ name: 'throttle', on: 'JournalEntry', operation: 'create', times: 1 })
    expect(await push()).toMatchObject({ accepted: 0, problem: { code: 'connection.throttled' } })
    expect(states()).toEqual(['PSB-R-00001 waiting'])
  })
})

test('while items are kept over there, quantities follow, fractions too, and a reversal puts them back', async () => {
  await adjustItems(desk, api, shop)
  receive('10.5')
  const { buildId } = build('2')
  await desk.until(() => states().every((state) => state.endsWith('accepted')))
  const onHand = async () => Object.fromEntries((await there<{ Name: string; QtyOnHand: number }>('Item')).map(({ Name, QtyOnHand }) => [Name, QtyOnHand]))
  expect(await onHand()).toMatchObject({ PLATE: 6.5, BOX: 2 })
  desk.command('build.reverse', { buildId })
  await desk.until(() => states().length === 3 && states().every((state) => state.endsWith('accepted')))
  expect(states()).toEqual(['PSB-R-00001 accepted', 'PSB-B-00001 accepted', 'PSB-B-00001-X accepted'])
  expect(await onHand()).toMatchObject({ PLATE: 10.5, BOX: 0 })
})

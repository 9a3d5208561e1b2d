import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { exportPusher, lookAfterMs, type Pusher } from '../../src/main/exports/push.ts'
import { setPaused } from '../../src/main/outbox/pause.ts'
import { setQueued } from '../../src/main/outbox/rows.ts'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { testLedger, valueOf, type TestLedger } from '../support/database.ts'
import { bindCompany, choose, exportsOn, linkItems } from '../support/exports.ts'
import { testEnvironment, testId } from '../support/ports.ts'
import { scriptedCompany, type ScriptedCompany } from '../support/scripted-company.ts'
import { money, qty, shopOn, type Shop } from '../support/shop.ts'

let ledger: TestLedger
let shop: Shop
let exports: ReturnType<typeof exportsOn>
let company: ScriptedCompany
let nowMs: number
let ids: number
let steel: number
let frame: number

const auto = { exportModes: { builds: 'auto', receipts: 'auto' } } as const

beforeEach(() => {
  ledger = testLedger()
  shop = shopOn(ledger.db)
  exports = exportsOn(ledger.db)
  company = scriptedCompany()
  nowMs = 0
  ids = 0
  steel = shop.product('STEEL', 'raw_material')
  frame = shop.product('FRAME', 'sub_assembly')
  linkItems(ledger.db, [steel, frame])
  shop.bom(frame, { components: [{ productId: steel, perUnit: qty('2') }] })
})

afterEach(() => ledger.close())

/** The program as it starts: what was on its way is known to nobody. */
function started(today?: string): Pusher {
  const { clock, ...environment } = testEnvironment(today)
  return exportPusher({ db: ledger.db, environment: { ...environment, ids: { uuid: () => testId(++ids) }, clock: { ...clock, monotonicMs: () => nowMs } }, random: { fraction: () => 0 }, onChanged: () => {} })
}

function receive(quantity = '10', unitCost = '3'): number {
  const receiptId = shop.draft([{ productId: steel, quantity: qty(quantity), unitCost: money(unitCost) }])
  valueOf(shop.confirm(receiptId))
  exports.plan()
  return receiptId
}

const numbersThere = () => company.documents.map((row) => row['DocNumber'])
const exportIdOf = (docNumber: string) => ledger.db.prepare<[string], number>('SELECT max(export_id) FROM export_document WHERE doc_number = ?').pluck().get(docNumber) ?? 0
const states = () => exports.all().map((line) => line.split(':')[0])

describe('while stock is kept here alone', () => {
  beforeEach(() => bindCompany(ledger.db, { source: 'partsemble', ...auto }))

  test('what waits goes out, oldest first, with a body that says what it is', async () => {
    receive('10', '3.333')
    valueOf(shop.build(frame, qty('2')))
    exports.plan()
    const summary = await started().run(company.client)
    expect(summary).toMatchObject({ accepted: 2, refused: 0, problem: null })
    expect(states()).toEqual(['PSB-R-00001 accepted', 'PSB-B-00001 accepted'])
    const [first] = company.requests
    expect(JSON.parse(first?.body ?? '')).toEqual({
      TxnDate: '2026-01-31',
      DocNumber: 'PSB-R-00001',
      PrivateNote: expect.stringMatching(/^Delivery PSB-R-00001: Acme Metals\. \[PSB:[0-9a-f-]{36}\]$/) as string,
      Line: [
        { Amount: 33.33, Description: 'Goods received', DetailType: 'JournalEntryLineDetail', JournalEntryLineDetail: { PostingType: 'Debit', AccountRef: { value: 'acc-receiving_debit' } } },
        { Amount: 33.33, Description: 'Goods received', DetailType: 'JournalEntryLineDetail', JournalEntryLineDetail: { PostingType: 'Credit', AccountRef: { value: 'acc-receiving_credit' } } },
      ],
    })
    expect(first?.body).toContain('"Amount":33.33,')
    expect(verifyBooks(ledger.db).checks.filter(({ difference, name }) => difference !== null && name === 'rows_are_as_written' && !difference.place.startsWith('accounting_'))).toEqual([])
  })

  test('nothing waits to be sent twice', async () => {
    receive()
    const pusher = started()
    await pusher.run(company.client)
    await pusher.run(company.client)
    expect(company.requests.length).toBe(1)
  })

  test('an answer that was lost is looked for, no sooner than QuickBooks can be done with it, and adopted by its marker', async () => {
    receive()
    company.turns.push('lost_after')
    const pusher = started()
    expect(await pusher.run(company.client)).toMatchObject({ accepted: 0, unknown: 1, nextInMs: lookAfterMs })
    nowMs += lookAfterMs - 1
    await pusher.run(company.client)
    expect([company.looks, states()]).toEqual([0, ['PSB-R-00001 unknown (no_answer)']])
    nowMs += 1
    expect(await pusher.run(company.client)).toMatchObject({ accepted: 1, nextInMs: null })
    expect([company.requests.length, numbersThere(), states()]).toEqual([1, ['PSB-R-00001'], ['PSB-R-00001 accepted']])
  })

  test('what never arrived is sent again, the same bytes under the same request id', async () => {
    receive()
    company.turns.push('lost_before')
    const pusher = started()
    await pusher.run(company.client)
    nowMs += lookAfterMs
    await pusher.run(company.client)
    const [first, second] = company.requests
    expect(second).toEqual(first)
    expect([numbersThere(), states()]).toEqual([['PSB-R-00001'], ['PSB-R-00001 accepted']])
  })

  test('made only after it was sent again: the same request id makes one of them', async () => {
    receive()
    company.turns.push('late', 'lost_before')
    const pusher = started()
    await pusher.run(company.client)
    nowMs += lookAfterMs
    await pusher.run(company.client)
    company.finishLate()
    nowMs += 10 * lookAfterMs
    await pusher.run(company.client)
    expect([numbersThere(), states()]).toEqual([['PSB-R-00001'], ['PSB-R-00001 accepted']])
  })

  test('this PC’s clock was set back between two sends: what was sent twice keeps its request id while nobody knows', async () => {
    receive()
    company.turns.push('lost_before', 'offline')
    await started('2026-02-20').run(company.client)
    const pusher = started('2026-01-31')
    nowMs += lookAfterMs
    await pusher.run(company.client)
    expect(states()).toEqual(['PSB-R-00001 unknown (no_answer)'])
    nowMs += 10 * lookAfterMs
    await pusher.run(company.client)
    expect([new Set(company.requests.map(({ requestId }) => requestId)).size, numbersThere()]).toEqual([1, ['PSB-R-00001']])
  })

  test('killed while it was sent: nobody knows, so it is looked for after the next start', async () => {
    receive()
    company.turns.push('lost_after')
    await started().run(company.client)
    exports.setState('PSB-R-00001', 'in_flight')
    nowMs += 5_000_000
    const pusher = started()
    await pusher.run(company.client)
    expect([company.looks, states()]).toEqual([0, ['PSB-R-00001 unknown (no_answer)']])
    nowMs += lookAfterMs
    await pusher.run(company.client)
    expect([company.requests.length, company.documents.length, states()]).toEqual([1, 1, ['PSB-R-00001 accepted']])
  })

  test('one that is stuck never stops the others', async () => {
    receive()
    receive()
    receive()
    company.turns.push({ refuse: 'books_closed', code: '6200' }, 'lost_before')
    const summary = await started().run(company.client)
    expect(summary).toMatchObject({ accepted: 1, refused: 1, unknown: 1 })
    expect(states()).toEqual(['PSB-R-00001 refused (refused)', 'PSB-R-00002 unknown (no_answer)', 'PSB-R-00003 accepted'])
  })

  test('without a way there the round ends, everything waits, and goes out later', async () => {
    receive()
    receive()
    company.reachable = false
    const pusher = started()
    expect(await pusher.run(company.client)).toMatchObject({ accepted: 0, problem: { code: 'connection.offline' }, nextInMs: null })
    expect([company.requests.length, states()]).toEqual([1, ['PSB-R-00001 waiting', 'PSB-R-00002 waiting']])
    company.reachable = true
    expect(await pusher.run(company.client)).toMatchObject({ accepted: 2, problem: null })
  })

  test('a number that is taken by the document itself is no refusal', async () => {
    receive()
    company.turns.push('lost_after', { refuse: 'number_taken', code: '6140' })
    const pusher = started()
    await pusher.run(company.client)
    // QuickBooks does not find it at first.
    const made = company.documents.splice(0)
    nowMs += lookAfterMs
    const again = pusher.run(company.client)
    company.documents.push(...made)
    await again
    expect(states()).toEqual(['PSB-R-00001 accepted'])
  })

  test('a number that something else has taken is for a person to settle', async () => {
    receive()
    company.turns.push({ refuse: 'number_taken', code: '6140' })
    company.documents.push({ entity: 'JournalEntry', Id: '99', DocNumber: 'PSB-R-00001', PrivateNote: 'typed by hand', TxnDate: '2026-01-31', Line: [] })
    await started().run(company.client)
    expect(states()).toEqual(['PSB-R-00001 refused (refused)'])
  })

  test('found twice: it stops and asks', async () => {
    receive()
    company.turns.push('lost_after')
    const pusher = started()
    await pusher.run(company.client)
    company.documents.push({ ...company.documents[0], Id: '77' })
    nowMs += lookAfterMs
    await pusher.run(company.client)
    expect(states()).toEqual(['PSB-R-00001 unknown (found_twice)'])
    nowMs += 100 * lookAfterMs
    expect(await pusher.run(company.client)).toMatchObject({ accepted: 0, nextInMs: null })
  })

  test('taken back while nobody knew whether it arrived: the opposite waits for that', async () => {
    const receiptId = receive()
    company.turns.push('lost_after')
    const pusher = started()
    await pusher.run(company.client)
    valueOf(shop.reverse({ kind: 'receipt', id: receiptId }))
    exports.plan()
    await pusher.run(company.client)
    expect(states()).toEqual(['PSB-R-00001 unknown (no_answer)', 'PSB-R-00001-X waiting'])
    nowMs += lookAfterMs
    await pusher.run(company.client)
    await pusher.run(company.client)
    expect(states()).toEqual(['PSB-R-00001 accepted', 'PSB-R-00001-X accepted'])
  })

  test('and when it turns out that it was refused, both are withdrawn', async () => {
    const receiptId = receive()
    company.turns.push('lost_before', { refuse: 'business_rule' })
    const pusher = started()
    await pusher.run(company.client)
    valueOf(shop.reverse({ kind: 'receipt', id: receiptId }))
    exports.plan()
    nowMs += lookAfterMs
    await pusher.run(company.client)
    expect(states()).toEqual(['PSB-R-00001 withdrawn (taken_back_unsent)', 'PSB-R-00001-X withdrawn (taken_back_unsent)'])
  })

  describe('taken back and booked again', () => {
    let buildId: number
    let pusher: Pusher
    const refuse = { refuse: 'books_closed' } as const
    const inTime = async () => {
      nowMs += lookAfterMs
      await pusher.run(company.client)
    }
    const rejectAgain = () => {
      valueOf(shop.undoRejection(buildId))
      exports.plan()
      valueOf(shop.reject(buildId, { kind: 'total_loss' }))
      exports.plan()
    }
    /** On the waste account there, in currency. */
    const wasted = () =>
      company.documents
        .flatMap((row) => (JSON.parse(JSON.stringify(row)) as { Line: { Amount: number; JournalEntryLineDetail: { PostingType: string; AccountRef: { value: string } } }[] }).Line)
        .filter(({ JournalEntryLineDetail: { AccountRef } }) => AccountRef.value === 'acc-waste')
        .reduce((sum, { Amount, JournalEntryLineDetail: { PostingType } }) => sum + (PostingType === 'Debit' ? Amount : -Amount), 0)

    beforeEach(async () => {
      shop.switch({ review: true })
      receive()
      pusher = started()
      await pusher.run(company.client)
      buildId = valueOf(shop.build(frame, qty('2'))).buildId
      valueOf(shop.reject(buildId, { kind: 'total_loss' }))
      exports.plan()
    })

    test('an opposite that is refused waits for a person, and takes nothing with it that came after it', async () => {
      await pusher.run(company.client)
      rejectAgain()
      company.turns.push(refuse)
      await pusher.run(company.client)
      expect(states().slice(1)).toEqual(['PSB-B-00001-W accepted', 'PSB-B-00001-X refused (refused)', 'PSB-B-00001-W2 accepted'])
    })

    test('what came after an opposite that waits may be refused, and goes out when it is tried again', async () => {
      await pusher.run(company.client)
      rejectAgain()
      setQueued(ledger.db, exportIdOf('PSB-B-00001-X'), false)
      company.turns.push(refuse)
      await pusher.run(company.client)
      expect(states().slice(1)).toEqual(['PSB-B-00001-W accepted', 'PSB-B-00001-X waiting', 'PSB-B-00001-W2 refused (refused)'])
    })

    test.each([
      ['before the other went', true],
      ['after the other had arrived', false],
    ])('the first turns out to have been refused %s: it and its opposite are withdrawn, the other stays', async (_, first) => {
      company.turns.push('lost_before', ...(first ? [refuse] : []))
      await pusher.run(company.client)
      rejectAgain()
      if (!first) await pusher.run(company.client)
      if (!first) company.turns.push(refuse)
      await inTime()
      await pusher.run(company.client)
      expect(states().slice(1)).toEqual(['PSB-B-00001-W withdrawn (taken_back_unsent)', 'PSB-B-00001-X withdrawn (taken_back_unsent)', 'PSB-B-00001-W2 accepted'])
      expect(wasted()).toBe(12)
    })

    test('one of three is refused late: what opposed it and the second opposes the second alone', async () => {
      company.turns.push('lost_before')
      await pusher.run(company.client)
      rejectAgain()
      await pusher.run(company.client)
      rejectAgain()
      company.turns.push(refuse)
      await inTime()
      await pusher.run(company.client)
      expect(wasted()).toBe(12)
      expect(states().filter((state) => /waiting|refused/.test(state ?? ''))).toEqual([])
    })
  })

  test('paused, and after a restore, nothing goes out until somebody says so', async () => {
    receive()
    setPaused(ledger.db, true)
    const pusher = started()
    await pusher.run(company.client)
    setPaused(ledger.db, false)
    ledger.db.exec("INSERT INTO replaced_head VALUES (1, 5, NULL, 7, NULL, '2026-01-31T12:00:00.000Z')")
    await pusher.run(company.client)
    expect(company.requests).toEqual([])
    setPaused(ledger.db, false)
    await pusher.run(company.client)
    expect(company.requests.length).toBe(1)
  })

  test('an opposite goes to the accounts that were sent to, whichever are chosen now', async () => {
    const receiptId = receive()
    const pusher = started()
    await pusher.run(company.client)
    choose(ledger.db, { source: 'partsemble', ...auto, accounts: { receiving_debit: 'acc-waste', receiving_credit: 'acc-build_credit' } })
    valueOf(shop.reverse({ kind: 'receipt', id: receiptId }))
    exports.plan()
    await pusher.run(company.client)
    const sent = JSON.parse(company.requests[1]?.body ?? '') as { Line: { JournalEntryLineDetail: { PostingType: string; AccountRef: { value: string } } }[] }
    expect(sent.Line.map(({ JournalEntryLineDetail: { PostingType, AccountRef } }) => `${PostingType} ${AccountRef.value}`)).toEqual(['Debit acc-receiving_credit', 'Credit acc-receiving_debit'])
  })
})

describe('while items are kept in QuickBooks', () => {
  beforeEach(() => bindCompany(ledger.db, { source: 'sync', ...auto }))

  test('an adjustment carries quantities by their text', async () => {
    receive('0.1')
    await started().run(company.client)
    expect(company.requests[0]?.body).toMatch(
      /^\{"TxnDate":"2026-01-31","DocNumber":"PSB-R-00001","PrivateNote":"[^"]*","AdjustAccountRef":\{"value":"acc-receiving"\},"Line":\[\{"DetailType":"ItemAdjustmentLineDetail","ItemAdjustmentLineDetail":\{"ItemRef":\{"value":"item-1"\},"QtyDiff":0\.1\}\}\]\}$/,
    )
  })

  test('it is looked for by QuickBooks’ own clock: this PC’s may have been days ahead when it was sent', async () => {
    receive()
    await started().run(company.client)
    receive()
    company.turns.push('lost_after')
    const pusher = started('2026-03-15')
    await pusher.run(company.client)
    nowMs += lookAfterMs
    await pusher.run(company.client)
    // The first one was taken at noon of the last of January, by the clock over there.
    expect(company.askedSince).toEqual(['2026-01-30T12:00:00.000Z'])
    expect(numbersThere()).toEqual(['PSB-R-00001', 'PSB-R-00002'])
  })

  test('one whose note did not come back is found by what it says; of two equal receipts each finds its own', async () => {
    receive()
    receive()
    company.turns.push('lost_after', 'lost_after')
    const pusher = started()
    await pusher.run(company.client)
    for (const [place, row] of company.documents.entries()) company.documents[place] = { ...row, PrivateNote: '' }
    nowMs += lookAfterMs
    await pusher.run(company.client)
    expect([company.requests.length, states()]).toEqual([2, ['PSB-R-00001 accepted', 'PSB-R-00002 accepted']])
  })

  test('what lacks an item waits, names it, and goes out once it is linked', async () => {
    ledger.db.exec(`DELETE FROM item_link WHERE product_id = ${steel}`)
    receive()
    const pusher = started()
    await pusher.run(company.client)
    expect([company.requests.length, states()]).toEqual([0, ['PSB-R-00001 needs (needs_item)']])
    ledger.db.exec(`INSERT INTO item_link SELECT ${steel}, accounting_item_id, '2026-01-31T12:00:00.000Z' FROM accounting_item WHERE external_id = 'item-${steel}'`)
    exports.plan()
    await pusher.run(company.client)
    expect(states()).toEqual(['PSB-R-00001 accepted'])
  })

  test('by hand: nothing goes out by itself', async () => {
    choose(ledger.db, { source: 'sync' })
    receive()
    await started().run(company.client)
    expect(company.requests).toEqual([])
  })
})

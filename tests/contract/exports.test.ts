import { beforeEach, describe, expect, test } from 'vitest'
import { exportPusher } from '../../src/main/exports/push.ts'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { openDoor, type Shop } from '../support/door.ts'
import { mirrorOf } from '../support/mirror.ts'
import { testEnvironment } from '../support/ports.ts'
import { scriptedCompany, type ScriptedCompany } from '../support/scripted-company.ts'
import { reconcile } from '../../src/main/sync/reconcile-run.ts'
import { parseJson, type JsonObject } from '../../src/main/quickbooks/json.ts'
import { ok } from '../../src/shared/result.ts'
import { areas } from './areas.ts'

/** What goes to the accounting company, through the door the window uses. */
const { db, done, ask, askRefused, refused, openShop, unmet } = openDoor()

const capabilities = { plan: 'QuickBooks Online Plus', tracksQuantity: true, takesAdjustments: true, booksClosedUntil: null }
const page = { limit: 50, offset: 0, search: '', kinds: [] }
const { account } = mirrorOf(db)

let shop: Shop
let company: ScriptedCompany
let environment: ReturnType<typeof testEnvironment>

beforeEach(async () => {
  account(1, 'Raw materials', 'Other Current Asset')
  account(2, 'Clearing', 'Other Current Liability')
  account(3, 'Finished goods', 'Other Current Asset')
  company = scriptedCompany()
  environment = testEnvironment()
  await done('accounting.bind_company', { service: 'practice', realmId: '1', name: 'Ridgeline', country: 'US', currency: 'USD', capabilities })
  await done('accounting.choose_source', { source: 'partsemble' })
  await done('accounting.set_export_from', { date: '2026-01-01' })
  await done('accounting.set_account', { role: 'receiving_debit', accountingAccountId: 1 })
  await done('accounting.set_account', { role: 'receiving_credit', accountingAccountId: 2 })
  shop = await openShop()
})

const push = () => exportPusher({ db: db(), environment, random: { fraction: () => 0 }, onChanged: () => {} }).run(company.client)
const listed = async (tab: 'needs_you' | 'waiting' | 'done' | 'left_out' | 'all') => (await ask('export.list', { tab, ...page, sort: 'number', descending: false })).exports.map(({ docNumber, state }) => `${docNumber} ${state}`)
const idOf = async (docNumber: string) => (await ask('export.list', { tab: 'all', ...page, search: docNumber })).exports.find((one) => one.docNumber === docNumber)!.exportId
const build = () => done('build.execute', { productId: shop.box, quantity: '1', businessDate: '2026-01-31' })

describe('by hand', () => {
  test('receipts wait until somebody sends them, one or many; what is sent can be held back before it leaves', async () => {
    expect(await listed('waiting')).toEqual(['PSB-R-00001 waiting', 'PSB-R-00002 waiting'])
    await push()
    expect(company.requests).toEqual([])
    const exportIds = [await idOf('PSB-R-00001'), await idOf('PSB-R-00002')]
    expect(await done('export.send', { exportIds })).toEqual({ queued: 2, lacking: 0 })
    expect(await done('export.hold', { exportIds: exportIds.slice(1) })).toEqual({ held: 1 })
    await push()
    expect(await listed('done')).toEqual(['PSB-R-00001 accepted'])
    expect(await refused('export.send', { exportIds })).toEqual({ code: 'export.not_waiting', data: { docNumber: 'PSB-R-00001', state: 'accepted' } })
    expect(await refused('export.hold', { exportIds })).toMatchObject({ code: 'export.not_waiting' })
  })

  test('an export shows what it says, by names, before and after it was sent', async () => {
    const exportId = await idOf('PSB-R-00001')
    const before = await ask('export.get', { exportId })
    expect(before.lines).toMatchObject([{ debit: 'Raw materials', credit: 'Clearing', cents: 6100, value: 61_000_000, document: { reference: 'PSB-R-00001' } }])
    expect(before.body).toContain('"Amount":61.00,')
    await done('export.send', { exportIds: [exportId] })
    await push()
    const after = await ask('export.get', { exportId })
    expect(after.body).toBe(before.body)
    expect(after.attempts).toMatchObject([{ attemptNo: 1, what: 'send', outcome: 'accepted' }])
    expect(after.export).toMatchObject({ state: 'accepted', externalId: '1', page: '/app/journal?txnId=1' })
  })

  test('what is missing is named, and is not missing any more once it is chosen', async () => {
    await build()
    expect(await listed('needs_you')).toEqual(['PSB-B-00001 needs'])
    const needsOf = async () => (await ask('export.get', { exportId: await idOf('PSB-B-00001') })).export.why
    expect(await needsOf()).toEqual([{ code: 'needs_account', role: 'build_debit' }, { code: 'needs_account', role: 'build_credit' }, { code: 'needs_labor_answer' }])
    expect(await done('export.send', { exportIds: [await idOf('PSB-B-00001')] })).toEqual({ queued: 0, lacking: 1 })
    await done('accounting.set_account', { role: 'build_debit', accountingAccountId: 3 })
    await done('accounting.set_account', { role: 'build_credit', accountingAccountId: 1 })
    expect(await needsOf()).toEqual([{ code: 'needs_labor_answer' }])
    await done('accounting.answer_labor', { answer: 'credit_build_account' })
    // It was sent before; with the last of what it needs it goes.
    await push()
    expect(await listed('done')).toEqual(['PSB-B-00001 accepted'])
  })

  test('labor that was left out is a list of its own, and is sent once there is an account for it', async () => {
    await done('accounting.choose_source', { source: 'sync' })
    await build()
    expect(await listed('left_out')).toEqual(['PSB-B-00001-C nothing_to_send'])
    const exportIds = [await idOf('PSB-B-00001-C')]
    expect(await done('export.send', { exportIds })).toEqual({ queued: 0, lacking: 1 })
    expect(await listed('left_out')).toEqual([])
    account(4, 'Cost of goods sold', 'Cost of Goods Sold')
    account(5, 'Labor absorbed', 'Expense')
    await done('accounting.set_account', { role: 'cogs', accountingAccountId: 4 })
    await done('accounting.set_account', { role: 'conversion', accountingAccountId: 5 })
    await push()
    // Receipts were written anew for the other source, and are listed as they are now.
    expect(await listed('done')).toEqual(['PSB-B-00001-C accepted'])
  })

  test('done by hand, with a reason, and exported after all', async () => {
    const exportIds = [await idOf('PSB-R-00001')]
    expect(await refused('export.unmark', { exportIds })).toEqual({ code: 'export.not_marked', data: { docNumber: 'PSB-R-00001', state: 'waiting' } })
    await done('export.mark_done_by_hand', { exportIds, reason: 'typed in on Friday' })
    expect((await ask('export.get', { exportId: exportIds[0]! })).export).toMatchObject({ state: 'not_exported', why: [{ code: 'done_by_hand', reason: 'typed in on Friday' }] })
    expect(await refused('export.mark_done_by_hand', { exportIds, reason: 'again' })).toMatchObject({ code: 'export.not_waiting' })
    await done('export.unmark', { exportIds })
    expect(await listed('waiting')).toContain('PSB-R-00001 waiting')
  })

  test('what is corrected after it was done by hand goes out by the difference alone; taking it back is left to the same people', async () => {
    const exportIds = [await idOf('PSB-R-00001')]
    const { receiptId } = (await ask('receipt.list', { search: 'PSB-R-00001', status: null, limit: 1, offset: 0 })).receipts[0]!
    await done('export.mark_done_by_hand', { exportIds, reason: 'typed in on Friday' })
    const { difference } = await done('receipt.correct_cost', { receiptId, lineNo: 1, cost: { per: 'unit', amount: '9' } })
    const late = await idOf('PSB-R-00001-L1')
    expect((await ask('export.get', { exportId: late })).export).toMatchObject({ state: 'waiting', why: [], cents: Math.abs(difference) / 10_000 })
    await done('export.send', { exportIds: [late] })
    await push()
    expect(await listed('done')).toEqual(['PSB-R-00001 not_exported', 'PSB-R-00001-L1 accepted'])
    await done('receipt.void', { receiptId })
    const opposites = (await ask('export.list', { tab: 'all', ...page, search: 'PSB-R-00001-X' })).exports.map(({ state, cents, why }) => [state, cents, ...why.map(({ code }) => code)])
    expect(opposites).toContainEqual(['waiting', Math.abs(difference) / 10_000])
    expect(opposites).toContainEqual(['not_exported', 6100, 'follows_not_exported'])
  })

  test('what was left to people, taken back, and is exported after all, is taken back before it was sent: neither side goes', async () => {
    const { receiptId } = (await ask('receipt.list', { search: 'PSB-R-00001', status: null, limit: 1, offset: 0 })).receipts[0]!
    const states = async () => (await ask('export.list', { tab: 'all', ...page, search: 'PSB-R-00001', sort: 'number', descending: false })).exports.map(({ docNumber, state, cents }) => `${docNumber} ${state} ${cents! / 100}`)
    await done('receipt.correct_cost', { receiptId, lineNo: 1, cost: { per: 'unit', amount: '9' } })
    const [main, late] = [await idOf('PSB-R-00001'), await idOf('PSB-R-00001-L1')]
    const { cents } = (await ask('export.get', { exportId: late })).export
    await done('export.mark_done_by_hand', { exportIds: [main, late], reason: 'typed in on Friday' })
    await done('receipt.void', { receiptId })
    // What the people did not enter is taken back by nobody; what they did still is by them.
    expect(await done('export.unmark', { exportIds: [late] })).toEqual({ waiting: 0 })
    expect(await states()).toEqual(expect.arrayContaining(['PSB-R-00001 not_exported 61', `PSB-R-00001-L1 withdrawn ${cents! / 100}`]))
    expect((await states()).filter((one) => one.includes('not_exported'))).toEqual(['PSB-R-00001 not_exported 61', 'PSB-R-00001-X not_exported 61'])
    expect(await done('export.unmark', { exportIds: [main] })).toEqual({ waiting: 0 })
    expect((await states()).filter((one) => !one.includes('withdrawn'))).toEqual([])
    await push()
    expect(company.requests).toEqual([])
  })

  /** A receipt that arrived, and whose cost was corrected since. */
  async function sentAndCorrected() {
    const exportId = await idOf('PSB-R-00002')
    const { receiptId } = (await ask('receipt.list', { search: 'PSB-R-00002', status: null, limit: 1, offset: 0 })).receipts[0]!
    await done('export.send', { exportIds: [exportId] })
    await push()
    const sentCents = (await ask('export.get', { exportId })).lines.reduce((sum, { cents }) => sum + (cents ?? 0), 0)
    await done('receipt.correct_cost', { receiptId, lineNo: 1, cost: { per: 'unit', amount: '9' } })
    return { receiptId, sentCents }
  }

  test('what arrived is opposed by exactly that, also when what was left to people beside it is exported after all', async () => {
    const { receiptId, sentCents } = await sentAndCorrected()
    const late = await idOf('PSB-R-00002-L1')
    await done('export.mark_done_by_hand', { exportIds: [late], reason: 'typed in' })
    await done('receipt.void', { receiptId })
    expect(await done('export.unmark', { exportIds: [late] })).toEqual({ waiting: 0 })
    const open = (await ask('export.list', { tab: 'all', ...page, search: 'PSB-R-00002' })).exports.filter(({ state }) => state !== 'withdrawn')
    expect(open.map(({ docNumber, state, cents }) => [docNumber, state, cents])).toEqual(expect.arrayContaining([['PSB-R-00002-X', 'waiting', sentCents]]))
    expect(open).toHaveLength(2)
  })

  test('sent, then corrected by hand, then taken back: what is taken back there is exactly what was sent', async () => {
    const { receiptId, sentCents } = await sentAndCorrected()
    await done('export.mark_done_by_hand', { exportIds: [await idOf('PSB-R-00002-L1')], reason: 'typed in' })
    await done('receipt.void', { receiptId })
    const opposites = (await ask('export.list', { tab: 'all', ...page, search: 'PSB-R-00002-X' })).exports.map(({ state, cents, why }) => [state, cents, ...why.map(({ code }) => code)])
    expect(opposites).toContainEqual(['waiting', sentCents])
    expect(opposites.filter(([state]) => state === 'not_exported')).toMatchObject([['not_exported', expect.any(Number), 'follows_not_exported']])
  })

  test('a refusal of QuickBooks can be sent again, with a new request id', async () => {
    const exportIds = [await idOf('PSB-R-00001')]
    await done('export.send', { exportIds })
    company.turns.push({ refuse: 'books_closed', code: '6200' })
    await push()
    expect((await ask('export.get', { exportId: exportIds[0]! })).export.why).toEqual([{ code: 'refused', fault: 'books_closed', faultCode: '6200', message: 'No', detail: 'Because' }])
    expect((await ask('export.list', { tab: 'needs_you', ...page })).counts).toEqual({ needsYou: 1, waiting: 1 })
    await done('export.send', { exportIds })
    await push()
    expect(await listed('done')).toEqual(['PSB-R-00001 accepted'])
    expect(new Set(company.requests.map(({ requestId }) => requestId)).size).toBe(2)
  })
})

test('what is refused because the books are closed goes with another date, and says both; nothing else gets one', async () => {
  const exportIds = [await idOf('PSB-R-00001')]
  const [exportId = 0] = exportIds
  expect(await refused('export.send_with_date', { exportIds: [99], date: '2026-01-31' })).toMatchObject({ code: 'export.not_found' })
  expect(await refused('export.send_with_date', { exportIds, date: '2026-01-31' })).toEqual({ code: 'export.books_not_closed', data: { docNumber: 'PSB-R-00001' } })
  await done('export.send', { exportIds })
  company.turns.push({ refuse: 'books_closed', code: '6210' })
  await push()
  await done('accounting.bind_company', { service: 'practice', realmId: '1', name: 'Ridgeline', country: 'US', currency: 'USD', capabilities: { ...capabilities, booksClosedUntil: '2026-01-28' } })
  expect(await refused('export.send_with_date', { exportIds, date: '2026-01-28' })).toEqual({ code: 'export.date_closed', data: { field: 'date', closedUntil: '2026-01-28' } })
  expect(await refused('export.send_with_date', { exportIds, date: '2027-01-28' })).toMatchObject({ code: 'date.invalid', data: { problem: 'in_future' } })
  expect(await done('export.send_with_date', { exportIds, date: '2026-01-29' })).toEqual({ queued: 1, lacking: 0 })
  // Until it has gone another day can be chosen.
  await done('export.send_with_date', { exportIds, date: '2026-01-30' })
  const { txnDate } = (await ask('export.get', { exportId })).export
  await push()
  expect((await ask('export.get', { exportId })).export).toMatchObject({ state: 'accepted', txnDate, otherDate: '2026-01-30' })
  expect(company.requests.at(-1)?.body).toMatch(new RegExp(`"TxnDate":"2026-01-30".*Of ${txnDate}, entered later`))
  expect(await refused('export.send_with_date', { exportIds, date: '2026-01-31' })).toMatchObject({ code: 'export.books_not_closed' })
})

test('by itself: receipts after confirmation, and builds by their own choice', async () => {
  await done('accounting.set_export_mode', { type: 'receipts', mode: 'auto' })
  const { receiptId } = await done('receipt.save_draft', {
    receiptId: null,
    supplierId: 1,
    receivedOn: '2026-01-31',
    lines: [{ productId: shop.bolt, quantity: '1', cost: { per: 'unit', amount: '2' }, lotNumber: null, supplierLot: null, expiresOn: null }],
  })
  await done('receipt.confirm', { receiptId })
  await push()
  expect(await listed('done')).toEqual(['PSB-R-00003 accepted'])
})

describe('compared with what is there', () => {
  const noPause = () => Promise.resolve()
  /** Compares with the scripted company: `deleted` are told of once, `company.documents` is what there is. */
  const compare = async (deleted: readonly string[] = []) => {
    const summary = await reconcile({
      db: db(),
      clock: environment.clock,
      takesAdjustments: false,
      pause: noPause,
      onProgress: () => {},
      signal: new AbortController().signal,
      client: {
        query: company.client.query,
        read: (entity, id) => Promise.resolve(ok(company.documents.find((row) => row['entity'] === entity && row['Id'] === id) ?? null)),
        cdc: () => Promise.resolve(ok({ time: '2026-01-31T12:00:00.000Z', capped: false, rows: { JournalEntry: deleted.map((Id) => ({ Id, status: 'Deleted' })) } })),
      },
    })
    expect(summary).toMatchObject({ problem: null, cancelled: false })
  }
  const found = async () => (await ask('reconcile.documents', { left: false, limit: 50, offset: 0 })).findings.map(({ state, docNumber, externalId }) => `${docNumber} ${state} ${externalId}`)
  const remove = (id: string) => company.documents.splice(company.documents.findIndex((row) => row['Id'] === id), 1)
  const send = async (docNumber: string) => {
    await done('export.send', { exportIds: [await idOf(docNumber)] })
    await push()
  }

  test('what is there as sent is counted; nothing is known before the first comparison', async () => {
    expect(await ask('reconcile.get', {})).toMatchObject({ compared: null, findings: [], accounts: [] })
    await send('PSB-R-00001')
    await compare()
    expect(await ask('reconcile.get', {})).toMatchObject({
      compared: { documents: 1, rounding: 0, leftOut: 0, leftToPeople: 0 },
      findings: [],
      accounts: [{ name: 'Clearing', sent: -6100, there: -6100 }, { name: 'Raw materials', sent: 6100, there: 6100 }],
    })
  })

  test('changed there: what differs, by its name', async () => {
    await send('PSB-R-00001')
    const changed = parseJson(JSON.stringify(company.documents[0]).replaceAll('61.00', '60.50').replace('2026-01-31', '2026-01-30'))
    if (!changed.ok) throw new Error('no JSON')
    company.documents.splice(0, 1, changed.value as JsonObject)
    await compare()
    const { findings, total } = await ask('reconcile.documents', { left: false, limit: 50, offset: 0 })
    expect([total, findings.map(({ state, differences }) => [state, differences])]).toEqual([
      1,
      [['changed', [{ field: 'date', here: '2026-01-31', there: '2026-01-30' }, { field: 'amount', of: 'Raw materials', here: 6100, there: 6050 }, { field: 'amount', of: 'Clearing', here: -6100, there: -6050 }]]],
    ])
  })

  test('deleted or missing there: sent again as a new document of the same number, once', async () => {
    await send('PSB-R-00001')
    const exportId = await idOf('PSB-R-00001')
    await compare()
    expect(await refused('export.send_anew', { exportIds: [exportId] })).toEqual({ code: 'export.still_there', data: { docNumber: 'PSB-R-00001' } })
    remove('1')
    await compare(['1'])
    expect(await found()).toEqual(['PSB-R-00001 deleted 1'])
    expect(await done('export.send_anew', { exportIds: [exportId] })).toEqual({ queued: 1, lacking: 0 })
    expect(await found()).toEqual([])
    await push()
    expect(new Set(company.requests.map(({ requestId }) => requestId)).size).toBe(2)
    await compare()
    expect([await found(), await listed('done')]).toEqual([[], ['PSB-R-00001 accepted']])
    expect(await refused('export.send_anew', { exportIds: [99] })).toMatchObject({ code: 'export.not_found' })
    expect(verifyBooks(db()).checks.filter(({ difference }) => difference !== null)).toEqual([])
  })

  test('what is there twice, and what nothing here knows of', async () => {
    await send('PSB-R-00001')
    const [first] = company.documents
    company.documents.push({ ...first, Id: '77' }, { ...first, Id: '78', DocNumber: 'PSB-B-00009', PrivateNote: 'Build' })
    await compare()
    expect(await found()).toEqual(['PSB-R-00001 twice 77', 'PSB-B-00009 stranger 78'])
  })

  test('what is left as it is stays out of what is open, until it changes there or is gone', async () => {
    const leave = (externalId: string, left: boolean) => ({ kind: 'journal_entry', externalId, left }) as const
    const left = async () => (await ask('reconcile.documents', { left: true, limit: 50, offset: 0 })).findings.map(({ state, docNumber, externalId }) => `${docNumber} ${state} ${externalId}`)
    const counted = async () => {
      const { findings, left: aside } = await ask('reconcile.get', {})
      return [findings.map(({ state, count }) => `${state} ${count}`), aside]
    }
    await send('PSB-R-00001')
    const [sent] = company.documents
    const changeTo = (amount: string) => {
      const changed = parseJson(JSON.stringify(sent).replaceAll('61.00', amount))
      if (!changed.ok) throw new Error('no JSON')
      company.documents.splice(0, 1, changed.value as JsonObject)
    }
    expect(await refused('export.leave_found', leave('1', true))).toEqual({ code: 'export.nothing_to_leave', data: { externalId: '1' } })
    changeTo('60.50')
    company.documents.push({ ...sent, Id: '78', DocNumber: 'PSB-B-00009', PrivateNote: 'Build' })
    await compare()
    await done('export.leave_found', leave('1', true))
    await done('export.leave_found', leave('78', true))
    await compare()
    expect([await found(), await left(), await counted()]).toEqual([[], ['PSB-R-00001 changed 1', 'PSB-B-00009 stranger 78'], [[], { all: 2, sent: 1 }]])
    expect(verifyBooks(db()).checks.filter(({ difference }) => difference !== null)).toEqual([])
    await done('export.leave_found', leave('78', false))
    expect([await found(), await left()]).toEqual([['PSB-B-00009 stranger 78'], ['PSB-R-00001 changed 1']])
    // It says something else again, and then what it said before.
    changeTo('60.00')
    await compare()
    expect(await found()).toEqual(['PSB-R-00001 changed 1', 'PSB-B-00009 stranger 78'])
    changeTo('60.50')
    await compare()
    expect([await found(), await counted()]).toEqual([['PSB-R-00001 changed 1', 'PSB-B-00009 stranger 78'], [['changed 1', 'stranger 1'], { all: 0, sent: 0 }]])
  })

  test('what was sent after a backup that was restored is adopted, not sent a second time', async () => {
    const exportId = await idOf('PSB-R-00001')
    await send('PSB-R-00001')
    // As the restored books have it: to be sent.
    db().exec("UPDATE export_document SET state = 'waiting', request_id = NULL, body = NULL, external_id = NULL, accepted_at = NULL, queued = 1 WHERE external_id IS NOT NULL")
    db().exec('UPDATE export_line SET debit_account = NULL, credit_account = NULL, vendor = NULL')
    expect(await refused('export.adopt', { exportId, externalId: '1' })).toEqual({ code: 'export.not_seen_there', data: { docNumber: 'PSB-R-00001', externalId: '1' } })
    await compare()
    expect(await found()).toEqual(['PSB-R-00001 adoptable 1'])
    // What is there is not sent, even by a person who does not look.
    expect((await ask('export.get', { exportId })).export).toMatchObject({ state: 'needs', why: [{ code: 'found_there', externalId: '1' }] })
    await push()
    expect(company.requests.length).toBe(1)
    await done('accounting.set_account', { role: 'receiving_debit', accountingAccountId: null })
    expect(await refused('export.adopt', { exportId, externalId: '1' })).toEqual({ code: 'export.lacks_something', data: { docNumber: 'PSB-R-00001' } })
    await done('accounting.set_account', { role: 'receiving_debit', accountingAccountId: 1 })
    await done('export.adopt', { exportId, externalId: '1' })
    await push()
    await compare()
    expect([company.requests.length, await found(), await listed('done')]).toEqual([1, [], ['PSB-R-00001 accepted']])
    expect(await refused('export.adopt', { exportId, externalId: '1' })).toMatchObject({ code: 'export.not_waiting' })
    expect(await refused('export.adopt', { exportId: 99, externalId: '1' })).toMatchObject({ code: 'export.not_found' })
  })

  test('what came back without its note is known by its number and what it says; one that says otherwise is not it', async () => {
    const exportId = await idOf('PSB-R-00001')
    await send('PSB-R-00001')
    const restore = () => {
      db().exec("UPDATE export_document SET state = 'waiting', request_id = NULL, body = NULL, external_id = NULL, accepted_at = NULL, queued = 1 WHERE external_id IS NOT NULL")
      db().exec('UPDATE export_line SET debit_account = NULL, credit_account = NULL, vendor = NULL')
    }
    restore()
    const [first] = company.documents
    if (first === undefined) throw new Error('it was sent')
    const { PrivateNote: _, ...bare } = first
    const otherwise = parseJson(JSON.stringify(bare).replaceAll('61.00', '60.50'))
    if (!otherwise.ok) throw new Error('no JSON')
    company.documents.splice(0, 1, { ...(otherwise.value as JsonObject), Id: '5' })
    await compare()
    expect(await found()).toEqual(['PSB-R-00001 stranger 5'])
    company.documents.splice(0, 1, { ...bare, Id: '6' }, { ...bare, Id: '7' })
    await compare(['5'])
    expect(await found()).toEqual(['PSB-R-00001 adoptable 6', 'PSB-R-00001 stranger 7'])
    await push()
    await done('export.adopt', { exportId, externalId: '6' })
    await push()
    expect([company.requests.length, await listed('done')]).toEqual([1, ['PSB-R-00001 accepted']])
    expect(verifyBooks(db()).checks.filter(({ difference }) => difference !== null)).toEqual([])
  })
})

test('paused, nothing goes out', async () => {
  await done('export.send', { exportIds: [await idOf('PSB-R-00001')] })
  await done('export.pause', { paused: true })
  await push()
  expect([company.requests, (await ask('export.list', { tab: 'waiting', ...page })).paused]).toEqual([[], 'person'])
  await done('export.pause', { paused: false })
  await push()
  expect(company.requests.length).toBe(1)
})

test('found twice: a person says which one is ours', async () => {
  const exportId = await idOf('PSB-R-00001')
  await done('export.send', { exportIds: [exportId] })
  company.turns.push('lost_after')
  let nowMs = 0
  const pusher = exportPusher({ db: db(), environment: { ...environment, clock: { ...environment.clock, monotonicMs: () => nowMs } }, random: { fraction: () => 0 }, onChanged: () => {} })
  await pusher.run(company.client)
  company.documents.push({ ...company.documents[0], Id: '77' })
  nowMs += 1_000_000
  await pusher.run(company.client)
  expect((await ask('export.get', { exportId })).export.why).toEqual([{ code: 'found_twice', externalIds: ['1', '77'] }])
  expect(await refused('export.choose_found', { exportId, externalId: '5' })).toEqual({ code: 'export.not_found_twice', data: { docNumber: 'PSB-R-00001', externalId: '5' } })
  await done('export.choose_found', { exportId, externalId: '77' })
  expect((await ask('export.get', { exportId })).export).toMatchObject({ state: 'accepted', externalId: '77' })
})

test('a document tells what became of it; one from before the first day says so', async () => {
  const { exports, exporting } = await ask('export.of_document', { kind: 'receipt', id: shop.receipts[0]! })
  expect([exporting, exports.map(({ docNumber, cents }) => [docNumber, cents])]).toEqual([true, [['PSB-R-00001', 6100]]])
  await done('accounting.set_export_from', { date: '2026-02-01' })
  expect((await ask('export.of_document', { kind: 'receipt', id: shop.receipts[0]! })).exports).toMatchObject([{ state: 'not_exported', why: [{ code: 'before_first_day', firstDay: '2026-02-01' }] }])
  await done('accounting.set_export_from', { date: null })
  expect(await ask('export.of_document', { kind: 'receipt', id: shop.receipts[0]! })).toMatchObject({ exports: [], exporting: false })
})

test('an export that is not there is refused everywhere', async () => {
  const notThere = { code: 'export.not_found', data: { exportId: 99 } }
  expect(await refused('export.send', { exportIds: [99] })).toEqual(notThere)
  expect(await refused('export.hold', { exportIds: [99] })).toEqual(notThere)
  expect(await refused('export.mark_done_by_hand', { exportIds: [99], reason: 'x' })).toEqual(notThere)
  expect(await refused('export.unmark', { exportIds: [99] })).toEqual(notThere)
  expect(await refused('export.choose_found', { exportId: 99, externalId: '1' })).toEqual(notThere)
  expect(await askRefused('export.get', { exportId: 99 })).toEqual(notThere)
})

test('the books agree with all of it', async () => {
  await build()
  await done('export.send', { exportIds: [await idOf('PSB-R-00001')] })
  await push()
  expect(verifyBooks(db()).checks.filter(({ difference }) => difference !== null)).toEqual([])
})

test('every refusal was met', () => {
  expect(unmet(areas.exports)).toEqual([])
})

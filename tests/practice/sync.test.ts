import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { practiceRealm } from '../../src/main/practice/world.ts'
import { control } from './practice.ts'
import { noNetwork, openSyncDesk, type SyncDesk } from './sync-desk.ts'
import { ownApi } from '../support/own-api.ts'
import { documentOf, goods, toldBy } from '../support/told-documents.ts'

let desk: SyncDesk

beforeEach(async () => {
  desk = await openSyncDesk()
})
afterEach(() => desk.close())

const count = (table: string) => desk.ledger.db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0
const accountId = (name: string) => desk.ledger.db.prepare<[string], number>('SELECT accounting_account_id FROM accounting_account WHERE name = ?').pluck().get(name) ?? 0
/** Waits until a request with this in its address has left. */
const asked = (part: string) =>
  new Promise<void>((resolve) => {
    desk.cable = (url) => {
      if (url.includes(part)) setTimeout(resolve, 50)
    }
  })
const codes = (problems: readonly { readonly code: string }[]) => problems.map(({ code }) => code)
const capabilities = { plan: 'Plus', tracksQuantity: true, takesAdjustments: true, booksClosedUntil: null }

describe('connecting', () => {
  test('from nothing to a company with its accounts and vendors, without anybody waiting', async () => {
    expect(desk.sync.status()).toMatchObject({ state: 'none', company: null, login: { phase: 'idle' }, steps: [{ step: 'company', state: 'next' }, {}, {}, {}, {}, {}] })
    await (await ownApi(desk.origin)).make('vendor', { DisplayName: 'Steel & Co', PrimaryEmailAddr: { Address: 'orders@example.com' } })
    const status = await desk.connect()
    expect(status).toMatchObject({
      state: 'connected',
      company: { service: 'practice', realmId: practiceRealm, country: 'US', currency: 'USD', connected: true, obstacle: null },
      login: { phase: 'idle', problem: null },
      online: { state: 'online' },
      problems: [],
      lastRuns: [
        { kind: 'accounts', summary: { updated: 0, problem: null } },
        { kind: 'vendors', summary: { problem: null } },
      ],
    })
    expect(status.refreshDaysLeft).toBeGreaterThan(90)
    expect(count('accounting_account')).toBeGreaterThan(10)
    expect(count('accounting_vendor')).toBeGreaterThan(0)
    expect(status.steps.map(({ step, state }) => `${step} ${state}`).slice(0, 2)).toEqual(['company done', 'source next'])
    expect(verifyBooks(desk.ledger.db).ok).toBe(true)
  })

  test('a no in the browser connects nothing and says so', async () => {
    desk.browser = 'cancel'
    expect(await desk.connect()).toMatchObject({ state: 'none', login: { phase: 'failed', problem: { code: 'connection.login_denied' } } })
    expect([...desk.keychain.kept]).toEqual([])
  })

  test('while it waits the address is shown; it can be pasted back, or stopped', async () => {
    desk.browser = 'nothing'
    await desk.sync.connection.begin('practice')
    const { login } = desk.sync.status()
    expect(login).toMatchObject({ phase: 'waiting', service: 'practice', authorizeUrl: expect.stringContaining('/connect/oauth2?') })
    expect(desk.sync.connection.login.paste('http://localhost:8710/callback?code=1&state=2&realmId=3')).toMatchObject({ error: { code: 'connection.pasted_other_login' } })
    expect(desk.sync.status().login.phase).toBe('waiting')
    const asked = new URL(login.authorizeUrl ?? '')
    const answer = await fetch(`${asked.origin}${asked.pathname}`, { method: 'POST', body: new URLSearchParams([...asked.searchParams, ['decision', 'connect']]), redirect: 'manual' })
    expect(desk.sync.connection.login.paste(answer.headers.get('location') ?? '')).toMatchObject({ ok: true })
    expect(await desk.settled()).toMatchObject({ state: 'connected' })

    await desk.sync.connection.begin('practice')
    desk.sync.connection.login.cancel()
    expect(desk.sync.status()).toMatchObject({ state: 'connected', login: { phase: 'idle', problem: null } })
    expect(desk.sync.connection.login.paste('anything')).toMatchObject({ error: { code: 'accounting.no_login' } })
  })

  test('keys are asked for before Intuit is, and the secret is never told', async () => {
    const { connection } = desk.sync
    expect(await connection.begin('production')).toMatchObject({ error: { code: 'accounting.keys_missing', data: { service: 'production' } } })
    expect(connection.setKeys({ service: 'production', clientId: 'id', clientSecret: null, redirectAddress: '' })).toMatchObject({ error: { code: 'accounting.keys_missing' } })
    expect(connection.setKeys({ service: 'production', clientId: 'id', clientSecret: 'hush', redirectAddress: 'https://example.com/back' })).toMatchObject({ ok: true })
    expect(connection.setKeys({ service: 'production', clientId: 'id-2', clientSecret: null, redirectAddress: '' })).toMatchObject({ ok: true })
    expect(desk.sync.status().keys).toEqual([{ service: 'production', clientId: 'id-2', hasSecret: true, redirectAddress: '' }])
    expect(JSON.stringify(desk.sync.status())).not.toContain('hush')
    desk.keychain.fails = new Error('locked')
    expect(connection.setKeys({ service: 'sandbox', clientId: 'id', clientSecret: 'hush', redirectAddress: '' })).toMatchObject({ error: { code: 'connection.keychain_failed' } })
  })

  test('another company than the one the ledger belongs to is refused by name, and its permission given back', async () => {
    desk.command('accounting.bind_company', { service: 'practice', realmId: '77', name: 'Harbor Boats', country: 'US', currency: 'USD', capabilities })
    const status = await desk.connect()
    expect(status.login).toMatchObject({ phase: 'failed', problem: { code: 'accounting.other_company', data: { bound: 'Harbor Boats', found: expect.stringContaining('Ridgeline') } } })
    expect(status).toMatchObject({ state: 'needs_login', company: { name: 'Harbor Boats' } })
    expect(count('accounting_account')).toBe(0)
    expect([...desk.keychain.kept]).toEqual([])
  })

  test('the same company in another currency is refused by name', async () => {
    await desk.connect()
    await desk.trouble({ name: 'other_currency', currency: 'CAD' })
    expect((await desk.connect()).login).toMatchObject({ phase: 'failed', problem: { code: 'accounting.other_currency', data: { bound: 'USD', found: 'CAD' } } })
    desk.sync.run(['accounts'])
    const status = await desk.settled()
    expect(codes(status.problems)).toEqual(['accounting.other_currency'])
    expect(status.company?.currency).toBe('USD')
  })

  test('a login that is not kept by the keychain connects nothing', async () => {
    desk.keychain.fails = new Error('locked')
    expect(await desk.connect()).toMatchObject({ state: 'none', login: { phase: 'failed', problem: { code: 'connection.keychain_failed' } } })
  })
})

describe('what the company can do', () => {
  test.each([
    ['no_inventory_plan', 'plan'],
    ['outside_us', 'outside_us'],
  ])('%s: journals are recommended, with the reason', async (name, obstacle) => {
    await desk.trouble({ name })
    expect(await desk.connect()).toMatchObject({ state: 'connected', company: { obstacle }, problems: [] })
    desk.command('accounting.choose_source', { source: 'sync' })
    const status = desk.sync.status()
    expect(status.problems).toMatchObject([{ code: 'accounting.no_adjustments', data: { obstacle } }])
    expect(status.steps[1]).toEqual({ step: 'source', state: 'attention', task: 'change_source' })
    desk.command('accounting.choose_source', { source: 'partsemble' })
    expect(desk.sync.status()).toMatchObject({ problems: [] })
  })

  test('a plan that is changed later is noticed with the accounts', async () => {
    await desk.connect()
    await desk.trouble({ name: 'no_inventory_plan' })
    desk.sync.run(['accounts'])
    expect(await desk.settled()).toMatchObject({ company: { plan: expect.stringContaining('Essentials'), obstacle: 'plan' } })
  })
})

describe('lists', () => {
  test('an account that is made inactive says at its role what to do, and comes back', async () => {
    await desk.connect()
    desk.command('accounting.choose_source', { source: 'sync' })
    desk.command('accounting.set_account', { role: 'cogs', accountingAccountId: accountId('Cost of Goods Sold') })
    const api = await ownApi(desk.origin)
    await api.change('Account', 'Name', 'Cost of Goods Sold', { Active: false })
    desk.sync.run(['accounts'])
    const lost = await desk.settled()
    expect(lost.problems).toMatchObject([{ code: 'accounting.account_lost', data: { role: 'cogs', problem: 'inactive' } }])
    expect(lost.lastRuns[0]).toMatchObject({ kind: 'accounts', summary: { created: 0, updated: 0, deactivated: 1 } })
    expect(lost.steps[2]).toEqual({ step: 'accounts', state: 'attention', task: 'mend_accounts' })
  })

  test('what is as it was writes nothing, however often it is read', async () => {
    await desk.connect()
    const before = desk.ledger.db.prepare('SELECT total_changes()').pluck().get()
    const rows = desk.ledger.db.prepare('SELECT * FROM accounting_account').all()
    desk.sync.run(['accounts'])
    expect((await desk.settled()).lastRuns[0]).toMatchObject({ summary: { created: 0, updated: 0, deactivated: 0, problem: null } })
    expect(desk.ledger.db.prepare('SELECT * FROM accounting_account').all()).toEqual(rows)
    // The run itself and its copy, and nothing else.
    expect(Number(desk.ledger.db.prepare('SELECT total_changes()').pluck().get()) - Number(before)).toBeLessThanOrEqual(3)
  })

  test('the cable pulled in the middle of a list leaves it as it was, and what failed is read when it is back', async () => {
    await desk.connect()
    const api = await ownApi(desk.origin)
    await api.change('Account', 'Name', 'Cost of Goods Sold', { Name: 'Cost of what we sold' })
    desk.cable = (url) => {
      if (url.includes('from+Account')) noNetwork()
    }
    desk.sync.run(['accounts', 'vendors'])
    const broken = await desk.settled()
    expect(broken.lastRuns[0]).toMatchObject({ kind: 'accounts', summary: { updated: 0, problem: { code: 'connection.offline' } } })
    expect(broken.online.state).not.toBe('unknown')
    expect(accountId('Cost of what we sold')).toBe(0)
    desk.cable = () => {}
    await desk.sync.checkNow()
    await desk.until(() => accountId('Cost of what we sold') !== 0)
    const mended = await desk.settled()
    expect(mended).toMatchObject({ online: { state: 'online' }, problems: [] })
    expect(mended.lastRuns[0]).toMatchObject({ summary: { created: 0, updated: 1, problem: null } })
    expect(verifyBooks(desk.ledger.db).ok).toBe(true)
  })

  test('one list that fails stops none of the others', async () => {
    await desk.connect()
    await desk.trouble({ name: 'refuse', on: 'Account', code: '6000', times: null })
    await (await ownApi(desk.origin)).make('vendor', { DisplayName: 'Late Ltd' })
    desk.sync.run(['accounts', 'vendors'])
    const status = await desk.until(({ lastRuns }) => lastRuns.some(({ kind, summary }) => kind === 'vendors' && summary.created === 1))
    expect(status.lastRuns.find(({ kind }) => kind === 'accounts')?.summary.problem).not.toBeNull()
  })

  test('a mistake of ours stops that list alone, is shown with what finds it in the log, and is gone once it goes well', async () => {
    await desk.connect()
    const api = await ownApi(desk.origin)
    await api.change('Account', 'Name', 'Cost of Goods Sold', { Name: 'Cost of what we sold' })
    await api.make('vendor', { DisplayName: 'Late Ltd' })
    desk.ledger.db.exec("CREATE TRIGGER planted BEFORE INSERT ON accounting_account BEGIN SELECT RAISE(ABORT, 'a mistake of ours'); END")
    desk.sync.run(['accounts', 'vendors'])
    const broken = await desk.until(({ lastRuns }) => lastRuns.some(({ kind, summary }) => kind === 'vendors' && summary.created === 1))
    expect(broken.problems).toEqual([{ code: 'accounting.sync_broke', data: { task: 'accounts', reference: expect.stringMatching(/^[0-9a-f-]{36}$/) } }])
    expect(broken).toMatchObject({ state: 'connected', online: { state: 'online' } })
    desk.ledger.db.exec('DROP TRIGGER planted')
    expect(desk.sync.run(['accounts'])).toMatchObject({ ok: true })
    expect((await desk.until(({ problems }) => problems.length === 0)).state).toBe('connected')
    expect(accountId('Cost of what we sold')).not.toBe(0)
  })

  test('can be stopped, and is not begun again by itself at once', async () => {
    await desk.connect()
    await desk.trouble({ name: 'slow', on: 'Vendor', seconds: 20 })
    const begun = asked('from+Vendor')
    desk.sync.run(['vendors'])
    await begun
    desk.sync.cancel()
    const status = await desk.settled()
    expect(status.lastRuns.find(({ kind }) => kind === 'vendors')?.summary).toMatchObject({ cancelled: true, problem: null })
    expect(status.problems).toEqual([])
  })

  test('a ledger that is closed in the middle is left alone', async () => {
    await desk.connect()
    await desk.trouble({ name: 'slow', on: 'Account', seconds: 1 })
    const begun = asked('from+Account')
    desk.sync.run(['accounts'])
    await begun
    desk.sync.closing()
    desk.ledger.db.close()
    expect(desk.sync.status()).toMatchObject({ running: [], company: null })
    await new Promise((resolve) => setTimeout(resolve, 1200))
  })
})

describe('sending', () => {
  const confirmReceipt = () => {
    const { supplierId } = desk.command('supplier.create', { name: 'Acme', code: null, contact: '', email: '', phone: '', notes: '' })
    const { productId } = desk.command('product.create', { sku: 'BOLT', name: 'Bolt', kind: 'component', unit: 'ea', unitCost: null, reorderPoint: null, notes: '' })
    const lines = [{ productId, quantity: '10', cost: { per: 'unit' as const, amount: '2.50' }, lotNumber: null, supplierLot: null, expiresOn: null }]
    desk.command('receipt.confirm', { receiptId: desk.command('receipt.save_draft', { receiptId: null, supplierId, receivedOn: '2026-03-16', lines }).receiptId })
  }
  const setUp = async () => {
    await desk.connect()
    desk.sync.opened()
    desk.command('accounting.choose_source', { source: 'partsemble' })
    desk.command('accounting.set_export_from', { date: '2026-01-01' })
    desk.command('accounting.set_export_mode', { type: 'receipts', mode: 'auto' })
    desk.command('accounting.set_account', { role: 'receiving_debit', accountingAccountId: accountId('Inventory Asset') })
  }
  const journals = async () => (await (await ownApi(desk.origin)).ask("select * from JournalEntry where DocNumber = 'PSB-R-00001'"))['QueryResponse']?.['JournalEntry']
  const clearing = () => desk.ledger.db.prepare<[], number>("SELECT accounting_account_id FROM accounting_account WHERE type = 'Other Current Liability' AND active = 1 LIMIT 1").pluck().get() ?? 0

  test('goes by itself once the last thing that was missing is there', async () => {
    await setUp()
    confirmReceipt()
    expect(desk.sync.status()).toMatchObject({ waiting: 0, needsYou: 1 })
    desk.command('accounting.set_account', { role: 'receiving_credit', accountingAccountId: clearing() })
    await desk.until(({ waiting, needsYou }) => waiting + needsYou === 0)
    expect(await journals()).toHaveLength(1)
  })

  test('a mistake of ours while sending is shown, and what waits goes out when it is tried again', async () => {
    await setUp()
    desk.command('accounting.set_account', { role: 'receiving_credit', accountingAccountId: clearing() })
    desk.ledger.db.exec("CREATE TRIGGER planted BEFORE INSERT ON export_attempt BEGIN SELECT RAISE(ABORT, 'a mistake of ours'); END")
    confirmReceipt()
    const broken = await desk.until(({ problems }) => problems.length > 0)
    expect(broken.problems).toMatchObject([{ code: 'accounting.sync_broke', data: { task: 'exports' } }])
    expect(broken).toMatchObject({ waiting: 1, sending: null })
    desk.ledger.db.exec('DROP TRIGGER planted')
    desk.sync.run(['accounts'])
    await desk.until(({ problems, waiting }) => waiting + problems.length === 0)
    expect(await journals()).toHaveLength(1)
  })

  test('a mistake of ours while sales that waited are tried again is shown, and gone once it goes well', async () => {
    await setUp()
    desk.command('company.set_feature', { feature: 'sales', on: true })
    desk.command('sales.connect', { startsOn: '2026-01-01' })
    toldBy(desk.ledger.db).tell({ body: documentOf([goods({ item: '10', qty: '1', amount: '5' })]) })
    desk.ledger.db.exec("CREATE TRIGGER planted BEFORE UPDATE ON sale_document BEGIN SELECT RAISE(ABORT, 'a mistake of ours'); END")
    desk.sync.noticed([{ kind: 'item' }])
    expect((await desk.until(({ problems }) => problems.length > 0)).problems).toMatchObject([{ code: 'accounting.sync_broke', data: { task: 'stored_sales' } }])
    desk.ledger.db.exec('DROP TRIGGER planted')
    // Without a network, too: what is stored needs none.
    desk.cable = noNetwork
    desk.sync.run(['sales'])
    await desk.until(({ problems }) => !codes(problems).includes('accounting.sync_broke'))
    expect(desk.ledger.db.prepare('SELECT state FROM sale_document').pluck().all()).toEqual(['waiting'])
  })

  test('waits without a network, and arrives once when it is back', async () => {
    await setUp()
    desk.command('accounting.set_account', { role: 'receiving_credit', accountingAccountId: clearing() })
    desk.cable = noNetwork
    confirmReceipt()
    const waiting = await desk.until(({ online }) => online.state === 'offline')
    expect(waiting).toMatchObject({ waiting: 1, needsYou: 0 })
    desk.cable = () => {}
    await desk.sync.checkNow()
    await desk.until((status) => status.waiting === 0)
    expect(await journals()).toHaveLength(1)
  })
})

describe('the login', () => {
  test('that QuickBooks does not take any more is renewed, and nothing is lost', async () => {
    await desk.connect()
    await control(desk.origin, 'POST', 'tokens', { expireAccess: true, refuseRefresh: true })
    desk.sync.run(['accounts'])
    const status = await desk.settled()
    expect(status).toMatchObject({ state: 'needs_login', problems: [{ code: 'connection.reconnect', data: { reason: 'refused' } }] })
    expect(status.steps[0]).toEqual({ step: 'company', state: 'attention', task: 'reconnect' })
    expect(desk.sync.run(['vendors'])).toMatchObject({ error: { code: 'connection.reconnect' } })
    expect(await desk.connect()).toMatchObject({ state: 'connected', problems: [] })
  })

  test('is given up at once, with or without a network, and the company can be connected again', async () => {
    await desk.connect()
    expect(await desk.sync.disconnect()).toEqual({ ok: true, value: { revoked: true } })
    expect(desk.sync.status()).toMatchObject({ state: 'disconnected', company: { connected: false }, refreshDaysLeft: null, problems: [] })
    expect(desk.sync.run(['accounts'])).toMatchObject({ error: { code: 'accounting.not_connected' } })
    expect(await desk.connect()).toMatchObject({ state: 'connected' })
    desk.cable = noNetwork
    expect(await desk.sync.disconnect()).toEqual({ ok: true, value: { revoked: false } })
    expect(desk.sync.status().state).toBe('disconnected')
    expect([...desk.keychain.kept]).toEqual([])
    expect(count('accounting_account')).toBeGreaterThan(10)
  })

  test('is there again after a restart of the program', async () => {
    await desk.connect()
    desk.sync.opened()
    expect(await desk.until(({ online }) => online.state === 'online')).toMatchObject({ state: 'connected' })
  })
})

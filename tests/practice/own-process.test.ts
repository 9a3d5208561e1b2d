import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startOwnProcess, type OwnProcess } from './own-process.ts'
import { apiOf, control, logIn, postToken, type Api } from './practice.ts'

describe('the practice company in a process of its own', () => {
  let folder: string
  let running: OwnProcess
  const start = async (...more: string[]) => {
    running = await startOwnProcess(path.join(folder, 'practice.db'), ['--empty', ...more])
    return running
  }
  const killed = async () => {
    running.child.kill('SIGKILL')
    await running.ended
  }
  beforeEach(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'practice-process-'))
    await start()
  })
  afterEach(async () => {
    await killed()
    rmSync(folder, { recursive: true, force: true })
  })

  const accounts = async (api: Api): Promise<string[]> =>
    (await api.query('select * from Account where Active = true orderby Id maxresults 1000')).json.QueryResponse.Account.map(({ Id }: { Id: string }) => Id)
  const journal = (number: string, [debit = '', credit = '']: readonly string[]) => ({
    DocNumber: number,
    TxnDate: '2026-05-01',
    Line: [
      { Amount: 12.1, DetailType: 'JournalEntryLineDetail', JournalEntryLineDetail: { PostingType: 'Debit', AccountRef: { value: debit } } },
      { Amount: 12.1, DetailType: 'JournalEntryLineDetail', JournalEntryLineDetail: { PostingType: 'Credit', AccountRef: { value: credit } } },
    ],
  })
  /** Two accounts that ask for no customer or vendor. */
  const plainAccounts = async (api: Api): Promise<string[]> => {
    const found = await api.query("select * from Account where AccountType IN ('Cost of Goods Sold', 'Other Current Asset', 'Expense') orderby Id maxresults 2")
    return found.json.QueryResponse.Account.map(({ Id }: { Id: string }) => Id)
  }
  const numbersOf = async (api: Api): Promise<string[]> =>
    ((await api.query('select * from JournalEntry orderby Id maxresults 1000')).json.QueryResponse.JournalEntry ?? []).map(({ DocNumber }: { DocNumber: string }) => DocNumber)

  it('says where it listens, lets people in, answers a query and makes a document', async () => {
    expect(running.pid).toBe(running.child.pid)
    const api = apiOf(running.origin, (await logIn(running.origin)).access_token)
    expect((await accounts(api)).length).toBeGreaterThan(5)
    const made = await api.post('journalentry', journal('PSB-B-00001', await plainAccounts(api)), { requestid: 'r1' })
    expect(made.json.JournalEntry).toMatchObject({ DocNumber: 'PSB-B-00001', SyncToken: '0', TxnDate: '2026-05-01' })
    const found = await api.query("select * from JournalEntry where DocNumber = 'PSB-B-00001'")
    expect(found.json.QueryResponse.JournalEntry).toEqual([made.json.JournalEntry])
  })

  it('ends when it is told to, and when whoever started it goes away', async () => {
    running.child.kill('SIGTERM')
    expect(await running.ended).toBe(0)
    const next = await start()
    next.child.stdin?.end()
    expect(await next.ended).toBe(0)
  })

  it('goes on after a restart with who is logged in, its documents and its clock', async () => {
    const tokens = await logIn(running.origin)
    const before = apiOf(running.origin, tokens.access_token)
    await before.post('journalentry', journal('1', await plainAccounts(before)))
    await control(running.origin, 'POST', 'clock', { advanceSeconds: 600 })
    await killed()
    await start()
    const after = apiOf(running.origin, tokens.access_token)
    expect(await numbersOf(after)).toEqual(['1'])
    const ahead = (await control(running.origin, 'GET', 'clock')).json.now - Date.now()
    expect(ahead).toBeGreaterThan(590_000)
    await control(running.origin, 'POST', 'clock', { advanceSeconds: 3600 })
    expect((await after.query('select * from Account')).status).toBe(401)
    expect((await postToken(running.origin, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token })).status).toBe(200)
  })

  it('has every document once when it is killed in the middle and everything is sent again', async () => {
    const tokens = await logIn(running.origin)
    const pair = await plainAccounts(apiOf(running.origin, tokens.access_token))
    const wanted = Array.from({ length: 60 }, (_each, at) => `PSB-B-${String(at).padStart(5, '0')}`)
    const send = (api: Api, number: string) => api.post('journalentry', journal(number, pair), { requestid: `id-${number}` })
    for (const killAfterMs of [5, 25, 45]) {
      const api = apiOf(running.origin, tokens.access_token)
      const sending = Promise.allSettled(wanted.map((number) => send(api, number)))
      await sleep(killAfterMs)
      await killed()
      await sending
      await start()
    }
    const api = apiOf(running.origin, tokens.access_token)
    const partly = await numbersOf(api)
    expect(new Set(partly).size).toBe(partly.length)
    const answers = await Promise.all(wanted.map((number) => send(api, number)))
    expect(answers.map(({ json }) => json.JournalEntry.DocNumber)).toEqual(wanted)
    expect((await numbersOf(api)).toSorted()).toEqual(wanted)
  })

  it('does what it put off even when it was killed meanwhile', async () => {
    await control(running.origin, 'POST', 'clock', { set: '2026-06-01T12:00:00Z' })
    const { access_token } = await logIn(running.origin)
    const pair = await plainAccounts(apiOf(running.origin, access_token))
    await control(running.origin, 'POST', 'faults', { name: 'commit_later', on: 'JournalEntry', operation: 'create', seconds: 120 })
    await expect(apiOf(running.origin, access_token).post('journalentry', journal('late', pair), { requestid: 'r1' })).rejects.toThrow()
    await killed()
    await start()
    const api = apiOf(running.origin, access_token)
    expect(await numbersOf(api)).toEqual([])
    await control(running.origin, 'POST', 'clock', { advanceSeconds: 121 })
    expect(await numbersOf(api)).toEqual(['late'])
  })
})

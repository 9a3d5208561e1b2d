import { describe, expect, test } from 'vitest'
import { attentionText, syncNowText, waitingSentences, waitingText } from '../../../src/renderer/text/sync-words.ts'
import type { ConnectionStatus } from '../../../src/shared/contract/connection.ts'
import { appError } from '../../../src/shared/errors.ts'

const nowMs = new Date(2026, 0, 31, 14, 0).getTime()
const connected = {
  state: 'connected',
  company: { name: 'Ridgeline' },
  online: { state: 'online', lastAnswerAt: null },
  running: [],
  sending: null,
  lastRuns: [],
  problems: [],
  waiting: 0,
  needsYou: 0,
} as unknown as ConnectionStatus
const run = (endedAt: string, problem: ConnectionStatus['lastRuns'][number]['summary']['problem'] = null): ConnectionStatus['lastRuns'][number] => ({
  kind: 'accounts',
  beganAt: endedAt,
  endedAt,
  summary: { created: 0, updated: 0, deactivated: 0, skipped: 0, problem, cancelled: false },
})

describe('how it stands with QuickBooks, in words', () => {
  test('what goes on comes before what was', () => {
    expect(syncNowText(connected, nowMs)).toBe('Not synced yet')
    const [early, late] = [new Date(2026, 0, 31, 9, 5).toISOString(), new Date(2026, 0, 31, 11, 5).toISOString()]
    expect(syncNowText({ ...connected, lastRuns: [run(early), run(late, appError('connection.cancelled', {}))] }, nowMs)).toMatch(/^Last sync today 0?9:05/)
    expect(syncNowText({ ...connected, running: [{ kind: 'vendors', done: 3, of: null }] }, nowMs)).toBe('Reading vendors')
    expect(syncNowText({ ...connected, sending: { done: 0, of: 2 }, running: [{ kind: 'vendors', done: 0, of: null }] }, nowMs)).toBe('Sending')
  })

  test('what waits is counted without what needs a person, which has a count of its own', () => {
    expect(waitingText(connected)).toBe('Nothing waiting')
    const both = { ...connected, waiting: 2, needsYou: 1 }
    expect([waitingText(both), attentionText(both)]).toEqual(['2 waiting', 'One export needs you'])
    expect([waitingText({ ...both, waiting: 0 }), attentionText({ ...both, needsYou: 0 })]).toEqual(['Nothing waiting', null])
  })

  test('what needs a person is named, the login first', () => {
    expect(attentionText(connected)).toBeNull()
    expect(attentionText({ ...connected, needsYou: 2 })).toBe('2 exports need you')
    expect(attentionText({ ...connected, problems: [appError('connection.cancelled', {})] })).toBe('QuickBooks needs a look')
    const passing = [appError('connection.offline', { host: 'a' }), appError('connection.timed_out', { host: 'a', seconds: 9 }), appError('connection.throttled', { seconds: 60 })]
    expect(attentionText({ ...connected, problems: passing })).toBeNull()
    expect(attentionText({ ...connected, problems: [...passing, appError('connection.keys_refused', {})] })).toBe('QuickBooks needs a look')
    expect(attentionText({ ...connected, problems: [...passing, appError('accounting.sync_broke', { task: 'items', reference: 'R-1' })] })).toBe('The last sync broke off')
    expect(attentionText({ ...connected, state: 'needs_login', needsYou: 2 })).toBe('Log in to QuickBooks again')
  })

  test('each state says what becomes of what waits', () => {
    expect(waitingSentences({ ...connected, state: 'none', company: null })).toEqual(['Nothing. No accounting company is connected, so everything stays on this PC.'])
    expect(waitingSentences(connected)).toEqual(['Nothing waits for Ridgeline.'])
    expect(waitingSentences({ ...connected, waiting: 1, needsYou: 2 })).toEqual(['One document for Ridgeline waits.', '2 documents cannot go out before you have had a look.'])
    expect(waitingSentences({ ...connected, waiting: 2, online: { state: 'offline', lastAnswerAt: null } }).at(-1)).toContain('What waits goes out when it can')
    expect(waitingSentences({ ...connected, state: 'needs_login' }).at(-1)).toContain('login has to be renewed')
    expect(waitingSentences({ ...connected, state: 'disconnected' }).at(-1)).toContain('disconnected')
  })
})

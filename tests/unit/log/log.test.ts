import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openLog } from '../../../src/main/log/log.ts'
import { redact } from '../../../src/main/log/redact.ts'

test('nothing that is named like a secret is kept', () => {
  const kept = redact({
    refresh_token: 'RT1-abc',
    clientSecret: 'cs-abc',
    headers: { Authorization: 'Basic abc', accept: 'json' },
    list: [{ password: 'abc', pin: '1234' }],
  })
  expect(kept).toEqual({
    refresh_token: '[removed]',
    clientSecret: '[removed]',
    headers: { Authorization: '[removed]', accept: 'json' },
    list: [{ password: '[removed]', pin: '[removed]' }],
  })
})

test.each([
  'GET /cb?code=AB11secret&state=x9secret&realmId=9',
  'sent Bearer eyJsecret.secret.secret',
  'body {"refresh_token":"RT1-secret","access_token": "secret"}',
  'client_secret=xsecretx;',
])('tokens inside a text are blotted out: %s', (text) => {
  expect(redact(text)).not.toMatch(/(?<!client_)secret/)
  expect(redact(text)).toContain('[removed]')
})

test('an error keeps its words and loses what libraries hang on it', () => {
  const error = Object.assign(new Error('token refresh failed'), { code: 'E1', authResponse: { token: { refresh_token: 'RT1-abc' } } })
  const kept = redact({ error }) as { error: Record<string, unknown> }
  expect(kept.error['message']).toBe('token refresh failed')
  expect(kept.error['code']).toBe('E1')
  expect(JSON.stringify(kept)).not.toContain('RT1-abc')
})

test('one line an event; a full file moves on and the oldest goes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'partsemble-log-'))
  try {
    const log = openLog(folder, () => '2026-01-31T12:00:00.000Z')
    log.info('started', { version: '1.0.0', token: 'abc' })
    expect(readFileSync(join(folder, 'main.log'), 'utf8')).toBe(
      '{"at":"2026-01-31T12:00:00.000Z","level":"info","event":"started","version":"1.0.0","token":"[removed]"}\n',
    )
    const filling = 'x'.repeat(3900)
    for (let n = 0; n < 4000; n += 1) log.warn('filling', { filling })
    const files = readdirSync(folder).toSorted()
    expect(files).toEqual(['main.1.log', 'main.2.log', 'main.3.log', 'main.4.log', 'main.5.log', 'main.log'])
    for (const file of files) expect(statSync(join(folder, file)).size).toBeLessThan(2_010_000)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

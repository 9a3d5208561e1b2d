import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { answerRequest, fileOf } from '../../../src/main/security/app-files.ts'

const root = mkdtempSync(join(tmpdir(), 'partsemble-files-'))
writeFileSync(join(root, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__">')
writeFileSync(join(root, 'app.js'), 'void 0')
afterAll(() => rmSync(root, { recursive: true }))

test('names files inside the folder', () => {
  expect(fileOf('app://partsemble/', root)).toBe(join(root, 'index.html'))
  expect(fileOf('app://partsemble/assets/a%20b.css?x=1#y', root)).toBe(join(root, 'assets', 'a b.css'))
})

test.each([
  'app://partsemble/..%2f..%2fetc/passwd.html',
  'app://partsemble/..\\..\\secret.json',
  'app://partsemble/%5c..%5csecret.json',
  'app://partsemble/a%00.html',
  'app://partsemble/%E0%A4%A.html',
  'app://elsewhere/index.html',
  'https://partsemble/index.html',
  'file:///etc/hosts.html',
  'app://partsemble/ledger.db',
  'not an address',
])('serves nothing for %s', (address) => {
  expect(fileOf(address, root)).toBeNull()
})

test('dots that an address resolves by itself end inside the folder', () => {
  expect(fileOf('app://partsemble/%2e%2e/%2e%2e/app.js', root)).toBe(join(root, 'app.js'))
  expect(fileOf('app://partsemble/../../app.js', root)).toBe(join(root, 'app.js'))
})

test('a page carries a nonce of its own, the same in its policy and its text', async () => {
  let n = 0
  const request = { url: 'app://partsemble/index.html', method: 'GET' }
  const pages = [await answerRequest(request, root, () => `n${++n}`), await answerRequest(request, root, () => `n${++n}`)]
  for (const [i, page] of pages.entries()) {
    expect(page.headers.get('content-security-policy')).toContain(`'nonce-n${i + 1}'`)
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe')
    expect(await page.text()).toContain(`content="n${i + 1}"`)
  }
})

test.each([
  ['a missing file', 'app://partsemble/none.js', 'GET'],
  ['another method', 'app://partsemble/index.html', 'POST'],
])('%s is not found', async (_what, url, method) => {
  expect((await answerRequest({ url, method }, root, () => 'n')).status).toBe(404)
})

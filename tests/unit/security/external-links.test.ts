import { expect, test } from 'vitest'
import { mayOpenInBrowser, mayOpenOutside } from '../../../src/main/security/external-links.ts'

test('a page of QuickBooks opens in the browser', () => {
  expect(mayOpenOutside('https://quickbooks.intuit.com/app/invoice?txnId=1')).toBe(true)
})

test.each([
  'http://quickbooks.intuit.com/',
  'https://quickbooks.intuit.com.evil.example/',
  'https://evil.example/?quickbooks.intuit.com',
  'https://user:pass@quickbooks.intuit.com/',
  'https://quickbooks.intuit.com:8443/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'ms-settings:privacy',
  '',
])('stays closed: %s', (address) => {
  expect(mayOpenOutside(address)).toBe(false)
})

const practice = 'http://127.0.0.1:8123'

test.each([
  ['the login of QuickBooks', 'https://appcenter.intuit.com/connect/oauth2?client_id=A&state=B', null],
  ['a page of QuickBooks', 'https://app.qbo.intuit.com/app/journal?txnId=7', null],
  ['a page of the practice company', 'http://127.0.0.1:8123/connect/oauth2?state=B', practice],
])('the program opens %s', (_what, address, origin) => {
  expect(mayOpenInBrowser(address, origin)).toBe(true)
})

test.each([
  ['no practice company runs', 'http://127.0.0.1:8123/', null],
  ['it is another program on this PC', 'http://127.0.0.1:8124/', practice],
  ['it is called otherwise', 'http://localhost:8123/', practice],
  ['what claims to be the practice company is elsewhere', 'http://evil.example/', 'http://evil.example'],
  ['the address is not on the list', 'https://evil.example/connect/oauth2', practice],
  ['the login is not encrypted', 'http://appcenter.intuit.com/connect/oauth2', practice],
  ['it is no address', 'ms-settings:privacy', practice],
])('the program opens nothing when %s', (_why, address, origin) => {
  expect(mayOpenInBrowser(address, origin)).toBe(false)
})

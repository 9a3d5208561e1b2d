import { expect, test } from 'vitest'
import { mayOpenOutside } from '../../../src/main/security/external-links.ts'

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

import { describe, expect, test } from 'vitest'
import { faultIn, faultInXml, faultKind, reactions, type FaultKind } from '../../../src/main/quickbooks/faults.ts'
import { parseJson } from '../../../src/main/quickbooks/json.ts'

const json = (value: unknown) => {
  const parsed = parseJson(JSON.stringify(value))
  if (!parsed.ok) throw new Error('not JSON')
  return parsed.value
}

const table: readonly (readonly [string, FaultKind, string])[] = [
  ['3200', 'token', 'refresh_token'],
  ['100', 'token', 'refresh_token'],
  ['003200', 'token', 'refresh_token'],
  ['3100', 'not_allowed', 'user'],
  ['110', 'not_allowed', 'user'],
  ['120', 'not_allowed', 'user'],
  ['3001', 'throttled', 'wait'],
  ['10000', 'their_side', 'retry'],
  ['5000', 'their_side', 'retry'],
  ['130', 'their_side', 'retry'],
  ['140', 'their_side', 'retry'],
  ['150', 'their_side', 'retry'],
  ['600', 'duplicate_request', 'look'],
  ['610', 'reference_gone', 'refresh_lists'],
  ['2500', 'reference_gone', 'refresh_lists'],
  ['2010', 'malformed', 'park'],
  ['2170', 'malformed', 'park'],
  ['2250', 'malformed', 'park'],
  ['2300', 'malformed', 'park'],
  ['4000', 'malformed', 'park'],
  ['6070', 'malformed', 'park'],
  ['5010', 'stale', 'read_again'],
  ['5020', 'plan', 'user'],
  ['5030', 'plan', 'user'],
  ['6190', 'plan', 'user'],
  ['6000', 'business_rule', 'user'],
  ['6140', 'number_taken', 'adopt_or_user'],
  ['6200', 'books_closed', 'user'],
  ['6210', 'books_closed', 'user'],
  ['6240', 'name_taken', 'user'],
  ['6270', 'before_start_date', 'user'],
  ['6430', 'account_type', 'user'],
  ['6440', 'item_account', 'user'],
  ['9999', 'other', 'user'],
  ['', 'other', 'user'],
]

test.each(table)('code %s is %s: %s', (code, kind, reaction) => {
  expect(faultKind(400, code, '')).toBe(kind)
  expect(faultKind(200, code, '')).toBe(kind)
  expect(reactions[kind]).toBe(reaction)
})

test('without a code the status tells', () => {
  expect([401, 403, 429, 500, 503, 400].map((status) => faultKind(status, '', ''))).toEqual(['token', 'not_allowed', 'throttled', 'their_side', 'their_side', 'other'])
})

test('a number that is taken is known by its words too', () => {
  expect(faultKind(400, '6000', 'Duplicate Document Number Error : This number has already been used')).toBe('number_taken')
})

describe('a fault is found', () => {
  test('in an answer that says all is well', () => {
    const body = { Fault: { Error: [{ Message: 'Account period closed', Detail: 'The books are closed', code: '6210', element: 'TxnDate' }], type: 'ValidationFault' } }
    expect(faultIn(200, json(body), 't')).toEqual({
      kind: 'books_closed', status: 200, code: '6210', message: 'Account period closed', detail: 'The books are closed', element: 'TxnDate', tid: 't',
    })
  })

  test('in lower case, with nulls around it', () => {
    const body = { warnings: null, fault: { error: [{ message: 'message=AuthenticationFailed', detail: 'Token expired', code: '3200', element: null }], type: 'AUTHENTICATION' } }
    expect(faultIn(401, json(body), '')).toMatchObject({ kind: 'token', code: '3200', detail: 'Token expired', element: '' })
  })

  test('when it lists nothing', () => {
    expect(faultIn(500, json({ Fault: { Error: [] } }), '')).toMatchObject({ kind: 'their_side', code: '' })
    expect(faultIn(400, json({ Fault: {} }), '')).toMatchObject({ kind: 'other', detail: '' })
  })

  test('in the XML of a gateway', () => {
    const xml = `<?xml version="1.0"?><IntuitResponse time="2026-01-01T00:00:00"><Fault type="SERVICE"><Error code="3001"><Message>ThrottleExceeded &amp; more</Message><Detail>Try again later</Detail></Error></Fault></IntuitResponse>`
    expect(faultInXml(429, xml, 't')).toMatchObject({ kind: 'throttled', code: '3001', message: 'ThrottleExceeded & more', detail: 'Try again later' })
  })

  test('and none where there is none', () => {
    expect(faultIn(200, json({ QueryResponse: {} }), '')).toBeNull()
    expect(faultIn(200, json([1]), '')).toBeNull()
    expect(faultInXml(200, '<html><body>Sign in to the wireless network</body></html>', '')).toBeNull()
  })
})

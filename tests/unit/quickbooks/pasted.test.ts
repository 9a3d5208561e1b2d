import { expect, test } from 'vitest'
import { readPastedAddress } from '../../../src/main/quickbooks/pasted.ts'

const state = '8710.00000000-0000-4000-8000-000000000001'
const right = `http://localhost:8710/callback?code=AB11~x.y-z&state=${state}&realmId=9130000000000000001`

test.each([
  ['as it stands', right],
  ['with what was copied along', `  <${right}>\n`],
  ['in quotes', `"${right}"`],
  ['without its http, as some browsers copy it', right.replace('http://', '')],
  ['of the page in between', right.replace('http://localhost:8710/callback', 'https://books.example.com/oauth')],
  ['with parameters in another order', `http://localhost:8710/callback?realmId=9130000000000000001&state=${state}&code=AB11~x.y-z`],
])('the address is read %s', (_how, text) => {
  expect(readPastedAddress(text, state)).toEqual({ ok: true, value: { code: 'AB11~x.y-z', realmId: '9130000000000000001' } })
})

test.each([
  ['nothing', '', 'connection.pasted_not_an_address'],
  ['a sentence', 'it says this site can’t be reached', 'connection.pasted_not_an_address'],
  ['the code alone', 'AB11586x', 'connection.pasted_not_an_address'],
  ['another login', right.replace(state, '8710.00000000-0000-4000-8000-000000000002'), 'connection.pasted_other_login'],
  ['a state that only begins alike', right.replace(state, `${state}1`), 'connection.pasted_other_login'],
  ['a no', `http://localhost:8710/callback?error=access_denied&state=${state}`, 'connection.login_denied'],
  ['a no of another login', 'http://localhost:8710/callback?error=access_denied&state=8710.x', 'connection.pasted_other_login'],
  ['no code', `http://localhost:8710/callback?state=${state}&realmId=1`, 'connection.pasted_no_code'],
  ['no company', `http://localhost:8710/callback?code=AB&state=${state}`, 'connection.pasted_no_code'],
  ['the page where one logs in', `https://appcenter.intuit.com/connect/oauth2?client_id=A&state=${state}`, 'connection.pasted_no_code'],
  ['the page shown at the end', 'http://localhost:8710/done', 'connection.pasted_no_code'],
])('%s is refused', (_what, text, code) => {
  expect(readPastedAddress(text, state)).toMatchObject({ ok: false, error: { code } })
})

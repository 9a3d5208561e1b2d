import { rebuiltTables } from '../../../src/main/ledger/verify-rebuilt.ts'
import { describe, expect, test } from 'vitest'
import { invariantNames } from '../../../src/main/domain/invariants.ts'
import { postingKinds } from '../../../src/main/domain/posting.ts'
import { checkWords, keptWords } from '../../../src/renderer/text/invariants.ts'
import { accountText, movementText, postingKindText } from '../../../src/renderer/text/ledger-words.ts'

const build = { kind: 'build', reference: 'PSB-B-00001' } as const
const receipt = { kind: 'receipt', reference: 'PSB-R-00002' } as const

describe('what an event did', () => {
  test.each([
    [{ kind: 'receipt', document: receipt, quantity: 5 }, 'Receipt PSB-R-00002 brought'],
    [{ kind: 'build', document: build, quantity: -8 }, 'Build PSB-B-00001 drew'],
    [{ kind: 'build', document: build, quantity: 4 }, 'Build PSB-B-00001 made'],
    [{ kind: 'build_reversed', document: build, quantity: 8 }, 'Build PSB-B-00001 reversed, gave back'],
    [{ kind: 'receipt_voided', document: receipt, quantity: -5 }, 'Receipt PSB-R-00002 voided, took back'],
    [{ kind: 'late_cost', document: receipt, quantity: 0 }, 'Receipt PSB-R-00002 changed its value'],
  ] as const)('%o', (movement, words) => {
    expect(movementText(movement)).toBe(words)
  })
})

test('every posting has a name of its own', () => {
  const names = postingKinds.map((kind) => postingKindText(kind))
  expect(new Set(names).size).toBe(postingKinds.length)
  for (const kind of postingKinds) expect(movementText({ kind, document: build, quantity: 1 })).not.toBe('Build PSB-B-00001')
})

test('every check of the books has its own words', () => {
  const names = invariantNames.map((name) => checkWords(name).name)
  expect(new Set(names).size).toBe(invariantNames.length)
  for (const name of invariantNames) expect(checkWords(name).holds).toMatch(/^[A-Z].*\.$/)
})

test('everything that is rebuilt has its own words', () => {
  expect(new Set(rebuiltTables.map(keptWords)).size).toBe(rebuiltTables.length)
  for (const table of rebuiltTables) expect(keptWords(table)).toMatch(/^[A-Z][^_]+$/)
})

test('an account without words of its own keeps its name, readable', () => {
  expect(accountText('lot')).toBe('Lot')
  expect(accountText('petty_cash')).toBe('Petty cash')
})

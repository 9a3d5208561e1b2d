import { describe, expect, test } from 'vitest'
import { invariantNames } from '../../../src/main/domain/invariants.ts'
import { checkWords } from '../../../src/renderer/text/invariants.ts'
import { accountText, movementText } from '../../../src/renderer/text/ledger-words.ts'

const build = { kind: 'build', reference: 'PSB-B-00001' } as const
const receipt = { kind: 'receipt', reference: 'PSB-R-00002' } as const

describe('what an event did', () => {
  test.each([
    [{ kind: 'receipt', document: receipt, quantity: 5 }, 'Receipt PSB-R-00002 brought'],
    [{ kind: 'build', document: build, quantity: -8 }, 'Build PSB-B-00001 drew'],
    [{ kind: 'build', document: build, quantity: 4 }, 'Build PSB-B-00001 made'],
    [{ kind: 'reversal', document: build, quantity: 8 }, 'Build PSB-B-00001 undone, gave back'],
    [{ kind: 'reversal', document: receipt, quantity: -5 }, 'Receipt PSB-R-00002 undone, took back'],
    [{ kind: 'receipt', document: receipt, quantity: 0 }, 'Receipt PSB-R-00002 changed the value of'],
  ] as const)('%o', (movement, words) => {
    expect(movementText(movement)).toBe(words)
  })
})

test('every check of the books has its own words', () => {
  const names = invariantNames.map((name) => checkWords(name).name)
  expect(new Set(names).size).toBe(invariantNames.length)
  for (const name of invariantNames) expect(checkWords(name).holds).toMatch(/^[A-Z].*\.$/)
})

test('an account without words of its own keeps its name, readable', () => {
  expect(accountText('lot')).toBe('Lot')
  expect(accountText('petty_cash')).toBe('Petty cash')
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { testLedger, type TestLedger } from '../support/database.ts'
import { runCase, type LedgerCase } from '../support/ledger-notation.ts'
import { shopOn } from '../support/shop.ts'
import golden from './cases/golden.json' with { type: 'json' }

const cases = golden.cases as unknown as readonly LedgerCase[]

describe('small ledgers with known answers', () => {
  let ledger: TestLedger
  beforeEach(() => {
    ledger = testLedger()
  })
  afterEach(() => ledger.close())

  test.each(cases.map((ledgerCase) => [ledgerCase.name, ledgerCase] as const))('%s', (_, ledgerCase) => {
    expect(runCase(shopOn(ledger.db), ledgerCase)).toEqual(ledgerCase.expect)
    expect(verifyBooks(ledger.db).checks.filter(({ difference }) => difference !== null)).toEqual([])
  })
})

test('every case is run', () => {
  expect(cases).toHaveLength(25)
})

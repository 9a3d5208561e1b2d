import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { testLedger, type TestLedger } from '../support/database.ts'
import { missingFor, runCase, type LedgerCase } from '../support/ledger-notation.ts'
import { shopOn } from '../support/shop.ts'
import golden from './cases/golden.json' with { type: 'json' }

const cases = golden.cases as unknown as readonly LedgerCase[]
const runnable = cases.filter((ledgerCase) => missingFor(ledgerCase).length === 0)

describe('small ledgers with known answers', () => {
  let ledger: TestLedger
  beforeEach(() => {
    ledger = testLedger()
  })
  afterEach(() => ledger.close())

  test.each(runnable.map((ledgerCase) => [ledgerCase.name, ledgerCase] as const))('%s', (_, ledgerCase) => {
    expect(runCase(shopOn(ledger.db), ledgerCase)).toEqual(ledgerCase.expect)
    expect(verifyBooks(ledger.db).checks.filter(({ difference }) => difference !== null)).toEqual([])
  })
})

test('every other case waits for something the ledger is known not to do yet', () => {
  const waiting = Object.fromEntries(cases.filter((ledgerCase) => !runnable.includes(ledgerCase)).map((c) => [c.name, missingFor(c)]))
  expect(waiting).toEqual({
    'adjust one unit out of a chosen lot': ['adjustLot'],
    'sell out exactly': ['sell'],
    'average pool': ['receiving off', 'add'],
    'sale over three build lots': ['sell'],
    'a return comes back at what it cost': ['sell', 'return'],
    'labor is in the lot before it is in the sale': ['sell'],
    'shortage settled at true cost': ['sell'],
    'late cost follows the goods': ['sell', 'correctCost'],
    'a build is reversed after its material got dearer': ['correctCost'],
    'thirds corrected down to nothing': ['correctCost'],
    'late cost while a build waits for review': ['review', 'correctCost', 'approve'],
    'a sale is voided after its shortage was settled': ['sell', 'voidSale'],
    'the receipt that settled a shortage is voided': ['sell'],
    'an edit that changes no quantity moves no stock': ['sell', 'editSale'],
    'a sale is voided after its goods came back': ['sell', 'return', 'voidSale'],
  })
  expect(runnable).toHaveLength(10)
})

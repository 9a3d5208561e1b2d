import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keptTyping } from '../../../src/main/boot/kept-typing.ts'
import { execute } from '../../../src/main/commands/execute.ts'
import { openLedger, type Database } from '../../../src/main/database/open.ts'
import { testLedger, valueOf, type TestLedger } from '../../support/database.ts'
import { testEnvironment, testId } from '../../support/ports.ts'

let ledger: TestLedger
let db: Database | null
const environment = testEnvironment()

beforeEach(() => {
  ledger = testLedger()
  db = ledger.db
  environment.logged.length = 0
})
afterEach(() => ledger.close())

/** The program, started anew. */
const started = (version = '1.0.0') => keptTyping({ ledgerFile: () => ledger.file, ledger: () => (db === null ? null : { db }), version, log: environment.log })
const kept = (version?: string) => Object.fromEntries(started(version).all().map(({ of, text }) => [of, text]))
const file = () => path.join(ledger.folder, 'typed.json')

function addSupplier(commandId: string, to: Database = ledger.db): void {
  const input = { name: 'Acme', code: null, contact: '', email: '', phone: '', notes: '' }
  valueOf(execute({ db: to, environment, onCommitted: () => {} }, 'supplier.create', commandId, input))
}

test('what is typed outlives the program, until it is forgotten', () => {
  started().keep('receipt new', 'two lines', null)
  started().keep('bom 7 active', 'a recipe', null)
  expect(kept()).toEqual({ 'receipt new': 'two lines', 'bom 7 active': 'a recipe' })
  started().keep('receipt new', null, null)
  expect(kept()).toEqual({ 'bom 7 active': 'a recipe' })
})

test('what was saved is not offered again, although the window never heard of it', () => {
  started().keep('receipt new', 'two lines', testId(1))
  expect(kept()).toEqual({ 'receipt new': 'two lines' })
  addSupplier(testId(1))
  expect(kept()).toEqual({})
})

test('in older books, and by another version, it is nothing', () => {
  const before = path.join(ledger.folder, 'before.db')
  ledger.db.pragma('wal_checkpoint(TRUNCATE)')
  cpSync(ledger.file, before)
  addSupplier(testId(1))
  started().keep('receipt 7', 'of these books', null)
  expect(kept('1.0.1')).toEqual({})
  addSupplier(testId(2))
  expect(kept()).toEqual({ 'receipt 7': 'of these books' })
  const older = valueOf(openLedger(before, { access: 'read_write' }))
  db = older
  expect(kept()).toEqual({})
  addSupplier(testId(3), older)
  expect(kept()).toEqual({})
  older.close()
})

test('a damaged file, a closed ledger and a folder that is gone stop nothing', () => {
  started().keep('receipt new', 'two lines', null)
  writeFileSync(file(), readFileSync(file(), 'utf8').slice(0, -5))
  expect(kept()).toEqual({})
  started().keep('receipt new', 'three lines', null)
  expect(kept()).toEqual({ 'receipt new': 'three lines' })
  db = null
  started().keep('receipt new', 'four lines', null)
  expect(kept()).toEqual({})
  db = ledger.db
  const nowhere = keptTyping({ ledgerFile: () => path.join(ledger.folder, 'gone', 'ledger.db'), ledger: () => ({ db: ledger.db }), version: '1.0.0', log: environment.log })
  nowhere.keep('receipt new', 'five lines', null)
  expect([nowhere.all(), environment.logged]).toEqual([[], ['typing not kept']])
})

test('of very many the oldest go', () => {
  for (let n = 1; n <= 45; n += 1) started().keep(`receipt ${n}`, 'x', null)
  expect([Object.keys(kept()).length, kept()['receipt 5'], kept()['receipt 6']]).toEqual([40, undefined, 'x'])
})

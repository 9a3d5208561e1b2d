import { afterEach, beforeEach, expect, test } from 'vitest'
import { transact } from '../../src/main/database/transaction.ts'
import { err, ok, type Result } from '../../src/shared/result.ts'
import { testLedger, type TestLedger } from '../support/database.ts'

let ledger: TestLedger

beforeEach(() => {
  ledger = testLedger()
})

afterEach(() => ledger.close())

const addSetting = (name: string) => ledger.db.prepare('INSERT INTO setting VALUES (?, ?)').run(name, '1')
const settings = () => ledger.db.prepare('SELECT name FROM setting ORDER BY name').pluck().all()

test('a success is committed and returned', () => {
  const result = transact(ledger.db, () => {
    addSetting('a')
    return ok(7)
  })
  expect(result).toEqual(ok(7))
  expect(ledger.db.inTransaction).toBe(false)
  expect(settings()).toEqual(['a'])
})

test('an error is rolled back and returned', () => {
  const result: Result<number, string> = transact(ledger.db, () => {
    addSetting('a')
    return err('no')
  })
  expect(result).toEqual(err('no'))
  expect(settings()).toEqual([])
  expect(ledger.db.inTransaction).toBe(false)
})

test('what is thrown is rolled back and thrown on', () => {
  const broken = new Error('broken')
  expect(() =>
    transact(ledger.db, () => {
      addSetting('a')
      throw broken
    }),
  ).toThrow(broken)
  expect(settings()).toEqual([])
  expect(ledger.db.inTransaction).toBe(false)
})

test('asynchronous work is refused, rolled back, and cannot write after its first await', async () => {
  let late: unknown = null
  let finished: Promise<unknown> = Promise.resolve()
  const work = () => {
    finished = (async () => {
      addSetting('before')
      await Promise.resolve()
      try {
        addSetting('after')
      } catch (error) {
        late = error
      }
      return ok(1)
    })()
    return finished
  }
  expect(() => transact(ledger.db, work as unknown as () => Result<number, never>)).toThrow('must not be asynchronous')
  expect(ledger.db.inTransaction).toBe(false)
  await finished
  expect(late).toMatchObject({ code: 'SQLITE_READONLY' })
  expect(settings()).toEqual([])
  await Promise.resolve()
  expect(transact(ledger.db, () => ok(addSetting('later').changes))).toEqual(ok(1))
  expect(settings()).toEqual(['later'])
})

test('a transaction within a transaction is refused and takes the outer one with it', () => {
  expect(() =>
    transact(ledger.db, () => {
      addSetting('outer')
      return transact(ledger.db, () => ok(addSetting('inner').changes))
    }),
  ).toThrow('do not nest')
  expect(settings()).toEqual([])
})

test('a constraint that is checked at the commit rolls everything back', () => {
  expect(() =>
    transact(ledger.db, () => {
      addSetting('a')
      ledger.db.prepare(`INSERT INTO audit VALUES (1, 'nobody', 'supplier', 1, 'created', '{}')`).run()
      return ok(null)
    }),
  ).toThrow('FOREIGN KEY')
  expect(settings()).toEqual([])
  expect(ledger.db.inTransaction).toBe(false)
})

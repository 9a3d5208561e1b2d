import { afterEach, beforeEach, expect, test } from 'vitest'
import { execute, type CommandDesk } from '../../src/main/commands/execute.ts'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import type { ChangedTopic } from '../../src/shared/bridge.ts'
import { testLedger, type TestLedger } from '../support/database.ts'
import { testEnvironment, testId } from '../support/ports.ts'

const acme = { name: 'Acme', code: null, contact: '', email: '', phone: '', notes: '' } as const
let ledger: TestLedger
let desk: CommandDesk
let told: (readonly ChangedTopic[])[]

beforeEach(() => {
  ledger = testLedger()
  told = []
  desk = { db: ledger.db, environment: testEnvironment(), onCommitted: (topics) => told.push(topics) }
})

afterEach(() => ledger.close())

const count = (table: string) => ledger.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()

test('a command is done once, remembered with its id, and tells what moved', () => {
  expect(execute(desk, 'supplier.create', testId(1), acme)).toEqual({ ok: true, value: { supplierId: 1, code: 'ACM' } })
  expect(told).toEqual([[{ kind: 'supplier', id: 1 }]])
  expect([count('supplier'), count('command_log'), count('audit')]).toEqual([1, 1, 1])
})

test('a command is remembered with who was at the PC, and the books agree with it', () => {
  ledger.db.exec("INSERT INTO person (person_id, name, role) VALUES (1, 'Ann', 'owner')")
  expect(execute({ ...desk, personId: 1 }, 'supplier.create', testId(1), acme)).toMatchObject({ ok: true })
  expect(ledger.db.prepare('SELECT person_id FROM command_log').pluck().all()).toEqual([1])
  expect(verifyBooks(ledger.db).checks.filter(({ difference }) => difference !== null)).toEqual([])
})

test('the same id again returns the first result and does nothing', () => {
  const first = execute(desk, 'supplier.create', testId(1), acme)
  expect(execute(desk, 'supplier.create', testId(1), { ...acme })).toEqual(first)
  expect(told).toHaveLength(1)
  expect([count('supplier'), count('command_log'), count('audit')]).toEqual([1, 1, 1])
})

test('the same id with other content is an error of its own and writes nothing', () => {
  execute(desk, 'supplier.create', testId(1), acme)
  const other = execute(desk, 'supplier.create', testId(1), { ...acme, phone: '1' })
  expect(other).toEqual({ ok: false, error: { code: 'command.same_id_other_content', data: { commandId: testId(1) } } })
  expect([count('supplier'), count('command_log'), count('audit')]).toEqual([1, 1, 1])
})

test('a refusal leaves nothing behind, so the same id may try again', () => {
  execute(desk, 'supplier.create', testId(1), { ...acme, code: 'AAA' })
  const refused = execute(desk, 'supplier.create', testId(2), { ...acme, name: 'Other', code: 'AAA' })
  expect(refused).toEqual({ ok: false, error: { code: 'supplier.code_in_use', data: { field: 'code', code: 'AAA', heldBy: 'Acme' } } })
  expect([count('supplier'), count('command_log'), count('audit')]).toEqual([1, 1, 1])
  expect(told).toHaveLength(1)
  expect(execute(desk, 'supplier.create', testId(2), { ...acme, name: 'Other', code: 'BBB' })).toMatchObject({ ok: true })
})

test('a blank code is made from the name, and from something else when that is taken', () => {
  const codes = [1, 2, 3].map((n) => execute(desk, 'supplier.create', testId(n), acme))
  expect(codes.map((made) => made.ok && made.value.code)).toEqual(['ACM', 'ACME', 'ACA'])
})

test('when the disk refuses in the middle, nothing is left and the same id works later', () => {
  const pages = ledger.db.pragma('page_count', { simple: true }) as number
  ledger.db.pragma(`max_page_count = ${pages}`)
  const long = { ...acme, notes: 'x'.repeat(2000) }
  expect(() => {
    for (let n = 1; n < 500; n += 1) execute(desk, 'supplier.create', testId(n), { ...long, name: `Supplier ${n}` })
  }).toThrow(expect.objectContaining({ code: 'SQLITE_FULL' }))
  expect(count('supplier')).toBe(count('command_log'))
  const next = testId((count('supplier') as number) + 1)
  ledger.db.pragma('max_page_count = 1073741823')
  expect(execute(desk, 'supplier.create', next, { ...long, name: 'after' })).toMatchObject({ ok: true })
  expect(count('supplier')).toBe(count('command_log'))
})

test('a supplier is changed; a blank code keeps the one it has', () => {
  execute(desk, 'supplier.create', testId(1), acme)
  expect(execute(desk, 'supplier.update', testId(2), { ...acme, supplierId: 1, name: 'Acme Metals' })).toEqual({
    ok: true,
    value: { supplierId: 1, code: 'ACM' },
  })
  expect(ledger.db.prepare('SELECT name, code FROM supplier').all()).toEqual([{ name: 'Acme Metals', code: 'ACM' }])
})

test('a change is refused for a supplier that is not there, and for a code that another has', () => {
  execute(desk, 'supplier.create', testId(1), acme)
  execute(desk, 'supplier.create', testId(2), { ...acme, name: 'Bolt', code: 'BLT' })
  expect(execute(desk, 'supplier.update', testId(3), { ...acme, supplierId: 9 })).toEqual({
    ok: false,
    error: { code: 'supplier.not_found', data: { supplierId: 9 } },
  })
  expect(execute(desk, 'supplier.update', testId(3), { ...acme, supplierId: 1, code: 'BLT' })).toMatchObject({
    error: { code: 'supplier.code_in_use', data: { heldBy: 'Bolt' } },
  })
  expect(execute(desk, 'supplier.update', testId(3), { ...acme, supplierId: 1, code: 'ACM' })).toMatchObject({ ok: true })
})

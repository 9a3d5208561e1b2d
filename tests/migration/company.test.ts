import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { companyAt, type Company } from '../../src/main/boot/company.ts'
import { preparePaths, type Paths } from '../../src/main/boot/paths.ts'
import { execute } from '../../src/main/commands/execute.ts'
import { temporaryFolder, type TemporaryFolder } from '../support/database.ts'
import { testEnvironment, testId } from '../support/ports.ts'

const project = join(import.meta.dirname, '..', '..')
let folder: TemporaryFolder
let paths: Paths
let company: Company
let ids = 0

beforeEach(() => {
  folder = temporaryFolder()
  paths = { ...preparePaths(folder.path, project), workerFile: join(project, 'src', 'main', 'worker', 'worker.ts') }
  company = open()
})

afterEach(() => {
  company.close()
  folder.remove()
})

function open(): Company {
  return companyAt(paths, testEnvironment(), '0.1.0')
}

function addSupplier(to: Company, name: string): void {
  const ledger = to.ledger()
  if (ledger === null) throw new Error('the ledger is not open')
  const desk = { db: ledger.db, environment: testEnvironment(), onCommitted: () => {} }
  const done = execute(desk, 'supplier.create', testId((ids += 1)), { name, code: null, contact: '', email: '', phone: '', notes: '' })
  expect(done).toMatchObject({ ok: true })
}

const suppliers = (of: Company) => of.ledger()?.db.prepare('SELECT name FROM supplier ORDER BY supplier_id').pluck().all()

test('the first start makes an empty ledger, the next one finds what was written', () => {
  expect(company.start()).toBe(true)
  addSupplier(company, 'Acme')
  company.close()
  company = open()
  expect(company.start()).toBe(true)
  expect(suppliers(company)).toEqual(['Acme'])
})

test('a second program is told who has the ledger, and gets in once that one is closed', () => {
  company.start()
  const second = open()
  expect(second.start()).toBe(false)
  expect(second.failure()).toMatchObject({ stage: 'lock', error: { code: 'ledger.locked_by' } })
  expect(second.ledger()).toBeNull()
  company.close()
  expect(second.start()).toBe(true)
  expect(second.failure()).toBeNull()
  second.close()
})

test('a ledger that is gone while its backups are there is a loss, not a new company; a backup brings it back', async () => {
  company.start()
  addSupplier(company, 'Acme')
  const backup = await company.backUp('by-hand')
  addSupplier(company, 'Later')
  company.close()
  for (const file of readdirSync(join(folder.path, 'company'))) if (file.startsWith('ledger.db')) rmSync(join(folder.path, 'company', file))
  company = open()
  expect(company.start()).toBe(false)
  expect(company.failure()).toMatchObject({ stage: 'migrate', error: { code: 'ledger.io' } })
  expect(readdirSync(join(folder.path, 'company')).filter((file) => file === 'ledger.db')).toEqual([])
  const restored = await company.restore(backup.ok ? backup.value.file : '')
  expect(restored).toMatchObject({ ok: true, value: { started: true, keptAs: null } })
  expect(suppliers(company)).toEqual(['Acme'])
})

test('a restore can be undone: what it replaced is a backup', async () => {
  company.start()
  addSupplier(company, 'Acme')
  const backup = await company.backUp('by-hand')
  addSupplier(company, 'Later')
  const restored = await company.restore(backup.ok ? backup.value.file : '')
  expect(suppliers(company)).toEqual(['Acme'])
  const keptAs = restored.ok ? restored.value.keptAs : null
  expect(company.backups().map((row) => row.file)).toContain(keptAs)
  await company.restore(keptAs ?? '')
  expect(suppliers(company)).toEqual(['Acme', 'Later'])
})

test.each(['../ledger.db', 'none.db', '/etc/passwd'])('a backup that is not there is refused and the ledger stays open: %s', async (file) => {
  company.start()
  addSupplier(company, 'Acme')
  expect(await company.restore(file)).toMatchObject({ ok: false, error: { code: 'backup.not_found' } })
  expect(suppliers(company)).toEqual(['Acme'])
})

test('garbage in the ledger is told as such, and nothing is deleted', () => {
  writeFileSync(paths.ledgerFile, 'this is no ledger'.repeat(500))
  expect(company.start()).toBe(false)
  expect(company.failure()).toMatchObject({ error: { code: 'ledger.not_a_ledger' } })
  expect(readdirSync(join(folder.path, 'company'))).toContain('ledger.db')
})

test('damage inside the file is found by the check after the start', async () => {
  company.start()
  for (let n = 0; n < 200; n += 1) addSupplier(company, `Supplier ${n} ${'x'.repeat(80)}`)
  expect(await company.check()).toBe(true)
  company.ledger()?.db.unsafeMode(true)
  company.ledger()?.db.exec(`PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'UNIQUE', '') WHERE name = 'supplier'`)
  expect(await company.check()).toBe(false)
  expect(company.failure()).toMatchObject({ stage: 'check' })
  expect(company.ledger()).toBeNull()
})

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { companyAt } from '../../src/main/boot/company.ts'
import { keptInMemory } from '../../src/main/boot/operator.ts'
import { preparePaths, type Paths } from '../../src/main/boot/paths.ts'
import { openPlaces, type Place, type PlaceKeeper, type Places, type PlacesParts } from '../../src/main/boot/places.ts'
import { sampleShops } from '../../src/main/boot/sample-shop.ts'
import { execute } from '../../src/main/commands/execute.ts'
import { appError } from '../../src/shared/errors.ts'
import { err, ok } from '../../src/shared/result.ts'
import { temporaryFolder, type TemporaryFolder } from '../support/database.ts'
import { testEnvironment, testId } from '../support/ports.ts'

const project = join(import.meta.dirname, '..', '..')
let folder: TemporaryFolder
let paths: Paths
let keeper: PlaceKeeper
let places: Places
/** What boot was told, in order. */
let told: string[]
let ids = 0

beforeEach(() => {
  folder = temporaryFolder()
  paths = { ...preparePaths(folder.path, project), workerFile: join(project, 'src', 'main', 'worker', 'worker.ts') }
  let practising = false
  keeper = {
    practising: () => practising,
    keepPractising: (now) => {
      practising = now
    },
    operator: keptInMemory(),
    practiceOperator: keptInMemory(),
  }
  told = []
  startWith()
})

afterEach(() => {
  places.here().company.close()
  folder.remove()
})

/** What the next start of the program does, the one before having ended. */
function startWith(parts: Partial<PlacesParts> = {}): void {
  places?.here().company.close()
  places = open(parts)
  places.start()
}

/** What makes shops on that day. */
function shopsOn(day: string, appVersion = '0.1.0') {
  const { clock, log } = testEnvironment(day)
  return sampleShops({ clock, appVersion, log })
}

function open(parts: Partial<PlacesParts>): Places {
  const environment = testEnvironment('2026-03-04')
  return openPlaces({
    paths,
    keeper,
    log: environment.log,
    companyAt: (at) => companyAt(at, environment, '0.1.0'),
    makeShop: shopsOn('2026-03-04').make,
    onStatus: () => told.push(JSON.stringify(places.status())),
    leaving: async () => {
      told.push('leaving')
    },
    arrived: () => told.push('arrived'),
    ...parts,
  })
}

/** Makes a shop of a ledger without a year in it. */
const emptyShop: PlacesParts['makeShop'] = async (at) => {
  const company = companyAt(at, testEnvironment('2026-03-04'), '0.1.0')
  company.start()
  company.close()
  return ok(null)
}

function addSupplier({ company }: Place, name: string): void {
  const ledger = company.ledger()
  if (ledger === null) throw new Error('the ledger is not open')
  const desk = { db: ledger.db, environment: testEnvironment('2026-03-04'), onCommitted: () => {}, personId: places.here().operator.personId() }
  const done = execute(desk, 'supplier.create', testId((ids += 1)), { name, code: null, contact: '', email: '', phone: '', notes: '' })
  expect(done).toMatchObject({ ok: true })
}

const suppliers = ({ company }: Place) => company.ledger()?.db.prepare('SELECT name FROM supplier ORDER BY supplier_id').pluck().all()

test('a year of the shop is made, gone into and thrown away, and the company is as it was', async () => {
  addSupplier(places.here(), 'Our Own')
  keeper.operator.keep(5)
  expect(await places.openPractice()).toEqual(ok({}))
  const shop = places.here()
  expect(shop.name).toBe('practice')
  expect(suppliers(shop)).toHaveLength(12)
  expect(JSON.parse(readFileSync(join(paths.practiceFolder, 'stock.json'), 'utf8'))).toHaveProperty('RCK-24U')
  expect(shop.operator.personId()).toBe(1)
  addSupplier(shop, 'Practised')
  const own = readFileSync(paths.ledgerFile)
  const making = told.filter((line) => line.includes('"making":{')).map((line) => JSON.parse(line) as { making: { done: number; of: number } })
  expect(making.length).toBeGreaterThan(20)
  expect(making.at(-1)?.making).toEqual({ done: 365, of: 365 })
  expect(told.slice(told.indexOf('leaving'))).toEqual(['leaving', 'arrived', '{"here":"practice","making":null}'])

  // Whoever is checking the books is not waited for.
  const checking = shop.company.checkBooks()
  await places.leavePractice()
  expect(await checking).toMatchObject({ ok: false, error: { code: 'books.cancelled' } })
  expect(places.here().name).toBe('company')
  expect(suppliers(places.here())).toEqual(['Our Own'])
  expect(places.here().operator.personId()).toBe(5)
  expect(existsSync(paths.practiceFolder)).toBe(false)
  expect(readFileSync(paths.ledgerFile).equals(own)).toBe(true)

  // Opened again on that day it is a copy of what was made, without what was done in it.
  told.length = 0
  expect(await places.openPractice()).toEqual(ok({}))
  expect(suppliers(places.here())).toHaveLength(12)
  expect(existsSync(join(paths.practiceFolder, 'stock.json'))).toBe(true)
  expect(told.filter((line) => line.includes('"of":365'))).toEqual([])
  await places.leavePractice()

  // What is not whole, of another day or of another program is made anew.
  const kept = join(paths.madeShopFolder, 'ledger.db')
  const madeDays = async (shops: ReturnType<typeof shopsOn>) => {
    let days = 0
    const makeShop: PlacesParts['makeShop'] = (at, onDay) =>
      shops.make(at, (done, of) => {
        days += 1
        onDay(done, of)
      })
    startWith({ makeShop })
    expect(await places.openPractice()).toEqual(ok({}))
    expect(suppliers(places.here())).toHaveLength(12)
    await places.leavePractice()
    return days
  }
  writeFileSync(kept, readFileSync(kept).subarray(0, 40_960))
  expect(await madeDays(shopsOn('2026-03-04'))).toBe(365)
  expect(await madeDays(shopsOn('2026-03-04'))).toBe(0)
  shopsOn('2026-03-04').tidy(paths)
  expect(existsSync(kept)).toBe(true)
  expect(await madeDays(shopsOn('2026-03-04', '0.1.1'))).toBe(365)
  shopsOn('2026-03-05', '0.1.1').tidy(paths)
  expect(existsSync(paths.madeShopFolder)).toBe(false)
})

test('a practice shop is there again at the next start, under a lock of its own', async () => {
  startWith({ makeShop: emptyShop })
  await places.openPractice()
  addSupplier(places.here(), 'Practised')
  // The company's own ledger is let go of.
  const other = companyAt(paths, testEnvironment(), '0.1.0')
  expect(other.start()).toBe(true)
  other.close()
  startWith()
  expect(suppliers(places.here())).toEqual(['Practised'])
  await places.leavePractice()
  expect(suppliers(places.here())).toEqual([])
})

test('asking twice makes one, and leaving when nobody practises does nothing', async () => {
  let made = 0
  startWith({
    makeShop: (at, onDay) => {
      made += 1
      return emptyShop(at, onDay)
    },
  })
  const answers = await Promise.all([places.openPractice(), places.openPractice()])
  expect(answers).toEqual([ok({}), ok({})])
  expect(made).toBe(1)
  await Promise.all([places.leavePractice(), places.leavePractice()])
  await places.leavePractice()
  expect(places.status()).toEqual({ here: 'company', making: null })
  expect(told.filter((line) => line === 'leaving')).toHaveLength(2)
})

test.each([
  [appError('ledger.disk_full', { file: 'x' }), true],
  [appError('ledger.read_only', { file: 'x' }), false],
])('a shop that cannot be made is said so, and people go on in their company: $code', async (cause, diskFull) => {
  startWith({ makeShop: async () => err(cause) })
  expect(await places.openPractice()).toEqual(err(appError('practice.not_made', { folder: paths.practiceFolder, diskFull })))
  addSupplier(places.here(), 'Still Here')
  expect(places.status()).toEqual({ here: 'company', making: null })
  expect(existsSync(`${paths.practiceFolder}.making`)).toBe(false)
  expect(keeper.practising()).toBe(false)
})

test('a shop that was made and does not open leads back to the company', async () => {
  startWith({
    makeShop: async (at) => {
      writeFileSync(at.ledgerFile, 'no ledger')
      return ok(null)
    },
  })
  expect(await places.openPractice()).toMatchObject({ ok: false, error: { code: 'practice.not_made' } })
  addSupplier(places.here(), 'Still Here')
  expect(existsSync(paths.practiceFolder)).toBe(false)
  expect(told.at(-2)).toBe('arrived')
})

test.each([
  ['made in part', false, '.making', 'half'],
  ['whole, but nobody had got there', false, '', 'whole'],
  ['damaged', true, '', 'no ledger'],
])('a start that finds a shop that is %s starts in the company and removes it', (_what, practising, ending, content) => {
  const found = paths.practiceFolder + ending
  mkdirSync(found)
  writeFileSync(join(found, 'ledger.db'), content)
  keeper.keepPractising(practising)
  startWith()
  expect(places.here().name).toBe('company')
  expect(places.here().company.failure()).toBeNull()
  expect(existsSync(found)).toBe(false)
  expect(keeper.practising()).toBe(false)
})

test('a start that remembers a shop that is gone starts in the company', () => {
  keeper.keepPractising(true)
  startWith()
  expect(places.status()).toEqual({ here: 'company', making: null })
})

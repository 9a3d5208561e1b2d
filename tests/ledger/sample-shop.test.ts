import { afterEach, describe, expect, it } from 'vitest'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { runQuery } from '../../src/main/queries/run.ts'
import { sampleProducts } from '../../src/main/practice/sample-catalogue.ts'
import { isWorkingDay } from '../../src/main/sample/calendar.ts'
import { dateOf, dayNumber } from '../../src/shared/units/calendar.ts'
import { stockAtBeginOf } from '../../src/main/sample/stock-list.ts'
import { playSampleYear } from '../../src/main/sample/year.ts'
import { formatQuantity } from '../../src/shared/units/quantity.ts'
import { testLedger, valueOf, type TestLedger } from '../support/database.ts'

const open: TestLedger[] = []
afterEach(() => open.splice(0).forEach((ledger) => ledger.close()))

function yearOf(seed: number, today: string, nowIso = `${today}T20:00:00.000Z`): TestLedger {
  const ledger = testLedger()
  open.push(ledger)
  playSampleYear({ db: ledger.db, seed, today, nowIso })
  return ledger
}

const head = ({ db }: TestLedger) => db.prepare('SELECT (SELECT hash FROM posting ORDER BY posting_id DESC LIMIT 1), (SELECT hash FROM command_log ORDER BY seq DESC LIMIT 1)').raw().get()
const count = ({ db }: TestLedger, sql: string) => db.prepare<[], number>(sql).pluck().get() ?? 0

describe('the sample shop', () => {
  it('has the same chain for the same seed and day, and another one for another seed', () => {
    const day = '2026-03-04'
    expect(head(yearOf(3, day))).toEqual(head(yearOf(3, day)))
    expect(head(yearOf(4, day))).not.toEqual(head(yearOf(3, day)))
  })

  // A weekday, a Sunday, the day after a leap day, and the first of a year.
  it.each([
    [7, '2026-11-20'],
    [8, '2026-11-22'],
    [9, '2028-03-01'],
    [10, '2027-01-01'],
  ])('keeps books that are right: seed %i on %s', (seed, today) => {
    const { checks, rebuilt } = verifyBooks(yearOf(seed, today).db)
    expect(checks.length).toBeGreaterThan(20)
    expect(checks.filter(({ difference }) => difference !== null)).toEqual([])
    expect(rebuilt.filter(({ difference }) => difference !== null)).toEqual([])
  })

  it.each([
    [1, '2026-11-21'],
    [2, '2026-06-30'],
    [5, '2027-02-15'],
  ])('gives the dashboard something to say: seed %i on %s', (seed, today) => {
    const { db } = yearOf(seed, today)
    const context = { db, today: () => today }
    const { canBuild, shouldBuild, overdue, lowStock } = valueOf(runQuery(context, 'dashboard.get', { rowsMax: 50 }))
    expect(canBuild.total).toBeGreaterThan(8)
    expect(shouldBuild?.rows.filter(({ state }) => state === 'build').length).toBeGreaterThan(2)
    expect(overdue?.total).toBeGreaterThanOrEqual(2)
    expect(lowStock?.total).toBeGreaterThan(3)
    expect(valueOf(runQuery(context, 'quality.waiting', {})).count).toBeGreaterThan(0)
    expect(db.prepare('SELECT count(*) FROM shortage WHERE quantity > 0').pluck().get()).toBeGreaterThan(0)
  })

  it('holds every kind of event a shop meets', () => {
    const ledger = yearOf(7, '2026-11-20')
    const kinds = ledger.db.prepare<[], string>('SELECT DISTINCT kind FROM posting').pluck().all()
    const met = 'opening receipt receipt_voided receipt_quantity late_cost build build_to_review build_approved build_rejected build_reversed'
    const sold = 'sale sale_edited sale_voided return adjustment adjustment_reversed found'
    expect(kinds).toEqual(expect.arrayContaining(`${met} ${sold}`.split(' ')))
    expect(count(ledger, "SELECT count(*) FROM planned_build WHERE status = 'done'")).toBeGreaterThan(10)
    expect(count(ledger, "SELECT count(*) FROM receipt WHERE number IS NULL")).toBe(1)
    expect(count(ledger, 'SELECT count(*) FROM receipt_line WHERE typed_unit IS NOT NULL')).toBeGreaterThan(100)
    expect(count(ledger, 'SELECT count(*) FROM lot WHERE expires_on < (SELECT max(business_date) FROM posting)')).toBeGreaterThan(0)
  })

  it('records nothing after now, wherever in the world that is', () => {
    // In the far east a day begins before the shop would open by UTC.
    const ledger = yearOf(2, '2026-05-06', '2026-05-05T12:30:00.000Z')
    expect(count(ledger, "SELECT max(recorded_at) <= '2026-05-05T12:30:00.000Z' FROM posting")).toBe(1)
    expect(count(ledger, "SELECT max(business_date) = '2026-05-06' FROM posting")).toBe(1)
  })
})

describe('its stock list', () => {
  it('says what lay there when the day began, as the history of the books does', () => {
    const { db } = yearOf(7, '2026-11-20')
    const context = { db, today: () => '2026-11-20' }
    const { rows } = valueOf(runQuery(context, 'stock.as_of', { businessDate: '2026-11-19', knownAt: null, by: 'product', productId: null }))
    const list = stockAtBeginOf(db, '2026-11-20')
    expect(Object.keys(list)).toHaveLength(sampleProducts.length)
    const there = Object.fromEntries(Object.entries(list).filter(([, quantity]) => quantity !== '0'))
    expect(there).toEqual(Object.fromEntries(rows.filter(({ quantity }) => quantity !== 0).map(({ label, quantity }) => [label, formatQuantity(quantity)])))
    expect(rows.length).toBeGreaterThan(50)
  })
})

describe('its calendar', () => {
  it('goes through leap years and back', () => {
    expect(dayNumber('1970-01-01')).toBe(0)
    expect(dateOf(dayNumber('2028-02-28') + 1)).toBe('2028-02-29')
    expect(dateOf(dayNumber('2027-02-28') + 1)).toBe('2027-03-01')
    for (let number = dayNumber('1999-12-25'); number < dayNumber('2032-01-05'); number += 7) {
      expect(dayNumber(dateOf(number))).toBe(number)
      expect(new Date(number * 86_400_000).toISOString().slice(0, 10)).toBe(dateOf(number))
    }
  })

  it('works from Monday to Friday', () => {
    expect(['2026-11-16', '2026-11-20', '2026-11-21', '2026-11-22'].map((day) => isWorkingDay(dayNumber(day)))).toEqual([true, true, false, false])
  })
})

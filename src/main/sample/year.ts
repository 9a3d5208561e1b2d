import type { DraftOf } from '../../shared/contract/registry.ts'
import { one } from '../../shared/units/decimal.ts'
import { formatMoney } from '../../shared/units/money.ts'
import type { BusinessDate } from '../../shared/units/business-date.ts'
import { dateOf, dayNumber } from '../../shared/units/calendar.ts'
import type { CommandDesk } from '../commands/execute.ts'
import { buyFor } from './buying.ts'
import { isWorkingDay } from './calendar.ts'
import { countOn } from './counting.ts'
import { openSampleDesk } from './desk.ts'
import { dice } from './dice.ts'
import { buildForReview, makeOn, planFor } from './making.ts'
import { openShop, writeRecipe } from './opening.ts'
import { sellOn } from './selling.ts'
import { amount, bomOf, type Day, type SampleShop } from './shop.ts'

const daysOfTheYear = 365

export interface SampleYear {
  /** An empty ledger. */
  readonly db: CommandDesk['db']
  /** The same seed, day and instant give the same chain. */
  readonly seed: number
  /** The last day of the year that is played. */
  readonly today: BusinessDate
  /** UTC instant of now: nothing is recorded after it. */
  readonly nowIso: string
  readonly onDay?: (done: number, of: number) => void
}

/** Fills an empty ledger with a year of a metal shop, through the commands that people use. Throws when it is refused anything. */
export function playSampleYear({ db, seed, today, nowIso, onDay }: SampleYear): void {
  const desk = openSampleDesk(db, seed, nowIso)
  const last = dayNumber(today)
  const first = last - daysOfTheYear
  desk.beginDay(dateOf(first))
  const shop = openShop(desk)
  let changed = 0
  for (let number = first + 1; number <= last; number += 1) {
    onDay?.(number - first, daysOfTheYear)
    // The last day is worked whatever day it is, so that a shop opened on a Sunday is as lively.
    if (!isWorkingDay(number) && number !== last) continue
    desk.beginDay(dateOf(number))
    const place = number - first
    const day = { place, left: last - number, dice: dice(seed, place) }
    for (; changed < changes.length && (changes[changed]?.from ?? 0) <= place; changed += 1) changes[changed]?.make(shop)
    work(shop, day)
  }
  leaveForToday(shop, { place: daysOfTheYear + 1, left: 0, dice: dice(seed, daysOfTheYear + 1) })
}

/** What changes in the course of the year, each on the first working day from its place on. */
const changes: readonly { readonly from: number; readonly make: (shop: SampleShop) => void }[] = [
  { from: 170, make: ({ desk }) => desk.does('company.set_review', { review: true }) },
  { from: 200, make: shelvesTakeLonger },
]

function work(shop: SampleShop, day: Day): void {
  buyFor(shop, day)
  makeOn(shop, day)
  sellOn(shop, day)
  countOn(shop, day)
}

/** The shelf gets a hem: its recipe has a second version. */
function shelvesTakeLonger(shop: SampleShop): void {
  const shelf = bomOf('SHF-19')
  if (shelf === null) return
  const costLines = [...shelf.costLines, { kind: 'labor', name: 'Hemming', rate: '38.00', hours: '0.05' }] as const
  writeRecipe(shop, { ...shelf, costLines, level: null }, 'Hemmed front edge: a customer cut a finger on the plain one')
}

/** What a day begins with: builds in review and late ones, a customer who waits, a delivery half typed, a recipe being changed. */
function leaveForToday(shop: SampleShop, day: Day): void {
  const { desk, people, productId, stock } = shop
  buildForReview(shop, day, 'ENC-1612-BLK', 2)
  buildForReview(shop, day, 'SHF-19', 6)
  for (const { sku, units, days } of queue) planFor(shop, sku, units, days)
  desk.actAs(people.office)
  const short = stock.onHand('GRD-3') / one + 2
  const line = { productId: productId('GRD-3'), quantity: String(short), revenue: formatMoney(short * amount('168.00')) }
  desk.does('sale.record', { reference: 'PO 7781', customer: 'Mesa Brewing Equipment', saleDate: desk.today(), lines: [line], notes: 'Ships when the red panels are coated' })
  desk.does('receipt.save_draft', halfTypedDelivery(shop))
  desk.does('bom.save_draft', draftOfCart(shop))
}

/** The queue as it stands today: two are late. */
const queue = [
  { sku: 'CRT-2', units: 4, days: -6 },
  { sku: 'ENC-2420-FAN', units: 3, days: -2 },
  { sku: 'RCK-12U', units: 4, days: 3 },
  { sku: 'BDY-1612', units: 8, days: 5 },
  { sku: 'ENC-1612-BLK', units: 6, days: 8 },
] as const

function halfTypedDelivery({ desk, productId, supplierId }: SampleShop): DraftOf<'command', 'receipt.save_draft'> {
  const line = (sku: string, sheets: string, cost: string) => ({
    productId: productId(sku),
    quantity: sheets,
    unit: 'purchase' as const,
    cost: { per: 'unit' as const, amount: cost },
    costToBeConfirmed: true,
    lotNumber: null,
    supplierLot: null,
    expiresOn: null,
  })
  const lines = [line('SHT-CR18', '12', '88.40'), line('PLT-HR25', '4', '408.00')]
  return { receiptId: null, supplierId: supplierId('NSS'), receivedOn: desk.today(), lines }
}

function draftOfCart({ productId }: SampleShop): DraftOf<'command', 'bom.save_draft'> {
  const components = (bomOf('CRT-2')?.components ?? []).map(({ sku, quantity, optional }) => ({ productId: productId(sku), quantityPerUnit: quantity, optional }))
  return {
    productId: productId('CRT-2'),
    components: [...components, { productId: productId('BLT-25-75'), quantityPerUnit: '', optional: false }],
    costLines: [],
    notes: 'Third shelf: bolts to be counted',
  }
}

import { compactDate, type BusinessDate } from '../../shared/units/business-date.ts'

/** Numbers of this form are given to lots that are made here, so nobody else may take one. */
const reserved = /^(B-\d+|FOUND-\d+|RETURN-[\d-]+|(OPEN|LEGACY)-.+)$/i

export function isReservedLotNumber(number: string): boolean {
  return reserved.test(number)
}

/** The number of a product's pool, which becomes its legacy lot when receiving is turned on. */
export function poolNumber(sku: string): string {
  return cut(`LEGACY-${sku}`)
}

/** The number of the lot of stock that was there before the books began. */
export function openingLotNumber(sku: string): string {
  return cut(`OPEN-${sku}`)
}

/** The number of the `count`-th lot that was found. */
export function foundLotNumber(count: number): string {
  return `FOUND-${count}`
}

/** The number of a return's own lot; a second one of the same product counts on. */
export function returnLotNumber(returnNumber: number, count: number): string {
  return count === 1 ? `RETURN-${returnNumber}` : `RETURN-${returnNumber}-${count}`
}

/** Lot numbers have at most 60 characters, and so has a SKU. */
function cut(number: string): string {
  return number.slice(0, 60)
}

/** What the numbers of a supplier's lots of one day start with. */
export function lotNumberPrefix(supplierCode: string, receivedOn: BusinessDate): string {
  return `${supplierCode}-${compactDate(receivedOn)}-`
}

/** The `count`-th number of a supplier's day, such as `ACM-20260131-001`. */
export function lotNumberOf(prefix: string, count: number): string {
  return `${prefix}${String(count).padStart(3, '0')}`
}

/** The largest count among numbers of this prefix; 0 when there is none. */
export function lotCountMax(prefix: string, numbers: Iterable<string>): number {
  let max = 0
  for (const number of numbers) {
    const count = number.startsWith(prefix) ? number.slice(prefix.length) : ''
    if (/^\d{1,9}$/.test(count)) max = Math.max(max, Number(count))
  }
  return max
}

import { divideHalfUp, one } from '../../shared/units/decimal.ts'
import { quantityText } from './numbers.ts'

export interface PurchaseUnit {
  readonly unit: string
  /** Millionths of the product's unit in one of it. */
  readonly factor: number
}

/** A purchase unit both ways: `1 SHEET = 96 IN` and `1 IN is about 0.010417 SHEET`. */
export function purchaseTexts({ unit, factor }: PurchaseUnit, ownUnit: string): { readonly there: string; readonly back: string } {
  const whole = BigInt(one) * BigInt(one)
  const exact = whole % BigInt(factor) === 0n
  const part = Number(divideHalfUp(whole, BigInt(factor)))
  const back = part === 0 ? `less than 0.000001 ${unit}` : `${exact ? '' : 'about '}${quantityText(part)} ${unit}`
  return { there: `1 ${unit} = ${quantityText(factor)} ${ownUnit}`, back: `1 ${ownUnit} ${exact ? '=' : 'is'} ${back}` }
}

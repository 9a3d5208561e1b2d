import { VisuallyHidden } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Money } from '../../shared/units/money.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import { estimateText, finerThanCents, moneyText, quantityText, signedText } from '../text/numbers.ts'
import classes from './figure.module.css'

interface QuantityTextProps {
  /** Millionths of the unit; `null` where there is none to tell. */
  readonly value: Quantity | null
  readonly unit: string
  /** A movement: with its sign, and below zero is nothing unusual. */
  readonly signed?: boolean
}

/** A quantity with its unit, every decimal it has. Below zero it stands out. */
export function QuantityText({ value, unit, signed = false }: QuantityTextProps) {
  return (
    <Figure value={value} signed={signed} unit={unit}>
      {(amount) => (signed ? signedText(amount, quantityText(amount)) : quantityText(amount))}
    </Figure>
  )
}

interface MoneyTextProps {
  /** Millionths of the currency; `null` where there is none to tell. */
  readonly value: Money | null
  /** Decimals shown at least; all there are when they are more. */
  readonly decimals?: number
  /** A movement: with its sign, and below zero is nothing unusual. */
  readonly signed?: boolean
}

/** An amount of money: cents, and every further decimal it has. Never rounded. */
export function MoneyText({ value, decimals = 2, signed = false }: MoneyTextProps) {
  return (
    <Figure value={value} signed={signed}>
      {(amount) => <Money amount={amount} text={signed ? signedText(amount, moneyText(amount, decimals)) : moneyText(amount, decimals)} />}
    </Figure>
  )
}

/** Cents at a glance: what is finer than they are is there, and smaller. */
function Money({ amount, text }: { readonly amount: Money; readonly text: string }) {
  const [cents, finer] = finerThanCents(amount, text)
  return (
    <>
      {cents}
      {finer !== '' && <span className={classes.finer}>{finer}</span>}
    </>
  )
}

/** What something will come to at today's costs: to the cent, and `null` while a cost is not known. */
export function EstimateText({ value }: Pick<MoneyTextProps, 'value'>) {
  return (
    <Figure value={value} signed={false}>
      {(amount) => estimateText(amount)}
    </Figure>
  )
}

interface UnitCostTextProps {
  /** Millionths of the currency for one unit; `null` where no stock tells. */
  readonly value: Money | null
  readonly unit: string
}

/** What one unit costs, up to six decimals. */
export function UnitCostText({ value, unit }: UnitCostTextProps) {
  return (
    <Figure value={value} signed={false} unit={`/ ${unit}`}>
      {(amount) => <Money amount={amount} text={moneyText(amount)} />}
    </Figure>
  )
}

interface FigureProps {
  readonly value: number | null
  readonly signed: boolean
  readonly unit?: string
  readonly children: (value: number) => ReactNode
}

function Figure({ value, signed, unit, children }: FigureProps): ReactNode {
  if (value === null) {
    return (
      <span className={classes.none}>
        <span aria-hidden>—</span>
        <VisuallyHidden>none</VisuallyHidden>
      </span>
    )
  }
  return (
    <span className={classes.figure} data-negative={!signed && value < 0}>
      {children(value)}
      {unit !== undefined && <span className={classes.unit}> {unit}</span>}
    </span>
  )
}

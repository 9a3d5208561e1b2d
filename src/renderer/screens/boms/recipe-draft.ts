import type { DraftOf, OutputOf } from '../../../shared/contract/registry.ts'
import { formatMillionths } from '../../../shared/units/decimal.ts'
import { formatQuantity } from '../../../shared/units/quantity.ts'

type Bom = Pick<NonNullable<OutputOf<'query', 'bom.get'>['bom']>, 'components' | 'costLines'>
type SaveDraft = DraftOf<'command', 'bom.save'>
export type CostKind = SaveDraft['costLines'][number]['kind']

export interface RecipeProduct {
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly unit: string
}

/** A component as it is typed. Its key stays while the row moves. */
export interface ComponentDraft {
  readonly key: string
  readonly product: RecipeProduct | null
  readonly quantity: string
  readonly optional: boolean
}

/** A cost line as it is typed; what the other way of costing held stays typed while it is not used. */
export interface CostDraft {
  readonly key: string
  readonly kind: CostKind
  readonly name: string
  readonly by: 'amount' | 'rate'
  readonly amount: string
  readonly rate: string
  readonly quantity: string
}

export interface RecipeDraft {
  readonly components: readonly ComponentDraft[]
  readonly costLines: readonly CostDraft[]
}

export type NewKey = () => string

export const costKindText: { readonly [K in CostKind]: string } = { labor: 'Labor', overhead: 'Overhead', other: 'Other' }

type KeptDraft = NonNullable<OutputOf<'query', 'bom.get'>['draft']>

/** A draft kept in the ledger as it was typed, with an empty row at its end. */
export function typedDraft({ components, costLines }: KeptDraft, newKey: NewKey): RecipeDraft {
  return {
    components: withEmptyRow(
      components.map(({ product, quantityPerUnit, optional }) => ({ key: newKey(), product, quantity: quantityPerUnit, optional })),
      newKey,
    ),
    costLines: costLines.map(({ kind, name, cost }) => ({
      key: newKey(),
      kind,
      name,
      by: cost.by,
      amount: cost.by === 'amount' ? cost.amountPerUnit : '',
      rate: cost.by === 'rate' ? cost.rate : '',
      quantity: cost.by === 'rate' ? cost.quantityPerUnit : '',
    })),
  }
}

/** What is kept as a draft: a row without a product has none. */
export function toKeep({ productId, components, costLines }: SaveDraft, notes: string): DraftOf<'command', 'bom.save_draft'> {
  return {
    productId,
    components: components.map((line) => ({ ...line, productId: line.productId === 0 ? null : line.productId })),
    costLines: [...costLines],
    notes,
  }
}

/** The saved recipe as it would be typed, with an empty row at its end; just that row when there is none. */
export function draftOf(bom: Bom | null, newKey: NewKey): RecipeDraft {
  const components = (bom?.components ?? []).map(
    ({ product, quantityPerUnit, optional }): ComponentDraft => ({ key: newKey(), product, quantity: formatQuantity(quantityPerUnit), optional }),
  )
  const costLines = (bom?.costLines ?? []).map(
    ({ kind, name, cost }): CostDraft => ({
      key: newKey(),
      kind,
      name,
      by: cost.by,
      amount: cost.by === 'amount' ? formatMillionths(cost.amountPerUnit, 0, 6) : '',
      rate: cost.by === 'rate' ? formatMillionths(cost.rate, 0, 6) : '',
      quantity: cost.by === 'rate' ? formatQuantity(cost.quantityPerUnit) : '',
    }),
  )
  return { components: withEmptyRow(components, newKey), costLines }
}

export function newCostLine(kind: CostKind, newKey: NewKey): CostDraft {
  return { key: newKey(), kind, name: costKindText[kind], by: kind === 'labor' ? 'rate' : 'amount', amount: '', rate: '', quantity: '' }
}

export function isEmptyRow({ product, quantity }: ComponentDraft): boolean {
  return product === null && quantity.trim() === ''
}

/** The rows with one empty row at the end to go on typing in. */
export function withEmptyRow(rows: readonly ComponentDraft[], newKey: NewKey): readonly ComponentDraft[] {
  const last = rows.at(-1)
  return last && isEmptyRow(last) ? rows : [...rows, { key: newKey(), product: null, quantity: '', optional: false }]
}

/** The rows with one of them at another place; places beyond the ends are the ends. */
export function movedRow<Row>(rows: readonly Row[], from: number, to: number): readonly Row[] {
  const row = rows[from]
  if (row === undefined) return rows
  const others = rows.toSpliced(from, 1)
  return others.toSpliced(Math.max(0, Math.min(others.length, to)), 0, row)
}

/** What is sent, and which row each of its lines is. */
export interface SentRecipe {
  readonly draft: SaveDraft
  readonly componentKeys: readonly string[]
  readonly costKeys: readonly string[]
}

/** The rows that say something, as the command takes them. */
export function toSend(productId: number, { components, costLines }: RecipeDraft): SentRecipe {
  const filled = components.filter((row) => !isEmptyRow(row))
  return {
    draft: {
      productId,
      // A row without a product is sent all the same, so that the refusal lands beside it.
      components: filled.map(({ product, quantity, optional }) => ({ productId: product?.productId ?? 0, quantityPerUnit: quantity, optional })),
      costLines: costLines.map(({ kind, name, by, amount, rate, quantity }) => ({
        kind,
        name,
        cost: by === 'amount' ? { by, amountPerUnit: amount } : { by, rate, quantityPerUnit: quantity },
      })),
    },
    componentKeys: filled.map(({ key }) => key),
    costKeys: costLines.map(({ key }) => key),
  }
}

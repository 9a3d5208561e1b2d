import { z } from 'zod'
import { id, quantityOrZeroTyped, quantityTyped } from '../../../shared/contract/figures.ts'
import type { DraftOf } from '../../../shared/contract/registry.ts'
import { formatQuantity, type Quantity } from '../../../shared/units/quantity.ts'
import type { PickedProduct } from '../../components/product-picker.tsx'
import { problemText } from '../../text/problems.ts'

const chosenLot = z.object({ lotId: id, number: z.string(), quantity: z.string() })
export type ChosenLot = z.infer<typeof chosenLot>

const changedLine = z.object({
  product: z.object({ productId: id, sku: z.string(), name: z.string(), unit: z.string() }),
  /** For all units, as typed; 0 leaves the component out. */
  quantity: z.string(),
  /** Lots chosen by hand, as typed; `null` draws the oldest first. */
  lots: z.array(chosenLot).nullable(),
  reason: z.string(),
})
/** A component of which something else is used than the recipe says. */
export type ChangedLine = z.infer<typeof changedLine>

/** A build as it is typed. */
export interface BuildText {
  readonly product: PickedProduct | null
  readonly quantity: string
  readonly businessDate: string
  /** The planned build it is made of; its own lines then hold in place of the active BOM. */
  readonly plannedBuildId: number | null
  /** What becomes of the units of that one that are not built now. */
  readonly rest: 'keep' | 'close' | null
  /** `null`: whoever it was planned for. */
  readonly assigneeId: number | null
  /** `null`: those of the planned build. */
  readonly notes: string | null
  readonly lines: readonly ChangedLine[]
  /** Takes what other planned builds hold as well. */
  readonly useHeld: boolean
  /** It is put into the queue instead of being built. */
  readonly asPlan: boolean
  readonly targetDate: string
  /** Whether the components are being changed. */
  readonly changing: boolean
}

const text = z.coerce.string().catch('').default('')
const wantedId = z.coerce.number().int().positive().nullable().catch(null).default(null)
const flag = z.literal(1).optional().catch(undefined)

/** The address of the page, which keeps what is typed, so that coming back finds all of it. */
export const buildAddress = z.object({
  product: wantedId,
  quantity: z.coerce.string().catch('1').default('1'),
  date: text,
  plan: wantedId,
  rest: z.enum(['keep', 'close']).nullable().catch(null).default(null),
  assignee: wantedId,
  notes: z.coerce.string().nullable().catch(null).default(null),
  lines: z.array(changedLine).catch([]).default([]),
  held: flag,
  as: z.literal('plan').optional().catch(undefined),
  target: text,
  change: flag,
  /** What is missing for another build, which is gone back to. */
  first: wantedId,
})

/** What is typed, as its address keeps it; what says nothing is left out. */
export function addressOf(typed: BuildText, first: number | null): Readonly<Record<string, unknown>> {
  const whole = {
    product: typed.product?.productId,
    quantity: typed.quantity,
    date: typed.businessDate,
    plan: typed.plannedBuildId,
    rest: typed.rest,
    assignee: typed.assigneeId,
    notes: typed.notes,
    lines: typed.lines.length === 0 ? null : typed.lines,
    held: typed.useHeld ? 1 : null,
    as: typed.asPlan ? 'plan' : null,
    target: typed.targetDate === '' ? null : typed.targetDate,
    change: typed.changing ? 1 : null,
    first,
  }
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== null && value !== undefined))
}

/** What the ledger is asked, and told to do. */
export function buildInput(typed: BuildText): DraftOf<'command', 'build.execute'> {
  const { product, quantity, businessDate, plannedBuildId, rest, assigneeId, notes, useHeld, lines } = typed
  return {
    productId: product?.productId ?? 0,
    quantity,
    businessDate,
    plannedBuildId,
    rest,
    assigneeId,
    notes,
    useHeld,
    lines: lines.length === 0 ? null : lines.map(lineInput),
  }
}

function lineInput({ product, quantity, lots, reason }: ChangedLine) {
  return {
    productId: product.productId,
    quantity,
    lots: lots === null ? null : lots.filter((lot) => !isNothing(lot.quantity)).map((lot) => ({ lotId: lot.lotId, quantity: lot.quantity })),
    reason,
  }
}

/** A lot of which nothing is taken is not chosen. */
function isNothing(typed: string): boolean {
  return quantityOrZeroTyped.safeParse(typed.trim() === '' ? '0' : typed).data === 0
}

/** The sentences beside figures of the lines that are none, by field: `lines.0.quantity`, `lines.0.lots.7` for lot 7. */
export function lineProblems(lines: readonly ChangedLine[]): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [place, { quantity, lots }] of lines.entries()) {
    const wrong = figureProblem(quantityOrZeroTyped, quantity)
    if (wrong !== null) found[`lines.${place}.quantity`] = wrong
    for (const lot of lots ?? []) {
      const wrongInLot = isNothing(lot.quantity) ? null : figureProblem(quantityTyped, lot.quantity)
      if (wrongInLot !== null) found[`lines.${place}.lots.${lot.lotId}`] = wrongInLot
    }
  }
  return found
}

function figureProblem(schema: typeof quantityTyped, typed: string): string | null {
  const issue = schema.safeParse(typed).error?.issues[0]
  if (issue === undefined) return null
  const { problem = 'invalid', limit } = (issue.code === 'custom' ? issue.params : undefined) ?? {}
  return problemText(String(problem), typeof limit === 'number' ? limit : undefined)
}

/** The quantity typed as millionths; `null` while it is none. */
export function typedQuantity(typed: string): Quantity | null {
  return quantityTyped.safeParse(typed).data ?? null
}

/** Lines after one of them was changed; `null` takes the change back. */
export function withLine(lines: readonly ChangedLine[], productId: number, line: ChangedLine | null): readonly ChangedLine[] {
  const place = lines.findIndex(({ product }) => product.productId === productId)
  if (line === null) return lines.filter((_, at) => at !== place)
  return place < 0 ? [...lines, line] : lines.with(place, line)
}

export interface OpenLot {
  readonly lotId: number
  readonly number: string
  readonly remaining: Quantity
}

/** As much of one lot as is needed, and the rest from those chosen before, then from the oldest. */
export function lotsWithFirst(open: readonly OpenLot[], needed: Quantity, chosen: readonly ChosenLot[], firstId: number): readonly ChosenLot[] {
  const order = [firstId, ...chosen.filter(({ quantity }) => !isNothing(quantity)).map(({ lotId }) => lotId), ...open.map(({ lotId }) => lotId)]
  let missing = needed
  return [...new Set(order)].flatMap((lotId) => {
    const lot = open.find((one) => one.lotId === lotId)
    const quantity = Math.min(missing, lot?.remaining ?? 0)
    missing -= quantity
    return lot === undefined || quantity <= 0 ? [] : [{ lotId, number: lot.number, quantity: formatQuantity(quantity) }]
  })
}

/** How much of a component a build that takes what others hold takes from them: what it needs beyond what is free, as far as it is there. */
export function takenFromHeld({ needed, onHand, held }: { readonly needed: Quantity; readonly onHand: Quantity; readonly held: Quantity }): Quantity {
  const free = Math.max(0, onHand - held)
  return Math.max(0, Math.min(needed, onHand) - free)
}

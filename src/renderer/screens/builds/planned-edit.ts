import type { DraftOf, OutputOf } from '../../../shared/contract/registry.ts'
import { formatQuantity } from '../../../shared/units/quantity.ts'

/** A planned build as its page shows it. */
export type PlannedDetails = OutputOf<'query', 'planned_build.get'>
type Line = PlannedDetails['lines'][number]

/** One changed line, as typed; `null` is what the BOM says. */
export interface PlannedLineText {
  readonly productId: number
  readonly sku: string
  readonly name: string
  readonly unit: string
  readonly quantity: string | null
}

/** What can be said anew about a planned build, as typed. */
export interface PlanText {
  readonly quantity: string
  readonly targetDate: string
  readonly assigneeId: number | null
  readonly notes: string
  /** Only those that were changed. */
  readonly lines: readonly PlannedLineText[]
}

/** What the ledger says, as one would type it. */
export function planText({ plannedBuild }: PlannedDetails): PlanText {
  const { quantity, targetDate, assignee, notes } = plannedBuild
  return { quantity: formatQuantity(quantity), targetDate: targetDate ?? '', assigneeId: assignee?.personId ?? null, notes, lines: [] }
}

/** Whether anything typed differs from what the ledger says. */
export function changedPlan(details: PlannedDetails, typed: PlanText): boolean {
  const said = planText(details)
  return (
    typed.lines.length > 0 ||
    typed.quantity !== said.quantity ||
    typed.targetDate !== said.targetDate ||
    typed.assigneeId !== said.assigneeId ||
    typed.notes !== said.notes
  )
}

type UpdateDraft = DraftOf<'command', 'planned_build.update'>

export function updateDraft(plannedBuildId: number, { quantity, targetDate, assigneeId, notes, lines }: PlanText): UpdateDraft {
  return {
    plannedBuildId,
    quantity,
    targetDate: targetDate.trim() === '' ? null : targetDate,
    assigneeId,
    notes,
    lines: lines.map((line) => ({ productId: line.productId, quantity: line.quantity })),
  }
}

/** What puts everything back as it was before `typed` was saved: an unmodified line follows its BOM again. */
export function typedBefore(details: PlannedDetails, typed: PlanText): UpdateDraft {
  const { plannedBuildId } = details.plannedBuild
  const before = (productId: number) => details.lines.find(({ product }) => product.productId === productId)
  const lines = typed.lines.map(({ productId }) => ({ productId, quantity: textBefore(before(productId)) }))
  return { ...updateDraft(plannedBuildId, planText(details)), lines }
}

function textBefore(line: Line | undefined): string | null {
  return line === undefined || !line.modified ? null : formatQuantity(line.quantity)
}

/** Lines after one was changed; what says the same as the ledger is no change. */
export function withPlannedLine(details: PlannedDetails, lines: readonly PlannedLineText[], line: PlannedLineText): readonly PlannedLineText[] {
  const said = details.lines.find(({ product }) => product.productId === line.productId)
  const others = lines.filter(({ productId }) => productId !== line.productId)
  const same = said === undefined ? line.quantity === null : line.quantity === (said.modified ? formatQuantity(said.quantity) : null)
  return same ? others : [...others, line]
}

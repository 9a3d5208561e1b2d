import { keepTyped, typedOf } from '../../state/kept-typing.ts'
import type { PlanText } from './planned-edit.ts'

const keptAs = (plannedBuildId: number) => `planned build ${plannedBuildId}`

/** What was typed into a planned build and not saved, so that leaving the page, or the program, loses nothing. */
export function unsavedPlan(plannedBuildId: number): Partial<PlanText> {
  return typedOf(keptAs(plannedBuildId)) ?? {}
}

/** Keeps it for when the person comes back; what is empty is forgotten. */
export function keepUnsavedPlan(plannedBuildId: number, typed: Partial<PlanText>): void {
  keepTyped(keptAs(plannedBuildId), Object.keys(typed).length === 0 ? null : typed)
}

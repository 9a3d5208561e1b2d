import type { PlanText } from './planned-edit.ts'

/** What was typed into planned builds and not saved, so that leaving the page loses nothing. */
const unsaved = new Map<number, Partial<PlanText>>()

export function unsavedPlan(plannedBuildId: number): Partial<PlanText> {
  return unsaved.get(plannedBuildId) ?? {}
}

/** Keeps it for when the person comes back; what is empty is forgotten. */
export function keepUnsavedPlan(plannedBuildId: number, typed: Partial<PlanText>): void {
  if (Object.keys(typed).length === 0) unsaved.delete(plannedBuildId)
  else unsaved.set(plannedBuildId, typed)
}

/** A planned build as the screens call it; it has no number of its own before it is built. */
export function plannedText(plannedBuildId: number): string {
  return `Planned ${plannedBuildId}`
}

import type { OutputOf } from '../../shared/contract/registry.ts'

type Status = OutputOf<'query', 'planned_build.list'>['plannedBuilds'][number]['status']

/** A planned build as the screens call it; it has no number of its own before it is built. */
export function plannedText(plannedBuildId: number): string {
  return `Planned ${plannedBuildId}`
}

export const plannedStatusText: { readonly [S in Status]: string } = { planned: 'Planned', done: 'Built', closed: 'Closed', deleted: 'Deleted' }

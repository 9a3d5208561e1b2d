import type { Feature } from '../../shared/features.ts'

interface FeatureWords {
  readonly name: string
  /** What it does, in one line. */
  readonly does: string
}

/** The company's switches in the shop's words. */
export const featureWords: { readonly [F in Feature]: FeatureWords } = {
  assignments: { name: 'Build assignments', does: 'Each build is somebody’s: executing one asks who does it.' },
  reservation: { name: 'Inventory reservation', does: 'What planned builds ask for is held for them and is not counted as free.' },
  sales: { name: 'Sales tracking', does: 'Sales draw finished goods from their lots, so that each sale has its cost and margin.' },
  autoBuilds: { name: 'Auto-generated builds', does: 'A product at its build point gets one planned build, which the program keeps up to date.' },
  alertLowStock: { name: 'Low stock', does: 'The dashboard lists products at or below their reorder point.' },
  alertBuildPoints: { name: 'Build points', does: 'The dashboard suggests what to build for products at or near their build point.' },
  alertOverdue: { name: 'Overdue builds', does: 'The dashboard lists planned builds whose target date has passed.' },
}

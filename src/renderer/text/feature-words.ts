import type { Feature } from '../../shared/features.ts'

export interface FeatureWords {
  readonly name: string
  /** What it does, in one line. */
  readonly does: string
  /** The end of *Needs …*. */
  readonly needs?: string
  /** The smallest plan it comes with; none for what every plan has. */
  readonly plan?: 'Pro' | 'Advanced'
  /** What becomes of what exists when it is switched. */
  readonly existing?: string
}

/** The company's switches in the shop's words. */
export const featureWords: { readonly [F in Feature]: FeatureWords } = {
  assignments: {
    name: 'Build assignments',
    does: 'Each build is somebody’s: executing one asks who does it.',
    needs: 'people to choose from, named under People',
    plan: 'Pro',
    existing: 'Planned builds without an assignee stay planned, and ask for one when they are executed.',
  },
  reservation: {
    name: 'Inventory reservation',
    does: 'What planned builds ask for is held for them and is not counted as free.',
    plan: 'Pro',
    existing: 'Planned builds hold their components at once. No stock moves; switched off, everything is free again.',
  },
  autoBuilds: {
    name: 'Auto-generated builds',
    does: 'A product at its build point gets one planned build, which the program keeps up to date.',
    needs: 'a build point on the product’s BOM',
    plan: 'Advanced',
    existing: 'Switched off, the planned builds it made stay in the queue until they are executed or deleted.',
  },
  sales: {
    name: 'Sales tracking',
    does: 'Sales draw finished goods from their lots, so that each sale has its cost and margin.',
    needs: 'receiving',
    plan: 'Advanced',
    existing: 'Sales that are recorded stay, with their cost. Receiving cannot be switched off while this is on.',
  },
  alertLowStock: { name: 'Low stock', does: 'The dashboard lists products at or below their reorder point.' },
  alertBuildPoints: { name: 'Build points', does: 'The dashboard suggests what to build for products at or near their build point.' },
  alertOverdue: { name: 'Overdue builds', does: 'The dashboard lists planned builds whose target date has passed.' },
}

/** The two switches with a rule of their own. */
export const receivingWords: FeatureWords = {
  name: 'Receiving',
  does: 'Stock is kept in lots: each delivery line and each build is one, and the oldest is drawn first.',
  plan: 'Pro',
  existing: 'Switched on, what is in stock becomes one lot per product and nothing is revalued. Once other lots exist it stays on.',
}

export const reviewWords: FeatureWords = {
  name: 'Quality review',
  does: 'A build waits in review before its lot exists, and is approved or rejected there.',
  plan: 'Pro',
  existing: 'It holds for builds from then on. Builds in review stay there until somebody decides.',
}

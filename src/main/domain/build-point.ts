import type { Quantity } from '../../shared/units/quantity.ts'

/** When a product is to be built, and up to which level. The target lies above the build point. */
export interface BuildPoint {
  readonly buildPoint: Quantity
  readonly targetLevel: Quantity
}

/** What is already on its way to being stock. */
export interface Covered {
  readonly planned: Quantity
  /** Executed, and waiting for its review. */
  readonly inReview: Quantity
}

/** `build`: at the build point or below; `approaching`: within 50 % above it. */
export type BuildPointState = 'build' | 'approaching' | 'enough'

/** How a stock stands to its build point. Both bounds belong to what lies below them. */
export function buildPointState(onHand: Quantity, { buildPoint }: BuildPoint): BuildPointState {
  if (onHand <= buildPoint) return 'build'
  return 2n * BigInt(onHand) <= 3n * BigInt(buildPoint) ? 'approaching' : 'enough'
}

/** What is missing to the target level, exactly; what is on its way is not looked at. Never below zero. */
export function missingToTarget(onHand: Quantity, { targetLevel }: BuildPoint): Quantity {
  return Math.max(0, Math.min(targetLevel - onHand, Number.MAX_SAFE_INTEGER))
}

/** What is still to be planned for a product: nothing above its build point, else what is missing to the target and not on its way. */
export function toBePlanned(onHand: Quantity, level: BuildPoint, { planned, inReview }: Covered): Quantity {
  if (buildPointState(onHand, level) !== 'build') return 0
  return Math.max(0, missingToTarget(onHand, level) - planned - inReview)
}

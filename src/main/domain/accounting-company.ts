import type { AdjustmentObstacle } from '../../shared/accounting.ts'

/** Plans that have inventory, by the names QuickBooks has sold them under. */
const plansWithInventory = /plus|advanced|accountant|enterprise/i
const plansWithout = /simple|essential|self|solo|ledger|starter|easy/i

/**
 * Why inventory adjustments cannot be sent to a company; `null` when nothing says they cannot. What it answered when it was
 * asked counts more than the name of its plan: names change.
 */
export function adjustmentObstacle(company: {
  readonly country: string
  readonly plan: string | null
  readonly tracksQuantity: boolean
  readonly takesAdjustments: boolean | null
}): AdjustmentObstacle | null {
  if (company.country !== 'US') return 'outside_us'
  const { plan, tracksQuantity, takesAdjustments } = company
  if (tracksQuantity && takesAdjustments === true) return null
  // Where quantities cannot be switched on for want of a plan, the plan is what to tell.
  if (isPlanWithout(plan)) return 'plan'
  if (takesAdjustments === false) return 'not_taken'
  return tracksQuantity ? null : 'quantities_off'
}

function isPlanWithout(plan: string | null): boolean {
  return plan !== null && plansWithout.test(plan) && !plansWithInventory.test(plan)
}

export interface CompanyIdentity {
  readonly service: string
  readonly realmId: string
  readonly currency: string
}

/** Why a ledger bound to one company does not take another; `null` when it is the same. */
export function bindRefusal(bound: CompanyIdentity, found: CompanyIdentity): 'other_company' | 'other_currency' | null {
  if (bound.service !== found.service || bound.realmId !== found.realmId) return 'other_company'
  return bound.currency === found.currency ? null : 'other_currency'
}

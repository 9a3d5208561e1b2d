import type { AccountRole, AccountingService, AdjustmentObstacle, InventorySource } from '../../shared/accounting.ts'

/** Roles of accounts as they are called on screen. */
export const accountRoleText: { readonly [R in AccountRole]: string } = {
  cogs: 'COGS account',
  receiving: 'receiving account',
  waste: 'waste account',
  build_debit: 'build debit account',
  build_credit: 'build credit account',
  receiving_debit: 'receiving debit account',
  receiving_credit: 'receiving credit account',
  conversion: 'conversion account',
}

export const sourceText: { readonly [S in InventorySource]: string } = { sync: 'Sync', partsemble: 'Partsemble only' }

export const serviceText: { readonly [S in AccountingService]: string } = {
  production: 'QuickBooks Online',
  sandbox: 'the QuickBooks sandbox',
  practice: 'the practice company',
}

interface ObstacleFacts {
  readonly obstacle: AdjustmentObstacle
  readonly plan: string | null
  readonly country: string
}

/** Why a company cannot take inventory adjustments, in one sentence. */
export function obstacleText({ obstacle, plan, country }: ObstacleFacts): string {
  switch (obstacle) {
    case 'outside_us':
      return `QuickBooks takes inventory adjustments from programs in US companies only, and this one is in ${country}.`
    case 'plan':
      return `The plan of this company${plan === null ? '' : ` (${plan})`} has no inventory; Plus and Advanced have.`
    case 'quantities_off':
      return 'Quantities on hand are switched off in QuickBooks, under Account and settings, Sales.'
    case 'not_taken':
      return 'QuickBooks refused when it was asked for inventory adjustments.'
  }
}

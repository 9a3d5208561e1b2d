import type { AdjustmentObstacle, InventorySource } from '../../shared/accounting.ts'
import type { IntegrationStep, IntegrationStepName, IntegrationTask } from '../../shared/integration-steps.ts'

/** What the way to working exports depends on. */
export interface IntegrationFacts {
  readonly connection: 'none' | 'connected' | 'needs_login' | 'disconnected'
  readonly source: InventorySource | null
  readonly obstacle: AdjustmentObstacle | null
  /** Accounts that were loaded. */
  readonly accountsLoaded: number
  /** Roles the source needs that have no account. */
  readonly rolesMissing: number
  /** Roles whose account cannot be used any more, of those the source looks at. */
  readonly rolesBroken: number
  readonly itemsLoaded: number
  readonly itemsLinked: number
  readonly exportFrom: string | null
  /** Partsemble only, with cost lines to credit, no conversion account and no answer yet. */
  readonly laborOpen: boolean
  readonly receiving: boolean
  readonly sales: boolean
  /** Whether a channel of sales was ever connected. */
  readonly salesChannel: boolean
}

type Found = { readonly done: true } | { readonly done: false; readonly task: IntegrationTask; readonly broken?: boolean } | 'not_needed'

const done: Found = { done: true }
const toDo = (task: IntegrationTask): Found => ({ done: false, task })
const broken = (task: IntegrationTask): Found => ({ done: false, task, broken: true })

/**
 * Each step with where it stands and the one thing to do. The first that is not done is next; what was done and does not
 * hold any more needs attention wherever it is.
 */
export function integrationSteps(facts: IntegrationFacts): IntegrationStep[] {
  const found: readonly (readonly [IntegrationStepName, Found])[] = [
    ['company', company(facts)],
    ['source', source(facts)],
    ['accounts', accounts(facts)],
    ['items', items(facts)],
    ['exports', exportsOf(facts)],
    ['sales', sales(facts)],
  ]
  const next = found.findIndex(([, step]) => step !== 'not_needed' && !step.done && !step.broken)
  return found.map(([step, how], place) => {
    if (how === 'not_needed') return { step, state: 'not_needed', task: null }
    if (how.done) return { step, state: 'done', task: null }
    if (how.broken) return { step, state: 'attention', task: how.task }
    return { step, state: place === next ? 'next' : 'later', task: how.task }
  })
}

function company({ connection }: IntegrationFacts): Found {
  switch (connection) {
    case 'connected':
      return done
    case 'none':
      return toDo('connect')
    case 'disconnected':
      return broken('connect_again')
    case 'needs_login':
      return broken('reconnect')
  }
}

function source({ source: chosen, obstacle }: IntegrationFacts): Found {
  if (chosen === null) return toDo('choose_source')
  return chosen === 'sync' && obstacle !== null ? broken('change_source') : done
}

function accounts({ accountsLoaded, rolesMissing, rolesBroken, source: chosen }: IntegrationFacts): Found {
  if (rolesBroken > 0) return broken('mend_accounts')
  if (accountsLoaded === 0) return toDo('load_accounts')
  return chosen === null || rolesMissing > 0 ? toDo('choose_accounts') : done
}

/** Partsemble only needs items for sales alone. */
function items({ source: chosen, sales: salesOn, itemsLoaded, itemsLinked }: IntegrationFacts): Found {
  if (chosen === 'partsemble' && !salesOn) return 'not_needed'
  if (itemsLoaded === 0) return toDo('load_items')
  return itemsLinked === 0 ? toDo('link_items') : done
}

function exportsOf({ exportFrom, laborOpen }: IntegrationFacts): Found {
  if (exportFrom === null) return toDo('choose_export_from')
  return laborOpen ? toDo('answer_labor') : done
}

/** Nobody has to keep sales here; whoever does needs lots for them. */
function sales({ receiving, sales: on, salesChannel }: IntegrationFacts): Found {
  if (!on) return 'not_needed'
  if (!receiving) return broken('turn_receiving_on')
  return salesChannel ? done : toDo('connect_sales')
}

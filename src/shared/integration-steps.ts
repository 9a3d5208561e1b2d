import { z } from 'zod'

/** The way from an unconnected company to one whose exports go out, in its order. */
export const integrationStepName = z.enum(['company', 'source', 'accounts', 'items', 'exports', 'sales'])
export type IntegrationStepName = z.infer<typeof integrationStepName>

/** The one thing to do at a step. */
export const integrationTask = z.enum([
  'connect',
  'connect_again',
  'reconnect',
  'choose_source',
  'change_source',
  'load_accounts',
  'choose_accounts',
  'mend_accounts',
  'load_items',
  'link_items',
  'choose_export_from',
  'answer_labor',
  'turn_receiving_on',
  'connect_sales',
])
export type IntegrationTask = z.infer<typeof integrationTask>

/**
 * `next`: the first that is to be done, of which there is at most one; `attention`: something done does not hold any more;
 * `later`: not before the one that is next.
 */
export const integrationStep = z.strictObject({
  step: integrationStepName,
  state: z.enum(['done', 'next', 'attention', 'later', 'not_needed']),
  /** `null` where there is nothing to do. */
  task: integrationTask.nullable(),
})
export type IntegrationStep = z.infer<typeof integrationStep>

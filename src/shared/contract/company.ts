import { z } from 'zod'
import { feature } from '../features.ts'
import { command, query } from './define.ts'

export const companySettings = z.strictObject({
  /** On: stock is lots, drawn FIFO. Off: one average-cost pool per product. */
  receiving: z.boolean(),
  /** On: an executed build waits in review before its lot exists. Changing it affects new builds only. */
  review: z.boolean(),
  /** What a credit memo does with the goods unless its document says otherwise. */
  returns: z.enum(['return_to_stock', 'price_only', 'consume_like_a_sale']),
  /** On: a build is done by somebody, so executing one asks for its assignee. */
  assignments: z.boolean(),
  /** On: what planned builds ask for is held for them and not counted as buildable. */
  reservation: z.boolean(),
  /** On: sales are kept here. It needs receiving. */
  sales: z.boolean(),
  /** On: a product at its build point gets a planned build, kept up to date by the program. */
  autoBuilds: z.boolean(),
  /** What the dashboard draws attention to. */
  alertLowStock: z.boolean(),
  alertBuildPoints: z.boolean(),
  alertOverdue: z.boolean(),
})
export type CompanySettings = z.infer<typeof companySettings>

export const companySettingsGet = query({
  name: 'company.settings',
  version: 1,
  input: z.strictObject({}),
  output: companySettings,
  errors: [],
})

/**
 * Turns receiving on or off. On: each pool is renamed its product's legacy lot and nothing is revalued. Off again only
 * while no other lot exists.
 */
export const companySetReceiving = command({
  name: 'company.set_receiving',
  version: 1,
  permission: 'settings',
  input: z.strictObject({ receiving: z.boolean() }),
  output: companySettings,
  errors: ['receiving.lots_exist', 'receiving.already', 'feature.needed_by'],
})

export const companySetReview = command({
  name: 'company.set_review',
  version: 1,
  permission: 'settings',
  input: z.strictObject({ review: z.boolean() }),
  output: companySettings,
  errors: [],
})

export const companySetReturns = command({
  name: 'company.set_returns',
  version: 1,
  permission: 'settings',
  input: z.strictObject({ returns: companySettings.shape.returns }),
  output: companySettings,
  errors: [],
})

/** Switches a feature or an alert. What exists stays as it is; what changes is what the program asks for and shows from then on. */
export const companySetFeature = command({
  name: 'company.set_feature',
  version: 1,
  permission: 'settings',
  input: z.strictObject({ feature, on: z.boolean() }),
  output: companySettings,
  errors: ['feature.needs'],
})

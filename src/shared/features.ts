import { z } from 'zod'

/** Switches of the company that are plain: on or off, without anything to acknowledge. */
export const feature = z.enum(['assignments', 'reservation', 'sales', 'autoBuilds', 'alertLowStock', 'alertBuildPoints', 'alertOverdue'])
export type Feature = z.infer<typeof feature>

/** What a feature works on top of: a switch that must be on while the feature is. */
export const featureNeeds: { readonly [F in Feature]?: 'receiving' } = { sales: 'receiving' }

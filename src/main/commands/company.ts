import { appError } from '../../shared/errors.ts'
import { featureNeeds } from '../../shared/features.ts'
import { err, ok } from '../../shared/result.ts'
import { changeCompanySettings, companySettings } from '../ledger/company.ts'
import { lotsBesidePools } from '../ledger/pools.ts'
import type { CommandHandler } from './context.ts'

/**
 * Turns receiving on or off. Nothing is revalued and nothing moves: each pool goes by its legacy number from then on, so
 * there is no posting, only the record of the switch. Off again only while no other lot exists.
 */
export const setReceiving: CommandHandler<'company.set_receiving'> = (context, { receiving }) => {
  const { db } = context
  const before = companySettings(db)
  if (before.receiving === receiving) return err(appError('receiving.already', { receiving }))
  if (!receiving && before.sales) return err(appError('feature.needed_by', { feature: 'receiving', by: 'sales' }))
  const lots = receiving ? null : lotsBesidePools(db)
  if (lots !== null) return err(appError('receiving.lots_exist', lots))
  const settings = changeCompanySettings(db, { receiving })
  context.audit('company', 1, receiving ? 'receiving on' : 'receiving off', settings)
  context.changed({ kind: 'company' })
  return ok(settings)
}

/** Turns review on or off, for builds from now on. */
export const setReview: CommandHandler<'company.set_review'> = (context, { review }) => {
  const settings = changeCompanySettings(context.db, { review })
  context.audit('company', 1, review ? 'review on' : 'review off', settings)
  context.changed({ kind: 'company' })
  return ok(settings)
}

/** What a credit memo does with the goods unless its document says otherwise. */
export const setReturns: CommandHandler<'company.set_returns'> = (context, { returns }) => {
  const settings = changeCompanySettings(context.db, { returns })
  context.audit('company', 1, 'returns', settings)
  context.changed({ kind: 'company' })
  return ok(settings)
}

/** Switches a feature or an alert. Refuses one whose ground is switched off. */
export const setFeature: CommandHandler<'company.set_feature'> = (context, { feature, on }) => {
  const needs = featureNeeds[feature]
  if (on && needs !== undefined && !companySettings(context.db)[needs]) return err(appError('feature.needs', { feature, needs }))
  const settings = changeCompanySettings(context.db, { [feature]: on })
  context.audit('company', 1, `${feature} ${on ? 'on' : 'off'}`, settings)
  context.changed({ kind: 'company' })
  return ok(settings)
}

import { ok } from '../../shared/result.ts'
import { companySettings } from '../ledger/company.ts'
import type { QueryHandler } from './context.ts'

/** The company's switches. */
export const getCompanySettings: QueryHandler<'company.settings'> = ({ db }) => ok(companySettings(db))

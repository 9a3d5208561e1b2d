import type { IntegrationFacts } from '../domain/integration-steps.ts'
import { integrationSteps } from '../domain/integration-steps.ts'
import type { IntegrationStep } from '../../shared/integration-steps.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { accountingSettings } from '../ledger/accounting.ts'
import { companySettings } from '../ledger/company.ts'
import { salesChannel } from '../ledger/sales-channel.ts'

interface Counts {
  readonly accountsLoaded: number
  readonly itemsLoaded: number
  readonly itemsLinked: number
  readonly costLines: 0 | 1
}

const statements = perConnection((db) => ({
  counts: db.prepare<[], Counts>(
    `SELECT (SELECT count(*) FROM accounting_account) AS accountsLoaded, (SELECT count(*) FROM accounting_item) AS itemsLoaded,
       (SELECT count(*) FROM item_link) AS itemsLinked,
       EXISTS (SELECT 1 FROM bom_version v JOIN bom_cost_line USING (bom_version_id) WHERE v.status = 'active') AS costLines`,
  ),
}))

/** The way to working exports as it stands, given how the connection does. */
export function stepsOfIntegration(db: Database, connection: IntegrationFacts['connection']): IntegrationStep[] {
  const { company, source, roles, labor } = accountingSettings(db)
  const { accountsLoaded, itemsLoaded, itemsLinked, costLines } = statements(db).counts.get() ?? { accountsLoaded: 0, itemsLoaded: 0, itemsLinked: 0, costLines: 0 }
  const used = roles.filter(({ need }) => need !== 'not_used')
  const { receiving, sales } = companySettings(db)
  const conversion = roles.find(({ role }) => role === 'conversion')
  return integrationSteps({
    connection,
    source,
    obstacle: company?.obstacle ?? null,
    accountsLoaded,
    rolesMissing: used.filter(({ need, account }) => need === 'required' && account === null).length,
    rolesBroken: used.filter(({ problem }) => problem !== null).length,
    itemsLoaded,
    itemsLinked,
    exportFrom: company?.exportFrom ?? null,
    laborOpen: source === 'partsemble' && costLines === 1 && labor === null && conversion?.account === null,
    receiving,
    sales,
    salesChannel: salesChannel(db) !== null,
  })
}

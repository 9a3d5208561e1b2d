import type { AccountingSettings } from '../../../../shared/contract/accounting.ts'
import type { ConnectionStatus } from '../../../../shared/contract/connection.ts'
import type { IntegrationStep } from '../../../../shared/integration-steps.ts'

/** What each step looks at. */
export interface StepProps {
  readonly status: ConnectionStatus
  readonly settings: AccountingSettings
  readonly step: IntegrationStep
  /** Whether this is the one thing to do on the page. */
  readonly isNext: boolean
}

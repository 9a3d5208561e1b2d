import { getReconcile, listFindings } from '../../../src/main/queries/reconcile.ts'
import { listReconciledItems } from '../../../src/main/queries/reconcile-items.ts'
import type { QuickbooksClient } from '../../../src/main/quickbooks/client.ts'
import { syncItems } from '../../../src/main/sync/item-sync.ts'
import { reconcile } from '../../../src/main/sync/reconcile-run.ts'
import type { FindingRow } from '../../../src/shared/contract/reconcile.ts'
import type { AppError } from '../../../src/shared/errors.ts'
import type { Database } from '../../../src/main/database/open.ts'
import { valueOf } from '../../support/database.ts'
import type { Desk } from './desk.ts'

/** What the Reconcile page says when everything has settled, as far as it is compared with what both sides hold. */
export interface PageSaid {
  readonly accounts: readonly { readonly account: string; readonly sent: number; readonly there: number }[]
  readonly values: readonly { readonly account: string; readonly here: number; readonly there: number }[]
  /** What rounding to cents kept here, in millionths. */
  readonly rounding: number
  readonly items: readonly { readonly sku: string; readonly here: number; readonly there: number; readonly difference: number; readonly explained: number; readonly unexplained: number }[]
  readonly findings: readonly Pick<FindingRow, 'state' | 'kind' | 'externalId' | 'export'>[]
}

interface Asking {
  readonly db: Database
  readonly desk: Desk
  readonly client: QuickbooksClient
}

/** Asks for a comparison as the page does: items and documents, which must come to their end. */
export async function compareWithCompany({ db, desk, client }: Asking): Promise<void> {
  const parts = { db, client, clock: desk.environment.clock, pause: async () => {}, onProgress: () => {}, signal: new AbortController().signal }
  await toItsEnd(() => syncItems({ ...parts, kinds: ['inventory'], issue: desk.issue }))
  await toItsEnd(() => reconcile({ ...parts, takesAdjustments: true }))
}

/** Told that only a new login helps, a person logs in, which the connection does when it is asked again. */
async function toItsEnd(run: () => Promise<{ readonly problem: AppError | null }>): Promise<void> {
  const first = await run()
  const { problem } = first.problem?.code === 'connection.reconnect' ? await run() : first
  if (problem !== null) throw new Error(`the comparison ended with ${JSON.stringify(problem)}`)
}

/** What the page shows of it. */
export function readPage({ db, desk }: Asking): PageSaid {
  const context = { db, today: () => desk.environment.clock.today() }
  const { accounts, values, compared } = valueOf(getReconcile(context, {}))
  const { items } = valueOf(listReconciledItems(context, { limit: 200, offset: 0, apartOnly: false }))
  return {
    accounts,
    values,
    rounding: compared?.rounding ?? Number.NaN,
    items: items.map(({ product, here, there, difference, reasons, unexplained }) => ({
      sku: product.sku,
      here,
      there,
      difference,
      explained: reasons.reduce((sum, { quantity }) => sum + quantity, 0),
      unexplained,
    })),
    findings: valueOf(listFindings(context, { left: false, limit: 200, offset: 0 })).findings,
  }
}

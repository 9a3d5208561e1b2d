import { z } from 'zod'
import type { DocumentInNeed, SalesRunSummary } from '../../shared/contract/sales-channel.ts'
import { saleDocumentProblem, type SaleDocumentState, type SaleDocumentType } from '../../shared/contract/sale-document.ts'
import type { AppError } from '../../shared/errors.ts'
import { ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { transact } from '../database/transaction.ts'
import type { Clock } from '../environment.ts'
import { logRun } from './run-log.ts'

/** What was done to the sale of a document. */
type DoneToSale = 'created' | 'updated' | 'voided' | 'restored' | 'none'

/** How one run of the sales sync goes. */
export interface SalesRun {
  /** QuickBooks' own clock when the first page was told. */
  startedAt(time: string): void
  /** That time; `null` while nothing was told. */
  time(): string | null
  passedOver(skipped: number, unread: number): void
  compared(): void
  applied(done: DoneToSale): void
  /** A document that was not applied. */
  refused(saleDocumentId: number, why: AppError): void
  /** Writes how it ended and returns that. */
  end(problem: AppError | null): SalesRunSummary
}

interface NeedRow {
  readonly saleDocumentId: number
  readonly type: SaleDocumentType
  readonly docNumber: string
  readonly customer: string
  readonly txnDate: string
  readonly state: SaleDocumentState
  readonly problemJson: string
}

/** As many as a summary names; the rest is counted. */
const namedMax = 100

const statements = perConnection((db) => ({
  inNeed: db.prepare<[string], NeedRow>(
    `SELECT sale_document_id AS saleDocumentId, type, doc_number AS docNumber, customer, txn_date AS txnDate, state, problem_json AS problemJson
     FROM sale_document INDEXED BY sale_document_open
     WHERE state IN ('new', 'waiting', 'failed') AND (state <> 'new' OR sale_document_id IN (SELECT value FROM json_each(?)))
     ORDER BY txn_date, (type IN ('credit_memo', 'refund_receipt')), length(external_id), external_id`,
  ),
}))

const problemsIn = z.array(saleDocumentProblem)

/** Begins a run; its row is written at its end, with what needs a person then. */
export function beginSalesRun(db: Database, clock: Clock): SalesRun {
  const beganAt = clock.instant()
  const counts = { created: 0, updated: 0, voided: 0, skipped: 0, unread: 0 }
  const refusals = new Map<number, AppError>()
  let compared = false
  let time: string | null = null

  const errors = (): DocumentInNeed[] =>
    statements(db)
      .inNeed.all(JSON.stringify([...refusals.keys()]))
      .map(({ problemJson, ...row }) => ({ ...row, problems: problemsIn.parse(JSON.parse(problemJson)), refusal: refusals.get(row.saleDocumentId) ?? null }))

  return {
    startedAt: (told) => {
      time ??= told
    },
    time: () => time,
    passedOver: (skipped, unread) => {
      counts.skipped += skipped
      counts.unread += unread
    },
    compared: () => {
      compared = true
    },
    applied: (done) => {
      if (done === 'created' || done === 'voided') counts[done] += 1
      else if (done !== 'none') counts.updated += 1
    },
    refused: (saleDocumentId, why) => {
      // Why a document waits is kept with it.
      if (why.code !== 'sale.document_waits') refusals.set(saleDocumentId, why)
    },
    end: (problem) => {
      const cancelled = problem?.code === 'connection.cancelled'
      // A ledger that was closed meanwhile is neither read nor written any more.
      const inNeed = db.open ? errors() : []
      const summary: SalesRunSummary = { ...counts, errors: inNeed.slice(0, namedMax), errorCount: inNeed.length, compared, problem: cancelled ? null : problem, cancelled }
      if (db.open) {
        transact<null, never>(db, () => {
          logRun(db, { kind: 'sales', beganAt, endedAt: clock.instant(), cursor: time, summary })
          return ok(null)
        })
      }
      return summary
    },
  }
}

import { exportSummary, type ExportState, type ExportSummary } from '../../shared/exports.ts'

const told: { readonly [S in ExportState]: ExportSummary } = {
  refused: 'failed',
  needs: 'needs',
  unknown: 'unknown',
  in_flight: 'sending',
  waiting: 'pending',
  accepted: 'synced',
  not_exported: 'not_exported',
  nothing_to_send: 'nothing_to_send',
  withdrawn: 'withdrawn',
}

/** One of a document's exports, as far as its summary cares. */
export interface SummedExport {
  readonly state: ExportState
  /** The first reason for it, by its code. */
  readonly why: string | null
}

/** Where all exports of a document stand together: what needs a person most comes first, then what is still under way. `null` without any. */
export function summaryOf(exports: readonly SummedExport[]): ExportSummary | null {
  const summaries = new Set(exports.map(({ state, why }) => (state === 'unknown' && why === 'found_twice' ? 'found_twice' : told[state])))
  return exportSummary.options.find((summary) => summaries.has(summary)) ?? null
}

import type { SyncKind } from '../../../../shared/accounting.ts'
import type { ConnectionStatus } from '../../../../shared/contract/connection.ts'
import { StatusChip } from '../../../components/status-chip.tsx'
import { useNowMs } from '../../../state/now.ts'
import { wordsOf } from '../../../text/errors.ts'
import { lastRunText } from '../../../text/integration-words.ts'
import classes from './integrations.module.css'

/** How the last reading of a list went, beside the button that asks for it: one that did not finish says why and what to do. */
export function LastRun({ status, kind }: { readonly status: ConnectionStatus; readonly kind: SyncKind }) {
  const nowMs = useNowMs()
  const last = status.lastRuns.find((run) => run.kind === kind)
  // A run that stopped at a mistake of ours wrote nothing down of itself.
  const broken = status.problems.find((problem) => problem.code === 'accounting.sync_broke' && problem.data.task === kind)
  const problem = broken ?? last?.summary.problem ?? null
  const words = problem === null ? null : wordsOf(problem, nowMs)
  return (
    <>
      {last !== undefined && <p className={classes.quiet}>{lastRunText(last, nowMs)}</p>}
      {words !== null && (
        <p className={classes.refusal}>
          <StatusChip tone="attention">Not read to the end</StatusChip> {words.what} {words.toDo}
        </p>
      )}
    </>
  )
}

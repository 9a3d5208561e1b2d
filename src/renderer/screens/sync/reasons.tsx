import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { ExportRow } from '../../../shared/contract/export.ts'
import { useCommand } from '../../api/use-command.ts'
import { useGuard } from '../../components/guard.ts'
import { showNotice } from '../../state/window-state.ts'
import { fixOf, ownWordsOf, reasonText } from '../../text/export-standing.ts'
import classes from './sync.module.css'

/** Why a document stands where it does, each reason with the place that puts it right. */
export function Reasons({ row }: { readonly row: Pick<ExportRow, 'exportId' | 'why' | 'docNumber'> }) {
  const navigate = useNavigate()
  if (row.why.length === 0) return null
  return (
    <ul className={classes.reasons}>
      {row.why.map((why) => {
        const fix = fixOf(why)
        const own = ownWordsOf(why)
        return (
          <li key={JSON.stringify(why)}>
            <p className={classes.note}>{reasonText(why)}</p>
            {own !== null && <span className={classes.own}>QuickBooks said: {own}</span>}
            {fix !== null && (
              <Button variant="default" onClick={() => void navigate({ to: fix.to, search: (fix.search ?? {}) as object })}>
                {fix.label}
              </Button>
            )}
            {why.code === 'found_twice' && <Found row={row} externalIds={why.externalIds} />}
          </li>
        )
      })}
    </ul>
  )
}

/** Which of those found in QuickBooks is ours. */
function Found({ row, externalIds }: { readonly row: Pick<ExportRow, 'exportId' | 'docNumber'>; readonly externalIds: readonly string[] }) {
  const { run, pending } = useCommand('export.choose_found')
  const guard = useGuard('export.choose_found')

  async function choose(externalId: string) {
    const reply = await run({ exportId: row.exportId, externalId })
    if (reply === null) return
    showNotice(reply.ok ? { kind: 'done', text: `${row.docNumber} is number ${externalId} in QuickBooks` } : { kind: 'refused', error: reply.error })
  }

  return (
    <span className={classes.chosen}>
      {externalIds.map((externalId) => (
        <Button key={externalId} variant="default" aria-disabled={pending} {...guard.greyed} onClick={() => guard.run(() => void choose(externalId))}>
          {externalId} is ours
        </Button>
      ))}
    </span>
  )
}

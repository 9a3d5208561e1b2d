import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import type { ConnectionStatus } from '../../../../shared/contract/connection.ts'
import { askConnection } from '../../../state/connection.ts'
import { kindText } from '../../../text/integration-words.ts'
import { countText } from '../../../text/numbers.ts'
import classes from './integrations.module.css'

/** What is being read from QuickBooks right now. Nothing waits for it. */
export function Running({ running }: Pick<ConnectionStatus, 'running'>) {
  if (running.length === 0) return null
  return (
    <div className={classes.running} role="status">
      <IconRefresh size="1.2em" stroke={1.75} aria-hidden />
      <p className={classes.runningText}>{running.map(told).join(' · ')}</p>
      <Button variant="default" onClick={() => void askConnection('sync.cancel', {})}>
        Stop
      </Button>
    </div>
  )
}

function told({ kind, done, of }: ConnectionStatus['running'][number]): string {
  const { many } = kindText[kind]
  return of === null ? `Reading ${many}: ${countText(done)} so far` : `Reading ${many}: ${countText(done)} of ${countText(of)}`
}

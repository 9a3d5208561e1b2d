import { Button } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useGuard } from '../../components/guard.ts'
import { TextLink } from '../../components/text-link.tsx'
import { pauseExports } from './export-actions.ts'
import classes from './sync.module.css'

const words = {
  person: 'Exporting is paused: nothing leaves this PC. What is built and received waits here.',
  restored:
    'Exporting is paused, because a backup was restored: what was sent after that backup is in QuickBooks and not in these books. Compare with QuickBooks first, and adopt what is there already.',
} as const

/** Says that nothing goes out, and why, with the way to go on. */
export function PausedStrip({ why, inReconcile = false }: { readonly why: 'person' | 'restored'; readonly inReconcile?: boolean }) {
  const guard = useGuard('export.pause')
  return (
    <div className={classes.strip} data-tone="attention" role="status">
      <p>
        {words[why]} {why === 'restored' && !inReconcile && <TextLink to="/sync/reconcile">Open Reconcile</TextLink>}
      </p>
      <Button variant="default" leftSection={<IconPlayerPlay size="1.1em" stroke={1.75} aria-hidden />} {...guard.greyed} onClick={() => guard.run(() => void pauseExports(false))}>
        Go on exporting
      </Button>
    </div>
  )
}

import { Button } from '@mantine/core'
import { IconSchool } from '@tabler/icons-react'
import { useState } from 'react'
import { leavePracticeShop, usePractice } from '../state/practice.ts'
import classes from './practice-banner.module.css'

/** Says on every screen that nothing here is real, and what leaving takes with it. */
export function PracticeBanner() {
  const practice = usePractice()
  const [leaving, setLeaving] = useState(false)
  if (practice?.here !== 'practice') return null
  async function leave() {
    if (leaving) return
    setLeaving(true)
    await leavePracticeShop()
    setLeaving(false)
  }
  return (
    <aside className={classes.banner} aria-label="Practice shop">
      <IconSchool className={classes.icon} size="1.5em" stroke={1.75} aria-hidden />
      <p className={classes.words}>
        <strong>Practice shop: nothing here is real.</strong> What you do here goes away when you leave; your own company is as you left it.
      </p>
      <Button variant="default" onClick={() => void leave()} aria-disabled={leaving}>
        {leaving ? 'Leaving …' : 'Leave the practice shop'}
      </Button>
    </aside>
  )
}

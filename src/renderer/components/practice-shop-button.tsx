import { Button, Progress } from '@mantine/core'
import { openPracticeShop, usePractice } from '../state/practice.ts'
import classes from './practice-shop-button.module.css'

/** *Open the practice shop*, and how far it is made once somebody has pressed it. */
export function PracticeShopButton() {
  const making = usePractice()?.making ?? null
  const percent = making === null ? 0 : Math.round((100 * making.done) / making.of)
  return (
    <div className={classes.opener}>
      <Button variant="default" aria-disabled={making !== null} onClick={() => making === null && void openPracticeShop()}>
        {making === null ? 'Open the practice shop' : `Making a year of it … ${percent} %`}
      </Button>
      {making !== null && <Progress className={classes.bar} value={percent} aria-label="Practice shop made" />}
    </div>
  )
}

import { Button } from '@mantine/core'
import { countedText } from '../../text/numbers.ts'
import classes from './sync.module.css'

/** So many rows are shown before anybody asks for more. */
export const pageRows = 50
const rowsMax = 500

interface MoreRowsProps {
  readonly shown: number
  readonly total: number
  readonly rows: number
  readonly onMore: (rows: number) => void
}

/** Offers the rest of a table that shows its first rows; says how many are beyond what one page holds. */
export function MoreRows({ shown, total, rows, onMore }: MoreRowsProps) {
  if (total <= shown || shown === 0) return null
  const left = countedText(total - shown, 'more row', 'more rows')
  return rows < rowsMax ? (
    <Button variant="default" className={classes.more} onClick={() => onMore(rowsMax)}>
      Show {left}
    </Button>
  ) : (
    <p className={classes.about}>{left} come up as these are dealt with.</p>
  )
}

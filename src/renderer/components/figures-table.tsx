import { VisuallyHidden } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './figures-table.module.css'

interface FiguresTableProps {
  /** What the table is, for those who cannot see it; not needed with a caption. */
  readonly label?: string
  readonly caption?: string
  readonly head: readonly string[]
  /** How many columns at the start say what a row is; all others hold figures. */
  readonly names?: 1 | 2
  /** A last column of buttons, which needs no name in sight. */
  readonly actions?: boolean
  /** Rows of `th` and `td`. */
  readonly children: ReactNode
  /** The row of sums. */
  readonly foot?: ReactNode
}

/** A short table of figures beside what they are of, in a panel or section: every row is there, none can be opened. */
export function FiguresTable({ label, caption, head, names = 1, actions = false, children, foot }: FiguresTableProps) {
  return (
    <table className={classes.table} data-names={names} aria-label={label}>
      {caption !== undefined && <caption>{caption}</caption>}
      <thead>
        <tr>
          {head.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
          {actions && (
            <th scope="col">
              <VisuallyHidden>Actions</VisuallyHidden>
            </th>
          )}
        </tr>
      </thead>
      <tbody>{children}</tbody>
      {foot !== undefined && <tfoot>{foot}</tfoot>}
    </table>
  )
}

import { Button, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import type { AppError } from '../../shared/errors.ts'
import { countedText } from '../text/numbers.ts'
import { EmptyState } from './empty-state.tsx'
import { AppErrorPanel } from './error-panel.tsx'
import classes from './sections.module.css'

interface SearchBoxProps {
  /** What is searched: `Search products`. */
  readonly label: string
  readonly placeholder: string
  readonly value: string
  readonly onChange: (text: string) => void
}

/** Narrows a list by what is typed. */
export function SearchBox({ label, placeholder, value, onChange }: SearchBoxProps) {
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={placeholder}
      className={classes.search}
      leftSection={<IconSearch size="1.15em" stroke={1.75} aria-hidden />}
      value={value}
      maxLength={120}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

interface ListCountProps {
  readonly total: number
  readonly one: string
  readonly many: string
}

/** How many there are. */
export function ListCount({ total, one, many }: ListCountProps) {
  return (
    <span className={classes.count} role="status">
      {countedText(total, one, many)}
    </span>
  )
}

/** Why a list or page has nothing to show. */
export function ListError({ error, onRetry }: { readonly error: AppError; readonly onRetry: () => void }) {
  return (
    <div className={classes.error}>
      <AppErrorPanel error={error} onRetry={onRetry} />
    </div>
  )
}

interface NothingFoundProps {
  /** What was looked for, as the end of a sentence: `product matches “bol”`. */
  readonly what: string
  /** Where the search looks. */
  readonly searched: string
  readonly onClear: () => void
}

/** Says that a search or filter found nothing, and offers to lift it. */
export function NothingFound({ what, searched, onClear }: NothingFoundProps) {
  return (
    <EmptyState
      icon={<IconSearch size={32} stroke={1.5} />}
      title={`No ${what}`}
      action={
        <Button variant="default" onClick={onClear}>
          Show all
        </Button>
      }
    >
      {searched}
    </EmptyState>
  )
}

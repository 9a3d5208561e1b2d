import { Button } from '@mantine/core'
import { IconArrowBackUp, IconListSearch } from '@tabler/icons-react'
import type { AppError, DocumentKind } from '../../shared/errors.ts'
import type { NameOf } from '../../shared/contract/registry.ts'
import { useGuard } from './guard.ts'
import { InTheWay } from './in-the-way.tsx'
import { useLetterKey } from '../state/letter-key.ts'
import { ListError } from './list-parts.tsx'

interface DocumentActionsProps {
  /** How it is taken back, while it can be; `null` when it was or never can. */
  readonly takeBack: { readonly label: string; readonly command: NameOf<'command'>; readonly pending: boolean; readonly run: () => void } | null
  readonly postingId: number | null
  /** The posting that took it back, with its words. */
  readonly takenBack: { readonly postingId: number; readonly label: string } | null
  readonly onShowPosting: (postingId: number | null) => void
}

/** What can be done with a document that has been posted: take it back, and see the entries behind it (E). */
export function DocumentActions({ takeBack, postingId, takenBack, onShowPosting }: DocumentActionsProps) {
  const guard = useGuard(takeBack?.command)
  useLetterKey('e', () => onShowPosting(postingId))
  return (
    <>
      {takeBack && (
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size="1.1em" stroke={1.75} aria-hidden />}
          aria-disabled={takeBack.pending}
          {...guard.greyed}
          onClick={() => guard.run(takeBack.run)}
        >
          {takeBack.label}
        </Button>
      )}
      {takenBack && (
        <Button variant="default" onClick={() => onShowPosting(takenBack.postingId)}>
          {takenBack.label}
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<IconListSearch size="1.1em" stroke={1.75} aria-hidden />}
        aria-keyshortcuts="E"
        onClick={() => onShowPosting(postingId)}
      >
        Show entries
      </Button>
    </>
  )
}

interface TakeBackRefusedProps {
  readonly error: AppError | null
  readonly reference: string
  /** Left out where it is a decision that is undone. */
  readonly kind?: DocumentKind
  readonly onRetry: () => void
}

/** Why a document was not taken back: what stands in the way, or what went wrong. */
export function TakeBackRefused({ error, reference, kind, onRetry }: TakeBackRefusedProps) {
  if (error === null) return null
  if (error.code !== 'document.in_the_way') return <ListError error={error} onRetry={onRetry} />
  return <InTheWay reference={reference} {...(kind && { kind })} documents={error.data.documents} />
}

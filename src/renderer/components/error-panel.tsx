import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCopy, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import type { AppError } from '../../shared/errors.ts'
import { copyText } from '../state/copy-text.ts'
import { useNowMs } from '../state/now.ts'
import type { ErrorWords } from '../text/error-words.ts'
import { referenceOf, shortReferenceOf, wordsOf } from '../text/errors.ts'
import classes from './error-panel.module.css'

interface ErrorPanelProps {
  readonly words: ErrorWords
  /** For whoever helps: what to look for in the log. */
  readonly reference: string
  /** What is copied, where that is more than is shown. */
  readonly details?: string
  readonly onRetry?: () => void
}

/** What happened, why, the one thing to do, and a reference that can be copied. */
export function ErrorPanel({ words, reference, details = reference, onRetry }: ErrorPanelProps) {
  const [copied, setCopied] = useState(false)
  return (
    <section className={classes.panel} role="alert">
      <IconAlertTriangle className={classes.icon} size={20} stroke={2} aria-hidden />
      <div className={classes.content}>
        <p className={classes.what}>{words.what}</p>
        {words.why && <p>{words.why}</p>}
        <p>{words.toDo}</p>
        <div className={classes.actions}>
          {onRetry && (
            <Button variant="default" leftSection={<IconRefresh size={16} aria-hidden />} onClick={onRetry}>
              Try again
            </Button>
          )}
          <Button
            variant="default"
            leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
            onClick={async () => setCopied(await copyText(details))}
          >
            {copied ? 'Copied' : 'Copy details'}
          </Button>
        </div>
        <p className={classes.reference}>{reference}</p>
      </div>
    </section>
  )
}

/** The panel for an error of the main process. */
export function AppErrorPanel({ error, onRetry }: { readonly error: AppError; readonly onRetry?: () => void }) {
  const nowMs = useNowMs()
  const retry = onRetry ? { onRetry } : {}
  return <ErrorPanel words={wordsOf(error, nowMs)} reference={shortReferenceOf(error)} details={referenceOf(error)} {...retry} />
}

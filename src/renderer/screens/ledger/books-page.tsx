import { Progress } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconPlayerStop, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { bridge, client } from '../../api/bridge.ts'
import { ListError } from '../../components/list-parts.tsx'
import { Page } from '../../components/page.tsx'
import { Sections } from '../../components/sections.tsx'
import { useGoBack } from '../../state/detail-page.ts'
import { useNowMs } from '../../state/now.ts'
import { instantText } from '../../text/dates.ts'
import { checkWords } from '../../text/invariants.ts'
import { useEffect, useState } from 'react'
import type { BooksProgress } from '../../../shared/bridge.ts'
import { countedText, countText } from '../../text/numbers.ts'
import { BackupsSection, RebuiltSection } from './books-kept.tsx'
import type { BooksReport } from './books-report.ts'
import { FoundLine } from './found-line.tsx'
import classes from './books-page.module.css'

/** Recomputes the whole ledger as soon as it is opened, and says what was found. */
export function BooksPage() {
  const goBack = useGoBack('/settings')
  // Forgotten with the page: what was right once says nothing about now.
  const { data: reply, isFetching, refetch } = useQuery({ queryKey: ['books.check'], queryFn: () => client.askHost('books.check', {}), gcTime: 0 })
  const done = isFetching ? undefined : reply
  const progress = useProgress(isFetching)
  const stop = () => void client.askHost('books.cancel', {})
  const checkAgain = () => void refetch({ cancelRefetch: false })

  return (
    <Page
      title="Check my books"
      purpose="Recomputes every balance from the postings and compares it with what the program shows."
      onBack={goBack}
      primary={{
        // One button in one place, so that the focus stays on it.
        label: done ? 'Check again' : 'Stop checking',
        icon: done ? <IconRefresh size="1.1em" stroke={2} aria-hidden /> : <IconPlayerStop size="1.1em" stroke={2} aria-hidden />,
        onRun: done ? checkAgain : stop,
      }}
    >
      <Sections readAs="What was checked">
        <div role="status">
          {!done && (
            <div className={classes.verdict} data-right="true">
              <p className={classes.verdictWhat}>{stepWords(progress)}</p>
            </div>
          )}
          {done?.ok && <Verdict report={done.value} />}
        </div>
        {!done && progress && <HowFar progress={progress} />}
        {done?.ok === false && <ListError error={done.error} onRetry={checkAgain} />}
        {done?.ok && (
          <ul className={classes.checks}>
            {wrongFirst(done.value.checks).map((found) => (
              <CheckLine key={found.name} check={found} />
            ))}
          </ul>
        )}
        {done?.ok && <RebuiltSection rebuilt={done.value.rebuilt} />}
        {done?.ok && <BackupsSection backups={done.value.backups} />}
      </Sections>
    </Page>
  )
}

/** The last that was told while a check runs. */
function useProgress(running: boolean): BooksProgress | null {
  const [progress, setProgress] = useState<BooksProgress | null>(null)
  useEffect(() => {
    if (!running) return undefined
    const stopListening = bridge.onBooksProgress(setProgress)
    return () => {
      stopListening()
      setProgress(null)
    }
  }, [running])
  return progress
}

/** What is checked now. It changes a few times in all: a screen reader says each change. */
function stepWords(progress: BooksProgress | null): string {
  switch (progress?.step) {
    case 'lots':
      return 'Comparing lots and products …'
    case 'documents':
      return 'Comparing documents with what they moved …'
    case 'records':
      return 'Comparing what was written down …'
    case 'backups':
      return 'Comparing with the backups …'
    default:
      return 'Checking every posting …'
  }
}

function HowFar({ progress: { step, done, of } }: { readonly progress: BooksProgress }) {
  const counted = step === 'postings'
  const part = counted && of > 0 ? Math.round((done / of) * 100) : 100
  return (
    <div className={classes.howFar}>
      <Progress value={part} aria-label="Postings read" />
      {counted && <p className={classes.holds}>{`${countText(done)} of ${countedText(of, 'posting', 'postings')} read`}</p>}
    </div>
  )
}

function Verdict({ report: { postings, checks } }: { readonly report: BooksReport }) {
  const wrong = checks.filter(({ difference }) => difference !== null)
  const right = wrong.length === 0
  const Icon = right ? IconCircleCheck : IconAlertTriangle
  return (
    <div className={classes.verdict} data-right={right}>
      <Icon className={classes.verdictIcon} size={28} stroke={1.75} aria-hidden />
      <div>
        <p className={classes.verdictWhat}>
          {right ? `Your books are right: ${countedText(postings, 'posting', 'postings')}, every balance recomputed.` : `Your books are not right: ${countedText(wrong.length, 'check', 'checks')} of ${countText(checks.length)} found a difference.`}
        </p>
        <p className={classes.verdictWhy}>
          {right
            ? `All ${countText(checks.length)} checks found no difference.`
            : 'Nothing was changed. Make a backup now, and restore the newest one from before the difference.'}
        </p>
      </div>
    </div>
  )
}

/** What is wrong is read without scrolling. */
function wrongFirst(checks: BooksReport['checks']): BooksReport['checks'] {
  return checks.toSorted((a, b) => Number(a.difference === null) - Number(b.difference === null))
}

function CheckLine({ check: { name, difference } }: { readonly check: BooksReport['checks'][number] }) {
  const nowMs = useNowMs()
  const { name: title, holds, sinceBackup } = checkWords(name)
  const differs = sinceBackup === undefined ? undefined : (at: string) => `${sinceBackup} ${instantText(at, nowMs)}`
  return <FoundLine name={title} holds={holds} difference={difference} differs={differs} />
}

import { Inset, NothingYet, Section } from '../../components/sections.tsx'
import { useNowMs } from '../../state/now.ts'
import { instantText } from '../../text/dates.ts'
import { keptWords } from '../../text/invariants.ts'
import { countedText } from '../../text/numbers.ts'
import { FoundLine } from './found-line.tsx'
import type { BooksReport } from './books-report.ts'
import classes from './books-page.module.css'

/** What is kept beside the postings, each made anew and compared row by row. */
export function RebuiltSection({ rebuilt }: Pick<BooksReport, 'rebuilt'>) {
  return (
    <Section title="Rebuilt and compared">
      <Inset>
        <p className={classes.lead}>What is kept so that no screen has to add up the past. Each was made anew, from the postings or from what the row says, and compared row by row.</p>
      </Inset>
      <ul className={classes.checks}>
        {rebuilt.map(({ table, rows, difference }) => (
          <FoundLine key={table} name={keptWords(table)} holds={rows === 0 ? 'Nothing to compare yet.' : `${countedText(rows, 'row', 'rows')} compared.`} difference={difference} />
        ))}
      </ul>
    </Section>
  )
}

/** Which backups the books were held against, and what is missing there that is no difference. */
export function BackupsSection({ backups }: Pick<BooksReport, 'backups'>) {
  const nowMs = useNowMs()
  if (backups === null) return null
  const { checked, withoutNote, unreadable } = backups
  const made = (instants: readonly string[]) => instants.map((at) => instantText(at, nowMs)).join('; ')
  return (
    <Section title="Backups">
      {checked === 0 ? (
        <NothingYet>There is no backup yet. The next one will show whether anything was cut off since.</NothingYet>
      ) : (
        <Inset>
          <p>{`${countedText(checked, 'backup', 'backups')} looked at. Where each one ends was compared with these books; what a restore left behind on purpose is not missed.`}</p>
          {withoutNote.length > 0 && (
            <p className={classes.holds}>{`The note of where it ends is not beside ${countedText(withoutNote.length, 'backup', 'backups')} (${made(withoutNote)}). It was read from the backup itself, so nothing is lost.`}</p>
          )}
          {unreadable.length > 0 && (
            <p className={classes.warning}>{`${countedText(unreadable.length, 'backup', 'backups')} cannot be read (${made(unreadable)}). Make a new backup, so that you have one that can be restored.`}</p>
          )}
        </Inset>
      )}
    </Section>
  )
}

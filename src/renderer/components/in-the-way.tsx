import type { DocumentKind, ErrorData } from '../../shared/errors.ts'
import { businessDateText } from '../text/dates.ts'
import { takenBackText } from '../text/ledger-words.ts'
import { DocumentLink } from './document-link.tsx'
import classes from './in-the-way.module.css'

interface InTheWayProps {
  /** What cannot be taken back: `PSB-R-00001`. */
  readonly reference: string
  /** What it is; left out where it is a decision that is undone. */
  readonly kind?: DocumentKind
  /** In the order in which to take them back. */
  readonly documents: ErrorData<'document.in_the_way'>['documents']
}

/** Why something cannot be taken back yet: what used it since, each a link, in the order to take them back. */
export function InTheWay({ reference, kind, documents }: InTheWayProps) {
  return (
    <section className={classes.panel} role="alert">
      <p className={classes.what}>{reference} cannot be {kind === undefined ? 'undone' : takenBackText[kind]} yet: what it made has been used since.</p>
      <p>{documents.length === 1 ? 'Take this one back first, then try again.' : 'Take these back first, in this order, then try again.'}</p>
      <ol className={classes.documents}>
        {documents.map((document) => (
          <li key={`${document.kind}:${document.id}`}>
            <DocumentLink document={document} /> <span className={classes.date}>{businessDateText(document.businessDate)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

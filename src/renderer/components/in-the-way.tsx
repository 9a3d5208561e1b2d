import type { ErrorData } from '../../shared/errors.ts'
import { businessDateText } from '../text/dates.ts'
import { DocumentLink } from './document-link.tsx'
import classes from './in-the-way.module.css'

interface InTheWayProps {
  /** What cannot be undone: `PSB-R-00001`. */
  readonly reference: string
  /** In the order in which to undo them. */
  readonly documents: ErrorData<'document.in_the_way'>['documents']
}

/** Why something cannot be undone yet: what used it since, each a link, in the order to undo them. */
export function InTheWay({ reference, documents }: InTheWayProps) {
  return (
    <section className={classes.panel} role="alert">
      <p className={classes.what}>{reference} cannot be undone yet: what it made has been used since.</p>
      <p>{documents.length === 1 ? 'Undo this one first, then try again.' : 'Undo these first, in this order, then try again.'}</p>
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

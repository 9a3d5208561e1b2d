import type { OutputOf } from '../../../shared/contract/registry.ts'
import { DocumentLink } from '../../components/document-link.tsx'
import { MoneyText } from '../../components/figure.tsx'
import { useNowMs } from '../../state/now.ts'
import { instantText } from '../../text/dates.ts'
import { postingKindText } from '../../text/ledger-words.ts'
import { saleVersionText } from '../../text/sale-words.ts'
import builds from '../builds/builds.module.css'
import classes from './sales.module.css'

type Event = OutputOf<'query', 'sale.get'>['history'][number]

interface SaleHistoryProps {
  /** Oldest first. */
  readonly history: readonly Event[]
  readonly onShowPosting: (postingId: number) => void
}

/** Every version of a sale with who said it and when, and whatever moved its cost since; each leads to its entries. */
export function SaleHistory({ history, onShowPosting }: SaleHistoryProps) {
  const nowMs = useNowMs()
  return (
    <ol className={builds.timeline}>
      {history.map(({ postingId, kind, at, by, cost, document, version }) => (
        <li key={postingId}>
          <span className={builds.when}>{instantText(at, nowMs)}</span>
          <span>
            <button type="button" className={builds.event} aria-label={`${postingKindText(kind)}: show its entries`} onClick={() => onShowPosting(postingId)}>
              {postingKindText(kind)}
            </button>
            {by !== null && <span className={builds.quiet}> by {by}</span>}
            {cost !== 0 && (
              <>
                {' '}
                · cost <MoneyText value={cost} signed />
              </>
            )}
            {document !== null && (
              <>
                {' '}
                through <DocumentLink document={document} />
              </>
            )}
            {version !== null && version.lines.length > 0 && <span className={classes.said}>{saleVersionText(version)}</span>}
          </span>
        </li>
      ))}
    </ol>
  )
}

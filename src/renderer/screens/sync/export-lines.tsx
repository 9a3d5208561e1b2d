import type { OutputOf } from '../../../shared/contract/registry.ts'
import { DocumentLink } from '../../components/document-link.tsx'
import { MoneyText, QuantityText } from '../../components/figure.tsx'
import { FiguresTable } from '../../components/figures-table.tsx'
import { ProductLink } from '../../components/text-link.tsx'
import { accountRoleText } from '../../text/accounting-words.ts'
import classes from './sync.module.css'

type Details = OutputOf<'query', 'export.get'>
type Line = Details['lines'][number]

interface ExportLinesProps {
  readonly lines: readonly Line[]
  /** The one it goes under; lines about another name it. */
  readonly document: Details['export']['document']
}

/** What a document says: quantities of products, or amounts between accounts. */
export function ExportLines({ lines, document }: ExportLinesProps) {
  const ofProducts = lines.some(({ product }) => product !== null)
  const about = (line: Line) =>
    line.document.reference !== document.reference && (
      <span className={classes.small}>
        of <DocumentLink document={line.document} />
      </span>
    )
  if (ofProducts) {
    return (
      <FiguresTable label="Quantities" head={['Product', 'Quantity']}>
        {lines.map((line, place) => (
          // Lines have no id of their own and never change places.
          // oxlint-disable-next-line react/no-array-index-key
          <tr key={place}>
            <td>
              {line.product && <ProductLink {...line.product} />}
              {about(line)}
              <span className={classes.small}>{line.item === null ? 'No item yet' : `Item ${line.item}`}</span>
            </td>
            <td>
              <QuantityText value={line.quantity} unit={line.product?.unit ?? ''} signed />
            </td>
          </tr>
        ))}
      </FiguresTable>
    )
  }
  return (
    <FiguresTable label="Amounts" head={['Debit and credit', 'Amount']}>
      {lines.map((line, place) => (
        // oxlint-disable-next-line react/no-array-index-key
        <tr key={place}>
          <td>
            {sidesOf(line)}
            {about(line)}
            {line.leftOut && <span className={classes.small}>Left out</span>}
          </td>
          <td>
            <MoneyText value={line.leftOut ? Math.abs(line.value) : Math.abs(line.cents) * 10_000} />
          </td>
        </tr>
      ))}
    </FiguresTable>
  )
}

/** `Finished goods / Raw materials`: debited first. Below zero it goes the other way round. */
function sidesOf({ debit, credit, debitRole, creditRole, cents, value, leftOut }: Line): string {
  const sides = [debit ?? roleText(debitRole), credit ?? roleText(creditRole)]
  const turned = (leftOut ? value : cents) < 0
  return (turned ? sides.toReversed() : sides).join(' / ')
}

function roleText(role: string | null): string {
  const text = Object.entries(accountRoleText).find(([known]) => known === role)?.[1] ?? ''
  return text.charAt(0).toUpperCase() + text.slice(1)
}

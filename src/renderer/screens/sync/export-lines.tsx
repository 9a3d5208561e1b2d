import { useMemo } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { DocumentLink } from '../../components/document-link.tsx'
import { MoneyText, QuantityText } from '../../components/figure.tsx'
import { FiguresTable } from '../../components/figures-table.tsx'
import { SaveListButton, useRowsToSave } from '../../components/save-as-button.tsx'
import { ProductLink } from '../../components/text-link.tsx'
import type { FileColumn } from '../../state/save-list.ts'
import { accountRoleText } from '../../text/accounting-words.ts'
import classes from './sync.module.css'

type Details = OutputOf<'query', 'export.get'>
type Line = Details['lines'][number]

interface ExportLinesProps {
  readonly lines: readonly Line[]
  /** The one it goes under; lines about another name it. */
  readonly document: Details['export']['document']
  /** Its number in QuickBooks. */
  readonly docNumber: string
}

const quantityColumns: readonly FileColumn<Line>[] = [
  { header: 'Document', at: 'document.reference' },
  { header: 'SKU', at: 'product.sku' },
  { header: 'Product', at: 'product.name' },
  { header: 'Item', at: 'item' },
  { header: 'Quantity', at: 'quantity', as: 'quantity' },
  { header: 'Unit', at: 'product.unit' },
]

const noun = ['line', 'lines'] as const

interface Amount {
  readonly reference: string
  readonly debit: string
  readonly credit: string
  readonly amount: number
  readonly leftOut: boolean
}

const amountColumns: readonly FileColumn<Amount>[] = [
  { header: 'Document', at: 'reference' },
  { header: 'Debit', at: 'debit' },
  { header: 'Credit', at: 'credit' },
  { header: 'Amount', at: 'amount', as: 'unit_cost' },
  { header: 'Left out', at: 'leftOut', as: 'yes_no' },
]

/** What a document says: quantities of products, or amounts between accounts. */
export function ExportLines({ lines, document, docNumber }: ExportLinesProps) {
  const ofProducts = lines.some(({ product }) => product !== null)
  const amounts = useMemo(() => lines.map(amountOf), [lines])
  const quantities = useRowsToSave(docNumber, noun, lines, quantityColumns)
  const journal = useRowsToSave(docNumber, noun, amounts, amountColumns)
  const saved = ofProducts ? quantities : journal
  return (
    <>
      {ofProducts ? <Quantities lines={lines} document={document} /> : <Amounts lines={lines} document={document} />}
      {saved && (
        <div>
          <SaveListButton list={saved} />
        </div>
      )}
    </>
  )
}

type TableProps = Pick<ExportLinesProps, 'lines' | 'document'>

function Quantities({ lines, document }: TableProps) {
  return (
    <FiguresTable label="Quantities" head={['Product', 'Quantity']}>
      {lines.map((line, place) => (
        // Lines have no id of their own and never change places.
        // oxlint-disable-next-line react/no-array-index-key
        <tr key={place}>
          <td>
            {line.product && <ProductLink {...line.product} />}
            <About line={line} document={document} />
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

function Amounts({ lines, document }: TableProps) {
  return (
    <FiguresTable label="Amounts" head={['Debit and credit', 'Amount']}>
      {lines.map((line, place) => {
        const { debit, credit, amount, leftOut } = amountOf(line)
        return (
          // oxlint-disable-next-line react/no-array-index-key
          <tr key={place}>
            <td>
              {`${debit} / ${credit}`}
              <About line={line} document={document} />
              {leftOut && <span className={classes.small}>Left out</span>}
            </td>
            <td>
              <MoneyText value={amount} />
            </td>
          </tr>
        )
      })}
    </FiguresTable>
  )
}

function About({ line, document }: { readonly line: Line; readonly document: ExportLinesProps['document'] }) {
  if (line.document.reference === document.reference) return null
  return (
    <span className={classes.small}>
      of <DocumentLink document={line.document} />
    </span>
  )
}

/** One line of a journal: `Finished goods / Raw materials`, debited first. Below zero it goes the other way round. */
function amountOf({ document, debit, credit, debitRole, creditRole, cents, value, leftOut }: Line): Amount {
  const said = leftOut ? value : cents * 10_000
  const [first, second] = [debit ?? roleText(debitRole), credit ?? roleText(creditRole)]
  const sides = said < 0 ? { debit: second, credit: first } : { debit: first, credit: second }
  return { reference: document.reference, ...sides, amount: Math.abs(said), leftOut }
}

function roleText(role: string | null): string {
  const text = Object.entries(accountRoleText).find(([known]) => known === role)?.[1] ?? ''
  return text.charAt(0).toUpperCase() + text.slice(1)
}

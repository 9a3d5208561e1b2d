import { Button, NativeSelect, TextInput } from '@mantine/core'
import type { ImportPreviewRow } from '../../../shared/contract/item.ts'
import { productKind, type ProductKind } from '../../../shared/contract/product.ts'
import { MoneyInput, QuantityInput } from '../../components/figure-input.tsx'
import { importNoteText, importProblemText, itemKindText } from '../../text/item-words.ts'
import { countText } from '../../text/numbers.ts'
import { productKindText } from '../../text/product-words.ts'
import { changeRow, type ImportRow, type RowChoice } from './import-draft.ts'
import classes from './import.module.css'

/** As many rows as are drawn at once. */
export const rowsPerPage = 50

/** What is wrong with cells of a row, by their names in the command. */
export interface CellTexts {
  readonly [cell: string]: string
}

type Problem = ImportPreviewRow['problem']

const kinds = productKind.options.map((value) => ({ value, label: productKindText[value] }))

interface ImportGridProps {
  readonly rows: readonly ImportRow[]
  readonly problems: ReadonlyMap<number, Problem>
  readonly texts: ReadonlyMap<number, CellTexts>
  readonly page: number
  readonly onPage: (page: number) => void
}

/** One row for each item, filled like a spreadsheet. */
export function ImportGrid({ rows, problems, texts, page, onPage }: ImportGridProps) {
  const from = page * rowsPerPage
  const shown = rows.slice(from, from + rowsPerPage)
  return (
    <div className={classes.wide}>
      <div className={`${classes.row} ${classes.head}`} aria-hidden>
        <span>Item in QuickBooks</span>
        <span>Becomes</span>
        <span>SKU</span>
        <span>Kind</span>
        <span>Unit</span>
        <span className={classes.end}>Unit cost</span>
        <span className={classes.end}>Opening stock</span>
      </div>
      {shown.map((row) => (
        <GridRow key={row.accountingItemId} row={row} problem={problems.get(row.accountingItemId) ?? null} texts={texts.get(row.accountingItemId) ?? {}} />
      ))}
      {rows.length > rowsPerPage && (
        <nav className={classes.pages} aria-label="Pages of rows">
          <Button variant="default" disabled={page === 0} onClick={() => onPage(page - 1)}>
            Previous
          </Button>
          <span role="status">
            Rows {countText(from + 1)} to {countText(from + shown.length)} of {countText(rows.length)}
          </span>
          <Button variant="default" disabled={from + rowsPerPage >= rows.length} onClick={() => onPage(page + 1)}>
            Next
          </Button>
        </nav>
      )}
    </div>
  )
}

interface GridRowProps {
  readonly row: ImportRow
  readonly problem: Problem
  readonly texts: CellTexts
}

function GridRow({ row, problem, texts }: GridRowProps) {
  const { accountingItemId, name, itemKind, notes, skuMade, barred, choice } = row
  const change = (changed: Partial<ImportRow>) => changeRow(accountingItemId, changed)
  const said = barred === null ? notes.map((note) => importNoteText[note]) : [importProblemText(barred)]
  const isProduct = choice === 'product'
  const skuText = texts['sku'] ?? (isProduct && problem !== null ? importProblemText(problem) : undefined)
  return (
    <div role="group" aria-label={name} data-row={accountingItemId} className={classes.row}>
      <div className={classes.item}>
        <span className={classes.name}>{name}</span>
        <span className={classes.note}>{[itemKindText[itemKind], ...said].join(' · ')}</span>
      </div>
      <div className={classes.becomes} data-label="Becomes">
        <Becomes row={row} problem={problem} error={texts['accountingItemId'] ?? texts['productId']} />
      </div>
      {isProduct ? (
        <>
          <div className={classes.sku} data-label="SKU">
            <TextInput
              aria-label={`SKU of ${name}`}
              data-cell="sku"
              autoComplete="off"
              spellCheck={false}
              value={row.sku}
              error={skuText}
              description={skuMade && skuText === undefined ? 'Made from the name' : undefined}
              inputWrapperOrder={['input', 'description', 'error']}
              onChange={(event) => change({ sku: event.currentTarget.value, skuMade: false })}
            />
          </div>
          <div className={classes.cell} data-label="Kind">
            <NativeSelect
              aria-label={`Kind of ${name}`}
              data={kinds}
              value={row.kind}
              onChange={(event) => change({ kind: event.currentTarget.value as ProductKind })}
            />
          </div>
          <div className={classes.cell} data-label="Unit">
            <TextInput
              aria-label={`Unit of ${name}`}
              autoComplete="off"
              spellCheck={false}
              value={row.unit}
              error={texts['unit']}
              onFocus={(event) => event.currentTarget.select()}
              onChange={(event) => change({ unit: event.currentTarget.value })}
            />
          </div>
          <div className={classes.cell} data-label="Unit cost">
            <MoneyInput
              aria-label={`Unit cost of ${name}`}
              value={row.unitCost}
              error={texts['unitCost']}
              onChange={(unitCost) => change({ unitCost })}
            />
          </div>
          <div className={classes.cell} data-label="Opening stock">
            <QuantityInput
              aria-label={`Opening stock of ${name}`}
              unit={row.unit}
              placeholder="0"
              value={row.quantity}
              error={texts['quantity']}
              onChange={(quantity) => change({ quantity })}
            />
          </div>
        </>
      ) : (
        <span className={classes.quiet}>{choice === 'link' ? `Linked to ${row.linkTo?.sku ?? ''}; its stock stays as it is.` : 'Nothing happens to it.'}</span>
      )}
    </div>
  )
}

interface BecomesProps {
  readonly row: ImportRow
  readonly problem: Problem
  readonly error: string | undefined
}

/** What becomes of the item. Where its SKU is a product's already, that product is offered. */
function Becomes({ row: { accountingItemId, name, choice, linkTo, barred }, problem, error }: BecomesProps) {
  const holder = problem?.problem === 'sku_in_use' && problem.linkable ? { productId: problem.productId, sku: problem.sku } : linkTo
  const choices = [
    { value: 'product', label: 'New product', disabled: barred !== null },
    ...(holder === null ? [] : [{ value: 'link', label: `Link to ${holder.sku}` }]),
    { value: 'leave', label: 'Leave out' },
  ]
  return (
    <NativeSelect
      aria-label={`What ${name} becomes`}
      data={choices}
      value={choice}
      error={error}
      onChange={(event) => {
        const chosen = event.currentTarget.value as RowChoice
        changeRow(accountingItemId, { choice: chosen, linkTo: holder })
      }}
    />
  )
}

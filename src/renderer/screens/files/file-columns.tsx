import { NativeSelect, NumberInput, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { FileDecided } from '../../../shared/contract/file.ts'
import { decimalMark, dateOrder, importField, importFields, importKind, neededFields, separator, textEncoding, type ImportField, type ImportKind } from '../../../shared/imports.ts'
import { columnWords, fieldWords, importKindWords } from '../../../shared/import-words.ts'
import { Inset, Section } from '../../components/sections.tsx'
import { countedText, countText, listText } from '../../text/numbers.ts'
import { productKindText } from '../../text/product-words.ts'
import { readOtherwise, setColumn, setDefault, type FileRead } from './file-draft.ts'
import classes from './files.module.css'

const productKinds = Object.values(productKindText)
const kinds = importKind.options.map((value) => ({ value, label: importKindWords[value] }))
const decimals = [
  { value: '.', label: 'Point: 12.5' },
  { value: ',', label: 'Comma: 12,5' },
]
const orders = [
  { value: 'mdy', label: 'Month first: 1/31' },
  { value: 'dmy', label: 'Day first: 31/1' },
]
const separators = [
  { value: ',', label: 'Comma' },
  { value: ';', label: 'Semicolon' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Bar' },
]
const encodings = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'utf-16le', label: 'UTF-16' },
  { value: 'utf-16be', label: 'UTF-16, big-endian' },
  { value: 'windows-1252', label: 'Windows (Western)' },
]

interface RecognisedProps {
  readonly read: FileRead
  readonly kind: ImportKind
}

/** What was recognised in the file; each can be said otherwise. */
export function Recognised({ read, kind }: RecognisedProps) {
  const { sheet, sheets, headerRow, encoding, separator: between, decimal, decimalShown, dateOrder: order, dateOrderShown, rows } = read
  // Workbooks keep numbers and days as such, so that nothing has to be told from how they are written.
  const guessed = read.format === 'xlsx' ? [] : [...(decimalShown ? [] : ['decimal mark']), ...(dateOrderShown || kind !== 'stock' ? [] : ['order of days'])]
  return (
    <Section title={`What was recognised: ${countedText(rows, 'row', 'rows')}`}>
      <div className={classes.recognised}>
        <NativeSelect label="It holds" data={kinds} value={kind} onChange={(event) => void readOtherwise({}, importKind.parse(event.currentTarget.value))} />
        {sheets.length > 1 && (
          <NativeSelect label="Sheet" data={sheets.map(({ name }) => name)} value={sheet} onChange={(event) => void readOtherwise({ sheet: event.currentTarget.value, headerRow: null })} />
        )}
        <NumberInput label="Row of column names" min={0} max={1000} allowDecimal={false} value={headerRow} onChange={(value) => typeof value === 'number' && value !== headerRow && void readOtherwise({ headerRow: value })} />
        <NativeSelect label="Decimal mark" data={decimals} value={decimal} onChange={(event) => void readOtherwise({ decimal: decimalMark.parse(event.currentTarget.value) })} />
        {kind === 'stock' && <NativeSelect label="Days" data={orders} value={order} onChange={(event) => void readOtherwise({ dateOrder: dateOrder.parse(event.currentTarget.value) })} />}
        {between !== null && <NativeSelect label="Between columns" data={separators} value={between} onChange={(event) => void readOtherwise({ separator: separator.parse(event.currentTarget.value) })} />}
        {encoding !== null && <NativeSelect label="Letters" data={encodings} value={encoding} onChange={(event) => void readOtherwise({ encoding: textEncoding.parse(event.currentTarget.value) })} />}
      </div>
      {guessed.length > 0 && (
        <Inset>
          <p className={classes.quiet}>Nothing in the file shows the {listText(guessed)}; look whether it is right.</p>
        </Inset>
      )}
    </Section>
  )
}

interface ColumnsProps {
  readonly read: FileRead
  readonly decided: FileDecided
  /** Needed fields that no column is. */
  readonly missing: readonly ImportField[]
}

/** A column by its name, or by its place. */
const nameOf = (header: string, place: number) => (header === '' ? `Column ${place + 1}` : header)

/** What may be the same in every row. */
const ofAllRows: ReadonlySet<ImportField> = new Set(['kind', 'unit', 'product'])

/** What each column of the file is. */
export function FileColumns({ read, decided, missing }: ColumnsProps) {
  const { kind, columns, defaults } = decided
  const choices = [{ value: '', label: 'Left out' }, ...importFields[kind].map((field) => ({ value: field, label: columnWords[field] }))]
  const leftOut = read.columns.flatMap(({ header, samples }, place) => (columns[place] === null && samples.length > 0 ? [nameOf(header, place)] : []))
  const unmapped = neededFields[kind].filter((field) => ofAllRows.has(field) && !columns.includes(field) && (field in defaults || missing.includes(field)))
  return (
    <Section title="Columns">
      {missing.length > 0 && (
        <Inset>
          <p className={classes.missing} role="alert">
            No column is {missing.map((field) => fieldWords[field]).join(' or ')}. Choose which {missing.length === 1 ? 'one it is' : 'ones they are'}
            {missing.some((field) => ofAllRows.has(field)) ? ', or say it for all rows' : ''}.
          </p>
        </Inset>
      )}
      {read.mapped === 'remembered' && (
        <Inset>
          <p className={classes.quiet}>Each column is what it was the last time such a file came in.</p>
        </Inset>
      )}
      {leftOut.length > 0 && (
        <Inset>
          <p className={classes.leftOut}>
            {leftOut.length === 1 ? 'One column is' : `${countText(leftOut.length)} columns are`} left out: {listText(leftOut)}. Say what {leftOut.length === 1 ? 'it is' : 'they are'}, if {leftOut.length === 1 ? 'it is' : 'they are'} to come in.
          </p>
        </Inset>
      )}
      <div className={classes.columns}>
        {read.columns.map(({ header, samples }, place) => (
          <Column key={place} header={nameOf(header, place)} samples={samples}>
            <NativeSelect
              aria-label={`What ${nameOf(header, place)} is`}
              data={choices}
              value={columns[place] ?? ''}
              onChange={(event) => setColumn(place, importField.safeParse(event.currentTarget.value).data ?? null)}
            />
          </Column>
        ))}
        {unmapped.map((field) => (
          <Column key={field} header={`${columnWords[field]} of all rows`} samples={[]}>
            <OfAllRows field={field} text={defaults[field] ?? ''} />
          </Column>
        ))}
      </div>
    </Section>
  )
}

/** What all rows say in a field that no column is. */
function OfAllRows({ field, text }: { readonly field: ImportField; readonly text: string }) {
  const label = `${columnWords[field]} of all rows`
  const set = (said: string) => setDefault(field, said)
  if (field === 'kind') return <NativeSelect aria-label={label} data={productKinds} value={text} onChange={(event) => set(event.currentTarget.value)} />
  return <TextInput aria-label={label} autoComplete="off" value={text} onChange={(event) => set(event.currentTarget.value)} />
}

function Column({ header, samples, children }: { readonly header: string; readonly samples: readonly string[]; readonly children: ReactNode }) {
  return (
    <div className={classes.column}>
      <span className={classes.name}>{header}</span>
      {children}
      <span className={classes.sample}>{samples.slice(0, 3).join(' · ')}</span>
    </div>
  )
}

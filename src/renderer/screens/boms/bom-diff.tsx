import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { IconArrowsUpDown, IconEqual, IconMinus, IconPencil, IconPlus } from '@tabler/icons-react'
import { useMemo, useState, type ReactNode } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { ListError } from '../../components/list-parts.tsx'
import { SaveListButton, useRowsToSave } from '../../components/save-as-button.tsx'
import { SidePanelContent } from '../../components/side-panel.tsx'
import { ProductLink } from '../../components/text-link.tsx'
import type { FileColumn } from '../../state/save-list.ts'
import classes from './bom-page.module.css'
import { changeText, componentText, costLineText, diffLines, sameText, type DiffLine } from './diff-words.ts'

/** The two recipes that are compared: a version's id, or `draft`. */
export interface Compared {
  readonly from: string
  readonly to: string
}

interface BomDiffProps {
  readonly product: { readonly productId: number; readonly sku: string; readonly unit: string }
  readonly versions: OutputOf<'query', 'bom.history'>['versions']
  readonly hasDraft: boolean
  readonly compared: Compared
  readonly onChoose: (compared: Compared) => void
  readonly onClose: () => void
}

const refOf = (value: string) => (value === 'draft' ? ({ kind: 'draft' } as const) : ({ kind: 'version', bomVersionId: Number(value) } as const))

const fileColumns: readonly FileColumn<DiffLine>[] = [
  { header: 'What', at: 'kind' },
  { header: 'SKU', at: 'sku' },
  { header: 'Name', at: 'name' },
  { header: 'What changed', at: 'what' },
  { header: 'Before', at: 'before' },
  { header: 'After', at: 'after' },
]

/** What is different between two versions, line by line, in words. */
export function BomDiff({ product: { productId, sku, unit }, versions, hasDraft, compared, onChoose, onClose }: BomDiffProps) {
  const { from, to } = compared
  const [all, setAll] = useState(false)
  const { data, error, retry } = useLedgerQuery('bom.diff', { productId, from: refOf(from), to: refOf(to) })
  const choices = [
    ...(hasDraft ? [{ value: 'draft', label: 'Draft' }] : []),
    ...versions.map(({ bomVersionId, version, status }) => ({ value: String(bomVersionId), label: `Version ${version}${status === 'active' ? ', active' : ''}` })),
  ]
  const lines = useMemo(() => (data === undefined ? undefined : diffLines(data, unit).filter(({ what }) => all || what !== sameText)), [data, unit, all])
  const saved = useRowsToSave(`Changes of ${sku}`, ['line', 'lines'], lines, fileColumns)
  const differs = (line: Line) => line.before === null || line.after === null || line.changes.length > 0
  const components = data?.components.filter((line) => all || differs(line)) ?? []
  const costLines = data?.costLines.filter((line) => all || differs(line)) ?? []
  return (
    <SidePanelContent
      footer={
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
      }
    >
      <div className={classes.diffChoice}>
        <NativeSelect label="From" data-autofocus data={choices} value={from} onChange={(event) => onChoose({ from: event.currentTarget.value, to })} />
        <NativeSelect label="To" data={choices} value={to} onChange={(event) => onChoose({ from, to: event.currentTarget.value })} />
      </div>
      <Checkbox label="Show lines that stayed the same" checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />
      {error && <ListError error={error} onRetry={retry} />}
      {data && components.length === 0 && costLines.length === 0 && <p role="status">The two say the same.</p>}
      {components.length > 0 && (
        <table className={classes.diff} aria-label="Components that changed">
          <DiffHead subject="Component" />
          <tbody>
            {components.map((line, place) => (
              <DiffRow
                key={place}
                line={line}
                subject={line.product === null ? 'No product yet' : <ProductLink {...line.product} />}
                sides={[componentText(line.before, line.product?.unit ?? ''), componentText(line.after, line.product?.unit ?? '')]}
              />
            ))}
          </tbody>
        </table>
      )}
      {costLines.length > 0 && (
        <table className={classes.diff} aria-label="Cost lines that changed">
          <DiffHead subject="Cost line" />
          <tbody>
            {costLines.map((line, place) => (
              <DiffRow key={place} line={line} subject={line.name} sides={[costLineText(line.before, unit), costLineText(line.after, unit)]} />
            ))}
          </tbody>
        </table>
      )}
      {saved && (
        <div>
          <SaveListButton list={saved} />
        </div>
      )}
    </SidePanelContent>
  )
}

type Line = Parameters<typeof changeText>[0]

function DiffHead({ subject }: { readonly subject: string }) {
  return (
    <thead>
      <tr>
        <th scope="col">{subject}</th>
        <th scope="col">What changed</th>
        <th scope="col">Before</th>
        <th scope="col">After</th>
      </tr>
    </thead>
  )
}

function DiffRow({ line, subject, sides }: { readonly line: Line; readonly subject: ReactNode; readonly sides: readonly [string, string] }) {
  const text = changeText(line)
  const Icon = text === 'Added' ? IconPlus : text === 'Removed' ? IconMinus : text === 'Moved' ? IconArrowsUpDown : text === sameText ? IconEqual : IconPencil
  return (
    <tr data-same={text === sameText}>
      <td className={classes.what}>{subject}</td>
      <td>
        <Icon size="1em" stroke={2} aria-hidden /> {text}
      </td>
      <td>{sides[0]}</td>
      <td>{sides[1]}</td>
    </tr>
  )
}

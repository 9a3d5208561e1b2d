import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { OutputOf } from '../../shared/contract/registry.ts'
import type { FileColumn } from '../state/save-list.ts'
import { MoneyText, QuantityText } from './figure.tsx'
import { FiguresTable } from './figures-table.tsx'
import { SaveListButton, useRowsToSave } from './save-as-button.tsx'
import { SidePanel, SidePanelContent } from './side-panel.tsx'
import { LotLink } from './text-link.tsx'
import classes from './sections.module.css'

export type UndoPreview = OutputOf<'query', 'document.preview_reversal'>

interface UndoPreviewPanelProps {
  /** `null` keeps the panel closed. */
  readonly preview: UndoPreview | null
  /** What undoing is called here: `Void`. */
  readonly verb: string
  /** What the table of lots is, for those who cannot see it. */
  readonly label: string
  /** Tells of each lot what would stay as a gain or loss. */
  readonly withDifferences?: boolean
  readonly pending: boolean
  readonly onUndo: () => void
  readonly onClose: () => void
  /** What it does, in sentences. */
  readonly children: ReactNode
}

/** What undoing a document would do, before it is done: in words, and each lot before and after. */
export function UndoPreviewPanel({ preview, verb, label, withDifferences = false, pending, onUndo, onClose, children }: UndoPreviewPanelProps) {
  return (
    <SidePanel opened={preview !== null} title={preview === null ? verb : `${verb} ${preview.document.reference}`} wide onClose={onClose}>
      {preview && (
        <SidePanelContent
          footer={
            <>
              <Button data-autofocus aria-disabled={pending} onClick={onUndo}>
                {verb} {preview.document.reference}
              </Button>
              <Button variant="default" onClick={onClose}>
                Cancel
              </Button>
            </>
          }
        >
          {children}
          <FiguresTable label={label} head={['Lot', 'Now', 'After', ...(withDifferences ? ['Gain or loss'] : [])]}>
            {preview.lots.map(({ lotId, number, pool, product, before, after, toAdjustment }) => (
              <tr key={lotId}>
                <th scope="row">
                  {pool ? (
                    `Stock of ${product.sku}`
                  ) : (
                    <>
                      <LotLink lotId={lotId} number={number} /> <span className={classes.count}>{product.sku}</span>
                    </>
                  )}
                </th>
                <Holding {...before} unit={product.unit} />
                <Holding {...after} unit={product.unit} />
                {withDifferences && (
                  <td>
                    <MoneyText value={0 - toAdjustment} signed />
                  </td>
                )}
              </tr>
            ))}
          </FiguresTable>
          <SaveMovedLots preview={preview} />
        </SidePanelContent>
      )}
    </SidePanel>
  )
}

const movedColumns: readonly FileColumn<UndoPreview['lots'][number]>[] = [
  { header: 'Lot', at: 'number' },
  { header: 'SKU', at: 'product.sku' },
  { header: 'Quantity now', at: 'before.quantity', as: 'quantity' },
  { header: 'Value now', at: 'before.value', as: 'unit_cost' },
  { header: 'Quantity after', at: 'after.quantity', as: 'quantity' },
  { header: 'Value after', at: 'after.value', as: 'unit_cost' },
  { header: 'Unit', at: 'product.unit' },
  { header: 'Lost to adjustment', at: 'toAdjustment', as: 'unit_cost' },
]
const noun = ['lot', 'lots'] as const

/** Saves what undoing a document would move, lot by lot. */
export function SaveMovedLots({ preview: { document, lots } }: { readonly preview: UndoPreview }) {
  const list = useRowsToSave(`${document.reference} undone`, noun, lots, movedColumns)
  return (
    list && (
      <div>
        <SaveListButton list={list} />
      </div>
    )
  )
}

function Holding({ quantity, value, unit }: { readonly quantity: number; readonly value: number; readonly unit: string }) {
  return (
    <td>
      <QuantityText value={quantity} unit={unit} />{' '}
      <span className={classes.count}>
        worth <MoneyText value={value} />
      </span>
    </td>
  )
}

import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconDeviceFloppy, IconPackage } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { AppErrorPanel } from '../../components/error-panel.tsx'
import { MoneyText } from '../../components/figure.tsx'
import { Page } from '../../components/page.tsx'
import { FigureStrip, Section, Sections } from '../../components/sections.tsx'
import { showNotice } from '../../state/window-state.ts'
import { countText, listText } from '../../text/numbers.ts'
import classes from './bom-page.module.css'
import { ComponentGrid } from './component-grid.tsx'
import { CostLines } from './cost-lines.tsx'
import { useRecipe, type RecipeHandle } from './use-recipe.ts'

interface BomEditorProps {
  readonly details: OutputOf<'query', 'bom.get'>
  readonly onBack: () => void
}

/** A recipe as a grid to be filled by keyboard, with what it comes to above it. */
export function BomEditor({ details, onBack }: BomEditorProps) {
  const { product, bom } = details
  const recipe = useRecipe(details)
  const navigate = useNavigate()
  const place = useRef<HTMLDivElement>(null)
  const wantsFocus = useRef<string | null>(null)

  /** Focuses a cell, `<row key>.<column>`, once it is drawn. */
  function focusCell(cell: string) {
    wantsFocus.current = cell
    focusIfDrawn()
  }
  function focusIfDrawn() {
    if (wantsFocus.current === null) return
    const node = place.current?.querySelector<HTMLElement>(`[data-cell="${CSS.escape(wantsFocus.current)}"]`)
    if (!node) return
    wantsFocus.current = null
    node.focus()
    if (node instanceof HTMLInputElement) node.select()
  }
  useEffect(focusIfDrawn)

  /** Of the cells the one that comes first on the screen. */
  function focusFirst(cells: readonly string[]) {
    const drawn = [...(place.current?.querySelectorAll<HTMLElement>('[data-cell]') ?? [])].map((node) => node.dataset['cell'])
    const first = drawn.find((cell) => cell !== undefined && cells.includes(cell))
    if (first !== undefined) focusCell(first)
  }

  async function save() {
    const outcome = await recipe.save()
    if (outcome === null) return
    if ('version' in outcome) showNotice({ kind: 'done', text: `BOM of ${product.sku} saved as version ${outcome.version}` })
    else focusFirst(outcome.badCells)
  }
  useHotkeys(
    [
      ['mod+Enter', () => void save()],
      ['mod+S', () => void save()],
    ],
    [],
  )

  return (
    <Page
      title={`BOM of ${product.name}`}
      purpose={[product.sku, bom === null ? 'no BOM yet' : `version ${bom.version} is active`, ...(recipe.changed ? ['not saved yet'] : [])].join(' · ')}
      onBack={onBack}
      actions={
        <>
          {recipe.changed && (
            <Button variant="default" onClick={recipe.discard}>
              Discard changes
            </Button>
          )}
          <Button
            variant="default"
            leftSection={<IconPackage size="1.1em" stroke={1.75} aria-hidden />}
            onClick={() => void navigate({ to: `/products/${product.productId}` })}
          >
            Open product
          </Button>
        </>
      }
      primary={{
        label: bom === null ? 'Save BOM' : `Save as version ${bom.version + 1}`,
        icon: <IconDeviceFloppy size="1.1em" stroke={2} aria-hidden />,
        shortcut: 'Ctrl+S',
        onRun: () => void save(),
      }}
    >
      <RecipeStrip recipe={recipe} unit={product.unit} />
      <div ref={place} style={{ display: 'contents' }}>
        <Sections>
          <Section title="Components" action={<span className={classes.help}>Alt+↑ and Alt+↓ move a row, Ctrl+Backspace removes it</span>}>
            {recipe.error && (
              <div className={classes.error}>
                <AppErrorPanel error={recipe.error} {...(recipe.error.code === 'call.lost' ? { onRetry: () => void save() } : {})} />
              </div>
            )}
            <ComponentGrid handle={recipe} onFocusCell={focusCell} />
          </Section>
          <Section title="Cost lines">
            <CostLines handle={recipe} unit={product.unit} onFocusCell={focusCell} />
          </Section>
        </Sections>
      </div>
    </Page>
  )
}

function RecipeStrip({ recipe: { figures, recipe }, unit }: { readonly recipe: RecipeHandle; readonly unit: string }) {
  const { estimatedCost, buildableMax, withoutCost } = figures
  const unknown = recipe.components.filter(({ key }) => withoutCost.includes(key)).map(({ product }) => product?.sku ?? '')
  const rows = recipe.components.filter(({ product }) => product !== null).length
  return (
    <div role="status" aria-label="What it comes to">
      <FigureStrip
        figures={[
          { term: `Estimated cost of 1 ${unit}`, value: <MoneyText value={rows === 0 && estimatedCost === 0 ? null : estimatedCost} /> },
          { term: 'Stock allows', value: rows === 0 ? <MoneyText value={null} /> : buildableMax === null ? 'No limit' : `Can build ${countText(buildableMax)}` },
          { term: 'Components', value: countText(rows) },
          ...(unknown.length === 0 ? [] : [{ term: 'Cost not known yet', value: listText(unknown), size: 'text' as const }]),
        ]}
      />
    </div>
  )
}

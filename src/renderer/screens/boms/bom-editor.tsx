import { Button, Textarea } from '@mantine/core'
import { useHotkeys, useMediaQuery } from '@mantine/hooks'
import { IconDeviceFloppy, IconPackage } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, type RefObject } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { AppErrorPanel } from '../../components/error-panel.tsx'
import { MoneyText } from '../../components/figure.tsx'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { Page } from '../../components/page.tsx'
import { useOnceDecided } from '../../components/undecided-fields.ts'
import { FigureStrip, Inset, Section, Sections, type StripFigure } from '../../components/sections.tsx'
import { countText, listText } from '../../text/numbers.ts'
import classes from './bom-page.module.css'
import { BomTree } from './bom-tree.tsx'
import { BomVersions } from './bom-versions.tsx'
import { BuildPointSection } from './build-point.tsx'
import { ComponentGrid } from './component-grid.tsx'
import { CostLines } from './cost-lines.tsx'
import { DraftBanner } from './draft-banner.tsx'
import { tellSaved, tellDiscarded, tellKept } from './told-saves.ts'
import { useRecipe, type RecipeHandle } from './use-recipe.ts'
import { useSource } from './use-source.ts'

interface BomEditorProps {
  readonly details: OutputOf<'query', 'bom.get'>
  readonly onBack: () => void
}

/** A recipe as a grid to be filled by keyboard, with what it comes to above it; below it what it is made of at every level, and its versions. */
export function BomEditor({ details, onBack }: BomEditorProps) {
  const { product, bom, draft, lastVersion } = details
  const [source, setSource] = useSource(draft !== null)
  const recipe = useRecipe(details, source)
  const navigate = useNavigate()
  const place = useRef<HTMLDivElement>(null)
  const { focusCell, focusFirst } = useCellFocus(place)

  async function save() {
    const outcome = await recipe.save()
    if (outcome === null) return
    if ('badCells' in outcome) return focusFirst(outcome.badCells)
    setSource(source === 'draft' ? null : 'active')
    tellSaved(product, outcome.version, bom?.bomVersionId ?? null)
  }
  async function saveDraft() {
    const outcome = await recipe.saveDraft()
    if (outcome === null) return
    setSource('draft')
    tellKept(product, outcome.problemCount)
  }
  const [saveTyped, saveTypedDraft] = [useOnceDecided(() => void save()), useOnceDecided(() => void saveDraft())]
  useHotkeys(
    [
      ['mod+Enter', saveTyped],
      ['mod+S', saveTyped],
      ['mod+Shift+S', saveTypedDraft],
    ],
    [],
  )

  // In a low window, such as at 200 % zoom, the figures scroll with the rest: the rows need the room.
  const low = useMediaQuery('(max-height: 560px)', false, { getInitialValueInEffect: false })
  const strip = <RecipeStrip recipe={recipe} unit={product.unit} />

  return (
    <Page
      title={`BOM of ${product.name}`}
      purpose={[product.sku, standingText(details), ...(recipe.changed ? ['not saved yet'] : [])].join(' · ')}
      onBack={onBack}
      actions={
        <>
          {recipe.changed && (
            <Button variant="default" onClick={recipe.discard}>
              Discard changes
            </Button>
          )}
          <GuardedButton command="bom.save_draft" variant="default" aria-keyshortcuts="Control+Shift+S" onClick={saveTypedDraft}>
            Save as draft
          </GuardedButton>
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
        label: source === 'draft' ? `Activate as version ${lastVersion + 1}` : lastVersion === 0 ? 'Save BOM' : `Save as version ${lastVersion + 1}`,
        icon: <IconDeviceFloppy size="1.1em" stroke={2} aria-hidden />,
        shortcut: 'Ctrl+S',
        command: 'bom.save',
        onRun: saveTyped,
      }}
    >
      {!low && strip}
      <div ref={place} style={{ display: 'contents' }}>
        <Sections>
          {low && strip}
          {draft !== null && (
            <DraftBanner
              details={details}
              draft={draft}
              source={source}
              changed={recipe.changed}
              onEdit={setSource}
              onDiscarded={() => {
                recipe.forgetDraft()
                setSource(null)
                tellDiscarded(product, draft)
              }}
            />
          )}
          <Section title="Components" action={<span className={classes.help}>Alt+↑ and Alt+↓ move a row, Ctrl+Backspace removes it</span>}>
            {recipe.errors.map((error) => (
              <div key={error.code} className={classes.error}>
                <AppErrorPanel error={error} {...(error.code === 'call.lost' ? { onRetry: saveTyped } : {})} />
              </div>
            ))}
            <ComponentGrid handle={recipe} onFocusCell={focusCell} />
          </Section>
          <Section title="Cost lines">
            <CostLines handle={recipe} unit={product.unit} onFocusCell={focusCell} />
          </Section>
          <Section title="Note on this version">
            <Inset>
              <Textarea
                className={classes.note}
                aria-label="Note on this version"
                description="What changed and why. It stays with the version."
                maxLength={2000}
                autosize
                minRows={1}
                maxRows={8}
                value={recipe.notes}
                onChange={(event) => recipe.setNotes(event.currentTarget.value)}
              />
            </Inset>
          </Section>
          <BuildPointSection details={details} />
          {bom !== null && <BomTree key={bom.bomVersionId} productId={product.productId} unit={product.unit} version={bom.version} />}
          {(lastVersion > 0 || draft !== null) && <BomVersions details={details} />}
        </Sections>
      </div>
    </Page>
  )
}

function standingText({ bom, draft, lastVersion }: BomEditorProps['details']): string {
  if (bom !== null) return `version ${bom.version} is active`
  if (lastVersion > 0) return 'no version is active'
  return draft === null ? 'no BOM yet' : 'a draft, not in use yet'
}

/** Focuses cells, `<row key>.<column>`, once they are drawn. */
function useCellFocus(place: RefObject<HTMLDivElement | null>) {
  const wantsFocus = useRef<string | null>(null)
  function focusIfDrawn() {
    if (wantsFocus.current === null) return
    const node = place.current?.querySelector<HTMLElement>(`[data-cell="${CSS.escape(wantsFocus.current)}"]`)
    if (!node) return
    wantsFocus.current = null
    node.focus()
    if (node instanceof HTMLInputElement) node.select()
  }
  useEffect(focusIfDrawn)
  function focusCell(cell: string) {
    wantsFocus.current = cell
    focusIfDrawn()
  }
  /** Of the cells the one that comes first on the screen. */
  function focusFirst(cells: readonly string[]) {
    const drawn = [...(place.current?.querySelectorAll<HTMLElement>('[data-cell]') ?? [])].map((node) => node.dataset['cell'])
    const first = drawn.find((cell) => cell !== undefined && cells.includes(cell))
    if (first !== undefined) focusCell(first)
  }
  return { focusCell, focusFirst }
}

function RecipeStrip({ recipe: { figures, recipe, productOf }, unit }: { readonly recipe: RecipeHandle; readonly unit: string }) {
  const { estimatedCost, recursiveCost, buildableMax, limitedBy, withoutCost, completeRows } = figures
  const skuOf = (key: string) => recipe.components.find((row) => row.key === key)?.product?.sku ?? ''
  const rows = recipe.components.filter(({ product }) => product !== null)
  const none = completeRows === 0
  const missing = new Set([
    ...withoutCost.map(skuOf),
    ...(recursiveCost === null ? rows.filter(({ optional }) => !optional).flatMap(({ product }) => (product ? namesOf(productOf(product.productId)?.builtMissing) : [])) : []),
  ])
  const shown: StripFigure[] = [
    { term: `Direct cost of 1 ${unit}`, value: <MoneyText value={none && estimatedCost === 0 ? null : estimatedCost} /> },
    { term: `Recursive cost of 1 ${unit}`, value: <MoneyText value={none && recursiveCost === 0 ? null : recursiveCost} /> },
    {
      term: limitedBy === null ? 'Stock allows' : `Stock allows, limited by ${skuOf(limitedBy)}`,
      value: none ? <MoneyText value={null} /> : buildableMax === null ? 'No limit' : `Can build ${countText(buildableMax)}`,
    },
    { term: 'Components', value: countText(rows.length) },
    ...(missing.size === 0 ? [] : [{ term: 'Cost not known yet', value: listText([...missing]), size: 'text' as const }]),
  ]
  return (
    <div role="status" aria-label="What it comes to">
      <FigureStrip figures={shown} />
    </div>
  )
}

function namesOf(products: readonly { readonly sku: string }[] = []): string[] {
  return products.map(({ sku }) => sku)
}

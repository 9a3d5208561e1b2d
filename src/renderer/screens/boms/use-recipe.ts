import { useEffect, useMemo, useState } from 'react'
import type { AppError } from '../../../shared/errors.ts'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { newId } from '../../api/ids.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { draftOf, toKeep, toSend, typedDraft, withEmptyRow, type ComponentDraft, type CostDraft, type RecipeDraft } from './recipe-draft.ts'
import { placeRefusal, type CellTexts } from './recipe-errors.ts'
import { recipeFigures, type RecipeFigures } from './recipe-figures.ts'
import { keepUnsaved, unsavedRecipe, type RecipeSource, type TypedRecipe } from './unsaved-recipes.ts'

type Details = OutputOf<'query', 'bom.get'>
export type ComponentFacts = OutputOf<'query', 'bom.component_facts'>['components'][number]

export type SaveOutcome = { readonly version: number; readonly bomVersionId: number } | { readonly badCells: readonly string[] } | null

export interface RecipeHandle {
  readonly recipe: RecipeDraft
  readonly notes: string
  /** Whether it says something else than what is kept. */
  readonly changed: boolean
  readonly figures: RecipeFigures
  readonly cells: CellTexts
  /** The refusals that belong beside no row. */
  readonly errors: readonly AppError[]
  productOf(productId: number): ComponentFacts | undefined
  setComponents(change: (rows: readonly ComponentDraft[]) => readonly ComponentDraft[]): void
  setCostLines(change: (rows: readonly CostDraft[]) => readonly CostDraft[]): void
  setNotes(text: string): void
  /** Forgets what was typed since it was kept. */
  discard(): void
  /** Forgets what was typed in the draft, which is no more. */
  forgetDraft(): void
  /** Saves it as the next version; returns the version, or the cells that were refused, in no order. */
  save(): Promise<SaveOutcome>
  /** Keeps it as the draft, right or wrong; tells how much has to be put right, or `null` when it was not kept. */
  saveDraft(): Promise<{ readonly problemCount: number } | null>
}

/** What is typed, and what it said when it was last kept, as long as nothing was typed since. */
interface Edit extends TypedRecipe {
  readonly keptText?: string
}

type Edits = Readonly<Partial<Record<RecipeSource, Edit>>>

/** The recipe of one product while it is typed, in force or as a draft, with its live figures, its saving, and what was refused. */
export function useRecipe(details: Details, source: RecipeSource): RecipeHandle {
  const { productId } = details.product
  const [edits, setEdits] = useState<Edits>(() => ({ ...unsavedOf(productId, 'active'), ...unsavedOf(productId, 'draft') }))
  const [refused, setRefused] = useState<{ readonly cells: CellTexts; readonly error: AppError | null } | null>(null)
  const [save, keep] = [useCommand('bom.save'), useCommand('bom.save_draft')]
  const kept = useMemo(() => keptRecipe(details, source), [details, source])
  const keptText = contentText(productId, kept)

  const setEdit = (of: RecipeSource, edit: Edit | null) => setEdits(({ [of]: _, ...others }) => (edit === null ? others : { ...others, [of]: edit }))
  const edit = edits[source]
  // What was saved and has arrived gives way as soon as the ledger says something else, such as after *Undo*.
  const arrived = useArrived(source, edit, keptText)
  if (edit?.keptText !== undefined && arrived && edit.keptText !== keptText) setEdit(source, null)
  const shown: TypedRecipe = edit ?? kept
  const changed = edit !== undefined && edit.keptText === undefined && contentText(productId, edit) !== keptText

  const { facts, figures } = useFigures(shown.recipe)
  const problems = useMemo(
    () => (source === 'draft' && !changed ? problemsOf(details, shown) : { cells: {}, errors: [] }),
    [source, changed, details, shown],
  )
  useEffect(() => keepUnsaved(productId, source, changed ? shown : null), [productId, source, changed, shown])

  const type = (change: Partial<TypedRecipe>) =>
    setEdits((before) => {
      const { recipe, notes } = before[source] ?? kept
      return { ...before, [source]: { recipe, notes, ...change } }
    })
  const changeRecipe = (change: (recipe: RecipeDraft) => RecipeDraft) =>
    setEdits((before) => {
      const { recipe, notes } = before[source] ?? kept
      return { ...before, [source]: { recipe: change(recipe), notes } }
    })

  return {
    ...shown,
    changed,
    figures,
    cells: refused?.cells ?? problems.cells,
    errors: refused === null ? problems.errors : refused.error === null ? [] : [refused.error],
    productOf: (id) => facts.get(id),
    setComponents: (change) => changeRecipe((before) => ({ ...before, components: withEmptyRow(change(before.components), newId) })),
    setCostLines: (change) => changeRecipe((before) => ({ ...before, costLines: change(before.costLines) })),
    setNotes: (notes) => type({ notes }),
    discard: () => {
      setRefused(null)
      setEdit(source, null)
    },
    forgetDraft: () => {
      setRefused(null)
      setEdit('draft', null)
      keepUnsaved(productId, 'draft', null)
    },
    save: async () => {
      const sent = toSend(productId, shown.recipe)
      const reply = await save.run({ ...sent.draft, notes: shown.notes, endsDraft: source === 'draft' })
      if (reply === null) return null
      if (!reply.ok) {
        const placed = placeRefusal(reply.error, sent, Date.now())
        setRefused(placed)
        return { badCells: Object.keys(placed.cells) }
      }
      setRefused(null)
      // The next version starts without a note.
      const saved = { recipe: shown.recipe, notes: '' }
      setEdits({ active: { ...saved, keptText: contentText(productId, saved) } })
      keepUnsaved(productId, 'draft', null)
      return reply.value
    },
    saveDraft: async () => {
      const reply = await keep.run(toKeep(toSend(productId, shown.recipe).draft, shown.notes))
      if (reply === null) return null
      setRefused(reply.ok ? null : { cells: {}, error: reply.error })
      if (!reply.ok) return null
      const { recipe, notes } = shown
      setEdits({ draft: { recipe, notes: notes.trim(), keptText: contentText(productId, { recipe, notes: notes.trim() }) } })
      keepUnsaved(productId, 'active', null)
      return reply.value
    },
  }
}

function unsavedOf(productId: number, source: RecipeSource): Edits {
  const typed = unsavedRecipe(productId, source)
  return typed === undefined ? {} : { [source]: typed }
}

/** Whether what was saved has come back from the ledger. */
function useArrived(source: RecipeSource, edit: Edit | undefined, keptText: string): boolean {
  const [arrived, setArrived] = useState('')
  const key = `${source} ${edit?.keptText}`
  if (edit?.keptText === keptText && arrived !== key) setArrived(key)
  return arrived === key
}

function keptRecipe({ bom, draft }: Details, source: RecipeSource): TypedRecipe {
  return source === 'draft' && draft !== null ? { recipe: typedDraft(draft, newId), notes: draft.notes } : { recipe: draftOf(bom, newId), notes: '' }
}

function useFigures(recipe: RecipeDraft): { readonly facts: ReadonlyMap<number, ComponentFacts>; readonly figures: RecipeFigures } {
  const productIds = [...new Set(recipe.components.flatMap((row) => row.product?.productId ?? []))]
  const { data } = useLedgerQuery('bom.component_facts', { productIds })
  const facts = new Map((data?.components ?? []).map((component) => [component.productId, component]))
  const figures = recipeFigures(recipe, (id) => {
    const found = facts.get(id)
    return found && { unitCost: found.costNow, builtCost: found.costBuilt, onHand: found.onHand, held: found.held }
  })
  return { facts, figures }
}

/** What keeps the draft from being activated, beside the rows it is about, and the rest. */
function problemsOf({ product, draft }: Details, { recipe }: TypedRecipe): { readonly cells: CellTexts; readonly errors: readonly AppError[] } {
  const sent = toSend(product.productId, recipe)
  const placed = (draft?.problems ?? []).map((problem) => placeRefusal(problem, sent, Date.now()))
  return { cells: Object.assign({}, ...placed.map(({ cells }) => cells)), errors: placed.flatMap(({ error }) => error ?? []) }
}

/** What a recipe says, whatever its rows' keys. */
function contentText(productId: number, { recipe, notes }: TypedRecipe): string {
  return JSON.stringify([toSend(productId, recipe).draft, notes])
}

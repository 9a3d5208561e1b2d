import { useEffect, useMemo, useState } from 'react'
import type { AppError } from '../../../shared/errors.ts'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { newId } from '../../api/ids.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLedgerAnswers } from '../../api/use-query.ts'
import { draftOf, toSend, withEmptyRow, type ComponentDraft, type CostDraft, type RecipeDraft } from './recipe-draft.ts'
import { placeRefusal, type CellTexts } from './recipe-errors.ts'
import { recipeFigures, type RecipeFigures } from './recipe-figures.ts'
import { keepUnsaved, unsavedRecipe } from './unsaved-recipes.ts'

type Details = OutputOf<'query', 'bom.get'>
type ProductFacts = OutputOf<'query', 'product.get'>['product']

export interface RecipeHandle {
  readonly recipe: RecipeDraft
  /** Whether it says something else than the version saved last. */
  readonly changed: boolean
  readonly figures: RecipeFigures
  readonly cells: CellTexts
  /** The refusal that belongs beside no row. */
  readonly error: AppError | null
  readonly pending: boolean
  productOf(productId: number): ProductFacts | undefined
  setComponents(change: (rows: readonly ComponentDraft[]) => readonly ComponentDraft[]): void
  setCostLines(change: (rows: readonly CostDraft[]) => readonly CostDraft[]): void
  discard(): void
  /** Saves it as the next version; returns the version, or the cells that were refused, in no order. */
  save(): Promise<{ readonly version: number } | { readonly badCells: readonly string[] } | null>
}

/** The recipe of one product while it is typed, with its live figures, its saving, and what was refused. */
export function useRecipe({ product, bom }: Details): RecipeHandle {
  const { productId } = product
  const [recipe, setRecipe] = useState(() => unsavedRecipe(productId) ?? draftOf(bom, newId))
  const [cells, setCells] = useState<CellTexts>({})
  const [error, setError] = useState<AppError | null>(null)
  const command = useCommand('bom.save')
  const savedText = useMemo(() => contentText(productId, draftOf(bom, newId)), [productId, bom])
  const changed = contentText(productId, recipe) !== savedText

  const productIds = [...new Set(recipe.components.flatMap((row) => row.product?.productId ?? []))]
  const answers = useLedgerAnswers(
    'product.get',
    productIds.map((id) => ({ productId: id })),
  )
  const facts = new Map(answers.flatMap((answer) => (answer ? [[answer.product.productId, answer.product] as const] : [])))
  const figures = recipeFigures(recipe, (id) => {
    const found = facts.get(id)
    return found && { unitCost: found.costNow, onHand: found.onHand }
  })

  useEffect(() => keepUnsaved(productId, changed ? recipe : null), [productId, changed, recipe])

  async function save() {
    const sent = toSend(productId, recipe)
    const reply = await command.run(sent.draft)
    if (reply === null) return null
    if (reply.ok) {
      setCells({})
      setError(null)
      return { version: reply.value.version }
    }
    const placed = placeRefusal(reply.error, sent, Date.now())
    setCells(placed.cells)
    setError(placed.error)
    return { badCells: Object.keys(placed.cells) }
  }

  return {
    recipe,
    changed,
    figures,
    cells,
    error,
    pending: command.pending,
    productOf: (id) => facts.get(id),
    setComponents: (edit) => setRecipe((before) => ({ ...before, components: withEmptyRow(edit(before.components), newId) })),
    setCostLines: (edit) => setRecipe((before) => ({ ...before, costLines: edit(before.costLines) })),
    discard: () => {
      setCells({})
      setError(null)
      setRecipe(draftOf(bom, newId))
    },
    save,
  }
}

/** What a recipe says, whatever its rows' keys. */
function contentText(productId: number, recipe: RecipeDraft): string {
  return JSON.stringify(toSend(productId, recipe).draft)
}

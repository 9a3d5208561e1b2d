import type { RecipeDraft } from './recipe-draft.ts'

/** What one edits: the recipe in force, or the draft beside it. */
export type RecipeSource = 'active' | 'draft'

/** A recipe with the note that goes with it. */
export interface TypedRecipe {
  readonly recipe: RecipeDraft
  readonly notes: string
}

/** What was typed and not saved, so that leaving the page loses nothing. */
const unsaved = new Map<string, TypedRecipe>()

const keyOf = (productId: number, source: RecipeSource) => `${productId} ${source}`

export function unsavedRecipe(productId: number, source: RecipeSource): TypedRecipe | undefined {
  return unsaved.get(keyOf(productId, source))
}

/** Keeps a recipe for when the person comes back; `null` forgets it. */
export function keepUnsaved(productId: number, source: RecipeSource, typed: TypedRecipe | null): void {
  if (typed === null) unsaved.delete(keyOf(productId, source))
  else unsaved.set(keyOf(productId, source), typed)
}

import { keepTyped, typedOf } from '../../state/kept-typing.ts'
import type { RecipeDraft } from './recipe-draft.ts'

/** What one edits: the recipe in force, or the draft beside it. */
export type RecipeSource = 'active' | 'draft'

/** A recipe with the note that goes with it. */
export interface TypedRecipe {
  readonly recipe: RecipeDraft
  readonly notes: string
}

const keptAs = (productId: number, source: RecipeSource) => `bom ${productId} ${source}`

/** What was typed and not saved, so that leaving the page, or the program, loses nothing. */
export function unsavedRecipe(productId: number, source: RecipeSource): TypedRecipe | undefined {
  return typedOf(keptAs(productId, source))
}

/** Keeps a recipe for when the person comes back; `null` forgets it. */
export function keepUnsaved(productId: number, source: RecipeSource, typed: TypedRecipe | null): void {
  keepTyped(keptAs(productId, source), typed)
}

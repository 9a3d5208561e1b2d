import type { RecipeDraft } from './recipe-draft.ts'

/** What was typed and not saved, by product, so that leaving the page loses nothing. */
const unsaved = new Map<number, RecipeDraft>()

export function unsavedRecipe(productId: number): RecipeDraft | undefined {
  return unsaved.get(productId)
}

/** Keeps a draft for when the person comes back; `null` forgets it. */
export function keepUnsaved(productId: number, draft: RecipeDraft | null): void {
  if (draft === null) unsaved.delete(productId)
  else unsaved.set(productId, draft)
}

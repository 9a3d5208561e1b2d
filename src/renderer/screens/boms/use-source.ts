import { useState } from 'react'
import type { RecipeSource } from './unsaved-recipes.ts'

/** What is being edited: the draft when there is one, unless the person chose otherwise; `null` takes the choice back. */
export function useSource(hasDraft: boolean): readonly [RecipeSource, (source: RecipeSource | null) => void] {
  const [chosen, setChosen] = useState<{ readonly source: RecipeSource; readonly hadDraft: boolean } | null>(null)
  // A choice holds while there is a draft or none as there was; a draft that came or went meanwhile decides anew.
  const holds = chosen !== null && (chosen.hadDraft === hasDraft || (chosen.source === 'draft') === hasDraft)
  const source = holds ? chosen.source : hasDraft ? 'draft' : 'active'
  return [source, (next) => setChosen(next === null ? null : { source: next, hadDraft: hasDraft })]
}

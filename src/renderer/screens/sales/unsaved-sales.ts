import type { SaleDraft } from './sale-draft.ts'

/** What was typed and not recorded, by what it is for: `sale`, `return`, or the id of the sale it changes. */
const unsaved = new Map<string, SaleDraft>()

export function unsavedSale(of: string): SaleDraft | undefined {
  return unsaved.get(of)
}

/** Keeps what is typed for when the person comes back; `null` forgets it. */
export function keepUnsaved(of: string, draft: SaleDraft | null): void {
  if (draft === null) unsaved.delete(of)
  else unsaved.set(of, draft)
}

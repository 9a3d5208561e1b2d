import { keepTyped, typedOf } from '../../state/kept-typing.ts'
import type { SaleDraft } from './sale-draft.ts'

/** The name under which what was typed and not recorded is kept: of a new sale or return, or of the sale it changes. */
export const saleKeptAs = (kind: 'sale' | 'return', saleId: number | null) => `${kind} ${saleId ?? 'new'}`

export function unsavedSale(keptAs: string): SaleDraft | undefined {
  return typedOf(keptAs)
}

/** Keeps what is typed for when the person comes back; `null` forgets it. */
export function keepUnsaved(keptAs: string, draft: SaleDraft | null): void {
  keepTyped(keptAs, draft)
}

import type { OutputOf } from '../../../shared/contract/registry.ts'
import { commandOnce } from '../../state/undo.ts'
import { showNotice } from '../../state/window-state.ts'
import { countedText } from '../../text/numbers.ts'
import { toKeep, toSend, typedDraft, type RecipeDraft } from './recipe-draft.ts'

type Details = OutputOf<'query', 'bom.get'>
type Product = Details['product']

/** Says that a version is in force now. *Undo* puts what was in force before back as a version of its own, or nothing when nothing was. */
export function tellSaved({ productId, sku }: Product, version: number, bomVersionIdBefore: number | null): void {
  const text = `BOM of ${sku} saved as version ${version}`
  const run =
    bomVersionIdBefore === null
      ? commandOnce('bom.retire', { productId }, () => ({ kind: 'done', text: `Version ${version} of ${sku} is no longer in use` }))
      : commandOnce('bom.activate', { productId, from: { kind: 'version', bomVersionId: bomVersionIdBefore } }, (now) => ({
          kind: 'done',
          text: `BOM of ${sku} is as it was before: version ${now.version}`,
        }))
  showNotice({ kind: 'done', text, undo: { label: 'Undo', run } })
}

/** Says that a draft was kept, and what it lacks. */
export function tellKept({ sku }: Product, problemCount: number): void {
  const lacks = problemCount === 0 ? '' : `; ${countedText(problemCount, 'thing is', 'things are')} to be put right before it can be activated`
  showNotice({ kind: 'done', text: `Draft of ${sku} saved${lacks}` })
}

/** Says that a draft was thrown away; *Undo* keeps it again. */
export function tellDiscarded({ productId, sku }: Product, draft: NonNullable<Details['draft']>): void {
  let made = 0
  const typed: RecipeDraft = typedDraft(draft, () => String((made += 1)))
  const again = toKeep(toSend(productId, typed).draft, draft.notes)
  showNotice({
    kind: 'done',
    text: `Draft of ${sku} discarded`,
    undo: { label: 'Undo', run: commandOnce('bom.save_draft', again, () => ({ kind: 'done', text: `Draft of ${sku} is back` })) },
  })
}

/** Says that no version is in force any more; *Undo* puts it back. */
export function tellRetired({ sku }: Product, { bomVersionId, version }: OutputOf<'command', 'bom.retire'>): void {
  showNotice({
    kind: 'done',
    text: `Version ${version} of ${sku} retired: it is no longer built`,
    undo: { label: 'Undo', run: commandOnce('bom.undo_retire', { bomVersionId }, () => ({ kind: 'done', text: `Version ${version} of ${sku} is in use again` })) },
  })
}


import type { ExportRow } from '../../shared/contract/export.ts'
import type { ExportSummary, ExportWhy } from '../../shared/exports.ts'
import type { StatusTone } from '../components/status-chip.tsx'
import { accountRoleText } from './accounting-words.ts'
import { exportWhyText } from './export-words.ts'
import { countedText, listText, moneyText } from './numbers.ts'

interface Chip {
  readonly tone: StatusTone
  readonly text: string
}

/** Where the exports of a build or receipt stand, in one word or two. */
export const exportChips: { readonly [S in ExportSummary]: Chip } = {
  failed: { tone: 'danger', text: 'Failed' },
  found_twice: { tone: 'attention', text: 'Found twice' },
  needs: { tone: 'attention', text: 'Needs you' },
  unknown: { tone: 'plain', text: 'No answer yet' },
  sending: { tone: 'plain', text: 'Sending' },
  pending: { tone: 'plain', text: 'Pending export' },
  synced: { tone: 'good', text: 'Synced' },
  not_exported: { tone: 'plain', text: 'Not exported' },
  nothing_to_send: { tone: 'plain', text: 'Nothing to send' },
  withdrawn: { tone: 'plain', text: 'Withdrawn' },
}

/** Exports that nobody has to think of any more. */
export function isSettled(summary: ExportSummary): boolean {
  return summary === 'synced' || summary === 'not_exported' || summary === 'nothing_to_send' || summary === 'withdrawn'
}

/** Exports that stand still until somebody does something. */
export function asksForSomebody(summary: ExportSummary | null): boolean {
  return summary === 'failed' || summary === 'found_twice' || summary === 'needs'
}

/** A journal of labor and overhead that nothing was sent of for want of an account, and that can be sent all the same. */
export function isLeftOut({ state, why, purpose }: Pick<ExportRow, 'state' | 'why' | 'purpose'>): boolean {
  return state === 'nothing_to_send' && purpose === 'cogs' && why[0]?.code === 'no_conversion_account'
}

/** What kind of document it becomes. */
export const exportKindText: { readonly [K in ExportRow['kind']]: string } = { inventory_adjustment: 'Inventory adjustment', journal_entry: 'Journal entry' }

/** What a document is for beside its event. */
export const exportPurposeText: { readonly [P in ExportRow['purpose']]: string } = {
  main: '',
  cogs: ' for labor and overhead',
  waste: ' for what was lost',
  correction: ' for a correction',
  late_cost: ' for a corrected cost',
  reversal: ' that takes it back',
  cost_of_sales: ' for the cost of a day’s sales',
}

/** What a document is: `Inventory adjustment of 3 products`, `Journal entry for labor and overhead, 12.00`. */
export function exportText({ kind, purpose, products, cents }: Pick<ExportRow, 'kind' | 'purpose' | 'products' | 'cents'>): string {
  const name = `${exportKindText[kind]}${exportPurposeText[purpose]}`
  if (cents !== null) return cents === 0 ? name : `${name}, ${moneyText(cents * 10_000)}`
  return products === 0 ? name : `${name}, ${countedText(products, 'product', 'products')}`
}

/** One document with what happens to it next. */
export interface Standing extends Chip {
  /** A sentence; empty where the chip says it all. */
  readonly next: string
}

type Row = Pick<ExportRow, 'state' | 'why' | 'queued' | 'docNumber' | 'purpose'>

/** Where a document stands, and what happens next. */
export function standingOf({ state, why, queued, purpose }: Row, paused: 'person' | 'restored' | null): Standing {
  const said = why.map(reasonText).join(' ')
  switch (state) {
    case 'waiting':
      return { ...exportChips.pending, next: waitingText(queued, paused, purpose) }
    case 'needs':
      return { tone: 'attention', text: 'Pending export', next: needsText(why) }
    case 'in_flight':
      return { ...exportChips.sending, next: 'On its way to QuickBooks.' }
    case 'unknown':
      return why[0]?.code === 'found_twice' ? { ...exportChips.found_twice, next: said } : { ...exportChips.unknown, next: said }
    case 'refused':
      return { tone: 'danger', text: 'Failed', next: said }
    case 'accepted':
      return { ...exportChips.synced, next: '' }
    case 'withdrawn':
      return { tone: 'plain', text: 'Withdrawn', next: said }
    case 'nothing_to_send':
      return { ...exportChips.nothing_to_send, next: said }
    case 'not_exported':
      return { ...exportChips.not_exported, next: said }
  }
}

function waitingText(queued: boolean, paused: 'person' | 'restored' | null, purpose: ExportRow['purpose']): string {
  if (!queued) return 'Goes out when you send it.'
  if (purpose === 'cost_of_sales' && paused === null) return 'Goes out by itself once the day is over.'
  return paused === null ? 'Goes out by itself as soon as QuickBooks answers.' : 'Goes out once exporting goes on.'
}

/** What is missing, in one sentence; products without an item are named together. */
function needsText(why: readonly ExportWhy[]): string {
  const unlinked = why.flatMap((need) => (need.code === 'needs_item' ? [need.sku] : []))
  const rest = why.filter(({ code }) => code !== 'needs_item' || unlinked.length < 2).map(needText)
  const linked = unlinked.length < 2 ? [] : [`items for ${listText(unlinked)}`]
  return `Needs ${[...rest, ...linked].join(', ')}.`
}

/** What is missing, as the end of *Needs …*. */
function needText(why: ExportWhy): string {
  switch (why.code) {
    case 'needs_account':
      return `a ${accountRoleText[why.role]}`
    case 'account_unusable':
      return `another ${accountRoleText[why.role]}`
    case 'needs_item':
      return `${why.sku} linked to an item`
    case 'item_inactive':
      return `${why.sku} linked to an active item`
    case 'item_not_inventory':
      return `${why.sku} linked to an inventory item`
    case 'item_starts_later':
      return `an earlier start date of ${why.item} in QuickBooks`
    case 'needs_labor_answer':
      return 'your answer about labor and overhead'
    case 'needs_vendor':
      return `${why.supplier} linked to a vendor`
    case 'vendor_inactive':
      return `${why.supplier} linked to an active vendor`
    case 'found_there':
      return 'you to adopt what is in QuickBooks already'
    default:
      return 'a look'
  }
}

/** Why a document stands where it does, in one sentence. */
export function reasonText(why: ExportWhy): string {
  return why.code === 'refused' ? refusedText(why) : exportWhyText(why)
}

/** What people can do about a refusal, by kind of fault. */
const refusals: Readonly<Record<string, string>> = {
  not_allowed: 'QuickBooks does not let this program write. Connect again as a company admin, then send it again.',
  plan: 'The plan of this QuickBooks company does not include it. Change the plan, or choose Partsemble only as the source.',
  books_closed: 'The books are closed for this date. Send it with another date, or open them in QuickBooks and send it again.',
  before_start_date: 'An item has no quantities in QuickBooks yet on this date. Move its start date there, then send it again.',
  account_type: 'An account has a type QuickBooks does not take here. Choose another account, then send it again.',
  item_account: 'An item lacks an account in QuickBooks. Put that right there, then send it again.',
  reference_gone: 'An item or account it names is gone or inactive. The lists are read again; link or choose another, then send it again.',
  number_taken: 'QuickBooks has another document of this number. Change that one’s number there, then send it again.',
  malformed: 'QuickBooks could not read it, which is our fault. Copy the text of the document for support, or enter it by hand.',
}

function refusedText({ fault, faultCode, message, detail }: Extract<ExportWhy, { code: 'refused' }>): string {
  const known = refusals[fault]
  if (known !== undefined) return known
  const said = [detail, message].find((text) => text.trim() !== '')
  const code = faultCode === '' ? '' : ` (${faultCode})`
  return said === undefined ? `QuickBooks refused it${code} without a reason. Send it again, or enter it by hand.` : `QuickBooks refused it${code}: “${said.trim()}”`
}

/** QuickBooks' own words for a refusal; `null` where there are none. */
export function ownWordsOf(why: ExportWhy): string | null {
  if (why.code !== 'refused') return null
  const words = [why.message, why.detail].filter((text) => text.trim() !== '').join(' · ')
  return `${why.faultCode === '' ? '' : `${why.faultCode} `}${words}`.trim() || null
}

/** Where what is missing can be put right. */
export interface Fix {
  readonly label: string
  readonly to: string
  readonly search?: Readonly<Record<string, string>>
}

/** The place that puts it right; `null` where there is none in this program. */
export function fixOf(why: ExportWhy): Fix | null {
  switch (why.code) {
    case 'needs_account':
    case 'account_unusable':
      return { label: `Choose the ${accountRoleText[why.role]}`, to: '/settings/integrations', search: { selected: why.role } }
    case 'no_conversion_account':
      return { label: 'Choose a conversion account', to: '/settings/integrations', search: { selected: 'conversion' } }
    case 'needs_labor_answer':
      return { label: 'Answer about labor', to: '/settings/integrations', search: { selected: 'labor' } }
    case 'needs_item':
      return { label: `Link ${why.sku}`, to: `/products/${why.productId}` }
    case 'item_inactive':
    case 'item_not_inventory':
    case 'item_starts_later':
      return { label: `Link ${why.sku} to another item`, to: `/products/${why.productId}` }
    case 'needs_vendor':
      return { label: `Link ${why.supplier} to a vendor`, to: '/suppliers/vendors', search: { filter: 'not_linked' } }
    case 'vendor_inactive':
      return { label: `See the vendor of ${why.supplier}`, to: '/suppliers/vendors', search: { filter: 'linked' } }
    case 'found_there':
      return { label: 'Adopt it on Reconcile', to: '/sync/reconcile' }
    case 'refused':
      return ['not_allowed', 'plan', 'account_type'].includes(why.fault) ? { label: 'Open Integrations', to: '/settings/integrations' } : null
    default:
      return null
  }
}

/** What came of one attempt, in words. */
export function attemptText({ what, outcome }: { readonly what: 'send' | 'look'; readonly outcome: string | null }): string {
  const began = what === 'send' ? 'Sent' : 'Looked for in QuickBooks'
  const came: Readonly<Record<string, string>> = {
    accepted: 'QuickBooks took it',
    refused: 'QuickBooks refused it',
    unknown: 'no answer came',
    put_off: 'it did not leave this PC',
    found: 'found, so it had arrived',
    not_found: 'not found, so it had not arrived',
    found_twice: 'found more than once',
  }
  return `${began}: ${outcome === null ? 'no answer yet' : (came[outcome] ?? outcome)}`
}

import type { OutputOf } from '../../../shared/contract/registry.ts'
import type { DocumentKind } from '../../../shared/errors.ts'
import { toPurchaseUnit } from '../../../shared/units/purchase-unit.ts'
import { documentPage } from '../../components/document-page.ts'
import { businessDateText } from '../../text/dates.ts'
import { accountText, documentText, postingKindText } from '../../text/ledger-words.ts'
import { countedText, moneyText, quantityText } from '../../text/numbers.ts'

export type Explained = OutputOf<'query', 'cost.explain'>
type Part = Explained['parts'][number]
type History = Extract<Part, { readonly what: 'draw' }>
interface NamedDocument {
  readonly kind: DocumentKind
  readonly id: number
  readonly reference: string
}

/** One line of the tree. */
export interface CostRow {
  /** Its way from the top: the key of the row above it and its own place. */
  readonly key: string
  readonly parentKey: string | null
  /** 1 is the lot itself. */
  readonly level: number
  readonly text: string
  /** What follows the text, quieter. */
  readonly about: string
  readonly quantity: number | null
  readonly unit: string
  readonly value: number
  /** Whether it is what changed a value, rather than a part of one. */
  readonly change: boolean
  /** Whether there is anything below it. */
  readonly opens: boolean
  /** The lot whose parts are below it; `null` when what is below is known already. */
  readonly lotId: number | null
  /** Where Enter leads; `null` when it leads nowhere. */
  readonly page: string | null
}

type Opened = (key: string) => boolean
type Answers = ReadonlyMap<number, Explained>

/** The lines that show when some rows are opened, from the lot itself down. A level that has not been answered yet is left out. */
export function costRows(rootLotId: number, answers: Answers, opened: Opened): readonly CostRow[] {
  const root = answers.get(rootLotId)
  return root === undefined ? [] : lotRows(root, { key: String(rootLotId), parentKey: null, level: 1 }, answers, opened)
}

interface Place {
  readonly key: string
  readonly parentKey: string | null
  readonly level: number
}

function lotRows(explained: Explained, place: Place, answers: Answers, opened: Opened): CostRow[] {
  const { lot, quantity, value, parts } = explained
  const row: CostRow = {
    ...place,
    text: `All of lot ${lot.number}`,
    about: `${lot.product.sku} ${lot.product.name}`,
    quantity,
    unit: lot.product.unit,
    value,
    change: false,
    opens: parts.length > 0,
    lotId: null,
    page: place.level === 1 ? null : `/lots/${lot.lotId}`,
  }
  if (!opened(row.key)) return [row]
  return [row, ...parts.flatMap((part, at) => partRows(part, below(place, at), lot.product.unit, answers, opened))]
}

const below = ({ key, level }: Place, at: number): Place => ({ key: `${key}/${at}`, parentKey: key, level: level + 1 })

function partRows(part: Part, place: Place, unit: string, answers: Answers, opened: Opened): CostRow[] {
  const row = { ...place, ...wordsOf(part, unit), value: part.value, change: false }
  if (part.what === 'draw') {
    const drawn: CostRow = { ...row, opens: true, lotId: part.lot.lotId, page: `/lots/${part.lot.lotId}` }
    if (!opened(place.key)) return [drawn]
    const changes = changeRows(part, place)
    const whole = answers.get(part.lot.lotId)
    return [drawn, ...changes, ...(whole === undefined ? [] : lotRows(whole, { key: wholeLotKey(place.key), parentKey: place.key, level: place.level + 1 }, answers, opened))]
  }
  const page = 'document' in part ? documentPage(part.document) : null
  if (part.what !== 'receipt_line' && part.what !== 'document') return [{ ...row, opens: false, lotId: null, page }]
  const changed = part.changes.length > 0
  return [{ ...row, opens: changed, lotId: null, page }, ...(changed && opened(place.key) ? changeRows(part, place) : [])]
}

/** The key of the row that says what the whole of a drawn lot is made of. */
export const wholeLotKey = (key: string): string => `${key}/lot`

function wordsOf(part: Part, unit: string): Pick<CostRow, 'text' | 'about' | 'quantity' | 'unit'> {
  switch (part.what) {
    case 'draw':
      return { text: `From lot ${part.lot.number}`, about: `${part.lot.product.sku} ${part.lot.product.name}`, quantity: part.quantity, unit: part.lot.product.unit }
    case 'cost_line':
      return { text: part.name, about: part.name === accountText(part.kind) ? '' : accountText(part.kind), quantity: null, unit }
    case 'receipt_line': {
      const { cost } = part
      const typed = cost.per === 'unit' ? `at ${moneyText(cost.amount)} / ${cost.typedIn?.name ?? unit}` : `for ${moneyText(cost.amount)} in all`
      const about = `${receivedText(part.quantity, unit, cost.typedIn)} ${typed}, from ${part.supplier}`
      return { text: `${documentText(part.document)}, line ${part.lineNo}`, about, quantity: part.quantity, unit }
    }
    case 'document':
      return { text: documentText(part.document), about: businessDateText(part.businessDate), quantity: part.quantity, unit }
    case 'earlier':
      return { text: countedText(part.count, 'earlier document', 'earlier documents'), about: '', quantity: part.quantity, unit }
  }
}

/** A quantity in the unit it was typed in, where it is exact in it: `2 SHEET` for `192 IN`. */
function receivedText(quantity: number, unit: string, typedIn: { readonly name: string; readonly size: number } | null): string {
  const typed = typedIn === null ? null : toPurchaseUnit(quantity, typedIn.size)
  return typedIn === null || typed === null ? `${quantityText(quantity)} ${unit}` : `${quantityText(typed)} ${typedIn.name}`
}

/** A value as it was first posted, and all that changed it since: they sum to the row above. */
function changeRows({ first, changes }: Pick<History, 'first' | 'changes'>, place: Place): CostRow[] {
  if (changes.length === 0) return []
  const line = (at: string, text: string, about: string, value: number, document: NamedDocument | null): CostRow => ({
    key: `${place.key}/${at}`,
    parentKey: place.key,
    level: place.level + 1,
    text,
    about,
    quantity: null,
    unit: '',
    value,
    change: at !== 'first',
    opens: false,
    lotId: null,
    page: document === null ? null : documentPage(document),
  })
  return [
    line('first', 'As first posted', '', first, null),
    ...changes.map((change, at) =>
      line(`change ${at}`, `${postingKindText(change.kind)}: ${documentText(change.document)}`, businessDateText(change.businessDate), change.difference, change.document),
    ),
  ]
}

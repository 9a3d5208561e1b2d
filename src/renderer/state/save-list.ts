import { create } from 'zustand'
import type { SavedAs, SavedColumn, TableFormat } from '../../shared/contract/list-file.ts'
import type { DraftOf } from '../../shared/contract/registry.ts'
import { client } from '../api/bridge.ts'
import { countedText } from '../text/numbers.ts'
import { showNotice } from './window-state.ts'

/** Where a value is in a row: `sku`, or `product.sku`. */
type PathIn<Row> = {
  [K in keyof Row & string]: NonNullable<Row[K]> extends readonly unknown[] ? K : NonNullable<Row[K]> extends object ? `${K}.${keyof NonNullable<Row[K]> & string}` : K
}[keyof Row & string]

/** One column of a file that a list is saved as. */
export interface FileColumn<Row> {
  readonly header: string
  readonly at: PathIn<Row>
  /** Text, unless it is said. */
  readonly as?: SavedAs
  /** What is written for each word the ledger uses. */
  readonly words?: Readonly<Record<string, string>>
}

type Source = DraftOf<'host', 'list.save'>['from']

/** A list that can be saved as it is shown. */
export interface SavableList {
  /** Proposed as the file's name. */
  readonly title: string
  /** What one row is, and several. */
  readonly noun: readonly [one: string, many: string]
  readonly columns: readonly SavedColumn[]
  /** Or how to ask for its rows when it is saved, where the screen has the first of them alone. */
  readonly from: Source | (() => Promise<Source>)
}

/** The columns of a file, as they are asked for. */
export function savedColumns<Row>(columns: readonly FileColumn<Row>[]): readonly SavedColumn[] {
  return columns.map(({ header, at, as = 'text', words = {} }) => ({ header, path: String(at).split('.'), as, words: { ...words } }))
}

interface ListsShown {
  /** What is on the screen and can be saved, each under a key of its own. */
  readonly lists: readonly { readonly key: string; readonly list: SavableList }[]
  /** The menu that offers them is open. */
  readonly choosing: boolean
  readonly saving: boolean
}

/** The lists on the screen, for its *Save as…* and for the palette. */
export const useShownLists = create<ListsShown>(() => ({ lists: [], choosing: false, saving: false }))

/** Has a list among those on the screen, as it is now; `null` takes it away. */
export function showList(key: string, list: SavableList | null): void {
  useShownLists.setState(({ lists }) => {
    if (list === null) return { lists: lists.filter((other) => other.key !== key) }
    return { lists: lists.some((other) => other.key === key) ? lists.map((other) => (other.key === key ? { key, list } : other)) : [...lists, { key, list }] }
  })
}

/** Saves the list on the screen; of several the person is asked which. */
export async function saveShownList(format: TableFormat): Promise<void> {
  const [only, ...others] = useShownLists.getState().lists
  if (only === undefined) return showNotice({ kind: 'done', text: 'There is no list on this screen. Open one, then save it.' })
  if (others.length > 0) return useShownLists.setState({ choosing: true })
  await saveList(only.list, format)
}

/** Saves a list where a person chooses, and says where it is. */
export async function saveList({ title, columns, from, noun }: SavableList, format: TableFormat): Promise<void> {
  if (useShownLists.getState().saving) return
  useShownLists.setState({ saving: true })
  const reply = await client.askHost('list.save', { title, format, columns: [...columns], from: typeof from === 'function' ? await from() : from })
  useShownLists.setState({ saving: false })
  if (!reply.ok) return showNotice({ kind: 'refused', error: reply.error })
  const { saved } = reply.value
  if (saved === null) return
  showNotice({ kind: 'done', text: `${countedText(saved.rows, noun[0], noun[1])} saved as ${nameOfFile(saved.file)}`, show: () => void client.askHost('list.show_saved', {}) })
}

/** The name of a file without its folders. */
export const nameOfFile = (path: string): string => path.split(/[\\/]/).at(-1) ?? path

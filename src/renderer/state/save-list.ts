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

/** A list that can be saved as it is shown. */
export interface SavableList {
  /** Proposed as the file's name. */
  readonly title: string
  /** What one row is, and several. */
  readonly noun: readonly [one: string, many: string]
  readonly columns: readonly SavedColumn[]
  readonly from: DraftOf<'host', 'list.save'>['from']
}

/** The columns of a file, as they are asked for. */
export function savedColumns<Row>(columns: readonly FileColumn<Row>[]): readonly SavedColumn[] {
  return columns.map(({ header, at, as = 'text', words = {} }) => ({ header, path: String(at).split('.'), as, words: { ...words } }))
}

interface ListsShown {
  /** The list on the screen; `null` while there is none. */
  readonly list: SavableList | null
  readonly saving: boolean
}

/** What the palette saves. */
export const useShownList = create<ListsShown>(() => ({ list: null, saving: false }))

/** Saves the list on the screen where a person chooses, and says where it is; or says that there is none. */
export async function saveShownList(format: TableFormat): Promise<void> {
  const { list, saving } = useShownList.getState()
  if (list === null) return showNotice({ kind: 'done', text: 'There is no list on this screen. Open one, then save it.' })
  if (saving) return
  useShownList.setState({ saving: true })
  const { title, columns, from, noun } = list
  const reply = await client.askHost('list.save', { title, format, columns: [...columns], from })
  useShownList.setState({ saving: false })
  if (!reply.ok) return showNotice({ kind: 'refused', error: reply.error })
  const { saved } = reply.value
  if (saved === null) return
  showNotice({ kind: 'done', text: `${countedText(saved.rows, noun[0], noun[1])} saved as ${nameOfFile(saved.file)}`, show: () => void client.askHost('list.show_saved', {}) })
}

/** The name of a file without its folders. */
export const nameOfFile = (path: string): string => path.split(/[\\/]/).at(-1) ?? path

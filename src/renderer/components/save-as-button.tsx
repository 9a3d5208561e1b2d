import { Menu } from '@mantine/core'
import { IconFileDownload } from '@tabler/icons-react'
import { useEffect, useId, useMemo } from 'react'
import type { ListToSave, SavedColumn } from '../../shared/contract/list-file.ts'
import type { LedgerList } from '../api/use-list.ts'
import { savedColumns, saveList, showList, useShownLists, type FileColumn, type SavableList } from '../state/save-list.ts'
import { ActionMenu } from './action-menu.tsx'

/** Saves what is on the screen with all of its rows, as it is narrowed and sorted; the palette does the same. Nothing while there is no list. */
export function SaveAsButton() {
  const { lists, choosing } = useShownLists()
  if (lists.length === 0) return null
  return <SaveMenu lists={lists.map(({ list }) => list)} opened={choosing} onChange={(opened) => useShownLists.setState({ choosing: opened })} />
}

/** Saves one list that has its button beside it, such as one in a panel. */
export function SaveListButton({ list }: { readonly list: SavableList }) {
  return <SaveMenu lists={[list]} />
}

interface SaveMenuProps {
  readonly lists: readonly SavableList[]
  readonly opened?: boolean
  readonly onChange?: (opened: boolean) => void
}

const formats = [
  { format: 'xlsx', text: 'Excel workbook (.xlsx)' },
  { format: 'csv', text: 'CSV file (.csv)' },
] as const

function SaveMenu({ lists, opened, onChange }: SaveMenuProps) {
  const saving = useShownLists((state) => state.saving)
  const several = lists.length > 1
  return (
    <ActionMenu
      position="bottom-end"
      {...(opened !== undefined && { opened })}
      {...(onChange && { onChange })}
      label={saving ? 'Saving…' : 'Save as…'}
      button={{ leftSection: <IconFileDownload size="1.1em" stroke={1.75} aria-hidden />, 'aria-disabled': saving }}
    >
      {lists.flatMap((list) =>
        formats.map(({ format, text }) => (
          <Menu.Item key={`${list.title} ${format}`} onClick={() => void saveList(list, format)}>
            {several ? `${list.title}: ${text}` : text}
          </Menu.Item>
        )),
      )}
    </ActionMenu>
  )
}

/** Offers a list to be saved, for as long as it is on the screen. */
export function useSavable(list: SavableList | null): void {
  const key = useId()
  useEffect(() => showList(key, list), [key, list])
  useEffect(() => () => showList(key, null), [key])
}

type Noun = readonly [one: string, many: string]

/** What a list is saved from, where its own question does not answer all that its file holds. */
export interface SavedFrom {
  readonly columns: readonly SavedColumn[]
  readonly query: string
  /** The part of a row whose parts are a row of the file each. */
  readonly eachOf?: string
}

interface WholeList<Row> extends Pick<LedgerList<Row>, 'total' | 'error'> {
  readonly asked: (NonNullable<LedgerList<Row>['asked']> & Pick<ListToSave, 'after'>) | undefined
}

/** A list from the ledger as it is saved, with all of its rows, and every column, those included for which the window has no room; `null` while it is empty. */
export function useListToSave<Row>(title: string, noun: Noun, list: WholeList<Row>, shown: readonly FileColumn<Row>[], from?: SavedFrom): SavableList | null {
  const { asked, total, error } = list
  const { columns = savedColumns(shown), ...otherwise } = from ?? {}
  const empty = asked === undefined || total === undefined || total === 0 || error !== null || columns.length === 0
  const savable = empty ? null : { title, noun, columns, from: { by: 'list', ...asked, ...otherwise } }
  const text = JSON.stringify(savable)
  // The same list is the same object, however often the screen is drawn.
  return useMemo(() => JSON.parse(text) as SavableList | null, [text])
}

/** Offers a list from the ledger. */
export function useSavableList<Row>(...list: Parameters<typeof useListToSave<Row>>): void {
  useSavable(useListToSave(...list))
}

/** The answer of a question that tells its list in pages, as `useSavableList` takes it. */
export function wholeAnswer(query: string, input: Readonly<Record<string, unknown>>, rowsIn: string, total: number | undefined) {
  return { asked: { query, input, rowsIn }, total, error: null }
}

/** Rows as `list.save` takes them. */
export const fromRows = (rows: readonly unknown[]) => ({ by: 'rows' as const, rows: rows as Record<string, unknown>[] })

/** Rows that are all here, as they are saved; `null` while there are none. The columns are the same object each time. */
export function useRowsToSave<Row>(title: string, noun: Noun, rows: readonly Row[] | undefined, columns: readonly FileColumn<Row>[]): SavableList | null {
  const [one, many] = noun
  return useMemo(
    () => (rows === undefined || rows.length === 0 ? null : { title, noun: [one, many], columns: savedColumns(columns), from: fromRows(rows) }),
    [title, one, many, rows, columns],
  )
}

/** Offers rows that are all here. */
export function useSavableRows<Row>(title: string, noun: Noun, rows: readonly Row[] | undefined, columns: readonly FileColumn<Row>[]): void {
  useSavable(useRowsToSave(title, noun, rows, columns))
}

import { Button, Menu } from '@mantine/core'
import { IconFileDownload } from '@tabler/icons-react'
import { useEffect, useMemo } from 'react'
import type { LedgerList } from '../api/use-list.ts'
import { savedColumns, saveShownList, useShownList, type FileColumn, type SavableList } from '../state/save-list.ts'

/** Saves the list of a screen with all of its rows, as it is narrowed and sorted; the palette does the same. */
export function SaveAsButton({ list }: { readonly list: SavableList }) {
  const saving = useShownList((state) => state.saving)
  useEffect(() => {
    useShownList.setState({ list })
    return () => useShownList.setState((state) => (state.list === list ? { list: null } : {}))
  }, [list])
  return (
    <Menu position="bottom-end" returnFocus>
      <Menu.Target>
        <Button variant="default" leftSection={<IconFileDownload size="1.1em" stroke={1.75} aria-hidden />} aria-disabled={saving}>
          {saving ? 'Saving…' : 'Save as…'}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void saveShownList('xlsx')}>Excel workbook (.xlsx)</Menu.Item>
        <Menu.Item onClick={() => void saveShownList('csv')}>CSV file (.csv)</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** A list as it is saved: every column, those included for which the window has no room. `null` while there are no rows. */
export function useSavableList<Row>(
  title: string,
  noun: readonly [one: string, many: string],
  { asked, total, error }: LedgerList<Row>,
  columns: readonly FileColumn<Row>[],
): SavableList | null {
  const empty = asked === undefined || total === undefined || total === 0 || error !== null || columns.length === 0
  const list = empty ? null : { title, noun, columns: savedColumns(columns), from: { by: 'list', ...asked } }
  const text = JSON.stringify(list)
  // The same list is the same object, however often the screen is drawn.
  return useMemo(() => JSON.parse(text) as SavableList | null, [text])
}

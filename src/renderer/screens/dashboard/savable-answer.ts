import { useMemo } from 'react'
import { client } from '../../api/bridge.ts'
import { unwrap } from '../../api/use-query.ts'
import { fromRows, useSavable } from '../../components/save-as-button.tsx'
import { savedColumns, type FileColumn } from '../../state/save-list.ts'
import type { Dashboard } from './dashboard.ts'

type Named = 'canBuild' | 'shouldBuild' | 'overdue' | 'lowStock'

/** More than any shop has of one. */
const savedMax = 5000

/** Offers all that answers a question, of which the screen has the first. */
export function useSavableAnswer<Row>(title: string, [one, many]: readonly [one: string, many: string], answer: Named, total: number, columns: readonly FileColumn<Row>[]): void {
  const list = useMemo(
    () =>
      total === 0
        ? null
        : {
            title,
            noun: [one, many] as const,
            columns: savedColumns(columns),
            from: async () => fromRows((await unwrap<Dashboard>(client.runQuery('dashboard.get', { rowsMax: savedMax })))[answer]?.rows ?? []),
          },
    [title, one, many, answer, total, columns],
  )
  useSavable(list)
}

import { useState } from 'react'
import type { ExportRow } from '../../../shared/contract/export.ts'
import type { DraftOf } from '../../../shared/contract/registry.ts'
import { client } from '../../api/bridge.ts'
import type { ChosenRows } from '../../components/table-view.tsx'
import { countText } from '../../text/numbers.ts'

type Asked = Pick<DraftOf<'query', 'export.list'>, 'tab' | 'search' | 'kinds'>

/** What of a chosen document decides what can be done with it. */
export type Chosen = Pick<ExportRow, 'exportId' | 'docNumber' | 'state' | 'queued'>

export interface ChosenExports {
  readonly documents: readonly Chosen[]
  readonly rows: ChosenRows<ExportRow>
  readonly clear: () => void
}

/** As many as one command takes. */
export const exportsMax = 1000
const pageRows = 500

/** Every document of a list as it is narrowed, up to what one command takes. */
export async function everyExport(asked: Asked): Promise<Chosen[]> {
  const all: Chosen[] = []
  for (let offset = 0; offset < exportsMax; offset += pageRows) {
    const reply = await client.runQuery('export.list', { ...asked, limit: pageRows, offset })
    if (!reply.ok) break
    all.push(...reply.value.exports)
    if (reply.value.total <= offset + pageRows) break
  }
  return all
}

/** Documents chosen in one of the lists; another list begins with none. */
export function useChosenExports(asked: Asked, total: number | undefined): ChosenExports {
  const [{ tab, chosen }, setChosen] = useState<{ readonly tab: string; readonly chosen: ReadonlyMap<number, Chosen> }>({ tab: asked.tab, chosen: new Map() })
  const now = tab === asked.tab ? chosen : new Map<number, Chosen>()
  const set = (next: ReadonlyMap<number, Chosen>) => setChosen({ tab: asked.tab, chosen: next })
  const most = Math.min(total ?? 0, exportsMax)
  const state = now.size === 0 ? 'none' : now.size >= most ? 'all' : 'some'

  function toggle(row: ExportRow) {
    const next = new Map(now)
    if (!next.delete(row.exportId)) next.set(row.exportId, row)
    set(next)
  }

  async function chooseAll() {
    set(new Map((await everyExport(asked)).map((row) => [row.exportId, row])))
  }

  const clear = () => set(new Map())
  return {
    documents: [...now.values()],
    clear,
    rows: {
      has: ({ exportId }) => now.has(exportId),
      toggle,
      nameOf: ({ docNumber }) => docNumber,
      all: {
        state,
        label: (total ?? 0) > exportsMax ? `Choose the first ${countText(exportsMax)}` : `Choose all ${countText(most)}`,
        toggle: () => (state === 'all' ? clear() : void chooseAll()),
      },
    },
  }
}

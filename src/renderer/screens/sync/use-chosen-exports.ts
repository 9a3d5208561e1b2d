import type { ExportRow } from '../../../shared/contract/export.ts'
import type { DraftOf } from '../../../shared/contract/registry.ts'
import { client } from '../../api/bridge.ts'
import { allPages, useChosenRows, type Chosen } from '../../components/use-chosen-rows.ts'

type Asked = Pick<DraftOf<'query', 'export.list'>, 'tab' | 'search' | 'kinds'>

/** As many as one command takes. */
export const exportsMax = 1000

/** Every document of a list as it is narrowed, up to so many. */
export function everyExport(asked: Asked, most = exportsMax): Promise<ExportRow[]> {
  return allPages(most, async (place) => {
    const reply = await client.runQuery('export.list', { ...asked, ...place })
    return reply.ok ? reply.value.exports : null
  })
}

/** Documents chosen in one of the lists; another list begins with none. */
export function useChosenExports(asked: Asked, total: number | undefined): Chosen<ExportRow> {
  return useChosenRows<ExportRow>({
    keyOf: ({ exportId }) => exportId,
    nameOf: ({ docNumber }) => docNumber,
    total,
    max: exportsMax,
    everyRow: (most) => everyExport(asked, most),
    list: asked.tab,
  })
}

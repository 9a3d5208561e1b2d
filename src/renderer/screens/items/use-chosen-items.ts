import { importRowsMax, type ItemRow } from '../../../shared/contract/item.ts'
import type { DraftOf } from '../../../shared/contract/registry.ts'
import { client } from '../../api/bridge.ts'
import { allPages, useChosenRows, type Chosen } from '../../components/use-chosen-rows.ts'

type Asked = Pick<DraftOf<'query', 'item.list'>, 'search' | 'kinds' | 'state'>

/** Items chosen in the list. They stay chosen while the list is narrowed otherwise. */
export function useChosenItems(asked: Asked, total: number | undefined): Chosen<ItemRow> {
  return useChosenRows<ItemRow>({
    keyOf: ({ accountingItemId }) => accountingItemId,
    nameOf: ({ name }) => name,
    total,
    max: importRowsMax,
    everyRow: (most) =>
      allPages(most, async (place) => {
        const reply = await client.runQuery('item.list', { ...asked, ...place })
        return reply.ok ? reply.value.items : null
      }),
  })
}

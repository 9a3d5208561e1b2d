import { useState } from 'react'
import { importRowsMax, type ItemRow } from '../../../shared/contract/item.ts'
import type { DraftOf } from '../../../shared/contract/registry.ts'
import { client } from '../../api/bridge.ts'
import type { ChosenRows } from '../../components/table-view.tsx'
import { countText } from '../../text/numbers.ts'

type Asked = Pick<DraftOf<'query', 'item.list'>, 'search' | 'kinds' | 'state'>

/** What of a chosen item decides what can be done with it. */
type Chosen = Pick<ItemRow, 'accountingItemId' | 'name' | 'active' | 'state'>

export interface ChosenItems {
  readonly items: readonly Chosen[]
  readonly rows: ChosenRows<ItemRow>
  readonly clear: () => void
}

const pageRows = 500

/** Items chosen in the list. They stay chosen while the list is narrowed otherwise. */
export function useChosenItems(asked: Asked, total: number | undefined): ChosenItems {
  const [chosen, setChosen] = useState<ReadonlyMap<number, Chosen>>(new Map())
  const most = Math.min(total ?? 0, importRowsMax)
  const state = chosen.size === 0 ? 'none' : chosen.size >= most ? 'all' : 'some'

  function toggle(item: ItemRow) {
    setChosen((before) => {
      const next = new Map(before)
      if (!next.delete(item.accountingItemId)) next.set(item.accountingItemId, item)
      return next
    })
  }

  /** All rows of the list as it is narrowed now, whether they are at hand or not. */
  async function chooseAll() {
    const all = new Map<number, Chosen>()
    for (let offset = 0; offset < most; offset += pageRows) {
      const reply = await client.runQuery('item.list', { ...asked, limit: Math.min(pageRows, most - offset), offset })
      if (!reply.ok) break
      for (const item of reply.value.items) all.set(item.accountingItemId, item)
    }
    setChosen(all)
  }

  const clear = () => setChosen(new Map())
  return {
    items: [...chosen.values()],
    clear,
    rows: {
      has: ({ accountingItemId }) => chosen.has(accountingItemId),
      toggle,
      nameOf: ({ name }) => name,
      all: {
        state,
        label: (total ?? 0) > importRowsMax ? `Choose the first ${countText(importRowsMax)}` : `Choose all ${countText(most)}`,
        toggle: () => (state === 'all' ? clear() : void chooseAll()),
      },
    },
  }
}

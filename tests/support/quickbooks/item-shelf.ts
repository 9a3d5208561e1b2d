import type { Http } from '../../../src/main/environment.ts'
import { addressesOf } from '../../../src/main/quickbooks/addresses.ts'
import { quickbooksClient, type QuickbooksClient } from '../../../src/main/quickbooks/client.ts'
import { ok } from '../../../src/shared/result.ts'
import { testOutside } from '../ports.ts'

/** An item as QuickBooks writes it. */
export interface ShelfItem {
  readonly Id: string
  readonly Name: string
  readonly Type: 'Inventory' | 'NonInventory' | 'Service' | 'Group'
  readonly Sku?: string
  readonly Active?: boolean
  readonly TrackQtyOnHand?: boolean
  readonly QtyOnHand?: number
  readonly PurchaseCost?: number
  readonly UnitPrice?: number
  readonly SyncToken?: string
}

/** A company that has items and answers questions for them, as far as the item sync asks any. */
export interface ItemShelf {
  readonly client: QuickbooksClient
  /** In the order in which QuickBooks tells them. */
  items: ShelfItem[]
  /** What was asked, a statement each. */
  readonly asked: string[]
  /** Called before each answer with how many were given before; what it throws is no answer at all. */
  before: (answered: number) => void
  /** The company's own clock. */
  now: string
}

export function itemShelf(items: readonly ShelfItem[] = []): ItemShelf {
  const asked: string[] = []
  const http: Http = {
    fetch: async (url) => {
      const statement = new URL(url).searchParams.get('query') ?? ''
      shelf.before(asked.length)
      asked.push(statement)
      return new Response(JSON.stringify({ QueryResponse: answerTo(statement, shelf.items), time: shelf.now }))
    },
  }
  const client = quickbooksClient({ ...testOutside({ http }), addresses: addressesOf('sandbox', null), realmId: '913', accessToken: async () => ok('token'), refused: () => {} })
  const shelf: ItemShelf = { client, items: [...items], asked, before: () => {}, now: '2026-01-31T04:00:00-08:00' }
  return shelf
}

function answerTo(statement: string, items: readonly ShelfItem[]) {
  const [, type, start = '1', most = '1000'] = /where Type = '(\w+)' and Active IN \(true,false\) orderby Id startposition (\d+) maxresults (\d+)$/.exec(statement) ?? []
  if (type === undefined) throw new Error(`not a question of the item sync: ${statement}`)
  const from = Number(start) - 1
  const rows = items.filter((item) => item.Type === type).slice(from, from + Number(most))
  return rows.length === 0 ? {} : { Item: rows.map((row) => ({ SyncToken: '0', Active: true, TrackQtyOnHand: row.Type === 'Inventory', ...row })) }
}

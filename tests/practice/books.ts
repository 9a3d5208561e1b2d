import { content } from '../../src/main/practice/content.ts'
import type { SeedOptions } from '../../src/main/practice/company-parts.ts'
import type { Company, World } from '../../src/main/practice/entity.ts'
import { textAt, parseJson, writeJson, type JsonObject } from '../../src/main/practice/json.ts'
import { createObject, deleteObject, updateObject, voidObject } from '../../src/main/practice/objects.ts'
import type { Refusal } from '../../src/main/practice/refusal.ts'
import { openStore, type StoredObject } from '../../src/main/practice/store.ts'
import { makeWorld } from '../../src/main/practice/world.ts'
import { balanceOf, balances, holdingOf, journalOf } from '../../src/main/practice/bookkeeping.ts'
import { valueOf, quantityOf } from '../../src/main/practice/valuation.ts'
import { centsText } from '../../src/main/practice/amounts.ts'
import type { Result } from '../../src/shared/result.ts'

/** A company with a chart of accounts and nothing else, at noon of 16 March 2026, and hands to work on it. */
export interface Books {
  readonly world: World
  /** The id of the account of that name. */
  readonly account: (name: string) => string
  /** Does it and brings the object; a refusal fails the test. */
  readonly make: (type: string, body: unknown) => StoredObject
  /** Does what is refused and brings the code. */
  readonly refused: (type: string, body: unknown, operation?: Operation) => string
  readonly change: (type: string, operation: Operation, body: unknown) => StoredObject
  /** An Inventory item counted from 1 January 2026 on; its id. */
  readonly stocked: (name: string, more?: Record<string, unknown>) => string
  /** What lies in stock of it: `10 worth 25.5`. */
  readonly stock: (itemId: string) => string
  /** The journal of a document in words: `Cost of Goods Sold 12.5, Inventory Asset -12.5`. */
  readonly journal: (object: StoredObject) => string
  /** Debits less credits of an account. */
  readonly balance: (name: string) => string
  readonly company: (change: Partial<Company>) => void
}

export type Operation = 'create' | 'update' | 'void' | 'delete'

export function openBooks(seed: SeedOptions = { seed: 1, empty: true, items: 0 }): Books {
  const store = openStore(':memory:', content.tables)
  const world = makeWorld({ store, entities: content.entities, nowMs: () => Date.parse('2026-03-16T20:00:00Z'), pretended: () => ({}) })
  store.db.transaction(() => content.seed(world, seed))()
  const account = (name: string) =>
    (store.statement("select id from object where type = 'Account' and json_extract(body, '$.Name') = ?").get(name) as { id: string }).id
  const run = (type: string, operation: Operation, body: unknown): Result<StoredObject, Refusal> => {
    const entity = world.entity(type)
    if (entity === null) throw new Error(`no entity ${type}`)
    const json = parseJson(JSON.stringify(body)) as JsonObject
    const does = { create: createObject, update: updateObject, void: voidObject, delete: deleteObject }[operation]
    return store.transact(() => does(world, entity, json))
  }
  const change = (type: string, operation: Operation, body: unknown) => {
    const done = run(type, operation, body)
    if (!done.ok) throw new Error(`${done.error.code} ${done.error.detail}`)
    return done.value
  }
  return {
    world,
    account,
    change,
    make: (type, body) => change(type, 'create', body),
    refused: (type, body, operation = 'create') => {
      const done = run(type, operation, body)
      return done.ok ? `done: ${writeJson(done.value.body)}` : done.error.code
    },
    stocked: (name, more = {}) =>
      change('Item', 'create', {
        Name: name,
        Type: 'Inventory',
        TrackQtyOnHand: true,
        QtyOnHand: 0,
        InvStartDate: '2026-01-01',
        AssetAccountRef: { value: account('Inventory Asset') },
        IncomeAccountRef: { value: account('Sales of Product Income') },
        ExpenseAccountRef: { value: account('Cost of Goods Sold') },
        ...more,
      }).id,
    stock: (itemId) => {
      const holding = holdingOf(store, itemId)
      return `${quantityOf(holding) / 1_000_000} worth ${centsText(valueOf(holding))}`
    },
    journal: (object) =>
      journalOf(store, object.type, object.id)
        .map(({ accountId, cents }) => `${textAt(store.find('Account', accountId)?.body, 'Name')} ${centsText(cents)}`)
        .join(', '),
    balance: (name) => centsText(balanceOf(store, account(name))),
    company: world.setCompany,
  }
}

/** What debits of all accounts exceed credits by, and what the stock account differs from the layers by: both 0. */
export function differences({ world }: Books): { trial: number; stock: number } {
  const trial = balances(world.store).reduce((sum, { cents }) => sum + cents, 0)
  const items = world.store.statement("select id from object where type = 'Item'").all() as { id: string }[]
  const layers = items.reduce((sum, { id }) => sum + valueOf(holdingOf(world.store, id)), 0)
  const assets = world.store.statement('select coalesce(sum(worth), 0) as worth from book_move').get() as { worth: number }
  return { trial, stock: layers - assets.worth }
}

import { collapse, shownBalance, isAccountType, type Entry } from './books.ts'
import { centsJson, quantityJson, rateAt } from './amounts.ts'
import type { World } from './entity.ts'
import { textAt } from './json.ts'
import { amendQuietly } from './objects.ts'
import { move, nothingHeld, quantityOf, type Cents, type Holding } from './valuation.ts'
import type { Quantity } from '../../shared/units/quantity.ts'
import type { Store } from './store.ts'

/**
 * The books beside the objects: what each document booked, and how each item's stock moved. A document's journal is its
 * entries and, for each movement, the movement's worth on the asset account and its opposite on the other.
 */
export const bookTables = `
create table book_document (
  seq integer primary key, type text not null, id text not null, date text not null, unique (type, id)
) strict;
create table book_entry (
  seq integer not null references book_document, account_id text not null, cents integer not null, note text
) strict;
create index book_entry_document on book_entry (seq);
create index book_entry_account on book_entry (account_id, seq);
create table book_move (
  seq integer not null references book_document, line integer not null, item_id text not null, date text not null,
  quantity integer not null, value integer, worth integer not null default 0,
  asset_account_id text not null, other_account_id text not null,
  primary key (seq, line)
) strict;
create index book_move_item on book_move (item_id, date, seq, line);
create index book_move_asset on book_move (asset_account_id, seq);
create index book_move_other on book_move (other_account_id, seq);
create table book_balance (account_id text primary key, cents integer not null) strict;
create table book_holding (
  item_id text primary key, date text not null, seq integer not null, line integer not null, holding text not null
) strict;
create view journal as
  select seq, account_id, cents, note from book_entry
  union all select seq, asset_account_id, worth, null from book_move
  union all select seq, other_account_id, -worth, null from book_move;
create index object_name on object (type, json_extract(body, '$.Name') collate nocase);
create index object_display_name on object (type, json_extract(body, '$.DisplayName') collate nocase);
`

/** A movement of an Inventory item. What it is worth is debited to the item's asset account and credited to the other. */
export interface StockMove {
  readonly itemId: string
  readonly quantity: Quantity
  /** What it was paid with; `null` when its worth follows from the item's stock. */
  readonly value: Cents | null
  readonly assetAccountId: string
  readonly otherAccountId: string
}

/** What a document says to the books. */
export interface Posted {
  readonly date: string
  readonly entries: readonly Entry[]
  readonly moves: readonly StockMove[]
}

interface MoveRow {
  readonly seq: number
  readonly line: number
  readonly item_id: string
  readonly date: string
  readonly quantity: number
  readonly value: number | null
  readonly worth: number
  readonly asset_account_id: string
  readonly other_account_id: string
}

interface HoldingRow {
  readonly date: string
  readonly seq: number
  readonly line: number
  readonly holding: string
}

/**
 * Books a document, in the place of what it booked before; nothing takes it back. Items whose stock it moves are valued
 * anew from their first movement where it is not their last, as QuickBooks does when something is dated back, and every
 * document whose cost changes by that is booked at its new cost. Call it inside a transaction.
 */
export function book(world: World, type: string, id: string, posted: Posted | null): void {
  const { store } = world
  const accounts = new Set<string>()
  const moved = new Set<string>()
  const again = takeBack(store, type, id, accounts)
  if (posted !== null) {
    const seq = documentOf(store, type, id, posted.date)
    for (const { accountId, cents, note } of collapse(posted.entries)) {
      store.statement('insert into book_entry values (?, ?, ?, ?)').run(seq, accountId, cents, note ?? null)
      addTo(store, accountId, cents, accounts)
    }
    for (const [line, { itemId, quantity, value, assetAccountId, otherAccountId }] of posted.moves.entries()) {
      store
        .statement('insert into book_move values (?, ?, ?, ?, ?, ?, 0, ?, ?)')
        .run(seq, line, itemId, posted.date, quantity, value, assetAccountId, otherAccountId)
      moved.add(itemId)
      if (!isLast(store, itemId, posted.date, seq)) again.add(itemId)
    }
  }
  for (const itemId of new Set([...moved, ...again])) {
    valueItem(world, itemId, again.has(itemId), accounts)
    showQuantity(world, itemId)
  }
  for (const accountId of accounts) showBalance(world, accountId)
}

/** What the item's stock is made of now. */
export function holdingOf(store: Store, itemId: string): Holding {
  const row = store.statement('select * from book_holding where item_id = ?').get(itemId) as HoldingRow | undefined
  return row === undefined ? nothingHeld : (JSON.parse(row.holding) as Holding)
}

/** Debits less credits of an account. */
export function balanceOf(store: Store, accountId: string): Cents {
  const row = store.statement('select cents from book_balance where account_id = ?').get(accountId) as { cents: number } | undefined
  return row?.cents ?? 0
}

/** Debits less credits of every account that was ever booked on. */
export function balances(store: Store): { readonly accountId: string; readonly cents: Cents }[] {
  return store.statement('select account_id as accountId, cents from book_balance').all() as { accountId: string; cents: number }[]
}

/** The journal of one document. */
export function journalOf(store: Store, type: string, id: string): Entry[] {
  const rows = store
    .statement('select account_id as accountId, cents, note from journal where seq = (select seq from book_document where type = ? and id = ?)')
    .all(type, id) as { accountId: string; cents: number; note: string | null }[]
  return collapse(rows.map(({ note, ...entry }) => ({ ...entry, ...(note === null ? {} : { note }) })))
}

/** The quantity with which an item was begun, and its day; `null` when it was begun with none. */
export function openingOf(store: Store, itemId: string): { readonly quantity: Quantity; readonly date: string } | null {
  const row = store
    .statement("select quantity, m.date from book_move m join book_document d using (seq) where d.type = 'Item' and d.id = ?")
    .get(itemId) as { quantity: number; date: string } | undefined
  return row ?? null
}

/** Removes what a document booked; tells the items it moved. The document keeps its place among those of its day. */
function takeBack(store: Store, type: string, id: string, accounts: Set<string>): Set<string> {
  const found = store.statement('select seq from book_document where type = ? and id = ?').get(type, id) as { seq: number } | undefined
  if (found === undefined) return new Set()
  const entries = store.statement('select account_id, cents from book_entry where seq = ?').all(found.seq) as { account_id: string; cents: number }[]
  for (const { account_id, cents } of entries) addTo(store, account_id, -cents, accounts)
  const moves = store.statement('select * from book_move where seq = ?').all(found.seq) as MoveRow[]
  for (const row of moves) changeWorth(store, row, -row.worth, accounts)
  store.statement('delete from book_entry where seq = ?').run(found.seq)
  store.statement('delete from book_move where seq = ?').run(found.seq)
  return new Set(moves.map(({ item_id }) => item_id))
}

function documentOf(store: Store, type: string, id: string, date: string): number {
  const row = store
    .statement('insert into book_document (type, id, date) values (?, ?, ?) on conflict (type, id) do update set date = excluded.date returning seq')
    .get(type, id, date) as { seq: number }
  return row.seq
}

function isLast(store: Store, itemId: string, date: string, seq: number): boolean {
  const last = store.statement('select date, seq from book_holding where item_id = ?').get(itemId) as HoldingRow | undefined
  return last === undefined || date > last.date || (date === last.date && seq >= last.seq)
}

/** Carries an item's holding on over the movements it does not know yet, or over all of them. */
function valueItem(world: World, itemId: string, fromTheFirst: boolean, accounts: Set<string>): void {
  const { store } = world
  const known = store.statement('select * from book_holding where item_id = ?').get(itemId) as HoldingRow | undefined
  const start = known === undefined || fromTheFirst ? { date: '', seq: 0, line: -1, holding: '' } : known
  const rows = store
    .statement('select * from book_move where item_id = ? and (date, seq, line) > (?, ?, ?) order by date, seq, line')
    .all(itemId, start.date, start.seq, start.line) as MoveRow[]
  const item = store.find('Item', itemId)
  const purchaseCost = rateAt(item?.body, 'PurchaseCost')
  const worth = new Map<string, Cents>()
  let holding = start.holding === '' ? nothingHeld : (JSON.parse(start.holding) as Holding)
  for (const row of rows) {
    const moved = move(holding, { key: keyOf(row), date: row.date, quantity: row.quantity, value: row.value }, purchaseCost)
    holding = moved.holding
    for (const { key, cents } of moved.changes) worth.set(key, (worth.get(key) ?? 0) + cents)
  }
  for (const row of rows) {
    // From the first on each movement has its whole worth in the map, else what is added to it.
    const change = worth.get(keyOf(row)) ?? 0
    worth.delete(keyOf(row))
    changeWorth(store, row, change - row.worth, accounts)
  }
  for (const [key, cents] of worth) changeWorth(store, rowOf(store, key), cents, accounts)
  keepHolding(store, itemId, rows.at(-1), holding, fromTheFirst)
}

function keepHolding(store: Store, itemId: string, last: MoveRow | undefined, holding: Holding, fromTheFirst: boolean): void {
  if (last !== undefined) {
    store
      .statement('insert or replace into book_holding values (?, ?, ?, ?, ?)')
      .run(itemId, last.date, last.seq, last.line, JSON.stringify(holding))
  } else if (fromTheFirst) store.statement('delete from book_holding where item_id = ?').run(itemId)
}

function changeWorth(store: Store, { seq, line, asset_account_id, other_account_id }: MoveRow, cents: Cents, accounts: Set<string>): void {
  if (cents === 0) return
  store.statement('update book_move set worth = worth + ? where seq = ? and line = ?').run(cents, seq, line)
  addTo(store, asset_account_id, cents, accounts)
  addTo(store, other_account_id, -cents, accounts)
}

function addTo(store: Store, accountId: string, cents: Cents, accounts: Set<string>): void {
  accounts.add(accountId)
  store.statement('insert into book_balance values (?, ?) on conflict do update set cents = cents + excluded.cents').run(accountId, cents)
}

const keyOf = ({ seq, line }: MoveRow): string => `${seq}:${line}`

function rowOf(store: Store, key: string): MoveRow {
  const [seq, line] = key.split(':').map(Number)
  return store.statement('select * from book_move where seq = ? and line = ?').get(seq, line) as MoveRow
}

/** The item says what is on hand; its SyncToken and time stay, as QuickBooks leaves them. */
function showQuantity(world: World, itemId: string): void {
  const item = world.store.find('Item', itemId)
  if (item !== null) amendQuietly(world, item, { ...item.body, QtyOnHand: quantityJson(quantityOf(holdingOf(world.store, itemId))) })
}

function showBalance(world: World, accountId: string): void {
  const account = world.store.find('Account', accountId)
  const type = textAt(account?.body, 'AccountType') ?? ''
  if (account === null || !isAccountType(type)) return
  const shown = centsJson(shownBalance(type, balanceOf(world.store, accountId)))
  amendQuietly(world, account, { ...account.body, CurrentBalance: shown, CurrentBalanceWithSubAccounts: shown })
}

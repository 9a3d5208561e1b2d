import { afterEach, beforeEach, expect } from 'vitest'
import { deskFor } from '../../src/main/boot/desk.ts'
import { keptInMemory, type OperatorKeeper } from '../../src/main/boot/operator.ts'
import type { Company } from '../../src/main/boot/company.ts'
import type { Database } from '../../src/main/database/open.ts'
import { dispatch, type Desk, type HostHandlers } from '../../src/main/ipc/dispatch.ts'
import { isInternal, type Contract } from '../../src/shared/contract/define.ts'
import { commands, queries, type DraftOf, type NameOf, type OutputOf, type ReplyOf } from '../../src/shared/contract/registry.ts'
import { parseMillionths } from '../../src/shared/units/decimal.ts'
import { testLedger, valueOf, type TestLedger } from './database.ts'
import { testEnvironment, testId } from './ports.ts'

/** The day on which every story is told. */
export const today = '2026-01-31'

/** Integer millionths of an amount as it is typed. */
export const money = (text: string): number => valueOf(parseMillionths(text, { decimalsMax: 6, negative: 'allowed' }))
export const qty = money

/** The fields of a product that few stories care about. */
export const plain = { unitCost: null, reorderPoint: null, notes: '', unit: 'ea' } as const

/** A receipt line as it is typed, its lot number left to the program. */
export const line = (productId: number, quantity: string, per: 'unit' | 'line', amount: string) => ({
  productId,
  quantity,
  cost: { per, amount },
  lotNumber: null,
  supplierLot: null,
  expiresOn: null,
})

/** Lets quantities of a product be typed in another unit: `SHEET`, of 96 of its own. */
export function boughtIn(db: Database, productId: number, purchaseUnit: string, size: string): void {
  db.prepare('UPDATE product SET purchase_unit = ?, purchase_factor = ? WHERE product_id = ?').run(purchaseUnit, qty(size), productId)
}

export interface Shop {
  readonly plate: number
  readonly bolt: number
  readonly label: number
  readonly box: number
  readonly receipts: readonly number[]
}

export interface Door {
  /** The ledger of the test that is running. */
  readonly db: () => Database
  readonly run: <N extends NameOf<'command'>>(name: N, input: DraftOf<'command', N>) => Promise<ReplyOf<'command', N>>
  /** What a command that must succeed answers. */
  readonly done: <N extends NameOf<'command'>>(name: N, input: DraftOf<'command', N>) => Promise<OutputOf<'command', N>>
  readonly ask: <N extends NameOf<'query'>>(name: N, input: DraftOf<'query', N>) => Promise<OutputOf<'query', N>>
  /** The refusal of a query that must not succeed. */
  readonly askRefused: <N extends NameOf<'query'>>(name: N, input: DraftOf<'query', N>) => Promise<unknown>
  /** The refusal of a command that must not succeed; it leaves nothing behind. */
  readonly refused: <N extends NameOf<'command'>>(name: N, input: DraftOf<'command', N>) => Promise<unknown>
  /** Who is at the PC from now on; the first person named is of itself. */
  readonly actAs: (personId: number | null) => void
  /** A supplier, three components received on two receipts, and a box made of them. */
  readonly openShop: () => Promise<Shop>
  /** On hand and value by SKU. */
  readonly stock: () => Promise<Record<string, readonly [number, number]>>
  /** Refusals declared by commands whose name starts so that no story of this file met. */
  readonly unmet: (area: readonly string[]) => string[]
  /** The same of questions, by their names. */
  readonly unmetQueries: (names: readonly string[]) => string[]
}

/** The door the window uses, text in and values out, with a new ledger for each test of the file that calls this. */
export function openDoor(): Door {
  let ledger: TestLedger
  let desk: Desk
  let ids = 0
  let operator: OperatorKeeper
  /** `command code` for every refusal met in this file. */
  const met = new Set<string>()

  beforeEach(() => {
    ledger = testLedger()
    const context = { db: ledger.db, today: () => today }
    const company = { ledger: () => context, failure: () => null } as unknown as Company
    operator = keptInMemory()
    desk = deskFor({ company, hosts: {} as HostHandlers, environment: testEnvironment(today), ledgerFile: ledger.file, onChanged: () => {}, operator })
  })

  afterEach(() => ledger.close())

  const run: Door['run'] = async (name, input) => {
    const commandId = testId((ids += 1))
    // What the program does by itself does not come through the door.
    const reply = isInternal(commands[name])
      ? desk.command(name, commandId, commands[name].input.parse(input) as never)
      : await dispatch(desk, JSON.stringify({ kind: 'command', name, commandId, input }))
    return reply as ReplyOf<'command', typeof name>
  }

  const done: Door['done'] = async (name, input) => valueOf(await run(name, input)) as OutputOf<'command', typeof name>

  const ask: Door['ask'] = async (name, input) =>
    valueOf((await dispatch(desk, JSON.stringify({ kind: 'query', name, input }))) as ReplyOf<'query', typeof name>) as OutputOf<'query', typeof name>

  const askRefused: Door['askRefused'] = async (name, input) => {
    const reply = (await dispatch(desk, JSON.stringify({ kind: 'query', name, input }))) as ReplyOf<'query', typeof name>
    expect(reply.ok).toBe(false)
    if (!reply.ok) met.add(`${name} ${reply.error.code}`)
    return reply.ok ? null : reply.error
  }

  const written = () => ledger.db.prepare('SELECT (SELECT count(*) FROM posting), (SELECT count(*) FROM entry), (SELECT count(*) FROM audit)').raw().get()

  const refused: Door['refused'] = async (name, input) => {
    const before = written()
    const reply = await run(name, input)
    expect(ledger.db.prepare('SELECT count(*) FROM command_log WHERE command_id = ?').pluck().get(testId(ids))).toBe(0)
    expect(reply.ok).toBe(false)
    if (reply.ok) return null
    expect(written()).toEqual(before)
    met.add(`${name} ${reply.error.code}`)
    return reply.error
  }

  async function openShop(): Promise<Shop> {
    await done('supplier.create', { name: 'Acme', code: null, contact: '', email: '', phone: '', notes: '' })
    const make = async (sku: string, kind: 'component' | 'finished_good') => (await done('product.create', { ...plain, sku, name: sku, kind })).productId
    const [plate, bolt, label, box] = [
      await make('PLATE', 'component'),
      await make('BOLT', 'component'),
      await make('LABEL', 'component'),
      await make('BOX', 'finished_good'),
    ]
    const draft = (lines: ReturnType<typeof line>[]) => done('receipt.save_draft', { receiptId: null, supplierId: 1, receivedOn: today, lines })
    const one = await draft([line(plate, '5', 'unit', '12.00'), line(bolt, '30', 'line', '1.00')])
    const two = await draft([line(plate, '10', 'unit', '12.60'), line(bolt, '100', 'unit', '0.035'), line(label, '3', 'unit', '0.25')])
    for (const { receiptId } of [one, two]) await done('receipt.confirm', { receiptId })
    await done('bom.save', {
      productId: box,
      components: [
        { productId: plate, quantityPerUnit: '2', optional: false },
        { productId: bolt, quantityPerUnit: '8', optional: false },
        { productId: label, quantityPerUnit: '1', optional: true },
      ],
      costLines: [{ kind: 'labor', name: 'Assembly', cost: { by: 'rate', rate: '30.00', quantityPerUnit: '0.5' } }],
    })
    return { plate, bolt, label, box, receipts: [one.receiptId, two.receiptId] }
  }

  async function stock(): Promise<Record<string, readonly [number, number]>> {
    const { products } = await ask('product.list', { search: '', kinds: [], sort: 'sku', descending: false, limit: 50, offset: 0 })
    return Object.fromEntries(products.map(({ sku, onHand, value }) => [sku, [onHand, value] as const]))
  }

  function unmetOf(own: readonly Contract[]): string[] {
    return own.flatMap(({ name, errors }) => errors.map((code) => `${name} ${code}`)).filter((refusal) => !met.has(refusal))
  }

  const unmet: Door['unmet'] = (area) => unmetOf(Object.values<Contract>(commands).filter(({ name }) => area.some((start) => name.startsWith(start))))
  const unmetQueries: Door['unmetQueries'] = (names) => unmetOf(Object.values<Contract>(queries).filter(({ name }) => names.includes(name)))

  return { db: () => ledger.db, run, done, ask, askRefused, refused, actAs: (personId) => operator.keep(personId), openShop, stock, unmet, unmetQueries }
}

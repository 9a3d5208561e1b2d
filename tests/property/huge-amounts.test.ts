import { afterAll, describe, expect, test } from 'vitest'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { isInternal } from '../../src/shared/contract/define.ts'
import { commands } from '../../src/shared/contract/registry.ts'
import { programOn, type Program } from '../simulation/program.ts'
import { testLedger } from '../support/database.ts'
import { item, mirror } from '../support/items.ts'
import { mirrorOf } from '../support/mirror.ts'
import { testId } from '../support/ports.ts'
import { documentOf, goods as lineOf, link, toldBy } from '../support/told-documents.ts'
import { dice, runs, seed } from './seeded.ts'

type Dice = ReturnType<typeof dice>
type Call = readonly [name: string, input: object]

const today = '2026-01-31'
/** What a person can type: the largest there is and large parts of it, among a few that are small. */
const huge = ['9007199254.740991', '9007199254', '8000000000', '5000000000', '4503599627.370496', '3000000000']
const small = ['90000', '3', '2', '1', '1', '0.5', '0.000001']
const figures = [...huge, ...small]
const components = [1, 2]
const goods = [3, 4]
const items = [1, 2, 3, 4]
const supplier = { name: 'Acme', code: null, contact: '', email: '', phone: '', notes: '' }

/** Two components, and two goods made of them that are made of them in turn. */
function prelude({ pick }: Dice): Call[] {
  const product = (sku: string, kind: string): Call => ['product.create', { sku, name: sku, kind, unit: 'ea', unitCost: pick([null, ...figures]), reorderPoint: null, notes: '' }]
  const uses = (productId: number, made: readonly number[]): Call => [
    'bom.save',
    {
      productId,
      components: made.map((id) => ({ productId: id, quantityPerUnit: pick(['1', '1', '1', '0.0001', '9007199254']), optional: false })),
      costLines: [{ kind: 'labor', name: 'Labor', cost: pick([{ by: 'amount', amountPerUnit: pick(small) }, { by: 'amount', amountPerUnit: pick(figures) }, { by: 'rate', rate: pick(figures), quantityPerUnit: '0.000001' }]) }],
    },
  ]
  return [['supplier.create', supplier], product('A', 'component'), product('B', 'component'), product('F', 'finished_good'), product('G', 'finished_good'), uses(3, components), uses(4, [1, 3])]
}

/** One command of any kind with figures far too large; drafts are confirmed at once. */
function anything({ pick, below }: Dice): Call[] {
  const figure = () => pick(below(3) === 0 ? huge : small)
  const id = () => 1 + below(4)
  const any = () => pick([...components, ...goods])
  const cost = () => ({ per: pick(['unit', 'line']), amount: pick(['0', figure(), pick(figures)]) })
  const day = { businessDate: today, notes: '' }
  const planned = { targetDate: null, assigneeId: null, notes: '' }
  const sale = (date: string) => ({
    reference: '',
    customer: pick(['', 'Ann']),
    [date]: today,
    notes: '',
    lines: Array.from({ length: 1 + below(2) }, () => ({ productId: pick(goods), quantity: figure(), revenue: figure() })),
  })
  const back = () => ({ ...sale('returnDate'), treatment: pick([null, 'return_to_stock', 'price_only', 'consume_like_a_sale']) })
  const lines = () => Array.from({ length: 1 + below(2) }, () => ({ productId: any(), quantity: figure(), cost: cost(), lotNumber: null, supplierLot: null, expiresOn: null }))
  const recovery = () => pick([{ kind: 'full' }, { kind: 'total_loss' }, { kind: 'partial', recovered: [{ productId: pick(components), quantity: figure() }] }])
  const change = () => pick([{ by: 'signed', quantity: pick(['', '-']) + figure() }, { by: 'count', counted: figure() }])
  const calls: readonly (() => Call[])[] = [
    () => {
      const receiptId = id()
      return [['receipt.save_draft', { receiptId: null, supplierId: 1, receivedOn: today, lines: lines() }], ['receipt.confirm', { receiptId }], ['receipt.confirm', { receiptId: receiptId + 1 }]]
    },
    () => [['receipt.void', { receiptId: id() }]],
    () => [['receipt.delete_draft', { receiptId: id() }]],
    () => [['receipt.correct_cost', { receiptId: id(), lineNo: 1 + below(2), cost: cost() }]],
    () => [['receipt.correct_cost', { receiptId: id(), lineNo: 1, cost: cost() }]],
    () => [['receipt.correct_quantity', { receiptId: id(), lineNo: 1, quantity: figure(), reason: pick(['count', 'miscounted_on_entry']) }]],
    () => [['build.execute', { productId: 3, quantity: figure(), businessDate: today }]],
    () => [['build.execute', { productId: pick(goods), quantity: figure(), businessDate: today }]],
    () => [['build.reverse', { buildId: id() }]],
    () => [['build.approve', { buildId: id() }]],
    () => {
      const buildId = id()
      return [['build.approve', { buildId }], ['build.undo_approval', { buildId }]]
    },
    () => {
      const buildId = id()
      const rejected = { buildId, reason: 'other', recovery: recovery(), notes: '' }
      return [['company.set_review', { review: true }], ['build.execute', { productId: 3, quantity: '1', businessDate: today }], ['build.reject', rejected], ['build.undo_rejection', { buildId }]]
    },
    () => [['planned_build.create', { productId: pick(goods), quantity: figure(), ...planned }]],
    () => [['planned_build.update', { plannedBuildId: id(), quantity: figure(), ...planned, lines: below(2) === 0 ? [] : [{ productId: pick(components), quantity: figure() }] }]],
    () => [['build.reject', { buildId: id(), reason: 'other', recovery: recovery(), notes: '' }]],
    () => [['build.undo_approval', { buildId: id() }]],
    () => [['build.undo_rejection', { buildId: id() }]],
    () => [['stock.open', { productId: any(), quantity: figure(), cost: cost(), ...day }]],
    () => [['stock.find', { productId: any(), quantity: figure(), unitCost: pick([null, ...figures]), reason: 'count', ...day }]],
    () => [['stock.adjust', { productId: any(), change: pick([{ by: 'add', quantity: figure(), unitCost: pick([null, figure()]) }, { by: 'remove', quantity: figure() }, { by: 'count', counted: figure() }]), reason: 'other', ...day }]],
    () => [['lot.adjust', { lotId: id(), change: change(), reason: pick(['count', 'other']), ...day }]],
    () => [['adjustment.reverse', { adjustmentId: id() }]],
    () => [['sale.record', sale('saleDate')]],
    () => [['sale.edit', { saleId: id(), ...sale('saleDate') }]],
    () => [['sale.void', { saleId: id() }]],
    () => [['return.record', back()]],
    () => [['return.edit', { saleId: id(), ...back() }]],
    () => [['return.void', { saleId: id() }]],
    () => [['company.set_review', { review: below(2) === 0 }]],
    () => [['company.set_receiving', { receiving: below(6) > 0 }]],
  ]
  return pick(calls)()
}

/** An item of the accounting company that becomes a product with opening stock. */
function importOf(item: number, program: Program, { pick }: Dice): Call {
  mirrorOf(() => program.db).item(item, `Item ${item}`, '100')
  const as = { to: 'product', sku: `I${item}`, kind: 'component', unit: 'ea', unitCost: pick(figures), quantity: pick(['0', ...figures]) }
  return ['item.import', { rows: [{ accountingItemId: item, as }] }]
}

/** A spreadsheet with figures as large as anybody can type. */
function fileOf({ pick }: Dice): Call {
  const row = (place: number) => ({ row: 2 + place, cells: { sku: `S${place}`, name: 'From a file', quantity: pick(['0', ...figures]), unitCost: pick(figures) } })
  return ['file.import', { kind: 'products', fileName: 'parts.csv', decimal: '.', dateOrder: 'mdy', defaults: { kind: 'Component', unit: 'ea' }, rows: [0, 1, 2].map(row), columns: [] }]
}

/** Documents of the accounting company with such figures; one lacks a quantity, which somebody knows, and another's goods may not come back. */
function documentsOf(program: Program, { pick }: Dice): Call[] {
  const { db } = program
  const [itemId = 0] = mirror(db, [item('80')])
  if (db.prepare<[], number>('SELECT count(*) FROM item_link WHERE product_id = 3').pluck().get() === 0) link(db, 3, itemId)
  const { tell } = toldBy(db)
  const amount = pick(figures)
  const memo = tell({ type: 'credit_memo', externalId: '80', txnDate: today, body: documentOf([lineOf({ item: '80', qty: pick(figures), amount })]) })
  const unsaid = tell({ externalId: '81', txnDate: today, body: documentOf([lineOf({ item: '80', amount })]) })
  return [
    ['sale.settle_quantity', { saleDocumentId: unsaid, place: '1', quantity: pick(figures) }],
    ['sale.settle_quantity', { saleDocumentId: unsaid, place: '1', quantity: pick(small) }],
    ['sale.set_treatment', { saleDocumentId: memo, treatment: 'consume_like_a_sale' }],
    ['sale.set_treatment', { saleDocumentId: memo, treatment: 'price_only' }],
    ['sale.set_treatment', { saleDocumentId: memo, treatment: 'return_to_stock' }],
    ['sale.try_again', { saleDocumentId: memo }],
  ]
}

/** Plays many commands; each must be done or refused with a reason. */
async function play(program: Program, rolled: Dice, steps: number, count: (name: string, code: string) => void): Promise<void> {
  program.setMoment(today, 0)
  const told: string[] = []
  let ids = 0
  const run = async ([name, input]: Call) => {
    const reply = await program.command(name, testId((ids += 1)), input)
    const code = reply.ok ? 'done' : reply.error.code
    if (reply.ok) told.push(`${name} ${JSON.stringify(input)}`)
    if (code === 'app.internal') expect.fail(`${told.join('\n')}\n${name} ${JSON.stringify(input)}\n-> ${JSON.stringify(reply)}`)
    if (code === 'input.invalid') expect.fail(`${name} ${JSON.stringify(input)}\n-> ${JSON.stringify(reply)}`)
    count(name, code)
  }
  for (const call of prelude(rolled)) await run(call)
  if (rolled.below(3) === 0) await run(['company.set_receiving', { receiving: false }])
  for (let step = 0; step < steps; step += 1) for (const call of anything(rolled)) await run(call)
  for (const item of items) await run(importOf(item, program, rolled))
  await run(fileOf(rolled))
  for (const call of documentsOf(program, rolled)) await run(call)
  const wrong = verifyBooks(program.db).checks.filter(({ difference }) => difference !== null)
  expect(wrong, told.join('\n')).toEqual([])
  await program.shown()
}

describe('amounts as large as anybody can type', () => {
  const met = new Map<string, Set<string>>()

  test('are kept to the millionth or refused by name, and lists can be read after it', { timeout: 180_000 }, async () => {
    const starts = [...Array.from({ length: 20 }, (_, place) => 1 + place), ...Array.from({ length: runs(4).numRuns ?? 0 }, (_, place) => seed + place)]
    for (const start of starts) {
      const ledger = testLedger()
      try {
        await play(programOn(ledger.db, ledger.file), dice(start), 120, (name, code) => met.set(name, (met.get(name) ?? new Set()).add(code)))
      } catch (thrown) {
        throw new Error(`seed ${start}`, { cause: thrown })
      } finally {
        ledger.close()
      }
    }
  })

  test('every command that can be refused for them was done too', () => {
    const able = Object.values(commands).filter(({ errors }) => (errors as readonly string[]).includes('amount.too_large'))
    // A draft keeps single figures; its sums are looked at when it is confirmed. What only the program asks for nobody types.
    const wanted = able.filter((contract) => contract.name !== 'receipt.save_draft' && !isInternal(contract)).map(({ name }) => name)
    expect(wanted.filter((name) => !met.get(name)?.has('done'))).toEqual([])
  })

  afterAll(() => console.log([...met].map(([name, codes]) => `${name}: ${[...codes].join(' ')}`).join('\n')))
})

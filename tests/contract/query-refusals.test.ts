import { describe, expect, test } from 'vitest'
import type { DraftOf, NameOf } from '../../src/shared/contract/registry.ts'
import { queries } from '../../src/shared/contract/registry.ts'
import { openDoor, plain, today } from '../support/door.ts'

/** What questions are refused with. Those of a rejection's and an undo's preview are met beside their commands. */
const { done, askRefused, openShop, unmetQueries } = openDoor()

const elsewhere = ['build.preview_rejection', 'document.preview_reversal', 'quality.get']

type Asked = { readonly [N in NameOf<'query'>]: readonly [name: N, input: DraftOf<'query', N>, code: string] }[NameOf<'query'>]

const one = { offset: 0, limit: 10 } as const
const cost = { lineNo: 1, cost: { per: 'unit', amount: '1' } } as const
const nothingThere: readonly Asked[] = [
  ['supplier.get', { supplierId: 99 }, 'supplier.not_found'],
  ['supplier.purchases', { supplierId: 99, limit: 1, offset: 0 }, 'supplier.not_found'],
  ['product.get', { productId: 99 }, 'product.not_found'],
  ['product.history', { productId: 99, beforePostingId: null, limit: 10 }, 'product.not_found'],
  ['receipt.get', { receiptId: 99 }, 'receipt.not_found'],
  ['receipt.line_hints', { productId: 99, supplierId: null }, 'product.not_found'],
  ['receipt.preview_cost', { receiptId: 99, ...cost }, 'receipt.not_found'],
  ['lot.get', { lotId: 99 }, 'lot.not_found'],
  ['lot.trace', { lotId: 99, direction: 'both', depthMax: 10, edgesMax: 100 }, 'lot.not_found'],
  ['lot.recall', { lotId: 99 }, 'lot.not_found'],
  ['cost.explain', { lotId: 99 }, 'lot.not_found'],
  ['bom.get', { productId: 99 }, 'product.not_found'],
  ['bom.tree', { productId: 99 }, 'product.not_found'],
  ['bom.history', { productId: 99, ...one }, 'product.not_found'],
  ['bom.version', { bomVersionId: 99 }, 'bom.version_not_found'],
  ['bom.diff', { productId: 99, from: { kind: 'draft' }, to: { kind: 'draft' } }, 'product.not_found'],
  ['planned_build.get', { plannedBuildId: 99 }, 'planned_build.not_found'],
  ['build.get', { buildId: 99 }, 'build.not_found'],
  ['posting.get', { postingId: 99 }, 'posting.not_found'],
  ['sale.get', { saleId: 99 }, 'sale.not_found'],
  ['sale.document', { saleDocumentId: 99 }, 'sale.document_not_found'],
  ['adjustment.get', { adjustmentId: 99 }, 'adjustment.not_found'],
  ['item.get', { accountingItemId: 99 }, 'item.not_found'],
  ['item.of_product', { productId: 99 }, 'product.not_found'],
  ['export.get', { exportId: 99 }, 'export.not_found'],
]

const codeOf = async ([name, input]: Asked) => ((await askRefused(name, input as never)) as { code: string }).code

test.each(nothingThere)('%s of nothing that is there', async (...asked) => {
  expect(await codeOf(asked as Asked)).toBe(asked[2])
})

describe('what is there and cannot be told', () => {
  test('of a BOM: its tree without an active one, and a difference with what there is not', async () => {
    const { box } = await openShop()
    const crate = (await done('product.create', { ...plain, sku: 'CRATE', name: 'Crate', kind: 'finished_good' })).productId
    expect(await codeOf(['bom.tree', { productId: crate }, ''])).toBe('bom.not_active')
    expect(await codeOf(['bom.diff', { productId: box, from: { kind: 'draft' }, to: { kind: 'draft' } }, ''])).toBe('bom.no_draft')
    expect(await codeOf(['bom.diff', { productId: box, from: { kind: 'version', bomVersionId: 99 }, to: { kind: 'version', bomVersionId: 99 } }, ''])).toBe('bom.version_not_found')
  })

  test('of a cost: a line that is not there, a draft, a receipt that was voided, more than can be kept', async () => {
    const { receipts } = await openShop()
    const [first = 0, second = 0] = receipts
    const preview = (receiptId: number, more: object = {}) => codeOf(['receipt.preview_cost', { receiptId, ...cost, ...more }, ''])
    const draft = await done('receipt.save_draft', { receiptId: null, supplierId: 1, receivedOn: today, lines: [] })
    expect(await preview(first, { lineNo: 99 })).toBe('receipt.line_not_found')
    expect(await preview(draft.receiptId)).toBe('document.not_posted')
    expect(await preview(first, { cost: { per: 'unit', amount: '9000000000' } })).toBe('amount.too_large')
    await done('receipt.void', { receiptId: second })
    expect(await preview(second)).toBe('document.already_reversed')
  })

  test('of a build, as the build itself would be refused', async () => {
    const { box, plate } = await openShop()
    const [crate, old] = await Promise.all(
      ['CRATE', 'OLD'].map(async (sku) => (await done('product.create', { ...plain, sku, name: sku, kind: 'finished_good' })).productId),
    )
    await done('product.archive', { productId: old ?? 0 })
    const { plannedBuildId } = await done('planned_build.create', { productId: box, quantity: '1', targetDate: null, assigneeId: null, notes: '' })
    const closed = (await done('planned_build.create', { productId: box, quantity: '1', targetDate: null, assigneeId: null, notes: '' })).plannedBuildId
    await done('planned_build.close', { plannedBuildId: closed })
    const preview = (more: object) => codeOf(['build.preview', { productId: box, quantity: '1', businessDate: today, ...more }, ''])
    const using = (...ids: number[]) => ({ lines: ids.map((productId) => ({ productId, quantity: '1' })) })
    expect(await preview({ productId: 99 })).toBe('product.not_found')
    expect(await preview({ productId: old })).toBe('product.archived')
    expect(await preview({ productId: crate })).toBe('bom.not_active')
    expect(await preview({ assigneeId: 99 })).toBe('person.not_found')
    expect(await preview({ plannedBuildId: 99 })).toBe('planned_build.not_found')
    expect(await preview({ plannedBuildId: closed })).toBe('planned_build.not_planned')
    expect(await preview({ plannedBuildId, productId: crate })).toBe('planned_build.other_product')
    expect(await preview(using(plate, plate))).toBe('build.line_twice')
    expect(await preview(using(box))).toBe('build.made_of_itself')
    expect(await preview({ businessDate: '2026-02-01' })).toBe('date.invalid')
    expect(await preview({ quantity: '9000000000' })).toBe('amount.too_large')
  })
})

/** Refusals that the rules allow for and no question can bring about. */
const saidBefore = ['build.preview quantity.invalid']

test('every declared refusal of a question was met, here or beside its command', () => {
  const names = Object.keys(queries).filter((name) => !elsewhere.includes(name))
  expect(unmetQueries(names)).toEqual(saidBefore)
})

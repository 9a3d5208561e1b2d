import { describe, expect, test } from 'vitest'
import type { DraftOf } from '../../src/shared/contract/registry.ts'
import { line, money, openDoor, plain, qty, today } from '../support/door.ts'
import { areas } from './areas.ts'

/** Recipes through the door the window uses: drafts, versions, trees, costs, build points. */
const { done, ask, refused, openShop, unmet } = openDoor()

type Save = DraftOf<'command', 'bom.save'>
type Draft = DraftOf<'command', 'bom.save_draft'>

const make = async (sku: string, kind: 'sub_assembly' | 'component' = 'sub_assembly', unitCost: string | null = null) =>
  (await done('product.create', { ...plain, sku, name: sku, kind, unitCost })).productId

/** One of each part, required. */
const of = (productId: number, ...parts: readonly number[]): Save => ({
  productId,
  components: parts.map((part) => ({ productId: part, quantityPerUnit: '1', optional: false })),
  costLines: [],
})
const part = (productId: number | null, quantityPerUnit = '1', optional = false) => ({ productId, quantityPerUnit, optional })
const draftOf = (productId: number, components: Draft['components'], costLines: Draft['costLines'] = []): Draft => ({ productId, components, costLines, notes: '' })
const bomOf = (productId: number) => ask('bom.get', { productId })
const historyOf = async (productId: number) => (await ask('bom.history', { productId, limit: 50, offset: 0 })).versions
const fromDraft = (productId: number) => ({ productId, from: { kind: 'draft' } }) as const

describe('drafts', () => {
  test('keep what is wrong, say what is wrong, and change nothing that is in force', async () => {
    const shop = await openShop()
    const before = await bomOf(shop.box)
    const wrong = [part(shop.plate, '1.00001'), part(null, ''), part(shop.plate, '2'), part(shop.box, '1'), part(999, '1')]
    const saved = await done('bom.save_draft', draftOf(shop.box, wrong, [{ kind: 'labor', name: '', cost: { by: 'amount', amountPerUnit: 'much' } }]))
    const { draft, bom } = await bomOf(shop.box)
    expect(bom).toEqual(before.bom)
    expect(draft?.components.map(({ product, quantityPerUnit }) => [product?.sku ?? null, quantityPerUnit])).toEqual([
      ['PLATE', '1.00001'],
      [null, ''],
      ['PLATE', '2'],
      ['BOX', '1'],
      [null, '1'],
    ])
    expect(draft?.problems.map(({ code }) => code)).toEqual(['input.invalid', 'product.not_found', 'bom.component_twice', 'bom.contains_itself'])
    expect(saved.problemCount).toBe(4)
    const typed = draft?.problems.find(({ code }) => code === 'input.invalid')?.data as { issues: { field: string }[] }
    expect(typed.issues.map(({ field }) => field)).toEqual([
      'components.0.quantityPerUnit',
      'components.1.productId',
      'components.1.quantityPerUnit',
      'costLines.0.name',
      'costLines.0.cost.amountPerUnit',
    ])
    expect(await ask('build.preview', { productId: shop.box, quantity: '1', businessDate: today })).toMatchObject({ components: [{}, {}, {}] })
  })

  test('are changed in place, and activated once they are right: the next version, and no draft is left', async () => {
    const shop = await openShop()
    await done('bom.save_draft', draftOf(shop.box, [part(shop.plate, 'two')]))
    await done('bom.save_draft', { ...draftOf(shop.box, [part(shop.plate, '3')]), notes: 'thicker' })
    expect((await bomOf(shop.box)).draft).toMatchObject({ notes: 'thicker', problems: [] })
    expect(await done('bom.activate', fromDraft(shop.box))).toMatchObject({ version: 2 })
    const { bom, draft, lastVersion } = await bomOf(shop.box)
    expect([bom?.version, bom?.notes, bom?.components.map(({ quantityPerUnit }) => quantityPerUnit), draft, lastVersion]).toEqual([2, 'thicker', [qty('3')], null, 2])
    expect((await historyOf(shop.box)).map(({ version, status }) => [version, status])).toEqual([
      [2, 'active'],
      [1, 'archived'],
    ])
  })

  test('outlive a save of the active version, and end with a save of their own', async () => {
    const shop = await openShop()
    await done('bom.save_draft', draftOf(shop.box, [part(shop.bolt, '9')]))
    await done('bom.save', of(shop.box, shop.plate))
    expect((await bomOf(shop.box)).draft).not.toBeNull()
    await done('bom.save', { ...of(shop.box, shop.bolt), endsDraft: true })
    expect((await bomOf(shop.box)).draft).toBeNull()
    expect((await bomOf(shop.box)).bom?.version).toBe(3)
  })

  test('a refused activation keeps the draft', async () => {
    const shop = await openShop()
    await done('bom.save_draft', draftOf(shop.box, [part(shop.box)]))
    await refused('bom.activate', fromDraft(shop.box))
    expect((await bomOf(shop.box)).draft).not.toBeNull()
    await done('bom.discard_draft', { productId: shop.box })
    expect((await bomOf(shop.box)).draft).toBeNull()
  })

  test('of a product without an active BOM are told beside the list', async () => {
    await openShop()
    const [a, b] = [await make('A'), await make('B')]
    await done('bom.save_draft', draftOf(a, []))
    await done('bom.save', of(b, a))
    await done('bom.save_draft', draftOf(b, []))
    const { boms, drafts } = await ask('bom.list', { search: '', limit: 50, offset: 0 })
    expect(boms.map(({ sku, hasDraft }) => [sku, hasDraft])).toEqual([
      ['B', true],
      ['BOX', false],
    ])
    expect(drafts).toEqual([{ productId: a, sku: 'A' }])
  })
})

describe('versions', () => {
  test('an earlier one comes back as a new one that says the same', async () => {
    const shop = await openShop()
    const first = (await bomOf(shop.box)).bom
    await done('bom.save', of(shop.box, shop.plate))
    const { bomVersionId } = await done('bom.activate', { productId: shop.box, from: { kind: 'version', bomVersionId: first?.bomVersionId ?? 0 } })
    const third = (await bomOf(shop.box)).bom
    expect(third).toEqual({ ...first, version: 3, bomVersionId })
    expect((await historyOf(shop.box)).map(({ version, status }) => [version, status])).toEqual([
      [3, 'active'],
      [2, 'archived'],
      [1, 'archived'],
    ])
  })

  test('retired without a successor, nothing can be built; undone, it is the same version again', async () => {
    const shop = await openShop()
    const before = (await bomOf(shop.box)).bom
    const retired = await done('bom.retire', { productId: shop.box })
    expect(retired).toEqual({ bomVersionId: before?.bomVersionId, version: 1 })
    expect((await bomOf(shop.box)).bom).toBeNull()
    expect(await refused('build.execute', { productId: shop.box, quantity: '1', businessDate: today })).toMatchObject({ code: 'bom.not_active' })
    await done('bom.undo_retire', { bomVersionId: retired.bomVersionId })
    expect((await bomOf(shop.box)).bom).toEqual(before)
  })

  test('what is different is told line by line: added, removed, changed, moved, and what stayed', async () => {
    const shop = await openShop()
    const one = (await bomOf(shop.box)).bom?.bomVersionId ?? 0
    const { bomVersionId: two } = await done('bom.save', {
      productId: shop.box,
      components: [
        { productId: shop.label, quantityPerUnit: '1', optional: false },
        { productId: shop.plate, quantityPerUnit: '2', optional: false },
        { productId: await make('NUT', 'component'), quantityPerUnit: '8', optional: false },
      ],
      costLines: [
        { kind: 'labor', name: 'assembly', cost: { by: 'rate', rate: '32', quantityPerUnit: '0.5' } },
        { kind: 'other', name: 'Paint', cost: { by: 'amount', amountPerUnit: '0.1' } },
      ],
    })
    const of = (bomVersionId: number) => ({ kind: 'version', bomVersionId }) as const
    const { components, costLines } = await ask('bom.diff', { productId: shop.box, from: of(one), to: of(two) })
    const told = components.map(({ product, before, after, changes }) => [product?.sku, before?.quantityPerUnit ?? null, after?.quantityPerUnit ?? null, changes])
    expect(told).toEqual([
      ['LABEL', qty('1'), qty('1'), ['optional']],
      ['PLATE', qty('2'), qty('2'), ['order']],
      ['BOLT', qty('8'), null, []],
      ['NUT', null, qty('8'), []],
    ])
    expect(costLines.map(({ name, before, after, changes }) => [name, before === null, after === null, changes])).toEqual([
      ['assembly', false, false, ['cost']],
      ['Paint', true, false, []],
    ])
    const back = await ask('bom.diff', { productId: shop.box, from: of(two), to: of(one) })
    expect(back.components.map(({ product, changes }) => [product?.sku, changes])).toEqual([
      ['PLATE', []],
      ['NUT', []],
      ['BOLT', []],
      ['LABEL', ['optional', 'order']],
    ])
    await done('bom.save_draft', draftOf(shop.box, [part(shop.plate, 'x')]))
    const draft = await ask('bom.diff', { productId: shop.box, from: of(two), to: { kind: 'draft' } })
    expect(draft.components.find(({ product }) => product?.sku === 'PLATE')).toMatchObject({ after: { quantityPerUnit: null }, changes: ['quantity'] })
  })

  test('a version is shown as it was, at today’s costs', async () => {
    const shop = await openShop()
    const one = (await bomOf(shop.box)).bom
    await done('bom.save', of(shop.box, shop.plate))
    const { components, directCost, status } = await ask('bom.version', { bomVersionId: one?.bomVersionId ?? 0 })
    expect([components, directCost, status]).toEqual([one?.components, one?.directCost, 'archived'])
  })
})

describe('costs and the tree', () => {
  /** PLATE at 12.40 and BOLT at 0.034615 on average; two MODs at 20 in stock, each made of 2 PLATEs and 5.00 of labor. */
  async function moduleShop() {
    const shop = await openShop()
    const [mod, top] = [await make('MOD'), await make('TOP')]
    const { receiptId } = await done('receipt.save_draft', { receiptId: null, supplierId: 1, receivedOn: today, lines: [line(mod, '2', 'unit', '20')] })
    await done('receipt.confirm', { receiptId })
    await done('bom.save', { ...of(mod), components: [{ productId: shop.plate, quantityPerUnit: '2', optional: false }], costLines: [{ kind: 'labor', name: 'L', cost: { by: 'amount', amountPerUnit: '5' } }] })
    await done('bom.save', {
      productId: top,
      components: [
        { productId: mod, quantityPerUnit: '1.5', optional: false },
        { productId: shop.bolt, quantityPerUnit: '4', optional: true },
      ],
      costLines: [{ kind: 'other', name: 'Freight', cost: { by: 'amount', amountPerUnit: '1' } }],
    })
    return { ...shop, mod, top }
  }

  test('direct counts a sub-assembly at what its stock cost, recursive at the cost of building it; optional ones count in neither', async () => {
    const { top } = await moduleShop()
    const { bom } = await bomOf(top)
    expect([bom?.directCost, bom?.recursiveCost, bom?.estimatedCost]).toEqual([money('31'), money('45.7'), money('31')])
    expect([bom?.buildableMax, bom?.limitedBy?.sku]).toEqual([1, 'MOD'])
  })

  test('the tree tells each part with its quantity for one on top, stock and both costs', async () => {
    const { top } = await moduleShop()
    const tree = await ask('bom.tree', { productId: top })
    expect(tree.rows.map((row) => [row.level, row.product.sku, row.quantityPerUnit, row.quantityPerTop, row.onHand, row.costNow, row.costBuilt, row.optional])).toEqual([
      [1, 'MOD', qty('1.5'), qty('1.5'), qty('2'), money('20'), money('29.8'), false],
      [2, 'PLATE', qty('2'), qty('3'), qty('15'), money('12.4'), money('12.4'), false],
      [1, 'BOLT', qty('4'), qty('4'), qty('130'), money('0.034615'), money('0.034615'), true],
    ])
    expect([tree.rowsTotal, tree.directCost, tree.recursiveCost]).toEqual([3, money('31'), money('45.7')])
  })

  test('what has no cost is named, at the level where it is missing', async () => {
    const { top, mod } = await moduleShop()
    const mystery = await make('MYSTERY', 'component')
    await done('bom.save', of(mod, mystery))
    const { bom } = await bomOf(top)
    expect([bom?.directCost, bom?.directMissing, bom?.recursiveCost, bom?.recursiveMissing]).toEqual([money('31'), [], null, [{ productId: mystery, sku: 'MYSTERY' }]])
    const { components } = await ask('bom.component_facts', { productIds: [mod, 99] })
    expect(components).toMatchObject([{ sku: 'MOD', costNow: money('20'), costBuilt: null, builtMissing: [{ sku: 'MYSTERY' }] }])
  })

  test('a diamond of ten levels is counted whole and told as far as a screen can show it', async () => {
    await openShop()
    const leaf = await make('LEAF', 'component', '1')
    let [left, right] = [leaf, await make('LEAF2', 'component', '1')]
    for (let level = 1; level <= 9; level += 1) {
      const next: [number, number] = [await make(`L${level}`), await make(`R${level}`)]
      for (const productId of next) await done('bom.save', of(productId, left, right))
      ;[left, right] = next
    }
    const top = await make('TOP')
    await done('bom.save', of(top, left, right))
    const tree = await ask('bom.tree', { productId: top })
    expect(tree.rowsTotal).toBe(2 ** 11 - 2)
    expect(tree.rows).toHaveLength(1000)
    expect(Math.max(...tree.rows.map(({ level }) => level))).toBe(9)
    expect(tree.recursiveCost).toBe(money('1024'))
  })
})

describe('the list', () => {
  test('sorts by what is stored and by what is worked out, a page at a time', async () => {
    const shop = await openShop()
    const [a, b] = [await make('A'), await make('B')]
    await done('bom.save', of(a, shop.bolt))
    await done('bom.save', { ...of(b), components: [{ productId: shop.plate, quantityPerUnit: '1', optional: true }], costLines: [] })
    const skus = async (sort: DraftOf<'query', 'bom.list'>['sort'], descending = false, offset = 0) =>
      (await ask('bom.list', { search: '', sort, descending, limit: 2, offset })).boms.map(({ sku }) => sku)
    expect(await skus('sku')).toEqual(['A', 'B'])
    expect(await skus('sku', true)).toEqual(['BOX', 'B'])
    expect(await skus('components', true)).toEqual(['BOX', 'B'])
    expect(await skus('cost', true)).toEqual(['BOX', 'A'])
    expect(await skus('cost', true, 2)).toEqual(['B'])
    expect(await skus('buildable')).toEqual(['BOX', 'A'])
    expect(await skus('buildable', true)).toEqual(['B', 'A'])
    const { boms } = await ask('bom.list', { search: 'BOX', limit: 50, offset: 0 })
    expect(boms).toMatchObject([{ buildableMax: 7, limitedBy: { sku: 'PLATE' }, componentCount: 3, buildPoint: null }])
  })

  test('shows build point and target; set, changed and cleared', async () => {
    const shop = await openShop()
    const row = async () => (await ask('bom.list', { search: '', sort: 'build_point', limit: 50, offset: 0 })).boms[0]
    await done('bom.set_build_point', { productId: shop.box, level: { buildPoint: '0', targetLevel: '10' } })
    await done('bom.set_build_point', { productId: shop.box, level: { buildPoint: '5', targetLevel: '12.5' } })
    expect(await row()).toMatchObject({ buildPoint: qty('5'), targetLevel: qty('12.5') })
    expect((await bomOf(shop.box)).buildPoint).toEqual({ buildPoint: qty('5'), targetLevel: qty('12.5') })
    await done('bom.set_build_point', { productId: shop.box, level: null })
    expect(await row()).toMatchObject({ buildPoint: null, targetLevel: null })
  })
})

describe('refusals', () => {
  test('of a recipe, saved or activated', async () => {
    const shop = await openShop()
    const [a, b] = [await make('A'), await make('B')]
    await done('bom.save', of(a, b))
    await done('bom.save', of(b, shop.plate))
    const path = [{ sku: 'B' }, { sku: 'A' }, { sku: 'B' }]
    /** Saves a recipe, then keeps it as a draft and activates that. */
    const both = async (recipe: Save) => {
      const refusal = await refused('bom.save', recipe)
      await done('bom.save_draft', { ...recipe, costLines: [], notes: '' })
      expect(await refused('bom.activate', fromDraft(recipe.productId))).toEqual(refusal)
      return refusal
    }
    expect(await both(of(b, a))).toMatchObject({ code: 'bom.contains_itself', data: { path } })
    expect(await both(of(b, b))).toMatchObject({ code: 'bom.contains_itself' })
    expect(await both(of(a))).toMatchObject({ code: 'bom.no_components' })
    expect(await both(of(a, shop.plate, shop.plate))).toMatchObject({ code: 'bom.component_twice' })
    expect(await both(of(a, 99))).toMatchObject({ code: 'product.not_found', data: { productId: 99 } })
    let top = a
    for (let n = 1; n <= 8; n += 1) {
      const next = await make(`C${n}`)
      await done('bom.save', of(next, top))
      top = next
    }
    expect(await both(of(await make('C9'), top))).toMatchObject({ code: 'bom.too_deep', data: { levels: 11, levelsMax: 10 } })
    expect(await refused('bom.save', of(shop.plate, shop.bolt))).toEqual({ code: 'bom.kind_not_built', data: { field: 'productId', sku: 'PLATE' } })
  })

  test('of what is not there, or not what it was', async () => {
    const shop = await openShop()
    const version = (bomVersionId: number, productId = shop.box) => ({ productId, from: { kind: 'version', bomVersionId } }) as const
    const one = (await bomOf(shop.box)).bom?.bomVersionId ?? 0
    expect(await refused('bom.activate', fromDraft(99))).toMatchObject({ code: 'product.not_found' })
    expect(await refused('bom.activate', fromDraft(shop.plate))).toMatchObject({ code: 'bom.kind_not_built' })
    expect(await refused('bom.activate', fromDraft(shop.box))).toEqual({ code: 'bom.no_draft', data: { sku: 'BOX' } })
    expect(await refused('bom.activate', version(99))).toMatchObject({ code: 'bom.version_not_found' })
    expect(await refused('bom.activate', version(one, await make('A')))).toMatchObject({ code: 'bom.version_not_found' })
    expect(await refused('bom.activate', version(one))).toEqual({ code: 'bom.already_active', data: { sku: 'BOX', version: 1 } })
    await done('bom.save_draft', draftOf(shop.box, [part(shop.plate, '-1')]))
    expect(await refused('bom.activate', fromDraft(shop.box))).toMatchObject({
      code: 'input.invalid',
      data: { issues: [{ field: 'components.0.quantityPerUnit', problem: 'quantity.negative' }] },
    })
    expect(await refused('bom.save_draft', draftOf(99, []))).toMatchObject({ code: 'product.not_found' })
    expect(await refused('bom.save_draft', draftOf(shop.plate, []))).toMatchObject({ code: 'bom.kind_not_built' })
    expect(await refused('bom.discard_draft', { productId: 99 })).toMatchObject({ code: 'product.not_found' })
    expect(await refused('bom.discard_draft', { productId: shop.plate })).toEqual({ code: 'bom.no_draft', data: { sku: 'PLATE' } })
    expect(await refused('bom.retire', { productId: 99 })).toMatchObject({ code: 'product.not_found' })
    expect(await refused('bom.retire', { productId: shop.plate })).toMatchObject({ code: 'bom.not_active', data: { sku: 'PLATE' } })
  })

  test('of putting a retired version back', async () => {
    const shop = await openShop()
    const one = (await bomOf(shop.box)).bom?.bomVersionId ?? 0
    expect(await refused('bom.undo_retire', { bomVersionId: 99 })).toMatchObject({ code: 'bom.version_not_found' })
    expect(await refused('bom.undo_retire', { bomVersionId: one })).toEqual({ code: 'bom.not_retired', data: { sku: 'BOX', version: 1 } })
    await done('bom.save', of(shop.box, shop.plate))
    expect(await refused('bom.undo_retire', { bomVersionId: one })).toMatchObject({ code: 'bom.not_retired' })

    const [a, b] = [await make('A'), await make('B')]
    const { bomVersionId } = await done('bom.save', of(a, b))
    await done('bom.retire', { productId: a })
    await done('bom.save', of(b, a))
    expect(await refused('bom.undo_retire', { bomVersionId })).toMatchObject({ code: 'bom.contains_itself', data: { path: [{ sku: 'A' }, { sku: 'B' }, { sku: 'A' }] } })

    const under = await make('U')
    const { bomVersionId: deep } = await done('bom.save', of(under, shop.plate))
    await done('bom.retire', { productId: under })
    let top = under
    for (let n = 1; n <= 10; n += 1) {
      const next = await make(`D${n}`)
      await done('bom.save', of(next, top))
      top = next
    }
    expect(await refused('bom.undo_retire', { bomVersionId: deep })).toMatchObject({ code: 'bom.too_deep', data: { levels: 11 } })
  })

  test('of archived products, made or asked for', async () => {
    const shop = await openShop()
    const old = (await bomOf(shop.box)).bom?.bomVersionId ?? 0
    await done('bom.save', of(shop.box, shop.bolt))
    await done('product.archive', { productId: shop.plate })
    const archived = { code: 'product.archived', data: { field: 'components.0.productId', productId: shop.plate, sku: 'PLATE' } }
    expect(await refused('bom.save', of(shop.box, shop.plate))).toEqual(archived)
    expect(await refused('bom.activate', { productId: shop.box, from: { kind: 'version', bomVersionId: old } })).toEqual(archived)
    await done('product.unarchive', { productId: shop.plate })
    const { bomVersionId } = await done('bom.save', of(shop.box, shop.plate))
    await done('bom.retire', { productId: shop.box })
    await done('product.archive', { productId: shop.plate })
    expect(await refused('bom.undo_retire', { bomVersionId })).toEqual(archived)
    await done('product.archive', { productId: shop.box })
    expect(await refused('bom.save', of(shop.box, shop.bolt))).toMatchObject({ code: 'product.archived', data: { field: 'productId', sku: 'BOX' } })
  })

  test('of a build point', async () => {
    const shop = await openShop()
    const set = (productId: number, buildPoint: string, targetLevel: string) => refused('bom.set_build_point', { productId, level: { buildPoint, targetLevel } })
    expect(await set(99, '1', '2')).toMatchObject({ code: 'product.not_found' })
    expect(await set(shop.plate, '1', '2')).toMatchObject({ code: 'bom.kind_not_built' })
    expect(await set(shop.box, '2', '2')).toEqual({
      code: 'bom.target_not_above_build_point',
      data: { field: 'level.targetLevel', buildPoint: qty('2'), targetLevel: qty('2') },
    })
  })
})

/** Refusals that the contract itself makes first: the rule behind keeps them for callers that do not come through it. */
const saidBefore = ['bom.activate quantity.invalid', 'bom.save quantity.invalid']

test('every declared refusal of these commands was met here', () => {
  expect(unmet(areas.boms).toSorted()).toEqual(saidBefore)
})

import { describe, expect, test } from 'vitest'
import { buildableNow, outlineBuild, planBuild, type BuildComponent, type BuildRequest } from '../../../src/main/domain/build.ts'
import { buildLimit } from '../../../src/main/domain/buildability.ts'
import { buildCost, receivedValue, unitCostOf } from '../../../src/main/domain/costing.ts'

const one = 1_000_000

function component(productId: number, perUnit: number, lots: readonly (readonly [remaining: number, value: number])[], optional = false): BuildComponent {
  const openLots = lots.map(([remaining, value], place) => ({ lotId: productId * 10 + place, remaining, value }))
  const sum = (key: 'remaining' | 'value') => openLots.reduce((total, lot) => total + lot[key], 0)
  const onHand = { quantity: sum('remaining'), value: sum('value') }
  return { lineNo: productId, productId, sku: `P${productId}`, name: `Part ${productId}`, unit: 'pcs', quantityPerUnit: perUnit, optional, onHand, openLots }
}

const request = (over: Partial<BuildRequest>): BuildRequest => ({
  product: { productId: 1, sku: 'F', onHand: { quantity: 0, value: 0 } },
  quantity: one,
  businessDate: '2026-01-31',
  today: '2026-01-31',
  buildNumber: 7,
  components: [component(2, one, [[5 * one, 500]])],
  costLines: [],
  ...over,
})

describe('a build', () => {
  test('is worth what it drew and its cost lines for all units, to the last millionth', () => {
    const plan = planBuild(
      request({
        quantity: 3 * one,
        costLines: [
          { lineNo: 1, kind: 'labor', name: 'Assembly', cost: { rate: 10 * one, quantityPerUnit: 333_333 } },
          { lineNo: 2, kind: 'overhead', name: 'Energy', cost: { amountPerUnit: 2 } },
          { lineNo: 3, kind: 'labor', name: 'Packing', cost: { amountPerUnit: one } },
        ],
      }),
    )
    if (!plan.ok) throw new Error(plan.error.code)
    expect([plan.value.componentValue, plan.value.costLineValue, plan.value.value]).toEqual([300, 9_999_990 + 6 + 3 * one, 300 + 12_999_996])
    expect(plan.value.posting.entries).toEqual([
      { account: 'lot', lotId: 20, productId: 2, quantity: -3 * one, value: -300, followsEntryId: null },
      { account: 'labor', value: -12_999_990 },
      { account: 'overhead', value: -6 },
    ])
    expect(plan.value.posting.newLots).toMatchObject([{ number: 'B-7', quantity: 3 * one, value: 13_000_296, receivedOn: '2026-01-31' }])
  })

  test('takes of an optional component what there is', () => {
    const plan = planBuild(request({ quantity: 2 * one, components: [component(2, one, [[one, 10]], true), component(3, one, [], true)] }))
    expect(plan.ok && plan.value.components.map(({ needed, quantity, value }) => [needed, quantity, value])).toEqual([
      [2 * one, one, 10],
      [2 * one, 0, 0],
    ])
  })

  test.each([
    [{ quantity: 0 }, { code: 'quantity.invalid', data: { field: 'quantity', problem: 'not_positive' } }],
    [{ quantity: -one }, { code: 'quantity.invalid', data: { field: 'quantity', problem: 'not_positive' } }],
    [{ businessDate: '2026-02-01' }, { code: 'date.invalid', data: { field: 'businessDate', problem: 'in_future', today: '2026-01-31' } }],
    [{ businessDate: '2026-02-30' }, { code: 'date.invalid', data: { field: 'businessDate', problem: 'not_a_date' } }],
    [{ quantity: Number.MAX_SAFE_INTEGER, components: [component(2, 2 * one, [])] }, { code: 'amount.too_large', data: { field: 'quantity' } }],
    [
      { costLines: [{ lineNo: 1, kind: 'other' as const, name: 'x', cost: { amountPerUnit: Number.MAX_SAFE_INTEGER } }] },
      { code: 'amount.too_large', data: { field: 'quantity' } },
    ],
    [
      { product: { productId: 1, sku: 'F', onHand: { quantity: Number.MAX_SAFE_INTEGER, value: 0 } } },
      { code: 'amount.too_large', data: { field: 'quantity' } },
    ],
  ])('is refused for %j', (over, error) => {
    expect(planBuild(request(over))).toEqual({ ok: false, error })
  })

  test('that is short names every short component, optional ones aside', () => {
    const components = [component(2, one, [[one, 1]]), component(3, 2 * one, [[7 * one, 1]]), component(4, one, []), component(5, one, [], true)]
    const plan = planBuild(request({ quantity: 4 * one, components }))
    expect(!plan.ok && plan.error).toMatchObject({
      code: 'build.short',
      data: { buildableMax: 0, components: [{ sku: 'P2', needed: 4 * one, onHand: one }, { sku: 'P3', needed: 8 * one, onHand: 7 * one }, { sku: 'P4', onHand: 0 }] },
    })
  })
})

describe('how many can be built', () => {
  const part = (quantityPerUnit: number, onHand: number, optional = false) => ({ quantityPerUnit, onHand, optional })
  test.each([
    ['plates 50, bolts 40 by two, a nameplate that is optional', [part(one, 50 * one), part(2 * one, 40 * one), part(one, 0, true)], 20],
    ['a fraction short of one more', [part(300_000, 899_999)], 2],
    ['exactly', [part(300_000, 900_000)], 3],
    ['below zero while short', [part(one, -3 * one)], 0],
    ['nothing required', [part(one, 0, true)], null],
    ['where a float quotient would round up', [part(3, 9_007_199_254_740_989)], 3_002_399_751_580_329],
  ])('%s', (_, components, expected) => {
    expect(buildLimit(components)?.count ?? null).toBe(expected)
  })
})

test('costs are rounded once', () => {
  expect(receivedValue(3 * one, { unitCost: 333_333 })).toBe(999_999)
  expect(receivedValue(3 * one, { lineTotal: one })).toBe(one)
  expect(receivedValue(Number.MAX_SAFE_INTEGER, { unitCost: Number.MAX_SAFE_INTEGER })).toBeNull()
  expect(buildCost({ rate: 30 * one, quantityPerUnit: 500_000 }, 4 * one)).toBe(60 * one)
  expect(unitCostOf(159_620_000, 4 * one)).toBe(39_905_000)
  expect(unitCostOf(one, 0)).toBeNull()
  expect(unitCostOf(Number.MAX_SAFE_INTEGER, 1)).toBeNull()
})

describe('lots chosen by hand', () => {
  const lots = [[one, 10], [2 * one, 50], [3 * one, 90]] as const
  const picking = (quantity: number, picks: readonly (readonly [place: number, quantity: number])[], over: Partial<NonNullable<BuildComponent['actual']>> = {}): BuildComponent => ({
    ...component(2, one, lots),
    actual: {
      field: 'lines.0',
      quantity,
      reason: '',
      picks: picks.map(([place, picked]) => ({ lotId: 20 + place, quantity: picked, number: `L-${place}`, ofProduct: true, remaining: lots[place]?.[0] ?? 0 })),
      ...over,
    },
  })
  const outline = (of: BuildComponent, over: Partial<BuildRequest> = {}) => {
    const outlined = outlineBuild(request({ components: [of], ...over }))
    if (!outlined.ok) throw new Error(outlined.error.code)
    return outlined.value
  }

  test('are drawn in the order of the shelf, each at its own cost', () => {
    const { components, problems } = outline(picking(2 * one, [[2, one], [1, one]], { reason: 'near the door' }))
    expect(components[0]?.draws.map(({ lotId, quantity, value }) => [lotId, quantity, value])).toEqual([
      [21, one, 25],
      [22, one, 30],
    ])
    expect([problems, components[0]?.pickReason]).toEqual([[], 'near the door'])
  })

  test('need no reason where FIFO would take the same', () => {
    const { components, problems } = outline(picking(2 * one, [[1, one], [0, one]], { reason: 'typed all the same' }))
    expect([problems, components[0]?.pickReason]).toEqual([[], null])
  })

  test.each([
    ['an older lot is passed over', picking(one, [[1, one]]), ['build.pick_needs_reason']],
    ['the oldest is not emptied first', picking(one, [[0, one / 2], [1, one / 2]]), ['build.pick_needs_reason']],
    ['a lot does not hold as much', picking(2 * one, [[0, 2 * one]], { reason: 'x' }), ['build.pick_not_in_lot']],
    ['two picks of a lot are too much together', picking(2 * one, [[0, one], [0, one]], { reason: 'x' }), ['build.pick_not_in_lot', 'build.pick_not_in_lot']],
    ['they come to less', picking(2 * one, [[0, one]], { reason: 'x' }), ['build.pick_sum_differs']],
    ['none is chosen', picking(one, []), ['build.pick_sum_differs']],
  ])('are refused when %s', (_, of, codes) => {
    expect(outline(of).problems.map(({ code }) => code)).toEqual(codes)
    expect(planBuild(request({ components: [of] }))).toMatchObject({ ok: false, error: { code: codes[0] } })
  })

  test('of an optional component are not what there is but what was said', () => {
    const of = { ...picking(7 * one, [[0, one], [1, 2 * one], [2, 3 * one]], { reason: 'x' }), optional: true }
    expect(outline(of)).toMatchObject({ problems: [{ code: 'build.pick_sum_differs' }], short: { data: { components: [{ needed: 7 * one }] } } })
  })
})

describe('what other planned builds hold', () => {
  const heldBy = [{ plannedBuildId: 4, quantity: 3 * one }, { plannedBuildId: 9, quantity: one }]
  const held = { ...component(2, one, [[5 * one, 500]]), heldBy }

  test('is left, told with its holders, and taken when that is said', () => {
    const short = planBuild(request({ quantity: 2 * one, components: [held] }))
    expect(short).toMatchObject({ ok: false, error: { code: 'build.short', data: { buildableMax: 1, components: [{ onHand: 5 * one, held: 4 * one, heldBy }] } } })
    expect(planBuild(request({ components: [held] })).ok).toBe(true)
    expect(planBuild(request({ quantity: 5 * one, components: [held], useHeld: true })).ok).toBe(true)
  })

  test('an optional component leaves as well', () => {
    const plan = planBuild(request({ quantity: 2 * one, components: [{ ...held, optional: true }] }))
    expect(plan.ok && plan.value.components[0]).toMatchObject({ needed: 2 * one, quantity: one })
  })

  test('may be more than there is', () => {
    const over = { ...component(2, one, [[one, 5]]), heldBy: [{ plannedBuildId: 1, quantity: 9 * one }] }
    expect(buildableNow(request({ components: [over] }), false)).toBe(0)
    expect(planBuild(request({ components: [over] }))).toMatchObject({ ok: false, error: { code: 'build.short' } })
  })
})

test('a component set by hand counts in proportion for what can be built', () => {
  const of = { ...component(2, one, [[10 * one, 10]]), asked: 3 * one }
  expect(buildableNow(request({ quantity: 2 * one, components: [of, { ...component(3, one, []), asked: 0 }] }), false)).toBe(6)
})

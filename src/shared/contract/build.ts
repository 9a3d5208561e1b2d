import { z } from 'zod'
import { documentKind, errorData, type ErrorCode } from '../errors.ts'
import { exportFilter, exportSummary } from '../exports.ts'
import { command, query } from './define.ts'
import { dateTyped, id, money, quantity, quantityOrZeroTyped, quantityTyped, sortedPage, wholeList, written } from './figures.ts'

export const buildNotes = z.string().trim().max(2000)

/** What is built, from what, and what becomes of the rest of its plan: the same for looking at it and for doing it. */
const buildTyped = {
  productId: id,
  quantity: quantityTyped,
  businessDate: dateTyped,
  /** The planned build it is made of: its own lines then hold in place of the active BOM. */
  plannedBuildId: id.nullable().default(null),
  /** Components of which another quantity is used than the recipe asks for, or one it does not ask for; the others stay as they are. */
  lines: z
    .array(
      z.strictObject({
        productId: id,
        /** For all units; 0 leaves the component out. */
        quantity: quantityOrZeroTyped,
        /** Lots chosen by hand, which come to the quantity; `null` draws FIFO. */
        lots: z.array(z.strictObject({ lotId: id, quantity: quantityTyped })).max(200).nullable().default(null),
        /** Why, where the lots chosen are not those FIFO would take. */
        reason: z.string().trim().max(200).default(''),
      }),
    )
    .max(500)
    .nullable()
    .default(null),
  /** What becomes of units of the planned build that are not built now; must be said where there are some. */
  rest: z.enum(['keep', 'close']).nullable().default(null),
  /** `null`: whoever it was planned for. */
  assigneeId: id.nullable().default(null),
  /** `null`: those of the planned build. */
  notes: buildNotes.nullable().default(null),
  /** With reservation on: also takes what other planned builds hold. */
  useHeld: z.boolean().default(false),
}

const product = z.strictObject({ productId: id, sku: z.string(), name: z.string(), unit: z.string() })
export const personName = z.strictObject({ personId: id, name: z.string() })

const lotDraw = z.strictObject({
  lotId: id,
  number: z.string(),
  receivedOn: z.string(),
  /** Information: an expired lot is drawn all the same, and said. */
  expiresOn: z.string().nullable(),
  quantity,
  value: money,
})

/** What a build needs, draws and costs. Before it is executed from the function that will execute it; afterwards from the entries. */
const buildPlan = {
  components: z.array(
    z.strictObject({
      lineNo: z.int(),
      product,
      optional: z.boolean(),
      /** Added by hand: the recipe does not ask for it. */
      extra: z.boolean(),
      quantityPerUnit: quantity,
      /** What the recipe asks for in all; `null` of what was added by hand. */
      asked: quantity.nullable(),
      /** What is wanted of it: asked for, or changed by hand; 0 of what is left out. */
      needed: quantity,
      onHand: quantity,
      /** What is drawn: all that is needed, or of an optional component what there is. */
      quantity,
      value: money,
      draws: z.array(lotDraw),
      /** Why its lots were chosen by hand; `null` where FIFO took them. */
      pickReason: z.string().nullable(),
    }),
  ),
  costLines: z.array(z.strictObject({ lineNo: z.int(), kind: z.string(), name: z.string(), value: money })),
  componentValue: money,
  costLineValue: money,
  value: money,
  unitCost: money.nullable(),
}

/** A sale of what is built that was short, and what it gets of the build. */
const forSale = z.strictObject({
  saleId: id,
  reference: z.string(),
  customer: z.string(),
  saleDate: z.string(),
  quantity,
  /** What is booked for that quantity until then. */
  booked: money,
})

function refusal<const C extends ErrorCode>(code: C) {
  return z.strictObject({ code: z.literal(code), data: errorData[code] })
}

/** What still has to be said or put right before it can be done; each beside its field. */
export const buildProblem = z.discriminatedUnion('code', [
  refusal('build.needs_assignee'),
  refusal('build.rest_not_decided'),
  refusal('build.pick_needs_reason'),
  refusal('build.pick_not_of_product'),
  refusal('build.pick_not_in_lot'),
  refusal('build.pick_sum_differs'),
])

/** What makes a build no build at all. */
const notABuild = [
  'product.not_found',
  'product.archived',
  'bom.not_active',
  'person.not_found',
  'planned_build.not_found',
  'planned_build.not_planned',
  'planned_build.other_product',
  'build.line_twice',
  'build.made_of_itself',
  'quantity.invalid',
  'date.invalid',
  'amount.too_large',
] as const satisfies readonly ErrorCode[]

/**
 * What *Build* would do now. A build that is short, or of which something is not decided, answers with its components all
 * the same and says what is missing, so that nothing is hidden before confirming.
 */
export const buildPreview = query({
  name: 'build.preview',
  version: 2,
  input: z.strictObject(buildTyped),
  output: z.strictObject({
    product,
    ...buildPlan,
    components: z.array(
      buildPlan.components.element.extend({
        /** What other planned builds hold of it while reservation is on; 0 otherwise. */
        held: quantity,
        heldBy: z.array(z.strictObject({ plannedBuildId: id, quantity })),
        /** What this build could draw of it. */
        available: quantity,
      }),
    ),
    /** Components that lack stock and are not optional; empty when there is enough. */
    short: errorData['build.short'].shape.components,
    /** Whole units that can be built now; `null` when nothing sets a limit. */
    buildableMax: z.int().nullable(),
    /** The same, taking what other planned builds hold. */
    buildableMaxUsingHeld: z.int().nullable(),
    problems: z.array(buildProblem),
    /** Of what is built. */
    quantity,
    /** Sales that wait for what is built, in the order in which it goes to them; it reaches some of them not at all. */
    sales: z.array(forSale.extend({ /** Missing before it. */ short: quantity, /** What it truly costs; `null` while the build's own cost is not known. */ value: money.nullable() })),
    /** It reaches them when it is approved. */
    afterReview: z.boolean(),
    planned: z
      .strictObject({
        plannedBuildId: id,
        quantity,
        /** Units of it that this build leaves. */
        left: quantity,
        targetDate: z.string().nullable(),
        assignee: personName.nullable(),
        notes: z.string(),
      })
      .nullable(),
  }),
  errors: [...notABuild],
})

const planLeft = z
  .strictObject({ plannedBuildId: id, status: z.enum(['planned', 'done', 'closed', 'deleted']), /** Still to be built of it. */ quantity })
  .nullable()

/**
 * Builds now, in one transaction: draws the components and makes the finished lot, or with review on keeps their value in
 * work in process until it is approved. A lot is told when there is one.
 */
export const buildExecute = command({
  name: 'build.execute',
  version: 2,
  permission: 'building',
  input: z.strictObject(buildTyped),
  output: z.strictObject({
    buildId: id,
    postingId: id,
    reference: z.string(),
    status: z.enum(['done', 'in_review']),
    lotId: id.nullable(),
    lotNumber: z.string().nullable(),
    /** Components and cost lines together. */
    value: money,
    unitCost: money.nullable(),
    /** The planned build it was made of, as it stands now. */
    planned: planLeft,
  }),
  errors: [
    ...notABuild,
    'build.needs_assignee',
    'build.rest_not_decided',
    'build.pick_needs_reason',
    'build.pick_not_of_product',
    'build.pick_not_in_lot',
    'build.pick_sum_differs',
    'build.short',
  ],
})

/** Takes a build back while its finished lot is whole: every component returns to the lots it came from. */
export const buildReverse = command({
  name: 'build.reverse',
  version: 2,
  permission: 'building',
  input: z.strictObject({
    buildId: id,
    /** Puts its units back into the planned build it was made of, which is opened again if it must. */
    replan: z.boolean().default(false),
  }),
  output: z.strictObject({ buildId: id, postingId: id, reference: z.string(), /** `null` when nothing was planned again. */ planned: planLeft }),
  errors: ['build.not_found', 'build.is_rejected', 'document.not_posted', 'document.already_reversed', 'document.in_the_way', 'amount.too_large'],
})

export const buildStatus = z.enum(['in_review', 'done', 'approved', 'rejected', 'reversed'])

export const buildRow = z.strictObject({
  buildId: id,
  reference: z.string(),
  status: buildStatus,
  product,
  quantity,
  businessDate: z.string(),
  assignee: personName.nullable(),
  /** The planned build it was made of. */
  plannedBuildId: id.nullable(),
  /** `null` in review and when rejected. */
  lot: z.strictObject({ lotId: id, number: z.string() }).nullable(),
  /** What the finished lot was worth when it was made, or would be when it is approved; `null` of what made nothing. */
  value: money.nullable(),
  unitCost: money.nullable(),
})
export type BuildRow = z.infer<typeof buildRow>

/** In a list, with where its exports stand; `null` where there is nothing to export, or nowhere to. */
export const listedBuild = z.strictObject({ ...buildRow.shape, exported: exportSummary.nullable() })
export type ListedBuild = z.infer<typeof listedBuild>

/** Newest first. */
export const buildList = query({
  name: 'build.list',
  version: 1,
  input: z.strictObject({
    search: z.string().trim().max(120),
    productId: id.nullable(),
    /** Empty: any. */
    statuses: z.array(buildStatus).max(5).default([]),
    /** Business dates, both included. */
    from: dateTyped.nullable().default(null),
    to: dateTyped.nullable().default(null),
    assigneeId: id.nullable().default(null),
    plannedBuildId: id.nullable().default(null),
    /** By where their exports stand; `null`: any. */
    exported: exportFilter.nullable().default(null),
    ...sortedPage(['reference', 'product', 'date', 'status', 'lot', 'quantity', 'unitCost', 'value'], { descending: true }),
  }),
  output: z.strictObject({ builds: z.array(listedBuild), ...wholeList }),
  errors: [],
})

/** What was done to a build, or to what it was planned as, and by whom. */
export const buildEvent = z.strictObject({
  kind: z.enum([
    'planned',
    'plan_edited',
    'plan_closed',
    'plan_deleted',
    'plan_restored',
    'executed',
    'approved',
    'approval_undone',
    'rejected',
    'rejection_undone',
    'reversed',
    'cost_changed',
  ]),
  /** UTC. */
  at: z.string(),
  /** `null` before anyone was named. */
  by: z.string().nullable(),
  /** The movement it made, where it made one. */
  postingId: id.nullable(),
  /** What a rejection says. */
  reason: z.string().nullable(),
  notes: z.string(),
  /** Of `cost_changed`: by how much, and the document that brought it. */
  change: z.strictObject({ value: money, document: z.strictObject({ kind: documentKind, id, reference: z.string() }) }).nullable(),
})

export const buildGet = query({
  name: 'build.get',
  version: 2,
  input: z.strictObject({ buildId: id }),
  output: z.strictObject({
    build: buildRow,
    ...buildPlan,
    /** Nothing was made, so its cost lines are booked nowhere and not in its value. */
    costLinesReleased: z.boolean(),
    notes: z.string(),
    /** What its components and cost lines come to now; `value` is what they came to when its goods were made. */
    costNow: money,
    /** Sales that waited for it, and what each got. */
    sales: z.array(forSale.extend({ value: money })),
    /** Oldest first. */
    timeline: z.array(buildEvent),
    postingId: id,
    reversedByPostingId: id.nullable(),
    recorded: written,
  }),
  errors: ['build.not_found'],
})

/** `sale 3`, `build 1`, `receipt 2`, `adjustment 4`: counted by the auditor as documents come. */
export type DocumentKey = string

export interface Product {
  readonly id: number
  readonly sku: string
  kind: string
  unitCost: bigint
  /** Value and quantity of the stock when there last was any. */
  lastAverage: { readonly value: bigint; readonly quantity: bigint } | null
}

export interface Recipe {
  readonly components: readonly { readonly productId: number; readonly perUnit: bigint; readonly optional: boolean }[]
  readonly costLines: readonly CostLine[]
}

export interface CostLine {
  readonly kind: 'labor' | 'overhead' | 'other'
  readonly cost: { readonly by: 'amount'; readonly amount: bigint } | { readonly by: 'rate'; readonly rate: bigint; readonly perUnit: bigint }
}

export interface Lot {
  /** Place in the order in which lots were made. */
  readonly n: number
  readonly productId: number
  number: string
  readonly receivedOn: string
  readonly maker: DocumentKey
  /** One average lot for everything that comes in while receiving is off. */
  readonly pool: boolean
  made: bigint
  quantity: bigint
  value: bigint
  voided: boolean
  /** When goods or value last moved on it. */
  touched: number
  /** How it was shared before the late costs that came last; nothing else happened to it since. */
  beforeLateCost: Shared | null
}

/** What a lot, each draw on it and each returned part of them were worth. */
export interface Shared {
  readonly total: bigint
  readonly lot: bigint
  readonly draws: ReadonlyMap<number, bigint>
  readonly parts: ReadonlyMap<number, bigint>
}

/** What a document took from a lot and still holds. Kept at zero when all was given back. */
export interface Draw {
  readonly n: number
  readonly document: DocumentKey
  readonly lot: number
  readonly productId: number
  quantity: bigint
  value: bigint
  /** The shortage this draw settled, how much of it, and what had been booked for that. */
  readonly settles: { readonly shortage: number; readonly quantity: bigint; readonly booked: bigint } | null
  /** Where its value went, and where a later change of it goes. */
  readonly to: Account
}

/** What a document put into a lot that is not its own: the pool, or found goods. */
export interface Addition {
  readonly n: number
  readonly document: DocumentKey
  readonly lot: number
  quantity: bigint
  value: bigint
}

/** A sold quantity a return gave back against one draw: counts in the sale's cost and against it in the return's. */
export interface Part {
  readonly n: number
  readonly document: DocumentKey
  readonly sale: DocumentKey
  readonly draw: number
  quantity: bigint
  value: bigint
}

/** What a return put into a lot of its own. */
export interface ReturnLot {
  readonly n: number
  readonly document: DocumentKey
  readonly lot: number
  readonly productId: number
  quantity: bigint
  value: bigint
}

export interface Shortage {
  readonly n: number
  readonly document: DocumentKey
  readonly productId: number
  /** Where its cost went, and the difference goes when it is settled. */
  readonly to: Account
  quantity: bigint
  value: bigint
}

export interface ReceiptLine {
  readonly lineNo: number
  readonly productId: number
  quantity: bigint
  cost: { per: 'unit' | 'line'; amount: bigint }
  readonly lotNumber: string | null
  lot: number | null
  value: bigint
  /** What of its value a count brought or took, by adjustment instead of the supplier. */
  counted: bigint
}

export interface Receipt {
  readonly key: DocumentKey
  id: number
  number: number | null
  supplierId: number
  date: string
  state: 'draft' | 'confirmed' | 'voided' | 'deleted'
  lines: ReceiptLine[]
}

export interface Build {
  readonly key: DocumentKey
  id: number
  readonly number: number
  readonly productId: number
  readonly quantity: bigint
  readonly date: string
  state: 'review' | 'done' | 'rejected' | 'reversed'
  /** Whether it went through review. */
  readonly reviewed: boolean
  readonly costs: { readonly labor: bigint; readonly overhead: bigint; readonly other: bigint }
  lot: number | null
  /** The plan it was made of, and what it took off it. */
  readonly plan: { readonly id: number; readonly units: bigint; readonly lines: ReadonlyMap<number, bigint> } | null
  recovered: { readonly draw: number; readonly quantity: bigint; readonly value: bigint }[]
  rejectedAt: number
}

export interface PlanLine {
  readonly productId: number
  /** As the BOM said; nothing of what was added by hand. */
  readonly perUnit: bigint | null
  readonly optional: boolean
  quantity: bigint
  modified: boolean
}

/** A planned build: it moves nothing. */
export interface Plan {
  id: number
  readonly productId: number
  /** Still to be built. */
  quantity: bigint
  lines: PlanLine[]
  readonly costLines: readonly CostLine[]
  state: 'planned' | 'done' | 'closed' | 'deleted'
  /** The program planned it by itself, and nobody made it theirs. */
  auto: boolean
}

export interface Adjustment {
  readonly key: DocumentKey
  id: number
  readonly number: number
  readonly date: string
  readonly what: 'opening' | 'add' | 'remove'
  readonly account: Account
  lot: number
  /** The lot is its own, made by this document. */
  ownLot: boolean
  /** What it put into a lot of its own. */
  value: bigint
  state: 'posted' | 'reversed'
}

export interface SaleLine {
  readonly productId: number
  readonly quantity: bigint
  readonly revenue: bigint
}

export type Treatment = 'return_to_stock' | 'price_only' | 'consume_like_a_sale'

export interface Sale {
  readonly key: DocumentKey
  readonly n: number
  id: number
  readonly kind: 'sale' | 'return'
  reference: string
  customer: string
  date: string
  treatment: Treatment | null
  lines: SaleLine[]
  state: 'posted' | 'voided'
}

export type Account =
  | 'lots'
  | 'work_in_process'
  | 'shortage'
  | 'supplier'
  | 'opening'
  | 'labor'
  | 'overhead'
  | 'other'
  | 'cogs'
  | 'waste'
  | 'adjustment'

export interface Books {
  today: string
  receiving: boolean
  review: boolean
  returns: Treatment
  /** Counts everything that happens, so that older and newer can be told. */
  clock: number
  products: Product[]
  suppliers: { readonly id: number; readonly code: string }[]
  recipes: Map<number, Recipe>
  lots: Lot[]
  draws: Draw[]
  additions: Addition[]
  parts: Part[]
  returnLots: ReturnLot[]
  shortages: Shortage[]
  receipts: Receipt[]
  builds: Build[]
  plans: Plan[]
  reservation: boolean
  autoBuilds: boolean
  buildPoints: Map<number, { readonly buildPoint: bigint; readonly targetLevel: bigint }>
  adjustments: Adjustment[]
  sales: Sale[]
  accounts: Map<Account, bigint>
}

export function newBooks(today: string): Books {
  return {
    today,
    receiving: true,
    review: false,
    returns: 'return_to_stock',
    clock: 0,
    products: [],
    suppliers: [],
    recipes: new Map(),
    lots: [],
    draws: [],
    additions: [],
    parts: [],
    returnLots: [],
    shortages: [],
    receipts: [],
    builds: [],
    plans: [],
    reservation: false,
    autoBuilds: false,
    buildPoints: new Map(),
    adjustments: [],
    sales: [],
    accounts: new Map(),
  }
}

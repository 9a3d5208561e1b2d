import type SqliteDatabase from 'better-sqlite3'

type Db = InstanceType<typeof SqliteDatabase>

interface Document {
  readonly kind: 'receipt' | 'build' | 'adjustment' | 'sale'
  readonly id: number
  readonly source: 'sync' | 'partsemble'
}

interface Entry {
  readonly account: string
  readonly productId: number | null
  readonly quantity: number
  readonly value: number
  readonly posting: string
  readonly reason: string | null
  /** Of a lot: whether a build made it, or what it is would be made. */
  readonly made: 0 | 1
  /** Whether it takes from a lot, or changes what was taken. */
  readonly takes: 0 | 1
}

export function inMillionths(quantity: number): number {
  return Math.round(quantity * 1_000_000)
}

/**
 * What the company should have of each product by the ledger's entries alone, without the queue: all that documents moved
 * which it was told in quantities, less what people said they entered by hand.
 */
export function expectedQuantities(ledger: Db): Map<number, number> {
  const sums = new Map<number, number>()
  const add = (productId: number, quantity: number) => sums.set(productId, (sums.get(productId) ?? 0) + quantity)
  for (const document of documentsOf(ledger)) {
    if (document.source !== 'sync') continue
    const entries = entriesOf(ledger, document)
    if (isInReview(entries)) continue
    for (const { productId, quantity } of entries) if (productId !== null) add(productId, quantity)
  }
  const byHand = ledger.prepare("SELECT product_id AS productId, -sum(quantity) AS quantity FROM export_line JOIN export_document USING (export_id) WHERE state = 'not_exported' AND product_id IS NOT NULL GROUP BY product_id").all() as { productId: number; quantity: number }[]
  for (const { productId, quantity } of byHand) add(productId, quantity)
  return sums
}

/** What builds in review drew here of which nothing has been told yet, by product. */
export function drawnInReview(ledger: Db): Map<number, number> {
  const sums = new Map<number, number>()
  for (const document of documentsOf(ledger)) {
    const entries = entriesOf(ledger, document)
    if (!isInReview(entries)) continue
    for (const { productId, quantity } of entries) if (productId !== null) sums.set(productId, (sums.get(productId) ?? 0) + quantity)
  }
  return sums
}

/** What rounding journals to cents should have kept here, in millionths: exact values less what was told in cents. */
export function expectedRounding(ledger: Db): number {
  const journals = documentsOf(ledger).flatMap((document) => journalsOf(document, entriesOf(ledger, document)))
  const all = journals.reduce((sum, { value, cents }) => sum + value - cents * 10_000, 0)
  const byHand = ledger.prepare("SELECT coalesce(sum(value - cents * 10000), 0) FROM export_line JOIN export_document USING (export_id) WHERE state = 'not_exported' AND debit_role IS NOT NULL").pluck().get()
  return all - Number(byHand)
}

/** What journals should have put on each account, in cents, by the part it plays. */
export function expectedCents(ledger: Db): Map<string, number> {
  const sums = new Map<string, number>()
  const add = (debit: string, credit: string, cents: number) => {
    sums.set(debit, (sums.get(debit) ?? 0) + cents)
    sums.set(credit, (sums.get(credit) ?? 0) - cents)
  }
  for (const document of documentsOf(ledger)) {
    const entries = entriesOf(ledger, document)
    for (const { debit, credit, cents } of journalsOf(document, entries)) add(debit, credit, cents)
  }
  const byHand = ledger.prepare("SELECT debit_role AS debit, credit_role AS credit, -sum(cents) AS cents FROM export_line JOIN export_document USING (export_id) WHERE state = 'not_exported' AND debit_role IS NOT NULL GROUP BY 1, 2").all() as { debit: string; credit: string; cents: number }[]
  for (const { debit, credit, cents } of byHand) add(debit, credit, cents)
  return sums
}

/** What is owed to each supplier by journals, in cents, by its id. */
export function expectedOwed(ledger: Db): Map<number, number> {
  const supplierOf = ledger.prepare<[number], number>('SELECT supplier_id FROM receipt WHERE receipt_id = ?').pluck()
  const sums = new Map<number, number>()
  const add = (receiptId: number, cents: number) => {
    const supplier = supplierOf.get(receiptId) ?? 0
    sums.set(supplier, (sums.get(supplier) ?? 0) + cents)
  }
  for (const document of documentsOf(ledger)) {
    if (document.kind !== 'receipt') continue
    for (const { credit, cents } of journalsOf(document, entriesOf(ledger, document))) if (credit === 'receiving_credit') add(document.id, cents)
  }
  const byHand = ledger.prepare("SELECT l.document_id AS receiptId, -sum(l.cents) AS cents FROM export_line l JOIN export_document USING (export_id) WHERE state = 'not_exported' AND credit_role = 'receiving_credit' GROUP BY 1").all() as { receiptId: number; cents: number }[]
  for (const { receiptId, cents } of byHand) add(receiptId, cents)
  return sums
}

interface Journal {
  readonly debit: string
  readonly credit: string
  /** Exactly, in millionths. */
  readonly value: number
  readonly cents: number
}

function journalsOf({ kind, source }: Document, entries: readonly Entry[]): Journal[] {
  const sum = (chosen: (entry: Entry) => boolean) => entries.reduce((total, entry) => (chosen(entry) ? total + entry.value : total), 0)
  const labor = -sum(({ account }) => ['labor', 'overhead', 'other'].includes(account))
  if (source === 'sync') return kind === 'build' && !isInReview(entries) && !isRejected(entries) ? [{ debit: 'cogs', credit: 'conversion', value: labor, cents: cents(labor) }] : []
  const isLost = ({ posting, reason, value }: Entry) => posting !== 'receipt_quantity' || (reason === 'count' && value > 0)
  const part = (made: 0 | 1) => -sum(({ account, takes, ...entry }) => account === 'lot' && (kind !== 'build' || takes === 1) && entry.made === made)
  if (kind === 'receipt') {
    if (entries.some(({ posting }) => posting === 'receipt_voided')) return []
    const wasted = sum((entry) => entry.account === 'adjustment' && isLost(entry))
    const owed = -sum((entry) => entry.account === 'supplier' || (entry.account === 'adjustment' && !isLost(entry)))
    return [
      { debit: 'receiving_debit', credit: 'receiving_credit', value: owed, cents: cents(owed) },
      { debit: 'waste', credit: 'receiving_debit', value: wasted, cents: cents(wasted) },
    ]
  }
  if (kind === 'sale' || isInReview(entries)) return []
  if (kind === 'build' && !isRejected(entries)) {
    const [received, hands] = shared([part(0), labor])
    return [
      { debit: 'build_debit', credit: 'build_credit', value: part(0), cents: received ?? 0 },
      { debit: 'build_debit', credit: 'conversion', value: labor, cents: hands ?? 0 },
    ]
  }
  const [received, made] = shared([part(0), part(1)])
  return [
    { debit: 'waste', credit: 'build_credit', value: part(0), cents: received ?? 0 },
    { debit: 'waste', credit: 'build_debit', value: part(1), cents: made ?? 0 },
  ]
}

/** Half a cent away from nothing. */
function cents(value: number): number {
  return value < 0 ? -cents(-value) : Math.floor((value + 5000) / 10_000)
}

/** Two values rounded together: what is left over goes to the larger remainder, the first of two alike. */
function shared([first = 0, second = 0]: readonly number[]): number[] {
  if (first <= 0 || second <= 0) return [cents(first), cents(second)]
  const all = BigInt(cents(first + second))
  const whole = BigInt(first) + BigInt(second)
  const exact = BigInt(first) * all
  const [down, rest] = [exact / whole, exact % whole]
  const other = BigInt(second) * all
  const left = all - down - other / whole
  const mine = left > 0n && rest >= other % whole ? down + left : down
  return [Number(mine), Number(all - mine)]
}

function isInReview(entries: readonly Entry[]): boolean {
  return entries.reduce((sum, { account, value }) => (account === 'work_in_process' ? sum + value : sum), 0) !== 0
}

/** Goods of a rejected build went to waste, or back. */
function isRejected(entries: readonly Entry[]): boolean {
  return entries.findLast(({ posting }) => ['build_rejected', 'rejection_undone'].includes(posting))?.posting === 'build_rejected'
}

function documentsOf(ledger: Db): Document[] {
  const sql = `SELECT d.document_kind AS kind, d.document_id AS id,
      (SELECT source FROM export_document s WHERE s.document_kind = d.document_kind AND s.document_id = d.document_id ORDER BY s.state = 'withdrawn', s.export_id LIMIT 1) AS source
    FROM (SELECT DISTINCT document_kind, document_id FROM entry) d`
  return ledger.prepare(sql).all() as Document[]
}

function entriesOf(ledger: Db, { kind, id }: Document): Entry[] {
  const sql = `SELECT e.account, e.product_id AS productId, e.quantity, e.value, t.kind AS posting, c.reason,
      iif(l.document_kind = 'build' OR (l.document_kind <> 'receipt' AND p.kind IN ('sub_assembly', 'finished_good')), 1, 0) AS made,
      iif(coalesce(o.quantity, e.quantity) < 0, 1, 0) AS takes
    FROM entry e JOIN posting t USING (posting_id) LEFT JOIN entry o ON o.entry_id = e.follows_entry_id LEFT JOIN lot l ON l.lot_id = e.lot_id
    LEFT JOIN product p ON p.product_id = e.product_id LEFT JOIN receipt_correction c ON c.posting_id = e.posting_id
    WHERE e.document_kind = ? AND e.document_id = ? ORDER BY e.entry_id`
  return ledger.prepare(sql).all(kind, id) as Entry[]
}

import { openLedger } from '../../../src/main/database/open.ts'
import { verifyBooks } from '../../../src/main/ledger/verify.ts'
import type { Api } from '../../practice/practice.ts'
import { valueOf } from '../../support/database.ts'
import { ledgerFile, opening, startsOn } from './shop.ts'

const one = 1_000_000
const signs = { Invoice: 1, SalesReceipt: 1, CreditMemo: -1, RefundReceipt: -1 } as const
type Entity = keyof typeof signs

interface Line {
  readonly Amount?: number
  readonly SalesItemLineDetail?: { readonly ItemRef: { readonly value: string }; readonly Qty?: number }
}

export interface DocumentThere {
  readonly Id: string
  readonly SyncToken: string
  readonly Line: readonly Line[]
  readonly [more: string]: unknown
}

/** All documents of a kind that the company holds now. */
export async function documentsOf(api: Api, entity: Entity, where = ''): Promise<DocumentThere[]> {
  const { json } = await api.query(`select * from ${entity} ${where} orderby Id startposition 1 maxresults 1000`)
  return (json.QueryResponse[entity] ?? []) as DocumentThere[]
}

/** By item: what went out, net of what came back, and for how much, in millionths. */
type Sold = Map<string, { readonly quantity: number; readonly revenue: number }>

async function soldThere(api: Api): Promise<Sold> {
  const sold: Sold = new Map()
  for (const [entity, sign] of Object.entries(signs) as [Entity, 1 | -1][]) {
    for (const { Line } of await documentsOf(api, entity, `where TxnDate >= '${startsOn}'`)) {
      for (const { Amount = 0, SalesItemLineDetail: detail } of Line) {
        if (detail === undefined) continue
        const { quantity, revenue } = sold.get(detail.ItemRef.value) ?? { quantity: 0, revenue: 0 }
        sold.set(detail.ItemRef.value, { quantity: quantity + sign * Math.round((detail.Qty ?? 0) * one), revenue: revenue + sign * Math.round(Amount * one) })
      }
    }
  }
  return sold
}

interface Kept {
  readonly item: string
  readonly quantity: number
  readonly revenue: number
  readonly onHand: number
}

const keptSql = `
  SELECT i.external_id AS item, p.quantity AS onHand,
    coalesce(sum(CASE s.kind WHEN 'sale' THEN l.quantity ELSE -l.quantity END), 0) AS quantity,
    coalesce(sum(CASE s.kind WHEN 'sale' THEN l.revenue ELSE -l.revenue END), 0) AS revenue
  FROM item_link k JOIN accounting_item i USING (accounting_item_id) JOIN product_balance p USING (product_id)
    LEFT JOIN sale_line l ON l.product_id = k.product_id AND l.posting_id IN (
      SELECT posting_id FROM sale_version v WHERE v.voided = 0 AND v.version = (SELECT max(version) FROM sale_version n WHERE n.sale_id = v.sale_id))
    LEFT JOIN sale_version v ON v.posting_id = l.posting_id LEFT JOIN sale s ON s.sale_id = v.sale_id
  GROUP BY i.external_id, p.quantity`

/** What the ledger says otherwise than the company: quantities and revenue to the millionth, stock, documents, and its own books. */
export async function compare(folder: string, api: Api): Promise<string[]> {
  const problems: string[] = []
  const sold = await soldThere(api)
  const db = valueOf(openLedger(ledgerFile(folder), { access: 'read_write' }))
  try {
    for (const { item, quantity, revenue, onHand } of db.prepare<[], Kept>(keptSql).all()) {
      const there = sold.get(item) ?? { quantity: 0, revenue: 0 }
      if (quantity !== there.quantity) problems.push(`item ${item}: ${quantity} sold here, ${there.quantity} there`)
      if (revenue !== there.revenue) problems.push(`item ${item}: ${revenue} taken here, ${there.revenue} there`)
      if (onHand !== opening * one - there.quantity) problems.push(`item ${item}: ${onHand} on hand here, ${opening * one - there.quantity} by the company`)
    }
    const left = db.prepare<[], string>("SELECT type || ' ' || external_id || ' ' || state FROM sale_document WHERE state NOT IN ('applied', 'ignored')").pluck().all()
    problems.push(...left, ...verifyBooks(db).checks.flatMap(({ name, difference }) => (difference === null ? [] : [`${name}: ${JSON.stringify(difference)}`])))
  } finally {
    db.close()
  }
  return problems
}

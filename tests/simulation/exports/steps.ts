import type { Database } from '../../../src/main/database/open.ts'
import type { NameOf } from '../../../src/shared/contract/registry.ts'
import type { Dice } from '../random.ts'
import type { Scenario } from './scenario.ts'
import { linkOf, suppliers } from './suppliers.ts'

/** A command as the window would send it. */
export interface Drafted {
  readonly name: NameOf<'command'>
  readonly input: unknown
}

type Event = keyof typeof events
type Draft = (d: Dice, db: Database, today: string) => Drafted | null

/** What somebody in the shop does next. */
export function draftWork(d: Dice, db: Database, today: string): Drafted | null {
  const event: Event = d.weighted({
    receive: 14,
    confirm: 14,
    build: 22,
    review: 3,
    approve: 8,
    reject: 5,
    'undo approval': 2,
    'undo rejection': 2,
    'reverse build': 4,
    'adjust lot': 8,
    'reverse adjustment': 2,
    'correct quantity': 4,
    'correct cost': 4,
    'void receipt': 3,
    sale: 6,
    'void sale': 2,
  })
  return events[event](d, db, today)
}

/** What the accountant does about exports. */
export function draftExporting(d: Dice, db: Database, { mode, switches, payables }: Scenario): Drafted | null {
  const what = d.weighted({ send: mode === 'manual' ? 12 : 4, hold: 1, mark: 1, unmark: 1, pause: 1, goOn: 2, source: switches ? 3 : 0, vendor: payables ? 3 : 0 })
  const ids = (states: string, most: number) => idsOf(db, `SELECT export_id AS id FROM export_document WHERE state IN (${states}) ORDER BY export_id`).slice(0, most)
  const named = (name: Drafted['name'], exportIds: readonly number[], more: object = {}) => (exportIds.length === 0 ? null : { name, input: { exportIds, ...more } })
  switch (what) {
    case 'send':
      return named('export.send', ids("'waiting', 'needs', 'refused'", d.int(1, 20)))
    case 'hold':
      return named('export.hold', ids("'waiting'", 2))
    case 'mark':
      return named('export.mark_done_by_hand', ids("'waiting', 'refused'", 1), { reason: 'typed in' })
    case 'unmark':
      return named('export.unmark', ids("'not_exported'", 1))
    case 'source':
      return { name: 'accounting.choose_source', input: { source: d.chance(0.5) ? 'sync' : 'partsemble' } }
    case 'vendor':
      return draftLink(db, d.int(1, suppliers.length))
    default:
      return { name: 'export.pause', input: { paused: what === 'pause' } }
  }
}

/** Takes the vendor from a supplier, or gives it back. */
function draftLink(db: Database, supplierId: number): Drafted {
  if (idsOf(db, `SELECT supplier_id AS id FROM vendor_link WHERE supplier_id = ${supplierId}`).length > 0) return { name: 'supplier.unlink_vendor', input: { supplierId } }
  return { name: 'supplier.link_vendor', input: linkOf(supplierId) }
}

const events = {
  receive: (d, db, today) => ({
    name: 'receipt.save_draft',
    input: { receiptId: null, supplierId: 1 + (idsOf(db, 'SELECT count(*) AS id FROM receipt')[0] ?? 0) % suppliers.length, receivedOn: today, lines: Array.from({ length: d.int(1, 3) }, () => receiptLine(d)) },
  }),
  confirm: (d, db) => of(d, db, "SELECT receipt_id AS id FROM receipt WHERE posting_id IS NULL", (receiptId) => ({ name: 'receipt.confirm', input: { receiptId } })),
  build: (d, _, today) => ({ name: 'build.execute', input: { productId: d.int(4, 5), quantity: String(d.int(1, 2)), businessDate: today } }),
  review: (d) => ({ name: 'company.set_review', input: { review: d.chance(0.5) } }),
  approve: (d, db) => of(d, db, inReview, (buildId) => ({ name: 'build.approve', input: { buildId } })),
  reject: (d, db) =>
    of(d, db, inReview, (buildId) => ({ name: 'build.reject', input: { buildId, reason: 'quality_defect', recovery: { kind: d.chance(0.3) ? 'full' : 'total_loss' }, notes: '' } })),
  'undo approval': (d, db) => of(d, db, builds, (buildId) => ({ name: 'build.undo_approval', input: { buildId } })),
  'undo rejection': (d, db) => of(d, db, builds, (buildId) => ({ name: 'build.undo_rejection', input: { buildId } })),
  'reverse build': (d, db) => of(d, db, builds, (buildId) => ({ name: 'build.reverse', input: { buildId, replan: false } })),
  'adjust lot': (d, db, today) =>
    of(d, db, 'SELECT lot_id AS id FROM lot_balance WHERE remaining > 0', (lotId) => ({
      name: 'lot.adjust',
      input: {
        lotId,
        change: { by: 'signed', quantity: `${d.chance(0.7) ? '-' : ''}${d.pick(['1', '0.5', '2'])}` },
        reason: d.pick(['count', 'breakage', 'loss', 'other']),
        businessDate: today,
        notes: '',
      },
    })),
  'reverse adjustment': (d, db) => of(d, db, 'SELECT adjustment_id AS id FROM adjustment', (adjustmentId) => ({ name: 'adjustment.reverse', input: { adjustmentId } })),
  'correct quantity': (d, db) =>
    of(d, db, receipts, (receiptId) => ({
      name: 'receipt.correct_quantity',
      input: { receiptId, lineNo: 1, quantity: String(d.int(4, 30)), reason: d.pick(['count', 'miscounted_on_entry']) },
    })),
  'correct cost': (d, db) => of(d, db, receipts, (receiptId) => ({ name: 'receipt.correct_cost', input: { receiptId, lineNo: 1, cost: { per: 'unit', amount: cost(d) } } })),
  'void receipt': (d, db) => of(d, db, receipts, (receiptId) => ({ name: 'receipt.void', input: { receiptId } })),
  sale: (d, _, today) => ({
    name: 'sale.record',
    input: { reference: '', customer: 'Ann', saleDate: today, notes: '', lines: [{ productId: 5, quantity: String(d.int(1, 2)), revenue: '400' }] },
  }),
  'void sale': (d, db) => of(d, db, 'SELECT sale_id AS id FROM sale', (saleId) => ({ name: 'sale.void', input: { saleId } })),
} as const satisfies Readonly<Record<string, Draft>>

const receipts = "SELECT receipt_id AS id FROM receipt WHERE posting_id IS NOT NULL"
const builds = 'SELECT build_id AS id FROM build'
const inReview = "SELECT DISTINCT document_id AS id FROM entry WHERE account = 'work_in_process' GROUP BY document_id HAVING sum(value) <> 0"

/** Something that there is, the newest most of the time. */
function of(d: Dice, db: Database, sql: string, draft: (id: number) => Drafted): Drafted | null {
  const all = idsOf(db, `${sql} ORDER BY id`)
  const id = d.chance(0.5) ? d.pick(all.slice(-4)) : d.pick(all)
  return id === undefined ? null : draft(id)
}

function idsOf(db: Database, sql: string): number[] {
  return db.prepare<[], number>(sql).pluck().all()
}

function receiptLine(d: Dice) {
  return { productId: d.int(1, 3), quantity: String(d.int(10, 30)), cost: { per: 'unit', amount: cost(d) }, lotNumber: null, supplierLot: null, expiresOn: null }
}

/** Costs that do not come out in cents. */
function cost(d: Dice): string {
  return d.pick(['1.25', '0.333333', '3.141593', '0.004999', '12', '7.005']) ?? '1'
}

import type { Database } from '../../src/main/database/open.ts'
import { perConnection } from '../../src/main/database/statements.ts'
import { transact } from '../../src/main/database/transaction.ts'
import type { DocumentRef } from '../../src/main/domain/document.ts'
import { drawFifo, type Draw } from '../../src/main/domain/fifo.ts'
import { boundary, type OnHand, type PlannedPosting } from '../../src/main/domain/posting.ts'
import type { BuildCostKind } from '../../src/main/domain/costing.ts'
import { append, type Stamp } from '../../src/main/ledger/append.ts'
import { executeBuild } from '../../src/main/ledger/builds.ts'
import { openLots } from '../../src/main/ledger/pick.ts'
import { confirmReceipt } from '../../src/main/ledger/receipts.ts'
import { reverseDocument } from '../../src/main/ledger/reversals.ts'
import { ok, type Result } from '../../src/shared/result.ts'
import { parseMoney } from '../../src/shared/units/money.ts'
import { parseQuantity } from '../../src/shared/units/quantity.ts'
import { valueOf } from './database.ts'

export const today = '2026-01-31'

/** A quantity or an amount from decimal text. */
export const qty = (text: string) => valueOf(parseQuantity(text))
export const money = (text: string) => valueOf(parseMoney(text))

const commandLog = perConnection((db) => ({
  nextSeq: db.prepare<[], number>('SELECT coalesce(max(seq), 0) + 1 FROM command_log').pluck(),
  insert: db.prepare<[string, number, string, string]>("INSERT INTO command_log VALUES (?, ?, 'test', 1, ?, '{}', ?)"),
}))

/** Writes the command's own row, which every posting refers to. */
export function openCommand(db: Database): Stamp {
  const { nextSeq, insert } = commandLog(db)
  const seq = nextSeq.get()!
  const stamp = { commandId: `00000000-0000-4000-8000-${String(seq).padStart(12, '0')}`, recordedAt: '2026-01-31T12:00:00.000Z' }
  insert.run(stamp.commandId, seq, '0'.repeat(64), stamp.recordedAt)
  return stamp
}

/** Runs work as one command, in a transaction of its own. */
export function asCommand<T, E>(db: Database, work: (stamp: Stamp) => Result<T, E>): Result<T, E> {
  return transact(db, () => work(openCommand(db)))
}

export interface LineDraft {
  readonly productId: number
  readonly quantity: number
  readonly unitCost?: number
  readonly lineTotal?: number
  readonly lotNumber?: string
}

export interface BomDraft {
  readonly components: readonly { readonly productId: number; readonly perUnit: number; readonly optional?: boolean }[]
  readonly costLines?: readonly { readonly kind: BuildCostKind; readonly amount?: number; readonly rate?: number; readonly per?: number }[]
}

/** The few things a test needs to make in a ledger. What the ledger refuses is returned, and leaves nothing behind. */
export interface Shop {
  readonly db: Database
  readonly supplierId: number
  product(sku: string, kind?: string): number
  draft(lines: readonly LineDraft[], receivedOn?: string): number
  confirm(receiptId: number): ReturnType<typeof confirmReceipt>
  /** Makes the BOM the product's active one. */
  bom(productId: number, draft: BomDraft): void
  build(productId: number, quantity: number, businessDate?: string): ReturnType<typeof executeBuild>
  reverse(document: DocumentRef): ReturnType<typeof reverseDocument>
  /** The bare FIFO draw, posted to *other*; throws when stock is short. */
  draw(productId: number, quantity: number): { readonly document: DocumentRef; readonly value: number; readonly parts: readonly number[] }
  onHand(productId: number): OnHand
}

export function shopOn(db: Database): Shop {
  const supplierId = Number(db.prepare("INSERT INTO supplier (code, name) VALUES ('ACM', 'Acme Metals')").run().lastInsertRowid)
  let drawCount = 0
  const balance = db.prepare<[number], { quantity: number; value: number }>('SELECT quantity, value FROM product_balance WHERE product_id = ?')

  const product = (sku: string, kind = 'component') =>
    Number(db.prepare("INSERT INTO product (sku, name, kind, unit) VALUES (?, ?, ?, 'pcs')").run(sku, sku, kind).lastInsertRowid)

  const draft = (lines: readonly LineDraft[], receivedOn = today) => {
    const id = Number(db.prepare('INSERT INTO receipt (supplier_id, received_on) VALUES (?, ?)').run(supplierId, receivedOn).lastInsertRowid)
    const insert = db.prepare(
      'INSERT INTO receipt_line (receipt_id, line_no, product_id, quantity, unit_cost, line_total, lot_number) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    for (const [place, { productId, quantity, unitCost, lineTotal, lotNumber }] of lines.entries()) {
      insert.run(id, place + 1, productId, quantity, unitCost ?? null, lineTotal ?? null, lotNumber ?? null)
    }
    return id
  }
  const confirm = (receiptId: number) => asCommand(db, (stamp) => confirmReceipt(db, { receiptId, today }, stamp))

  const bom = (productId: number, { components, costLines = [] }: BomDraft) => {
    db.prepare("UPDATE bom_version SET status = 'archived' WHERE product_id = ? AND status = 'active'").run(productId)
    const version = db.prepare('SELECT coalesce(max(version), 0) + 1 FROM bom_version WHERE product_id = ?').pluck().get(productId)
    const id = Number(
      db.prepare("INSERT INTO bom_version (product_id, version, status) VALUES (?, ?, 'draft')").run(productId, version).lastInsertRowid,
    )
    for (const [place, { productId, perUnit, optional }] of components.entries()) {
      db.prepare('INSERT INTO bom_component VALUES (?, ?, ?, ?, ?)').run(id, place + 1, productId, perUnit, optional === true ? 1 : 0)
    }
    for (const [place, { kind, amount, rate, per }] of costLines.entries()) {
      db.prepare('INSERT INTO bom_cost_line VALUES (?, ?, ?, ?, ?, ?, ?)').run(id, place + 1, kind, kind, amount ?? null, rate ?? null, per ?? null)
    }
    db.prepare("UPDATE bom_version SET status = 'active' WHERE bom_version_id = ?").run(id)
  }

  const build = (productId: number, quantity: number, businessDate = today) =>
    asCommand(db, (stamp) => executeBuild(db, { productId, quantity, businessDate, today }, stamp))

  const reverse = (document: DocumentRef) => asCommand(db, (stamp) => reverseDocument(db, { document, today }, stamp))

  const draw = (productId: number, quantity: number) => {
    drawCount += 1
    const document = { kind: 'adjustment', id: drawCount } as const
    return valueOf(
      asCommand(db, (stamp) => {
        const { draws, missing } = drawFifo(openLots(db, productId, quantity), quantity)
        if (missing > 0) throw new Error(`${missing} missing`)
        append(db, planDraw(productId, draws, onHand(productId)), document, [], stamp)
        return ok({ document, value: sumOf(draws), parts: draws.map(({ value }) => value) })
      }),
    )
  }

  const onHand = (productId: number) => balance.get(productId)!

  return { db, supplierId, product, draft, confirm, bom, build, reverse, draw, onHand }
}

function sumOf(draws: readonly Draw[]): number {
  return draws.reduce((sum, { value }) => sum + value, 0)
}

function planDraw(productId: number, draws: readonly Draw[], before: OnHand): PlannedPosting {
  const value = sumOf(draws)
  const quantity = draws.reduce((sum, drawn) => sum + drawn.quantity, 0)
  const entries = draws.map((drawn) => ({
    account: 'lot' as const,
    lotId: drawn.lotId,
    productId,
    quantity: 0 - drawn.quantity,
    value: 0 - drawn.value,
    followsEntryId: null,
  }))
  return {
    kind: 'adjustment',
    businessDate: today,
    reversesPostingId: null,
    entries: [...entries, ...boundary('other', value)],
    newLots: [],
    voidedLotIds: [],
    lotsAfter: draws.map(({ after }) => after),
    productsAfter: [{ productId, quantity: before.quantity - quantity, value: before.value - value }],
  }
}

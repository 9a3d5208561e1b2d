import { foldText } from '../../src/shared/fold-text.ts'
import { naturalOrder } from '../../src/shared/natural-order.ts'
import type { Database } from '../../src/main/database/open.ts'
import { perConnection } from '../../src/main/database/statements.ts'
import { transact } from '../../src/main/database/transaction.ts'
import type { BuildCostKind, TypedCost } from '../../src/main/domain/costing.ts'
import type { DocumentRef } from '../../src/main/domain/document.ts'
import type { OnHand } from '../../src/main/domain/posting.ts'
import type { Recovery } from '../../src/main/domain/quality.ts'
import { openSheet } from '../../src/main/domain/sheet.ts'
import { adjustmentRow, nextAdjustment, writeAdjustment } from '../../src/main/ledger/adjustment-documents.ts'
import { adjustLot, adjustStock, findStock, openStock } from '../../src/main/ledger/adjustments.ts'
import { append, type Stamp } from '../../src/main/ledger/append.ts'
import type { BuildOrder } from '../../src/main/ledger/build-request.ts'
import { executeBuild } from '../../src/main/ledger/builds.ts'
import { commandColumns, commandHead, hashCommand, type CommandRow } from '../../src/main/ledger/command-chain.ts'
import { changeCompanySettings } from '../../src/main/ledger/company.ts'
import { correctCost, correctQuantity } from '../../src/main/ledger/late-cost.ts'
import { approveBuild, rejectBuild, undoApproval, undoRejection } from '../../src/main/ledger/quality.ts'
import { confirmReceipt } from '../../src/main/ledger/receipts.ts'
import { editReturn, recordReturn, voidReturn } from '../../src/main/ledger/returns.ts'
import { reverseDocument } from '../../src/main/ledger/reversals.ts'
import { editSale, recordSale, voidSale } from '../../src/main/ledger/sales.ts'
import type { ReturnTreatment } from '../../src/main/ledger/sale-documents.ts'
import { stockOf } from '../../src/main/ledger/stock.ts'
import { ok, type Result } from '../../src/shared/result.ts'
import { parseMoney } from '../../src/shared/units/money.ts'
import { parseQuantity } from '../../src/shared/units/quantity.ts'
import { valueOf } from './database.ts'

export const today = '2026-01-31'

/** By the active BOM, FIFO, for nobody in particular. */
const asUsual: BuildOrder = { plannedBuildId: null, lines: null, rest: null, assigneeId: null, notes: null, useHeld: false }

/** A quantity or an amount from decimal text. */
export const qty = (text: string) => valueOf(parseQuantity(text))
export const money = (text: string) => valueOf(parseMoney(text))

const commandLog = perConnection((db) => ({
  insert: db.prepare<[...CommandRow, string]>(`INSERT INTO command_log (${commandColumns}, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`),
}))

/** Writes the command's own row, which every posting refers to. */
export function openCommand(db: Database): Stamp {
  const head = commandHead(db)
  const seq = head.seq + 1
  const stamp = { commandId: `00000000-0000-4000-8000-${String(seq).padStart(12, '0')}`, recordedAt: '2026-01-31T12:00:00.000Z' }
  const row: CommandRow = [stamp.commandId, seq, 'test', 1, '0'.repeat(64), '{}', stamp.recordedAt, null]
  commandLog(db).insert.run(...row, hashCommand(head.hash, row, []))
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

/** A sale or return of one line unless more are named. */
export interface SaleDraft {
  readonly lines: readonly { readonly productId: number; readonly quantity: number; readonly revenue?: number }[]
  readonly customer?: string
  readonly saleOn?: string
  readonly treatment?: ReturnTreatment
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
  build(productId: number, quantity: number, businessDate?: string, order?: Partial<BuildOrder>): ReturnType<typeof executeBuild>
  reverse(document: DocumentRef): ReturnType<typeof reverseDocument>
  /** The bare FIFO draw, posted to *other*; throws when stock is short. */
  draw(productId: number, quantity: number): { readonly document: DocumentRef; readonly value: number; readonly parts: readonly number[] }
  onHand(productId: number): OnHand
  switch(settings: { readonly receiving?: boolean; readonly review?: boolean }): void
  open(productId: number, quantity: number, cost: TypedCost): ReturnType<typeof openStock>
  find(productId: number, quantity: number, unitCost: number | null): ReturnType<typeof findStock>
  /** Receiving off: adds (above zero) or removes. */
  adjust(productId: number, quantity: number, unitCost?: number): ReturnType<typeof adjustStock>
  adjustLot(lotId: number, quantity: number, reason?: string): ReturnType<typeof adjustLot>
  correctCost(receiptId: number, cost: TypedCost, lineNo?: number): ReturnType<typeof correctCost>
  correctQuantity(receiptId: number, quantity: number, lineNo?: number): ReturnType<typeof correctQuantity>
  approve(buildId: number): ReturnType<typeof approveBuild>
  reject(buildId: number, recovery: Recovery): ReturnType<typeof rejectBuild>
  undoApproval(buildId: number): ReturnType<typeof undoApproval>
  undoRejection(buildId: number): ReturnType<typeof undoRejection>
  sell(draft: SaleDraft): ReturnType<typeof recordSale>
  editSale(saleId: number, draft: SaleDraft): ReturnType<typeof editSale>
  voidSale(saleId: number): ReturnType<typeof voidSale>
  takeBack(draft: SaleDraft): ReturnType<typeof recordReturn>
  editReturn(saleId: number, draft: SaleDraft): ReturnType<typeof editReturn>
  voidReturn(saleId: number): ReturnType<typeof voidReturn>
}

export function shopOn(db: Database): Shop {
  const supplierId = Number(db.prepare("INSERT INTO supplier (code, name, search_text) VALUES ('ACM', 'Acme Metals', 'acm acme metals ')").run().lastInsertRowid)
  const balance = db.prepare<[number], { quantity: number; value: number }>('SELECT quantity, value FROM product_balance WHERE product_id = ?')

  const product = (sku: string, kind = 'component') =>
    Number(db.prepare("INSERT INTO product (sku, name, kind, unit, search_text, sku_order) VALUES (?, ?, ?, 'pcs', ?, ?)").run(sku, sku, kind, foldText(`${sku} ${sku}`), naturalOrder(sku)).lastInsertRowid)

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

  const build = (productId: number, quantity: number, businessDate = today, order?: Partial<BuildOrder>) =>
    asCommand(db, (stamp) => executeBuild(db, { productId, quantity, businessDate, today, order: { ...asUsual, ...order } }, stamp))

  const reverse = (document: DocumentRef) => asCommand(db, (stamp) => reverseDocument(db, { document, today }, stamp))

  const draw = (productId: number, quantity: number) =>
    valueOf(
      asCommand(db, (stamp) => {
        const next = nextAdjustment(db)
        const document = { kind: 'adjustment', id: next.adjustmentId } as const
        const sheet = openSheet(stockOf(db))
        const { value, missing, parts } = sheet.draw(productId, quantity, document)
        if (missing > 0) throw new Error(`${missing} missing`)
        sheet.book('other', value, document)
        const row = { ...next, kind: 'stock', productId, lotId: null, quantity: 0 - quantity, value: 0 - value, reason: 'other', businessDate: today, notes: '' } as const
        const posting = sheet.close({ kind: 'adjustment', businessDate: today, reversesPostingId: null })!
        writeAdjustment(db, row, append(db, posting, document, [adjustmentRow(row)], stamp).postingId)
        return ok({ document, value, parts: parts.map((part) => part.value) })
      }),
    )

  const head = { businessDate: today, notes: '', today }
  const content = ({ lines, customer = '', saleOn = today, treatment }: SaleDraft) => ({
    reference: '',
    customer,
    saleOn,
    treatment: treatment ?? null,
    notes: '',
    lines: lines.map((line) => ({ revenue: 0, ...line })),
  })
  const command = <T, E>(work: (stamp: Stamp) => Result<T, E>) => asCommand(db, work)

  const onHand = (productId: number) => balance.get(productId)!

  return {
    db,
    supplierId,
    product,
    draft,
    confirm,
    bom,
    build,
    reverse,
    draw,
    onHand,
    switch: (settings) => void changeCompanySettings(db, settings),
    open: (productId, quantity, cost) => command((stamp) => openStock(db, { ...head, productId, quantity, cost }, stamp)),
    find: (productId, quantity, unitCost) => command((stamp) => findStock(db, { ...head, productId, quantity, unitCost, reason: 'count' }, stamp)),
    adjust: (productId, by, unitCost) =>
      command((stamp) => adjustStock(db, { ...head, productId, change: { by }, unitCost: unitCost ?? null, reason: 'other' }, stamp)),
    adjustLot: (lotId, by, reason = 'count') => command((stamp) => adjustLot(db, { ...head, lotId, change: { by }, reason }, stamp)),
    correctCost: (receiptId, cost, lineNo = 1) => command((stamp) => correctCost(db, { receiptId, lineNo, cost, toBeConfirmed: false, today }, stamp)),
    correctQuantity: (receiptId, quantity, lineNo = 1) =>
      command((stamp) => correctQuantity(db, { receiptId, lineNo, quantity, unit: 'stock', reason: 'miscounted_on_entry', today }, stamp)),
    approve: (buildId) => command((stamp) => approveBuild(db, buildId, today, stamp)),
    reject: (buildId, recovery) => command((stamp) => rejectBuild(db, { buildId, reason: 'other', recovery, notes: '', today }, stamp)),
    undoApproval: (buildId) => command((stamp) => undoApproval(db, buildId, today, stamp)),
    undoRejection: (buildId) => command((stamp) => undoRejection(db, buildId, today, stamp)),
    sell: (sale) => command((stamp) => recordSale(db, content(sale), today, stamp)),
    editSale: (saleId, sale) => command((stamp) => editSale(db, saleId, content(sale), today, stamp)),
    voidSale: (saleId) => command((stamp) => voidSale(db, saleId, today, stamp)),
    takeBack: (back) => command((stamp) => recordReturn(db, content(back), today, stamp)),
    editReturn: (saleId, back) => command((stamp) => editReturn(db, saleId, content(back), today, stamp)),
    voidReturn: (saleId) => command((stamp) => voidReturn(db, saleId, today, stamp)),
  }
}

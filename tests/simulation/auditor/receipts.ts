import type { Books, Receipt, ReceiptLine } from './books.ts'
import { change, checkDate, keep, lotOf, makeLot, move, noteAverages, productOf, Refused, takeWhole } from './stock.ts'
import { roundedQuotient, shareOf, times } from './exact.ts'
import { changeTotal } from './late-cost.ts'
import { returnAgain } from './sales.ts'
import { giveWay } from './shortages.ts'
import { refuseUnlessWhole } from './undo.ts'

export interface DraftFields {
  readonly receiptId: number | null
  readonly supplierId: number
  readonly date: string
  readonly lines: readonly Pick<ReceiptLine, 'productId' | 'quantity' | 'cost' | 'lotNumber'>[]
}

export function saveDraft(books: Books, fields: DraftFields): Receipt {
  const before = fields.receiptId === null ? null : draftOf(books, fields.receiptId)
  if (!books.suppliers.some(({ id }) => id === fields.supplierId)) throw new Refused('supplier.not_found')
  for (const line of fields.lines) {
    productOf(books, line.productId)
    keep(lineValue(line))
  }
  checkDate(books, 'receivedOn', fields.date)
  const receipt = before ?? newReceipt(books)
  receipt.supplierId = fields.supplierId
  receipt.date = fields.date
  receipt.lines = fields.lines.map((line, place) => ({ ...line, lineNo: place + 1, lot: null, value: 0n, counted: 0n }))
  return receipt
}

function newReceipt(books: Books): Receipt {
  const receipt: Receipt = { key: `receipt ${books.receipts.length + 1}`, id: 0, number: null, supplierId: 0, date: '', state: 'draft', lines: [] }
  books.receipts.push(receipt)
  return receipt
}

function receiptOf(books: Books, receiptId: number): Receipt {
  const receipt = books.receipts.find(({ id, state }) => id === receiptId && state !== 'deleted')
  if (receipt === undefined) throw new Refused('receipt.not_found', { receiptId })
  return receipt
}

function draftOf(books: Books, receiptId: number): Receipt {
  const receipt = receiptOf(books, receiptId)
  if (receipt.state !== 'draft') throw new Refused('receipt.already_confirmed')
  return receipt
}

export function deleteDraft(books: Books, receiptId: number): void {
  draftOf(books, receiptId).state = 'deleted'
}

function lineValue({ cost, quantity }: { cost: ReceiptLine['cost']; quantity: bigint }): bigint {
  return cost.per === 'line' ? cost.amount : times(cost.amount, quantity)
}

export function confirmReceipt(books: Books, receiptId: number): { receipt: Receipt; value: bigint } {
  const receipt = draftOf(books, receiptId)
  if (!books.receiving) throw new Refused('receipt.receiving_off')
  checkDate(books, 'receivedOn', receipt.date)
  if (receipt.lines.length === 0) throw new Refused('receipt.no_lines')
  const numbers = numbersOf(books, receipt)
  receipt.number = books.receipts.filter(({ number }) => number !== null).length + 1
  receipt.state = 'confirmed'
  let total = 0n
  for (const [place, line] of receipt.lines.entries()) {
    const value = lineValue(line)
    const { productId, quantity } = line
    const number = numbers[place] ?? ''
    line.lot = makeLot(books, { productId, number, receivedOn: receipt.date, maker: receipt.key, quantity, value, from: 'supplier' }).n
    line.value = value
    total += value
  }
  return { receipt, value: total }
}

/** Numbers that are given to lots made here. */
const reserved = /^(B-\d+|FOUND-\d+|RETURN-[\d-]+|(OPEN|LEGACY)-.+)$/i

/** `CODE-YYYYMMDD-NNN`, counting on from the largest of the supplier's day, typed numbers included. */
function numbersOf(books: Books, receipt: Receipt): string[] {
  const code = books.suppliers.find(({ id }) => id === receipt.supplierId)?.code ?? ''
  const prefix = `${code}-${receipt.date.replaceAll('-', '')}-`
  const given = [...books.lots.map(({ number }) => number), ...receipt.lines.map(({ lotNumber }) => lotNumber ?? '')]
  let count = 0
  for (const number of given) {
    const tail = number.startsWith(prefix) ? number.slice(prefix.length) : ''
    if (/^\d+$/.test(tail)) count = Math.max(count, Number(tail))
  }
  return receipt.lines.map(({ lotNumber, productId }) => {
    if (lotNumber !== null && reserved.test(lotNumber)) throw new Refused('lot.number_reserved')
    if (lotNumber !== null && books.lots.some((lot) => lot.productId === productId && !lot.voided && lot.number === lotNumber)) {
      throw new Refused('lot.number_in_use')
    }
    if (lotNumber !== null) return lotNumber
    count += 1
    return `${prefix}${String(count).padStart(3, '0')}`
  })
}

/** A confirmed receipt that was not voided. */
function standing(books: Books, receiptId: number): Receipt {
  const receipt = receiptOf(books, receiptId)
  if (receipt.state === 'draft') throw new Refused('document.not_posted')
  if (receipt.state === 'voided') throw new Refused('document.already_reversed')
  return receipt
}

export function voidReceipt(books: Books, receiptId: number): void {
  const receipt = standing(books, receiptId)
  const lots = receipt.lines.flatMap(({ lot }) => (lot === null ? [] : [lotOf(books, lot)]))
  refuseUnlessWhole(books, lots, receipt.key)
  const homeless = lots.flatMap(({ n }) => giveWay(books, n))
  for (const { lot, value, counted } of receipt.lines) {
    if (lot !== null) takeWhole(books, lotOf(books, lot), value, 'supplier')
    move(books, 'supplier', 'adjustment', counted)
  }
  receipt.state = 'voided'
  noteAverages(books)
  returnAgain(books, homeless)
}

function lineOf(books: Books, receiptId: number, lineNo: number): ReceiptLine & { lot: number } {
  const line = standing(books, receiptId).lines.find((one) => one.lineNo === lineNo)
  if (line === undefined || line.lot === null) throw new Refused('receipt.line_not_found', { receiptId, lineNo })
  return line as ReceiptLine & { lot: number }
}

/** Late cost: the lot's total changes by line quantity × change of unit cost. */
export function correctCost(books: Books, receiptId: number, lineNo: number, cost: ReceiptLine['cost']): bigint {
  const line = lineOf(books, receiptId, lineNo)
  const value = keep(lineValue({ cost, quantity: line.quantity }))
  const difference = value - line.value
  if (difference === 0n) throw new Refused('correction.changes_nothing')
  changeTotal(books, line.lot, difference, 'supplier')
  line.cost = cost
  line.value = value
  return difference
}

/** The lot is corrected, not below what was used: settlements give way first. */
export function correctQuantity(books: Books, receiptId: number, lineNo: number, quantity: bigint, reason: string): bigint {
  const line = lineOf(books, receiptId, lineNo)
  const lot = lotOf(books, line.lot)
  const difference = quantity - line.quantity
  if (difference === 0n) throw new Refused('correction.changes_nothing')
  const homeless = difference < 0n ? giveWay(books, lot.n, -difference) : []
  if (lot.quantity < -difference) throw new Refused('correction.below_used', { used: line.quantity - lot.quantity })
  const value = difference > 0n ? valueOfMore(line, difference) : -shareOf(lot.value, -difference, lot.quantity)
  change(books, lot, difference, value)
  lot.made += difference
  line.value += value
  line.quantity = quantity
  if (reason === 'count') line.counted += value
  move(books, reason === 'count' ? 'adjustment' : 'supplier', 'lots', value)
  noteAverages(books)
  returnAgain(books, homeless)
  return difference
}

/** More joins at the line's own cost: the unit cost typed, or its part of the line total typed. */
function valueOfMore(line: ReceiptLine, more: bigint): bigint {
  return line.cost.per === 'unit' ? times(line.cost.amount, more) : roundedQuotient(line.value * more, line.quantity)
}

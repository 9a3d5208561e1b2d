import type { DocumentKind, ErrorCode, ErrorData } from '../../shared/errors.ts'
import type { AccountingCode, BuildCode, ConnectionCode, ExportCode, FileCode, ItemCode, PeopleCode, ProgramCode, SaleCode, WordsFor } from './error-words.ts'
import { dateProblemWords, figureProblemWords } from './figure-problems.ts'
import { takenBackText } from './ledger-words.ts'
import { countText, listText, quantityText } from './numbers.ts'

/** Sentences about what the shop keeps: suppliers, products, receipts, lots, adjustments. */
export const stockWords: WordsFor<Exclude<ErrorCode, ProgramCode | PeopleCode | ConnectionCode | AccountingCode | ItemCode | ExportCode | FileCode | BuildCode | SaleCode>> = {
  'supplier.code_in_use': ({ code, heldBy }) => ({
    what: `${heldBy} already has the code ${code}.`,
    why: 'Lot numbers start with the code, so each supplier has its own.',
    toDo: 'Choose another code, or leave it blank to have one made.',
  }),
  'supplier.not_found': () => ({
    what: 'This supplier is not in the ledger.',
    toDo: 'Choose a supplier from the list.',
  }),
  'quantity.invalid': ({ problem, decimalsMax }) => figureProblemWords('quantity', problem, decimalsMax),
  'money.invalid': ({ problem, decimalsMax }) => figureProblemWords('amount', problem, decimalsMax),
  'date.invalid': ({ problem, today }) => dateProblemWords(problem, today),
  'amount.too_large': ({ field }) =>
    field === null
      ? {
          what: 'This would bring an amount past what the ledger can keep exactly.',
          why: 'The stock of a product, or the cost of one document, would go past 9,000,000,000.',
          toDo: 'Look through the latest receipts and adjustments of these products for a digit too many, and correct that first.',
        }
      : {
          what: 'This comes to more than the ledger can keep exactly.',
          why: 'A quantity times its cost went past 9,000,000,000.',
          toDo: 'Check the quantity and the cost for a digit too many.',
        },
  'product.not_found': () => ({
    what: 'This product is not in the ledger.',
    toDo: 'Choose a product from the list.',
  }),
  'product.sku_in_use': ({ sku, heldBy }) => ({
    what: `${heldBy} already has the SKU ${sku}.`,
    toDo: 'Choose another SKU, or open the product that has it.',
  }),
  'product.barcode_in_use': ({ barcode, heldBy, sku }) => ({
    what: `The barcode ${barcode} already leads to ${sku}, ${heldBy}.`,
    why: 'A scan has to find one product and no other.',
    toDo: 'Leave it out here, or take it from that product first.',
  }),
  'product.too_many_barcodes': ({ sku, barcodesMax }) => ({
    what: `${sku} has ${countText(barcodesMax)} barcodes already.`,
    toDo: 'Remove one that is not used any more, then add this one.',
  }),
  'product.no_such_barcode': ({ sku, barcode }) => ({
    what: `${sku} does not have the barcode ${barcode}.`,
    toDo: 'Nothing is left to remove.',
  }),
  'product.archived': ({ sku }) => ({
    what: `${sku} is archived.`,
    why: 'Archived products take part in nothing new.',
    toDo: 'Bring it back on its page, or choose another product.',
  }),
  'product.not_archived': ({ sku }) => ({
    what: `${sku} is not archived.`,
    toDo: 'Nothing is left to bring back.',
  }),
  'product.used_in_boms': ({ sku, boms }) => ({
    what: `${sku} cannot be archived yet.`,
    why: `${boms.length === 1 ? 'An active BOM asks' : `${countText(boms.length)} active BOMs ask`} for it: ${listText(boms.map((bom) => bom.sku))}.`,
    toDo: boms.length === 1 ? 'Take it out of that BOM first.' : 'Take it out of those BOMs first.',
  }),
  'product.in_use': ({ sku, by }) => ({
    what: `${sku} cannot be deleted.`,
    why: inUseWhy[by],
    toDo: 'Archive it instead: it leaves lists and pickers, and the books keep it.',
  }),
  'product.has_history': ({ field, sku }) => ({
    what: field === 'unit' ? `The unit of ${sku} can no longer change.` : `The type of ${sku} can no longer change.`,
    why: 'Stock was moved under it, and those movements keep their meaning.',
    toDo: 'Make a new product instead, and archive this one.',
  }),
  'product.no_purchase_unit': ({ sku, unit }) => ({
    what: `${sku} is not bought in another unit.`,
    toDo: `Write the quantity in ${unit}.`,
  }),
  'quantity.not_exact': ({ unit, purchaseUnit, size }) => ({
    what: `This is not exact in ${unit}.`,
    why: `1 ${purchaseUnit} is ${quantityText(size)} ${unit}, and quantities are kept to 6 decimals.`,
    toDo: `Round it, or write the quantity in ${unit}.`,
  }),
  'receipt.not_found': () => ({
    what: 'This receipt is not in the ledger.',
    toDo: 'Choose a receipt from the list.',
  }),
  'receipt.no_lines': () => ({
    what: 'The receipt has no lines.',
    toDo: 'Add what was delivered, one line per product.',
  }),
  'receipt.not_finished': () => ({
    what: 'Some lines are not finished.',
    toDo: 'Complete or remove them, then confirm.',
  }),
  'receipt.already_confirmed': ({ reference }) => ({
    what: `${reference} is confirmed already.`,
    why: 'Its lots are in stock, so its lines no longer change.',
    toDo: 'Correct one of its lines, or void the receipt.',
  }),
  'lot.number_in_use': ({ number, sku }) => ({
    what: `${sku} already has a lot ${number}.`,
    toDo: 'Choose another number, or leave it blank to have one made.',
  }),
  'lot.number_reserved': ({ number }) => ({
    what: `The number ${number} is kept for lots made in this shop.`,
    toDo: 'Choose another number, or leave it blank to have one made.',
  }),
  'lot.not_found': () => ({
    what: 'This lot is not in the ledger.',
    toDo: 'Choose a lot from the list.',
  }),
  'lot.is_voided': ({ number }) => ({
    what: `The lot ${number} was taken back.`,
    toDo: 'Choose a lot that is still in the books.',
  }),
  'receipt.receiving_off': () => ({
    what: 'Receiving is switched off.',
    why: 'Without it stock is one average per product, and receipts make lots.',
    toDo: 'Switch receiving on, or add the stock by an adjustment.',
  }),
  'receipt.line_not_found': ({ lineNo }) => ({
    what: `The receipt has no line ${lineNo}.`,
    toDo: 'Choose one of its lines.',
  }),
  'correction.changes_nothing': () => ({
    what: 'This is what the line says already.',
    toDo: 'Write what it should say instead.',
  }),
  'correction.was_no_guess': ({ lineNo }) => ({
    what: `The cost of line ${lineNo} cannot be marked as a guess.`,
    why: 'It was no guess when it was received, so there is nothing to confirm.',
    toDo: 'Correct the cost itself, to what it should be.',
  }),
  'correction.below_used': ({ sku, used }) => ({
    what: `The line cannot be less than what was used: ${quantityText(used)} of ${sku}.`,
    toDo: 'Undo what used it first, or write a larger quantity.',
  }),
  'receiving.already': ({ receiving }) => ({
    what: receiving ? 'Receiving is on already.' : 'Receiving is off already.',
    toDo: 'Nothing is left to switch.',
  }),
  'receiving.lots_exist': ({ count, number, sku }) => ({
    what: 'Receiving can no longer be switched off.',
    why: count === 1 ? `There is a lot of its own: ${number} of ${sku}.` : `There are ${countText(count)} lots of their own, such as ${number} of ${sku}.`,
    toDo: 'Keep receiving on.',
  }),
  'adjustment.not_found': () => ({
    what: 'This adjustment is not in the ledger.',
    toDo: 'Choose an adjustment from the list.',
  }),
  'adjustment.receiving_on': () => ({
    what: 'Stock is kept in lots.',
    toDo: 'Adjust the lot that was counted, or record a found lot.',
  }),
  'adjustment.receiving_off': () => ({
    what: 'Stock is kept without lots.',
    toDo: 'Adjust the product instead.',
  }),
  'adjustment.more_than_there_is': ({ sku, quantity, onHand }) => ({
    what: `There is not that much of ${sku}.`,
    why: `${quantityText(quantity)} would leave, ${quantityText(onHand)} are there.`,
    toDo: 'Write a smaller quantity.',
  }),
  'adjustment.changes_nothing': () => ({
    what: 'This would change nothing.',
    toDo: 'Write a quantity that differs from what is there.',
  }),
  'adjustment.loss_must_be_negative': () => ({
    what: 'Breakage and loss take stock away.',
    toDo: 'Write the quantity with a minus sign, or choose another reason.',
  }),
  'document.in_the_way': ({ documents }) => ({
    what: 'What this made has been used since.',
    why: `Used by ${listText(documents.map((d) => `${d.isReturn ? 'return' : documentNames[d.kind]} ${d.reference}`))}.`,
    toDo: documents.length === 1 ? 'Take that one back first.' : 'Take those back first, in this order.',
  }),
  'document.already_reversed': ({ kind, reference }) => ({
    what: `The ${documentNames[kind]} ${reference} was ${takenBackText[kind]} before.`,
    toDo: 'There is nothing left to do.',
  }),
  'document.not_posted': ({ kind }) => ({
    what: `This ${documentNames[kind]} has not moved any stock yet.`,
    toDo: 'It can be edited or deleted instead.',
  }),
  'posting.not_found': () => ({
    what: 'These entries are not in the ledger.',
    toDo: 'Open them from the history of the product or the page of the document.',
  }),
}

const inUseWhy: { readonly [B in ErrorData<'product.in_use'>['by']]: string } = {
  movement: 'Stock of it was moved, and the books keep that for good.',
  bom: 'A BOM speaks of it, be it an older version.',
  receipt: 'A receipt has a line of it, be it a draft.',
  build: 'A build speaks of it.',
  sale: 'A sale speaks of it.',
}

const documentNames: { readonly [K in DocumentKind]: string } = {
  receipt: 'receipt',
  build: 'build',
  sale: 'sale',
  adjustment: 'adjustment',
}

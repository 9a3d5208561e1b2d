import type { DocumentKind, ErrorCode, ErrorData } from '../../shared/errors.ts'
import type { AccountingCode, ConnectionCode, ExportCode, FileCode, ItemCode, PeopleCode, ProgramCode, WordsFor } from './error-words.ts'
import { businessDateText } from './dates.ts'
import { dateProblemWords, figureProblemWords } from './figure-problems.ts'
import { takenBackText } from './ledger-words.ts'
import { countText, listText, quantityText } from './numbers.ts'

/** Sentences about what the shop keeps: suppliers, products, lots, receipts, builds. */
export const stockWords: WordsFor<Exclude<ErrorCode, ProgramCode | PeopleCode | ConnectionCode | AccountingCode | ItemCode | ExportCode | FileCode>> = {
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
  'bom.not_active': ({ sku }) => ({
    what: `${sku} has no active BOM.`,
    why: 'Only an active BOM can be built.',
    toDo: `Activate a BOM for ${sku}, then build.`,
  }),
  'bom.no_components': () => ({
    what: 'The BOM has no components.',
    toDo: 'Add at least one component.',
  }),
  'bom.kind_not_built': ({ sku }) => ({
    what: `${sku} is bought, not built.`,
    why: 'Only finished goods and sub-assemblies have a BOM.',
    toDo: 'Choose a finished good or a sub-assembly.',
  }),
  'bom.component_twice': ({ sku }) => ({
    what: `${sku} is in the list twice.`,
    toDo: 'Keep one line and give it the whole quantity.',
  }),
  'bom.contains_itself': ({ path }) => ({
    what: 'A product cannot be made from itself.',
    why: `${path.map(({ sku }) => sku).join(' → ')}.`,
    toDo: 'Remove the component that leads back.',
  }),
  'bom.too_deep': ({ path, levels, levelsMax }) => ({
    what: `The BOM would be ${levels} levels deep; ${levelsMax} are allowed.`,
    why: `${path.map(({ sku }) => sku).join(' → ')}.`,
    toDo: 'Take a sub-assembly out of the chain.',
  }),
  'bom.no_draft': ({ sku }) => ({
    what: `${sku} has no draft.`,
    why: 'It was activated or discarded meanwhile.',
    toDo: 'Look at the active version.',
  }),
  'bom.version_not_found': () => ({
    what: 'This version of the BOM is not in the ledger.',
    toDo: 'Choose a version from the list.',
  }),
  'bom.already_active': ({ sku, version }) => ({
    what: `Version ${version} of ${sku} is active already.`,
    toDo: 'Nothing is left to activate.',
  }),
  'bom.not_retired': ({ sku, version }) => ({
    what: `Version ${version} of ${sku} cannot be taken back into use.`,
    why: 'Another version was made or is in use since.',
    toDo: 'Activate it as a new version instead.',
  }),
  'bom.target_not_above_build_point': ({ buildPoint }) => ({
    what: `The target level is not above the build point of ${quantityText(buildPoint)}.`,
    why: 'A build brings stock from the build point up to the target.',
    toDo: 'Write a larger target level.',
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

  'sale.not_found': () => ({
    what: 'This sale is not in the ledger.',
    toDo: 'Choose a sale from the list.',
  }),
  'sale.voided': ({ reference }) => ({
    what: `${reference} is voided.`,
    toDo: 'Record a new sale instead.',
  }),
  'sale.receiving_off': () => ({
    what: 'Sales need receiving.',
    why: 'Their cost comes from lots.',
    toDo: 'Switch receiving on first.',
  }),
  'sale.not_finished_good': ({ sku }) => ({
    what: `${sku} is not a finished good.`,
    why: 'Only finished goods are tracked in sales.',
    toDo: 'Choose a finished good.',
  }),
  'sales.tracking_off': () => ({
    what: 'Sales tracking is off.',
    why: 'Without it nothing is sold out of the lots here.',
    toDo: 'Switch it on under Settings, Features; it needs receiving.',
  }),
  'sales.no_channel': () => ({
    what: 'No sales are pulled from QuickBooks.',
    why: 'The channel is not connected, or was deactivated.',
    toDo: 'Connect or resume it under Settings, Integrations, Sales.',
  }),
  'sales.starts_later': ({ startsOn }) => ({
    what: `Sales are already in the books from ${businessDateText(startsOn)} on.`,
    why: 'What was sold since stays sold.',
    toDo: 'Choose that day or an earlier one.',
  }),
  'sale.from_quickbooks': ({ reference }) => ({
    what: `${reference} comes from QuickBooks.`,
    why: 'What it says is changed there, and the next sync brings it here.',
    toDo: 'Change, void or delete it in QuickBooks, and sync.',
  }),
  'sale.document_not_found': () => ({
    what: 'This document was not pulled from QuickBooks.',
    toDo: 'Choose one from the list of sales.',
  }),
  'sale.document_waits': ({ problems }) => ({
    what: 'This document cannot be taken over yet.',
    why: problems.length === 1 ? 'Something about it is to be settled first.' : `${problems.length} things about it are to be settled first.`,
    toDo: 'Open it in Sales, which says what is missing.',
  }),
  'sale.document_is_applied': ({ state }) => ({
    what: state === 'ignored' ? 'This document is dated before the first day of sales.' : 'Its sale is as the document says already.',
    toDo: 'There is nothing to do.',
  }),
  'sale.document_is_no_return': () => ({
    what: 'This document gives nothing back.',
    why: 'Only credit memos and refunds are treated one way or another.',
    toDo: 'Choose a credit memo or a refund.',
  }),
  'sale.line_says_quantity': () => ({
    what: 'The quantity of this line cannot be given here.',
    why: 'QuickBooks says it by now, or the line is gone from the document.',
    toDo: 'Look at the document again; its lines are as QuickBooks has them.',
  }),

  'build.not_in_review': ({ reference }) => ({
    what: `${reference} is not waiting for review.`,
    toDo: 'Choose a build that is in review.',
  }),
  'build.not_approved': ({ reference }) => ({
    what: `${reference} is not approved.`,
    toDo: 'Nothing is left to undo.',
  }),
  'build.not_rejected': ({ reference }) => ({
    what: `${reference} is not rejected.`,
    toDo: 'Nothing is left to undo.',
  }),
  'build.is_rejected': ({ reference }) => ({
    what: `${reference} was rejected.`,
    toDo: 'Undo the rejection first.',
  }),
  'build.recovers_too_much': ({ sku, recovered, drawn }) => ({
    what: `More ${sku} would be recovered than the build drew.`,
    why: `It drew ${quantityText(drawn)}; ${quantityText(recovered)} were written.`,
    toDo: 'Write what was really recovered.',
  }),
  'build.recovered_is_gone': ({ reference, lots }) => ({
    what: `What ${reference} gave back has been used since.`,
    why: `Too little left: ${listText(lots.map(({ number, sku }) => `${sku} in ${number}`))}.`,
    toDo: 'Undo what used it first.',
  }),

  'build.not_found': () => ({
    what: 'This build is not in the ledger.',
    toDo: 'Choose a build from the list.',
  }),
  'build.short': ({ sku, quantity, buildableMax, components }) => ({
    what: `There is not enough in stock to build ${quantityText(quantity)} ${sku}.`,
    why: `Short: ${listText(components.map((c) => `${c.sku} (need ${quantityText(c.needed)} ${c.unit}, on hand ${quantityText(c.onHand)}${heldText(c)})`))}.`,
    toDo: `${buildableMax > 0 ? `Build ${countText(buildableMax)} now, or receive` : 'Receive or build'} what is short first${components.some(({ held }) => held > 0) ? ', or use what other planned builds hold' : ''}.`,
  }),
  'build.line_twice': ({ sku }) => ({
    what: `${sku} is in the list twice.`,
    toDo: 'Keep one line and give it the whole quantity.',
  }),
  'build.made_of_itself': ({ sku }) => ({
    what: `${sku} cannot be used to build itself.`,
    toDo: 'Choose another component.',
  }),
  'build.needs_assignee': () => ({
    what: 'Nobody is named for this build.',
    why: 'Build assignments are switched on.',
    toDo: 'Choose who builds it.',
  }),
  'build.rest_not_decided': ({ quantity, planned }) => ({
    what: `${quantityText(quantity)} of ${quantityText(planned)} planned are built now.`,
    toDo: 'Say whether the rest stays planned or is closed.',
  }),
  'build.pick_needs_reason': ({ sku }) => ({
    what: `Older lots of ${sku} come first.`,
    toDo: 'Say why these lots are used.',
  }),
  'build.pick_not_of_product': ({ sku }) => ({
    what: `This lot does not hold ${sku}.`,
    toDo: `Choose a lot of ${sku}.`,
  }),
  'build.pick_not_in_lot': ({ number, sku, picked, remaining }) => ({
    what: `There is not that much of ${sku} in ${number}.`,
    why: `${quantityText(picked)} would be taken, ${quantityText(remaining)} are in it.`,
    toDo: 'Take less of this lot, and the rest from another.',
  }),
  'build.pick_sum_differs': ({ sku, quantity, picked }) => ({
    what: `The lots chosen come to ${quantityText(picked)} of ${sku}, not to ${quantityText(quantity)}.`,
    toDo: picked < quantity ? 'Choose another lot for the rest.' : 'Take less from a lot.',
  }),
  'planned_build.not_found': () => ({
    what: 'This planned build is not in the ledger.',
    toDo: 'Choose one from the queue.',
  }),
  'planned_build.not_planned': ({ plannedBuildId, status }) => ({
    what: `Planned ${plannedBuildId} is ${plannedBuildStates[status]}.`,
    why: 'Only what is still planned can be changed or built.',
    toDo: status === 'done' ? 'Plan another build.' : 'Put it back into the queue first.',
  }),
  'planned_build.not_put_away': ({ plannedBuildId, status }) => ({
    what: status === 'planned' ? `Planned ${plannedBuildId} is in the queue.` : `Planned ${plannedBuildId} was built.`,
    toDo: 'Nothing is left to put back.',
  }),
  'planned_build.other_product': ({ plannedBuildId, sku }) => ({
    what: `Planned ${plannedBuildId} is for ${sku}.`,
    toDo: `Build ${sku}, or build without the plan.`,
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

const plannedBuildStates = { done: 'done', closed: 'closed', deleted: 'deleted' } as const

/** What is there and spoken for. */
function heldText({ held, heldBy }: ErrorData<'build.short'>['components'][number]): string {
  return held > 0 ? `, ${quantityText(held)} held by ${listText(heldBy.map(({ plannedBuildId }) => `Planned ${plannedBuildId}`))}` : ''
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

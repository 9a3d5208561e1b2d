import { buildBrackets, buildEnclosures, changeEnclosureBom, makeBracketBom, makeEnclosureBom } from './making.ts'
import { checkBooks, recallSteel, refuseVoid, traceBack, traceOn } from './recalling.ts'
import { confirmCost, countSteel, sellAndTakeBack } from './selling.ts'
import { seeStock, type ShopStep } from './shop.ts'
import { addProducts, addSuppliers, receiveBolts, receiveGuessedSteel, receivePowder, receiveSteel } from './stocking.ts'

/*
 * A metal shop, from its first product to the recall of a lot of steel, by keyboard alone. Sheet steel is bought by the
 * sheet (1 SHEET = 96 IN) and used by the inch:
 *
 *   BRACKET   6 IN of steel, 2 bolts, 0.05 h of labor at 24.00
 *   ENCL-100  2 brackets, 24 IN of steel, 6 bolts (8 in version 1), 0.5 lb of powder, a nameplate if there is one,
 *             0.25 h of labor at 36.00, 2.50 of overhead
 */

const stocking: readonly ShopStep[] = [
  { what: 'Three suppliers', run: addSuppliers },
  { what: 'Six products', run: addProducts },
  { what: 'A sheet of steel is received by the sheet', run: receiveSteel },
  { what: 'Two sheets more, at a cost to be confirmed', run: receiveGuessedSteel },
  { what: 'Bolts are scanned, nameplates typed', run: receiveBolts },
  { what: 'Powder with the supplier’s lot and its expiry', run: receivePowder },
  {
    what: 'Stock after receiving',
    run: (shop) =>
      seeStock(shop, [
        ['SHEET-16GA', '288', 'IN', '144.00'],
        ['HEX-14-20', '200', 'ea', '14.00'],
        ['PLATE-ID', '3', 'ea', '3.75'],
        ['POWDER-BLK', '10', 'lb', '64.00'],
      ]),
  },
]

const making: readonly ShopStep[] = [
  { what: 'BOM of the bracket', run: makeBracketBom },
  { what: 'BOM of the enclosure', run: makeEnclosureBom },
  { what: 'Version 2 takes fewer bolts', run: changeEnclosureBom },
  { what: 'Twenty brackets', run: buildBrackets },
  { what: 'Four enclosures', run: buildEnclosures },
  {
    what: 'Stock after building',
    run: (shop) =>
      seeStock(shop, [
        // 288 IN less 20 × 6 and 4 × 24, all that is left of it in the second lot
        ['SHEET-16GA', '72', 'IN', '36.00'],
        ['HEX-14-20', '136', 'ea', '9.52'],
        ['PLATE-ID', '0', 'ea', '0.00'],
        ['POWDER-BLK', '8', 'lb', '51.20'],
        ['BRACKET', '12', 'ea', '52.08'],
        ['ENCL-100', '4', 'ea', '146.95'],
      ]),
  },
]

const selling: readonly ShopStep[] = [
  { what: 'Sold to two customers, and one comes back', run: sellAndTakeBack },
  { what: 'The invoice for the steel comes: its cost is confirmed', run: confirmCost },
  {
    what: 'Stock after the cost is confirmed',
    run: (shop) =>
      seeStock(shop, [
        ['SHEET-16GA', '72', 'IN', '39.60'],
        ['BRACKET', '12', 'ea', '52.80'],
        ['ENCL-100', '2', 'ea', '76.115'],
      ]),
  },
  { what: 'The steel is counted', run: countSteel },
]

const recalling: readonly ShopStep[] = [
  { what: 'Where the steel went', run: traceOn },
  { what: 'Where an enclosure came from', run: traceBack },
  { what: 'Recall sheet of the steel', run: recallSteel },
  { what: 'The receipt is not voided any more', run: refuseVoid },
  { what: 'Check my books', run: checkBooks },
]

/** The day, in the order in which it happens. Others may go on with the same shop after any of its parts. */
export const metalShop = { stocking, making, selling, recalling }

import type { ShopStep } from '../metal-shop/shop.ts'
import { buildTheRest, checkBooks, closeTheLast, closeTheRest, seeBuilds, seeDashboard, seeLots, seeProducts, seeQuality } from './friday.ts'
import { namePeople, planTheWeek, setBuildPoint, switchOn } from './monday.ts'
import { openShop } from './shop.ts'
import { seeThursday, sellOneMore, sellTwo, takeBack } from './thursday.ts'
import { buildFour, buildTwelve } from './tuesday.ts'
import { approveTwelve, buildEnclosures, rejectFour } from './wednesday.ts'

/*
 * A week of the metal shop, by keyboard. It makes brackets of steel and bolts, and enclosures of two brackets each:
 *
 *   BRACKET   6 IN of steel, 2 bolts, 0.05 h of labor at 24.00
 *   ENCL-100  2 brackets, 24 IN of steel, 6 bolts, 0.5 lb of powder, 0.25 h of labor at 36.00, 2.50 of overhead
 *
 * Steel is there at 0.50 (120 IN) and at 0.55 (600 IN). Every figure is worked out by hand, read from the screen, and
 * compared with the sums of entries.
 */
export const shopWeek: readonly ShopStep[] = [
  { what: 'Monday: what is in the shop', run: openShop },
  { what: 'Monday: people', run: namePeople },
  { what: 'Monday: features', run: switchOn },
  { what: 'Monday: what is to be built, in which order', run: planTheWeek },
  { what: 'Monday: a build point that is covered', run: setBuildPoint },
  { what: 'Tuesday: a quick build', run: buildFour },
  { what: 'Tuesday: part of a planned build, with what was really used', run: buildTwelve },
  { what: 'Wednesday: one is approved', run: approveTwelve },
  { what: 'Wednesday: one is rejected, part of it recovered', run: rejectFour },
  { what: 'Wednesday: enclosures from two lots of steel', run: buildEnclosures },
  { what: 'Thursday: a sale reaches the build point', run: sellTwo },
  { what: 'Thursday: what the program planned follows the next sale', run: sellOneMore },
  { what: 'Thursday: a build is taken back into its plan', run: takeBack },
  { what: 'Thursday: stock in the evening', run: seeThursday },
  { what: 'Friday: what is left is built', run: buildTheRest },
  { what: 'Friday: the last of a plan is let go', run: closeTheRest },
  { what: 'Friday: a plan is closed', run: closeTheLast },
  { what: 'Friday: the dashboard', run: seeDashboard },
  { what: 'Friday: the products', run: seeProducts },
  { what: 'Friday: the lots', run: seeLots },
  { what: 'Friday: the builds', run: seeBuilds },
  { what: 'Friday: the reasons page', run: seeQuality },
  { what: 'Friday: the books', run: checkBooks },
]

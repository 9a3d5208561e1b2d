import type { Database } from '../../src/main/database/open.ts'
import { chainHead } from '../../src/main/ledger/hash-chain.ts'
import { valueOf } from '../support/database.ts'
import { shopOn } from '../support/shop.ts'
import { writeHistory } from './history.ts'

/**
 * A company as it is after years: so many products, bought and used up in bulk, and at the end its last weeks of builds,
 * sales, returns and reversals done as the program does them, until there are so many postings.
 */
export function writeCompany(db: Database, size: { readonly products: number; readonly postings: number }): void {
  // Nobody minds if a company made up is lost.
  db.pragma('synchronous = OFF')
  const shop = shopOn(db)
  const recent = Math.floor(size.postings / 500)
  const parts = Array.from({ length: size.products - 2 }, (_, place) => shop.product(`P-${String(place).padStart(5, '0')}`))
  writeHistory(db, parts, shop.supplierId, Math.floor((size.postings - recent) / 2))
  const [sub, good] = [shop.product('SUB', 'sub_assembly'), shop.product('GOOD', 'finished_good')]
  const used = parts.slice(0, 4)
  shop.bom(sub, { components: used.map((productId) => ({ productId, perUnit: 1_500_000 })), costLines: [{ kind: 'labor', amount: 7_000_000 }] })
  shop.bom(good, { components: [{ productId: sub, perUnit: 2_000_000 }] })
  for (let round = 0; chainHead(db).postingCount < size.postings; round += 1) {
    if (round % 10 === 0) valueOf(shop.confirm(shop.draft(used.map((productId) => ({ productId, quantity: 30_000_000, unitCost: 1_370_000 })))))
    valueOf(shop.build(sub, 2_000_000))
    const { buildId } = valueOf(shop.build(good, 1_000_000))
    if (round % 7 === 0) valueOf(shop.reverse({ kind: 'build', id: buildId }))
    valueOf(shop.sell({ lines: [{ productId: good, quantity: 1_000_000, revenue: 90_000_000 }], customer: `Customer ${round % 50}` }))
    if (round % 9 === 0) valueOf(shop.takeBack({ lines: [{ productId: good, quantity: 500_000 }], customer: `Customer ${round % 50}` }))
  }
  db.pragma('wal_checkpoint(TRUNCATE)')
}

import { bookTables } from './bookkeeping.ts'
import { account } from './entities/account.ts'
import { bill, purchase } from './entities/bills.ts'
import { companyInfo, preferences } from './entities/company.ts'
import { inventoryAdjustment } from './entities/inventory-adjustment.ts'
import { item } from './entities/item.ts'
import { journalEntry } from './entities/journal-entry.ts'
import { customer, vendor } from './entities/names.ts'
import { sales } from './entities/sales.ts'
import type { Content } from './company-parts.ts'
import { pageAt } from './pages/route.ts'
import { seedCompany } from './seed.ts'

/** What the practice company is made of. */
export const content: Content = {
  entities: [account, item, vendor, customer, ...sales, bill, purchase, inventoryAdjustment, journalEntry, companyInfo, preferences],
  tables: [bookTables],
  seed: seedCompany,
  page: pageAt,
}

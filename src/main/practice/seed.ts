import { chartOfAccounts } from './chart.ts'
import type { SeedOptions } from './company-parts.ts'
import type { World } from './entity.ts'
import { seedShop } from './seed-shop.ts'
import { made } from './seeding.ts'

/** Fills a new company: its chart of accounts, and unless it is to stay empty a shop with a year behind it. */
export function seedCompany(world: World, options: SeedOptions): void {
  for (const { name, type, subType, number, inactive } of chartOfAccounts) {
    made(world, 'Account', { Name: name, AccountType: type, AccountSubType: subType, ...(number === undefined ? {} : { AcctNum: number }), Active: inactive !== true })
  }
  if (!options.empty) seedShop(world, options)
}

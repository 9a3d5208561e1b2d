import { refAt, textAt, type JsonObject } from '../json.ts'
import type { Refusal } from '../refusal.ts'
import type { StoredObject } from '../store.ts'
import { beforeStart } from './item.ts'

/** Whether QuickBooks counts the item. */
export function isStocked({ body }: StoredObject): boolean {
  return textAt(body, 'Type') === 'Inventory'
}

/** Refuses a document of that date where the item is counted only from a later day on (6270). */
export function tooEarlyFor({ body }: StoredObject, date: string): Refusal | null {
  const start = textAt(body, 'InvStartDate')
  return start !== undefined && textAt(body, 'Type') === 'Inventory' && date < start ? beforeStart(date, textAt(body, 'Name') ?? '') : null
}

/** The item's stock account and the one its cost goes to when it is sold. */
export function stockAccounts({ body }: { readonly body: JsonObject }): { readonly asset: string; readonly cost: string } {
  return { asset: refAt(body, 'AssetAccountRef') ?? '', cost: refAt(body, 'ExpenseAccountRef') ?? '' }
}

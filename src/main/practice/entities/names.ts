import { err, ok, type Result } from '../../../shared/result.ts'
import type { Entity, World, WriteRequest } from '../entity.ts'
import { at, number, textAt, type JsonObject } from '../json.ts'
import { checkCharacters, duplicateName, nameTaken } from '../lookups.ts'
import { refusals, type Refusal } from '../refusal.ts'

/** Vendors: whom is bought from. */
export const vendor = nameList('Vendor')
/** Customers: who is sold to. */
export const customer = nameList('Customer')

/** Customers and vendors share their names: the same one twice is refused, whichever it is. */
function nameList(type: 'Vendor' | 'Customer'): Entity {
  return {
    name: type,
    kind: 'name_list',
    operations: ['create', 'update', 'query'],
    queryable: { DisplayName: 'text', CompanyName: 'text', GivenName: 'text', FamilyName: 'text', PrintOnCheckName: 'text', Active: 'boolean', Balance: 'number' },
    complete: (draft, request, world) => complete(type, draft, request, world),
  }
}

function complete(type: 'Vendor' | 'Customer', draft: JsonObject, { before }: WriteRequest, world: World): Result<JsonObject, Refusal> {
  const name = textAt(draft, 'DisplayName') ?? textAt(draft, 'CompanyName')
  if (name === undefined || name.trim() === '') return err(refusals.missing('DisplayName'))
  const bad = checkCharacters(world, draft)
  if (bad !== null) return err(bad)
  if (nameTaken(world, ['Vendor', 'Customer'], 'DisplayName', name, before?.id ?? null)) return err(duplicateName())
  return ok({
    ...draft,
    DisplayName: name,
    ...(type === 'Customer' ? { FullyQualifiedName: name, Job: false } : {}),
    PrintOnCheckName: textAt(draft, 'PrintOnCheckName') ?? name,
    Active: at(draft, 'Active') !== false,
    Balance: at(before?.body, 'Balance') ?? number(0),
    CurrencyRef: at(draft, 'CurrencyRef') ?? { value: world.company().currency, name: world.company().currency },
  })
}

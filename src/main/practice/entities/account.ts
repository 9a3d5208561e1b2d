import { err, ok, type Result } from '../../../shared/result.ts'
import { accountTypes, isAccountType } from '../books.ts'
import type { Entity, World, WriteRequest } from '../entity.ts'
import { at, number, refAt, textAt, type JsonObject } from '../json.ts'
import { duplicateName, nameTaken } from '../lookups.ts'
import { invalid, refusals, type Refusal } from '../refusal.ts'
import { inactiveName } from './inactive-name.ts'

/** Accounts: a name list. The balance is the books', never the caller's. */
export const account: Entity = {
  name: 'Account',
  kind: 'name_list',
  operations: ['create', 'update', 'query'],
  queryable: {
    Name: 'text',
    FullyQualifiedName: 'text',
    AcctNum: 'text',
    AccountType: 'text',
    AccountSubType: 'text',
    Classification: 'text',
    Active: 'boolean',
    SubAccount: 'boolean',
    CurrentBalance: 'number',
  },
  complete,
}

function complete(draft: JsonObject, { before }: WriteRequest, world: World): Result<JsonObject, Refusal> {
  const given = textAt(draft, 'Name')
  if (given === undefined || given.trim() === '') return err(refusals.missing('Name'))
  const type = textAt(draft, 'AccountType') ?? textAt(before?.body, 'AccountType')
  if (type === undefined) return err(refusals.missing('AccountType'))
  if (!isAccountType(type)) return err(invalid('6430', 'Invalid account type', `Invalid account type: ${type}`, 'AccountType'))
  const active = at(draft, 'Active') !== false
  const name = inactiveName(world, 'Account', given, active, before)
  if (nameTaken(world, ['Account'], 'Name', name, before?.id ?? null)) return err(duplicateName())
  const parentId = refAt(draft, 'ParentRef')
  const parent = parentId === undefined ? null : world.store.find('Account', parentId)
  const { classification } = accountTypes[type]
  return ok({
    ...draft,
    Name: name,
    FullyQualifiedName: parent === null ? name : `${textAt(parent.body, 'FullyQualifiedName') ?? ''}:${name}`,
    SubAccount: parent !== null,
    Active: active,
    Classification: classification,
    AccountType: type,
    AccountSubType: textAt(draft, 'AccountSubType') ?? type.replaceAll(' ', ''),
    CurrentBalance: at(before?.body, 'CurrentBalance') ?? number(0),
    CurrentBalanceWithSubAccounts: at(before?.body, 'CurrentBalance') ?? number(0),
    CurrencyRef: at(draft, 'CurrencyRef') ?? { value: world.company().currency, name: world.company().currency },
  })
}

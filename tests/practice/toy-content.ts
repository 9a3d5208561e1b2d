import { ok } from '../../src/shared/result.ts'
import type { Content } from '../../src/main/practice/company-parts.ts'
import type { Entity } from '../../src/main/practice/entity.ts'
import { number } from '../../src/main/practice/json.ts'

/** A list of names and a kind of document, with no rules of their own: what is tested is the server. */
const vendor: Entity = {
  name: 'Vendor',
  kind: 'name_list',
  operations: ['create', 'update', 'query'],
  queryable: { DisplayName: 'text', Balance: 'number' },
  complete: (draft) => ok({ Active: true, ...draft }),
}

const journal: Entity = {
  name: 'JournalEntry',
  kind: 'transaction',
  operations: ['create', 'update', 'delete', 'void', 'query'],
  queryable: { DocNumber: 'text', TxnDate: 'date' },
  complete: (draft) => ok(draft),
  voided: ({ body }) => ok({ ...body, TotalAmt: number(0), PrivateNote: 'Voided' }),
}

const adjustment: Entity = {
  name: 'InventoryAdjustment',
  kind: 'transaction',
  operations: ['create', 'update', 'delete', 'query'],
  queryable: {},
  minorVersionMin: 70,
  metaDataIsDate: true,
  complete: (draft) => ok(draft),
}

export const toyContent: Content = { entities: [vendor, journal, adjustment], tables: [], seed: () => undefined, page: () => null }

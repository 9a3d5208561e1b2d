import { describe, expect, test } from 'vitest'
import { operatorHere } from '../../src/main/boot/operator.ts'
import { execute } from '../../src/main/commands/execute.ts'
import type { Database } from '../../src/main/database/open.ts'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import type { KeptOperator } from '../../src/main/settings/pc-store.ts'
import { commands } from '../../src/shared/contract/registry.ts'
import { permission } from '../../src/shared/permissions.ts'
import { testLedger } from '../support/database.ts'
import { openDoor, plain, today } from '../support/door.ts'
import { testEnvironment, testId } from '../support/ports.ts'
import { areas } from './areas.ts'
import { commandSamples } from './samples/commands.ts'

/** People, what each may do, and the company's switches through the door the window uses. */
const { db, done, ask, run, refused, actAs, unmet } = openDoor()

const bolt = async () => (await done('product.create', { ...plain, sku: 'BOLT', name: 'Bolt', kind: 'component' })).productId

describe('switches', () => {
  test('a company starts with every feature off and every alert on, and each is switched on its own', async () => {
    const atFirst = await ask('company.settings', {})
    expect(atFirst).toMatchObject({ assignments: false, reservation: false, sales: false, autoBuilds: false })
    expect(atFirst).toMatchObject({ alertLowStock: true, alertBuildPoints: true, alertOverdue: true })
    expect(await done('company.set_feature', { feature: 'reservation', on: true })).toEqual({ ...atFirst, reservation: true })
    await done('company.set_feature', { feature: 'alertOverdue', on: false })
    expect(await ask('company.settings', {})).toEqual({ ...atFirst, reservation: true, alertOverdue: false })
  })

  test('sales are switched on only with receiving, and receiving stays on while they are', async () => {
    await done('company.set_feature', { feature: 'sales', on: true })
    expect(await refused('company.set_receiving', { receiving: false })).toEqual({ code: 'feature.needed_by', data: { feature: 'receiving', by: 'sales' } })
    await done('company.set_feature', { feature: 'sales', on: false })
    await done('company.set_receiving', { receiving: false })
    expect(await refused('company.set_feature', { feature: 'sales', on: true })).toEqual({ code: 'feature.needs', data: { feature: 'sales', needs: 'receiving' } })
    expect(await done('company.set_feature', { feature: 'sales', on: false })).toMatchObject({ sales: false })
  })
})

/** The owner Ann, who is at the PC, the builder Bob and the admin Cleo. */
async function crew() {
  const { personId: ann } = await done('person.create', { name: 'Ann', role: 'builder' })
  const { personId: bob } = await done('person.create', { name: 'Bob', role: 'builder' })
  const { personId: cleo } = await done('person.create', { name: 'Cleo', role: 'admin' })
  return { ann, bob, cleo }
}

const roles = async () => Object.fromEntries((await ask('person.list', {})).people.map(({ name, role, active }) => [name, active ? role : 'left']))

describe('people', () => {
  test('the first person is the owner and at the PC, whatever role was asked for; what anybody does bears their name', async () => {
    const { bob } = await crew()
    expect(await roles()).toEqual({ Ann: 'owner', Bob: 'builder', Cleo: 'admin' })
    const productId = await bolt()
    actAs(bob)
    await done('stock.find', { productId, quantity: '5', unitCost: '1', reason: 'count', businessDate: today, notes: '' })
    expect(await ask('posting.get', { postingId: 1 })).toMatchObject({ by: 'Bob' })
    expect((await ask('product.history', { productId, beforePostingId: null, limit: 5 })).rows).toMatchObject([{ by: 'Bob' }])
    expect(db().prepare('SELECT person_id FROM command_log ORDER BY seq').pluck().all()).toEqual([null, 1, 1, 1, bob])
    expect(verifyBooks(db()).checks.filter(({ difference }) => difference !== null)).toEqual([])
  })

  test('documents say who made them and who took them back', async () => {
    const { bob, cleo } = await crew()
    const productId = await bolt()
    await done('supplier.create', { name: 'Acme', code: 'ACM', contact: '', email: '', phone: '', notes: '' })
    actAs(bob)
    const { adjustmentId } = await done('stock.find', { productId, quantity: '5', unitCost: '1', reason: 'count', businessDate: today, notes: '' })
    const line = { productId, quantity: '10', cost: { per: 'unit', amount: '10' }, lotNumber: null, supplierLot: null, expiresOn: null } as const
    const { receiptId } = await done('receipt.save_draft', { receiptId: null, supplierId: 1, receivedOn: today, lines: [line] })
    expect(await ask('receipt.get', { receiptId })).toMatchObject({ confirmed: null, voided: null })
    await done('receipt.confirm', { receiptId })
    actAs(cleo)
    await done('receipt.correct_cost', { receiptId, lineNo: 1, cost: { per: 'unit', amount: '11' } })
    await done('receipt.void', { receiptId })
    await done('adjustment.reverse', { adjustmentId })
    expect(await ask('receipt.get', { receiptId })).toMatchObject({ confirmed: { by: 'Bob' }, voided: { by: 'Cleo' }, corrections: [{ by: 'Cleo' }] })
    expect(await ask('adjustment.get', { adjustmentId })).toMatchObject({ recorded: { by: 'Bob' }, takenBack: { by: 'Cleo' } })
  })

  test('who is at the PC is somebody of these books: in others, with the same numbers, it is asked again', async () => {
    const { bob } = await crew()
    let kept: KeptOperator | null = null
    let open: { readonly db: Database } | null = { db: db() }
    const keeper = operatorHere({ operator: () => kept, keepOperator: (operator) => void (kept = operator) }, () => open)
    keeper.keep(bob)
    expect(keeper.personId()).toBe(bob)
    const other = testLedger()
    try {
      for (const [place, name] of ['Zoe', 'Max', 'Uma'].entries()) {
        execute({ db: other.db, environment: testEnvironment(), onCommitted: () => {}, personId: place === 0 ? null : 1 }, 'person.create', testId(7000 + place), { name, role: 'admin' })
      }
      open = { db: other.db }
      expect(keeper.personId()).toBeNull()
      open = null
      expect(keeper.personId()).toBeNull()
      // Nobody chosen there is forgotten here before somebody is chosen.
      open = { db: db() }
      expect(keeper.personId()).toBe(bob)
      keeper.keep(99)
      expect(keeper.personId()).toBeNull()
    } finally {
      other.close()
    }
  })

  test('a name belongs to one person who works here, whatever its case; who leaves stays in the record and can come back', async () => {
    const { bob, cleo } = await crew()
    const taken = { code: 'person.name_in_use', data: { field: 'name', name: 'Bob' } }
    expect(await refused('person.create', { name: 'BOB', role: 'admin' })).toEqual(taken)
    expect(await refused('person.update', { personId: cleo, name: ' bob ', role: null })).toEqual(taken)
    expect(await done('person.update', { personId: bob, name: 'bob', role: 'accountant' })).toEqual({ personId: bob, name: 'bob', role: 'accountant' })
    await done('person.deactivate', { personId: bob })
    expect(await roles()).toEqual({ Ann: 'owner', bob: 'left', Cleo: 'admin' })
    const left = { code: 'person.has_left', data: { name: 'bob' } }
    expect(await refused('person.deactivate', { personId: bob })).toEqual(left)
    expect(await refused('person.update', { personId: bob, name: 'Robert', role: null })).toEqual(left)
    expect(await refused('person.hand_over', { personId: bob })).toEqual(left)
    const { personId: other } = await done('person.create', { name: 'Bob', role: 'builder' })
    expect(await refused('person.reactivate', { personId: bob })).toEqual(taken)
    await done('person.update', { personId: other, name: 'Bob the other', role: null })
    await done('person.reactivate', { personId: bob })
    expect(await refused('person.reactivate', { personId: bob })).toEqual({ code: 'person.works_here', data: { name: 'bob' } })
  })

  test('there is one owner always: neither demoted nor sent away, only handed over, and only by the owner', async () => {
    const { ann, bob, cleo } = await crew()
    const owner = { code: 'person.is_owner', data: { name: 'Ann' } }
    expect(await refused('person.update', { personId: ann, name: 'Ann', role: 'admin' })).toEqual(owner)
    expect(await refused('person.deactivate', { personId: ann })).toEqual(owner)
    expect(await refused('person.hand_over', { personId: ann })).toEqual(owner)
    await done('person.update', { personId: ann, name: 'Anna', role: null })
    actAs(cleo)
    expect(await refused('person.hand_over', { personId: cleo })).toEqual({ code: 'person.only_owner', data: { name: 'Anna' } })
    actAs(ann)
    expect(await done('person.hand_over', { personId: bob })).toEqual({ personId: bob, name: 'Bob', role: 'owner' })
    expect(await roles()).toEqual({ Anna: 'admin', Bob: 'owner', Cleo: 'admin' })
  })

  test('nobody of that id is refused by every command about a person', async () => {
    await crew()
    const nobody = { code: 'person.not_found', data: { field: 'personId', personId: 99 } }
    expect(await refused('person.update', { personId: 99, name: 'Zoe', role: null })).toEqual(nobody)
    for (const name of ['person.deactivate', 'person.reactivate', 'person.hand_over'] as const) expect(await refused(name, { personId: 99 })).toEqual(nobody)
  })
})

describe('permissions', () => {
  test('once people are named somebody has to be at the PC, and somebody who still works here', async () => {
    const { ann, bob } = await crew()
    actAs(null)
    expect(await refused('company.set_review', { review: true })).toEqual({ code: 'operator.needed', data: {} })
    actAs(ann)
    await done('person.deactivate', { personId: bob })
    actAs(bob)
    expect(await refused('company.set_review', { review: true })).toEqual({ code: 'operator.needed', data: {} })
  })

  test('what a role may do is chosen, holds from then on, and never touches the owner', async () => {
    const { ann, bob } = await crew()
    const make = async (sku: string) => run('product.create', { ...plain, sku, name: sku, kind: 'component' })
    actAs(bob)
    expect(await make('A')).toEqual({ ok: false, error: { code: 'permission.denied', data: { permission: 'catalogue', role: 'builder' } } })
    actAs(ann)
    expect((await done('company.set_permission', { role: 'builder', permission: 'catalogue', allowed: true })).builder.catalogue).toBe(true)
    actAs(bob)
    expect(await make('A')).toMatchObject({ ok: true })
    expect((await ask('company.permissions', {})).builder).toMatchObject({ catalogue: true, building: true, settings: false })
    actAs(ann)
    await done('company.set_permission', { role: 'builder', permission: 'catalogue', allowed: false })
    expect(await make('B')).toMatchObject({ ok: true })
  })

  test('only admins can be allowed to name people; they may lose it and the owner gives it back', async () => {
    const { ann, cleo } = await crew()
    const allow = { role: 'builder', permission: 'people', allowed: true } as const
    expect(await refused('company.set_permission', allow)).toEqual({ code: 'permission.fixed', data: { permission: 'people', role: 'builder' } })
    actAs(cleo)
    await done('company.set_permission', { ...allow, role: 'admin', allowed: false })
    expect(await run('company.set_permission', { ...allow, role: 'admin' })).toMatchObject({ error: { code: 'permission.denied' } })
    actAs(ann)
    await done('company.set_permission', { ...allow, role: 'admin' })
  })

  test('the same command again is answered as it was, whoever is at the PC by then', () => {
    const desk = { db: db(), environment: testEnvironment(), onCommitted: () => {} }
    execute(desk, 'person.create', testId(501), { name: 'Ann', role: 'admin' })
    execute({ ...desk, personId: 1 }, 'person.create', testId(502), { name: 'Bob', role: 'builder' })
    const named = { name: 'Zoe', role: 'builder' } as const
    const first = execute({ ...desk, personId: 1 }, 'person.create', testId(503), named)
    expect(execute({ ...desk, personId: 2 }, 'person.create', testId(503), named)).toEqual(first)
    expect(execute({ ...desk, personId: 2 }, 'person.create', testId(504), { ...named, name: 'Yan' })).toMatchObject({ error: { code: 'permission.denied' } })
  })

  const asksSomebody = Object.values(commands).flatMap(({ name, permission: asked }) => (asked === null ? [] : [{ name, asked }]))

  test.each(asksSomebody)('$name is done with its permission and refused without', ({ name, asked }) => {
    const desk = { db: db(), environment: testEnvironment(today), onCommitted: () => {} }
    db().exec("INSERT INTO person (person_id, name, role) VALUES (1, 'Ann', 'owner'), (2, 'Bob', 'builder'), (3, 'Cleo', 'admin')")
    for (const one of permission.options.filter((one) => one !== 'people')) {
      execute({ ...desk, personId: 1 }, 'company.set_permission', testId(800 + permission.options.indexOf(one)), { role: 'builder', permission: one, allowed: one !== asked })
    }
    const written = () => db().prepare('SELECT (SELECT count(*) FROM command_log), (SELECT count(*) FROM audit)').raw().get()
    const before = written()
    const input = commands[name].input.safeParse(commandSamples[name].valid[0]).data ?? {}
    const as = (personId: number) => execute({ ...desk, personId }, name, testId(900), input as never)
    expect(as(2)).toEqual({ ok: false, error: { code: 'permission.denied', data: { permission: asked, role: 'builder' } } })
    expect(written()).toEqual(before)
    if (commandSamples[name].valid.length === 0) return
    // It may lack what it speaks of in this empty shop, but not the permission.
    expect(as(3)).not.toMatchObject({ error: { code: 'permission.denied' } })
    if (asked === 'people') return
    execute({ ...desk, personId: 1 }, 'company.set_permission', testId(850), { role: 'builder', permission: asked, allowed: true })
    expect(execute({ ...desk, personId: 2 }, name, testId(901), input as never)).not.toMatchObject({ error: { code: 'permission.denied' } })
  })
})

test('every declared refusal of these commands was met here', () => {
  expect(unmet(areas.people)).toEqual([])
})

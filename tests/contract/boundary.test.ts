import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deskFor } from '../../src/main/boot/desk.ts'
import type { Company } from '../../src/main/boot/company.ts'
import { dispatch, type Desk, type HostHandlers } from '../../src/main/ipc/dispatch.ts'
import { messageLengthMax, type ChangedTopic } from '../../src/shared/bridge.ts'
import { isInternal, type CallKind, type Contract } from '../../src/shared/contract/define.ts'
import { registry } from '../../src/shared/contract/registry.ts'
import { ok } from '../../src/shared/result.ts'
import { testLedger, type TestLedger } from '../support/database.ts'
import { testEnvironment, testId } from '../support/ports.ts'
import { commandSamples } from './samples/commands.ts'
import { hostSamples } from './samples/host.ts'
import { querySamples } from './samples/queries.ts'

let ledger: TestLedger
let desk: Desk
const hostCalls: string[] = []
const told: ChangedTopic[] = []
let ids = 0

beforeAll(() => {
  ledger = testLedger()
  const context = { db: ledger.db, today: () => '2026-01-31' }
  const hosts = new Proxy({}, { get: (_none, name: string) => () => (hostCalls.push(name), ok({})) }) as HostHandlers
  const company = { ledger: () => context, failure: () => null } as unknown as Company
  desk = deskFor({ company, hosts, environment: testEnvironment(), ledgerFile: ledger.file, onChanged: (topics) => told.push(...topics) })
})

afterAll(() => ledger.close())

const rows = (table: string) => ledger.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number
const written = () => ['supplier', 'command_log', 'audit'].map(rows)

function message(kind: CallKind, name: string, input: unknown, commandId = testId(9000)): string {
  return JSON.stringify(kind === 'command' ? { kind, name, commandId, input } : { kind, name, input })
}

const internal = (name: string) => Object.values<Contract>(registry.command).some((contract) => contract.name === name && isInternal(contract))

const samples = { command: commandSamples, query: querySamples, host: hostSamples }
interface Tried {
  readonly kind: CallKind
  readonly name: string
  readonly valid: readonly unknown[]
  readonly invalid: readonly (readonly [unknown, string])[]
}

const all: Tried[] = (['command', 'query', 'host'] as const).flatMap((kind) =>
  Object.entries<Pick<Tried, 'valid' | 'invalid'>>(samples[kind]).map(([name, sample]) => ({ kind, name, ...sample })),
)

test('every call of the contract is tried here', () => {
  expect(all.map((call) => call.name).toSorted()).toEqual(Object.values(registry).flatMap((calls) => Object.keys(calls)).toSorted())
})

// In the order of the samples: a later call finds what an earlier one made.
describe.each(all)('$name', ({ kind, name, valid, invalid }) => {
  test('answers what is right', async () => {
    for (const input of valid) {
      told.length = 0
      const commandId = testId((ids += 1))
      // What the program does by itself does not come through the door.
      const reply = internal(name) ? desk.command(name as never, commandId, input as never) : await dispatch(desk, message(kind, name, input, commandId))
      expect(reply).toMatchObject({ ok: true })
      if (kind !== 'command') continue
      // Whoever changes something says so: in the record that is kept, and to the screens that show it.
      expect(ledger.db.prepare('SELECT count(*) FROM audit WHERE command_id = ?').pluck().get(commandId)).toBeGreaterThan(0)
      expect(told.length).toBeGreaterThan(0)
    }
  })

  if (internal(name)) {
    test.each(valid)('is not taken from the window', async (input) => {
      const before = written()
      expect(await dispatch(desk, message(kind, name, input))).toEqual({ ok: false, error: { code: 'call.internal', data: { name } } })
      expect(written()).toEqual(before)
    })
    test.each(invalid)('asks for what it needs: %o', (input) => {
      expect(registry.command[name as keyof typeof registry.command].input.safeParse(input).success).toBe(false)
    })
    return
  }

  test.each(invalid.map(([input, field]) => ({ input, field })))('refuses $input at "$field", and nothing is written', async ({ input, field }) => {
    const before = written()
    const reply = await dispatch(desk, message(kind, name, input))
    expect(reply).toMatchObject({ ok: false, error: { code: 'input.invalid' } })
    expect(reply.ok ? [] : (reply.error.data as { issues: { field: string }[] }).issues.map((issue) => issue.field)).toContain(field)
    expect(written()).toEqual(before)
  })

  test('refuses an oversized message before reading it', async () => {
    const before = written()
    const reply = await dispatch(desk, message(kind, name, { padding: 'x'.repeat(messageLengthMax) }))
    expect(reply).toMatchObject({ ok: false, error: { code: 'input.too_large', data: { lengthMax: messageLengthMax } } })
    expect(written()).toEqual(before)
  })
})

test.each([
  ['not text', 7],
  ['not JSON', '{'],
  ['no kind', '{"name":"supplier.list","input":{}}'],
  ['another kind', message('query', 'supplier.list', {}).replace('query', 'delete')],
  ['a command without an id', '{"kind":"command","name":"supplier.create","input":{}}'],
  ['a command whose id is no UUID', message('command', 'supplier.create', {}, 'one')],
])('a malformed message is refused: %s', async (_what, text) => {
  expect(await dispatch(desk, text)).toMatchObject({ ok: false, error: { code: 'input.invalid' } })
})

test.each([
  ['command', 'supplier.explode'],
  ['query', 'supplier.create'],
  ['command', 'supplier.list'],
  ['host', '__proto__'],
  ['query', 'constructor'],
] as const)('an unknown %s is refused by name: %s', async (kind, name) => {
  expect(await dispatch(desk, message(kind, name, {}))).toEqual({ ok: false, error: { code: 'call.unknown', data: { name } } })
})

test('what a host call does is not reached by what was refused', async () => {
  hostCalls.length = 0
  await dispatch(desk, message('host', 'app.open_folder', { folder: '../..' }))
  expect(hostCalls).toEqual([])
})

test('while a stage of the start has failed, the ledger answers with that stage', async () => {
  const environment = testEnvironment()
  const closed = { ledger: () => null, failure: () => ({ stage: 'open', error: { code: 'ledger.busy', data: { file: 'x' } } }) } as unknown as Company
  const shut = deskFor({ company: closed, hosts: {} as HostHandlers, environment, ledgerFile: 'x', onChanged: () => {} })
  for (const text of [message('query', 'supplier.list', { search: '', limit: 1, offset: 0 }), message('command', 'supplier.create', commandSamples['supplier.create'].valid[0])]) {
    expect(await dispatch(shut, text)).toEqual({ ok: false, error: { code: 'app.not_ready', data: { stage: 'open' } } })
  }
})

test('a failure of the file is told by its kind, a fault of ours by a reference that is in the log', async () => {
  const environment = testEnvironment()
  const throwing = (thrown: unknown) =>
    deskFor({
      company: { ledger: () => { throw thrown }, failure: () => null } as unknown as Company,
      hosts: {} as HostHandlers,
      environment,
      ledgerFile: 'the ledger',
      onChanged: () => {},
    })
  const ask = (thrown: unknown) => dispatch(throwing(thrown), message('query', 'supplier.list', { search: '', limit: 1, offset: 0 }))
  expect(await ask(Object.assign(new Error('full'), { code: 'SQLITE_FULL' }))).toMatchObject({ error: { code: 'ledger.disk_full' } })
  expect(await ask(Object.assign(new Error('bad page'), { code: 'SQLITE_CORRUPT' }))).toMatchObject({ error: { code: 'ledger.corrupt' } })
  expect(await ask(new Error('ours'))).toMatchObject({ error: { code: 'app.internal', data: { reference: expect.any(String) } } })
  expect(environment.logged).toContain('call failed')
})

test('an answer that breaks its contract is a fault of ours here, and handed out by the program that is installed', async () => {
  const { db, file, close } = testLedger()
  db.exec(`INSERT INTO setting (name, value_json) VALUES ('company', '{"receiving":"perhaps"}')`)
  const answered = (trustsAnswers: boolean) => {
    const company = { ledger: () => ({ db, today: () => '2026-01-31', trustsAnswers }), failure: () => null } as unknown as Company
    const asked = deskFor({ company, hosts: {} as HostHandlers, environment: testEnvironment(), ledgerFile: file, onChanged: () => {} })
    return dispatch(asked, message('query', 'company.settings', {}))
  }
  expect(await answered(false)).toMatchObject({ error: { code: 'app.internal' } })
  expect(await answered(true)).toMatchObject({ ok: true, value: { receiving: 'perhaps' } })
  close()
})

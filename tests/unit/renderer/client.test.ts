import { describe, expect, test } from 'vitest'
import { callMessage } from '../../../src/shared/bridge.ts'
import { createClient } from '../../../src/renderer/api/client.ts'

const supplier = { name: 'Acme Metals', code: 'ACM', contact: '', email: '', phone: '', notes: '' }
const commandId = '0b9e2c9e-6f43-4e0b-9b4b-0f5f6a3b7c11'

/** A bridge that answers every call with one text and remembers what was sent. */
function bridgeAnswering(answer: () => Promise<string>) {
  const sent: unknown[] = []
  return {
    sent,
    call: (messageText: string) => {
      sent.push(JSON.parse(messageText))
      return answer()
    },
  }
}

describe('a command', () => {
  test('goes out in the agreed shape, with its id, and its reply comes back', async () => {
    const bridge = bridgeAnswering(async () => JSON.stringify({ ok: true, value: { supplierId: 1, code: 'ACM' } }))
    const reply = await createClient(bridge).runCommand('supplier.create', commandId, supplier)
    expect(reply).toEqual({ ok: true, value: { supplierId: 1, code: 'ACM' } })
    expect(bridge.sent).toEqual([{ kind: 'command', name: 'supplier.create', commandId, input: supplier }])
    expect(callMessage.safeParse(bridge.sent[0]).success).toBe(true)
  })

  test('that is invalid is not sent', async () => {
    const bridge = bridgeAnswering(async () => 'unused')
    const reply = await createClient(bridge).runCommand('supplier.create', commandId, { ...supplier, name: '' })
    expect(reply).toEqual({ ok: false, error: { code: 'input.invalid', data: { issues: [{ field: 'name', problem: 'missing' }] } } })
    expect(bridge.sent).toEqual([])
  })

  test('whose reply never comes is lost, not thrown', async () => {
    const bridge = bridgeAnswering(() => Promise.reject(new Error('the main process is gone')))
    const reply = await createClient(bridge).runCommand('supplier.create', commandId, supplier)
    expect(reply).toEqual({ ok: false, error: { code: 'call.lost', data: { name: 'supplier.create' } } })
  })

  test('whose reply cannot be read is lost as well', async () => {
    const reply = await createClient(bridgeAnswering(async () => '{"ok": tr')).runCommand('supplier.create', commandId, supplier)
    expect(reply).toMatchObject({ ok: false, error: { code: 'call.lost' } })
  })
})

test('a refusal of the main process comes back as it is', async () => {
  const refusal = { ok: false, error: { code: 'ledger.busy', data: { file: 'ledger.db' } } }
  const client = createClient(bridgeAnswering(async () => JSON.stringify(refusal)))
  expect(await client.runQuery('supplier.list', { search: '', limit: 10, offset: 0 })).toEqual(refusal)
})

test('queries and host calls carry no command id', async () => {
  const bridge = bridgeAnswering(async () => JSON.stringify({ ok: true, value: {} }))
  const client = createClient(bridge)
  await client.runQuery('supplier.list', { search: 'ac', limit: 10, offset: 0 })
  await client.askHost('app.open_folder', { folder: 'logs' })
  expect(bridge.sent).toEqual([
    { kind: 'query', name: 'supplier.list', input: { search: 'ac', limit: 10, offset: 0 } },
    { kind: 'host', name: 'app.open_folder', input: { folder: 'logs' } },
  ])
})

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addressesOf } from '../../src/main/quickbooks/addresses.ts'
import { quickbooksClient, type QuickbooksClient } from '../../src/main/quickbooks/client.ts'
import type { JsonObject } from '../../src/main/quickbooks/json.ts'
import { readAccount, readItem, readRows, readVendor, type Reader } from '../../src/main/quickbooks/schemas.ts'
import { ok } from '../../src/shared/result.ts'
import { realClock, realTimers, testOutside } from '../support/ports.ts'
import { control, logIn } from './practice.ts'

const extraItems = 2100
let folder: string
let child: ChildProcess
let origin: string
let client: QuickbooksClient

// The company as people get it: its own process, its own year of business, and more items than two pages hold.
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'partsemble-lists-'))
  const main = path.join(import.meta.dirname, '../../src/main/practice/main.ts')
  const args = [main, '--file', path.join(folder, 'practice.db'), '--items', String(extraItems), '--control', '--no-limits']
  child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const [line] = (await once(createInterface({ input: child.stdout as NodeJS.ReadableStream }), 'line')) as [string]
  origin = `http://127.0.0.1:${(JSON.parse(line) as { port: number }).port}`
  const { access_token } = await logIn(origin)
  client = quickbooksClient({
    ...testOutside(),
    http: { fetch: (url, init) => fetch(url, init) },
    clock: realClock,
    timers: realTimers,
    addresses: addressesOf('practice', origin),
    realmId: '9130000000000000001',
    accessToken: async () => ok(access_token),
    refused: () => {},
  })
})

afterAll(async () => {
  child.kill()
  await once(child, 'exit')
  rmSync(folder, { recursive: true, force: true })
})

async function all<T>(entity: string, reader: Reader<T>): Promise<{ rows: JsonObject[]; read: T[] }> {
  const rows: JsonObject[] = []
  const read: T[] = []
  for await (const page of client.query(entity, { active: 'all' })) {
    if (!page.ok) throw new Error(page.error.code)
    const understood = readRows(reader, page.value.rows)
    expect(understood.unread).toEqual([])
    rows.push(...page.value.rows)
    read.push(...understood.read)
  }
  return { rows, read }
}

test('the company, its plan and what it prefers are read', async () => {
  expect(await client.companyInfo()).toMatchObject({ value: { name: 'Ridgeline Metalworks (practice)', country: 'US', plan: expect.stringMatching(/Plus|Advanced/) as string } })
  expect(await client.preferences()).toMatchObject({ value: { homeCurrency: 'USD', tracksQuantity: true } })
})

test('more items than two pages hold: each once, in as many requests as there are pages', async () => {
  const total = await client.count('Item', { active: 'all' })
  await control(origin, 'DELETE', 'requests')
  const { read } = await all('Item', readItem)
  expect((await control(origin, 'GET', 'requests')).json.total).toBe(3)
  expect(read.length).toBeGreaterThan(extraItems)
  expect(ok(new Set(read.map(({ id }) => id)).size)).toEqual(total)
  expect(new Set(read.map(({ kind }) => kind))).toContain('inventory')
  const stocked = read.filter(({ kind }) => kind === 'inventory')
  expect(stocked.every(({ tracksQuantity, quantityOnHand, startDate, assetAccount, updatedAt }) => tracksQuantity && quantityOnHand !== null && startDate !== null && assetAccount !== null && updatedAt !== null)).toBe(true)
})

test('accounts and vendors are read', async () => {
  const accounts = (await all('Account', readAccount)).read
  expect(accounts.every(({ name, type, classification }) => name !== '' && type !== '' && classification !== '')).toBe(true)
  expect(new Set(accounts.map(({ type }) => type))).toContain('Cost of Goods Sold')
  const vendors = (await all('Vendor', readVendor)).read
  expect(vendors.length).toBeGreaterThan(0)
  expect(vendors.every(({ name }) => name !== '')).toBe(true)
})

test('an adjustment moves the stock that is told, digit by digit', async () => {
  const accounts = (await all('Account', readAccount)).read
  const offset = accounts.find(({ type, active }) => type === 'Cost of Goods Sold' && active)?.id ?? ''
  const before = (await all('Item', readItem)).read.find(({ kind, active, quantityOnHand }) => kind === 'inventory' && active && (quantityOnHand ?? 0) > 10_000_000)
  const line = `{"DetailType":"ItemAdjustmentLineDetail","ItemAdjustmentLineDetail":{"ItemRef":{"value":"${before?.id}"},"QtyDiff":-2.5}}`
  const today = new Date().toISOString().slice(0, 10)
  const made = await client.create('InventoryAdjustment', `{"TxnDate":"${today}","DocNumber":"PSB-A-00001","AdjustAccountRef":{"value":"${offset}"},"Line":[${line}]}`, { requestId: 'adjust-1' })
  expect(made).toMatchObject({ outcome: 'accepted', row: { DocNumber: 'PSB-A-00001' } })
  const read = await client.read('Item', before?.id ?? '')
  const after = readItem(read.ok ? read.value : null)
  expect(after).toMatchObject({ value: { quantityOnHand: (before?.quantityOnHand ?? 0) - 2_500_000 } })
  const closed = await client.create('InventoryAdjustment', '{"TxnDate":"1999-01-01","Line":[]}', { requestId: 'adjust-2' })
  expect(closed.outcome).toBe('refused')
})

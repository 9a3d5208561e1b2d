import type { Page } from '@playwright/test'
import type { AccountRole, ExportMode } from '../../src/shared/accounting.ts'
import type { DraftOf, NameOf, OutputOf } from '../../src/shared/contract/registry.ts'
import { callBridge } from './bridge.ts'
import { today } from './calendar.ts'
import { expect } from './e2e.ts'
import { runCommand } from './made-box.ts'
import { connectionStatus, connectPracticeCompany, enterPracticeShop } from './practice.ts'

/** Asks the ledger through the bridge; throws when it is refused. */
export async function ask<N extends NameOf<'query'>>(page: Page, name: N, input: DraftOf<'query', N>): Promise<OutputOf<'query', N>> {
  const reply = await callBridge(page, { kind: 'query', name, input })
  if (!reply.ok) throw new Error(`${name} was refused: ${JSON.stringify(reply.error)}`)
  return reply.value as OutputOf<'query', N>
}

async function host(page: Page, name: string, input: object): Promise<void> {
  expect(await callBridge(page, { kind: 'host', name, input })).toMatchObject({ ok: true })
}

/** Gives a role the first account that may have it. */
export async function giveAccount(page: Page, role: AccountRole, besides: readonly number[] = []): Promise<number> {
  const { accounts } = await ask(page, 'accounting.accounts', { role })
  const account = accounts.find(({ problem, accountingAccountId }) => problem === null && !besides.includes(accountingAccountId))
  if (account === undefined) throw new Error(`no account may be the ${role}`)
  await runCommand(page, 'accounting.set_account', { role, accountingAccountId: account.accountingAccountId })
  return account.accountingAccountId
}

interface Wanted {
  readonly source: 'sync' | 'partsemble'
  readonly mode?: ExportMode
}

/** Into the practice shop, and all the way to exporting from today on: connected, with accounts and items read. Returns where the practice company listens. */
export async function exportFromToday(page: Page, { source, mode = 'manual' }: Wanted): Promise<string> {
  await enterPracticeShop(page)
  const origin = await connectPracticeCompany(page)
  await runCommand(page, 'accounting.choose_source', { source })
  await host(page, 'sync.run', { kinds: ['accounts', 'vendors', 'items'] })
  const read = async () => (await connectionStatus(page)).lastRuns.map(({ kind, summary: { problem, cancelled } }) => `${kind}${cancelled ? ' stopped' : ''}${problem === null ? '' : ` ${problem.code}`}`)
  await expect.poll(async () => (await read()).toSorted(), { timeout: 120_000 }).toEqual(['accounts', 'items', 'vendors'])
  for (const type of ['builds', 'receipts'] as const) await runCommand(page, 'accounting.set_export_mode', { type, mode })
  await runCommand(page, 'accounting.set_export_from', { date: today() })
  return origin
}

/** Links every product to the item that looks like it. */
export async function linkAll(page: Page): Promise<void> {
  const { matches } = await ask(page, 'item.matches', { limit: 500, offset: 0 })
  await runCommand(page, 'item.accept_matches', { matches: matches.map(({ item, product }) => ({ productId: product.productId, accountingItemId: item.accountingItemId })) })
}

/** Builds one of whatever the stock allows, and approves it where builds are reviewed; returns the build. */
export async function buildOne(page: Page): Promise<OutputOf<'command', 'build.execute'>> {
  const { canBuild } = await ask(page, 'dashboard.get', {})
  const product = canBuild.rows[0]?.product
  if (product === undefined) throw new Error('nothing can be built')
  const build = await runCommand(page, 'build.execute', { productId: product.productId, quantity: '1', businessDate: today() })
  if (build.status === 'in_review') await runCommand(page, 'build.approve', { buildId: build.buildId })
  return build
}

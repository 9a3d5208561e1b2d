import { execFileSync } from 'node:child_process'
import { chromium, type Page } from '@playwright/test'
import { findBrowser } from '../../build/find-browser.ts'
import { accountRole } from '../../src/shared/accounting.ts'
import { shot } from '../support/app.ts'
import { callBridge } from '../support/bridge.ts'
import { today } from '../support/calendar.ts'
import { expect, test } from '../support/e2e.ts'
import { ask, buildOne, exportFromToday, giveAccount, linkAll } from '../support/exporting.ts'
import { goTo, runCommand } from '../support/made-box.ts'
import { connectionStatus, connectPracticeCompany, noTrouble, trouble } from '../support/practice.ts'

type Source = 'sync' | 'partsemble'

const checkNow = (page: Page) => callBridge(page, { kind: 'host', name: 'connection.check_now', input: {} })

/** The practice company's process: while it is stopped nobody answers, as with the cable out. */
function practiceProcess(parent: number): number {
  const processes = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n').map((line) => line.trim().split(/\s+/))
  const found = processes.find(([, ppid, ...args]) => Number(ppid) === parent && args.some((arg) => arg.endsWith('practice.js')))
  if (found === undefined) throw new Error('no practice company runs')
  return Number(found[0])
}

/** What every event of the day became, but for what there is nothing to send of. */
async function exportsNow(page: Page): Promise<{ readonly docNumber: string; readonly state: string; readonly kind: string }[]> {
  const { exports } = await ask(page, 'export.list', { tab: 'all', search: '', kinds: [], limit: 200, offset: 0, sort: 'number', descending: false })
  return exports.filter(({ state }) => state !== 'nothing_to_send' && state !== 'withdrawn')
}

/** A day in the shop: two receipts, two builds, one that is rejected and half lost, and a lot of which something broke. */
async function workADay(page: Page): Promise<void> {
  const day = today()
  const { suppliers } = await ask(page, 'supplier.list', { search: '', limit: 1, offset: 0 })
  const { products } = await ask(page, 'product.find', { search: '', kinds: ['raw_material', 'component'], limit: 50 })
  const { lots } = await ask(page, 'lot.list', { search: '', productId: null, status: 'active', limit: 200, offset: 0 })
  const material = lots.filter(({ product, remaining }) => remaining > 2_000_000 && products.some(({ productId }) => productId === product.productId)).slice(0, 2)
  for (const { product } of material) {
    const line = { productId: product.productId, quantity: '5', cost: { per: 'unit', amount: '2.50' }, lotNumber: null, supplierLot: null, expiresOn: null } as const
    const { receiptId } = await runCommand(page, 'receipt.save_draft', { receiptId: null, supplierId: suppliers[0]?.id ?? 0, receivedOn: day, lines: [line] })
    await runCommand(page, 'receipt.confirm', { receiptId })
  }
  await buildOne(page)
  await buildOne(page)
  await runCommand(page, 'company.set_review', { review: true })
  const { canBuild } = await ask(page, 'dashboard.get', {})
  const { buildId } = await runCommand(page, 'build.execute', { productId: canBuild.rows[0]?.product.productId ?? 0, quantity: '2', businessDate: day })
  // Half of its first component is still good.
  const { components } = await ask(page, 'quality.get', { buildId })
  const recovered = components.slice(0, 1).map(({ product, drawn }) => ({ productId: product.productId, quantity: String(drawn.quantity / 2_000_000) }))
  await runCommand(page, 'build.reject', { buildId, reason: 'quality_defect', recovery: { kind: 'partial', recovered }, notes: '' })
  await runCommand(page, 'lot.adjust', { lotId: material[0]?.lotId ?? 0, change: { by: 'signed', quantity: '-1' }, reason: 'breakage', businessDate: day, notes: '' })
}

/** What the practice company's own pages show of a document: how many there are of its number. */
async function countThere(origin: string, exported: readonly { readonly docNumber: string }[], picture: string): Promise<Readonly<Record<string, number>>> {
  const found = findBrowser({ install: false })
  if ('problem' in found) throw new Error(found.problem)
  const browser = await chromium.launch({ executablePath: found.path, args: ['--no-sandbox'] })
  try {
    const tab = await browser.newPage()
    const counts: Record<string, number> = {}
    for (const { docNumber } of exported) {
      await tab.goto(`${origin}/documents?q=${docNumber}`)
      const links = await tab.getByRole('table', { name: 'Documents' }).getByRole('link').allInnerTexts()
      counts[docNumber] = links.filter((text) => text.split(/\s+/).at(-1) === docNumber).length
    }
    await shot(tab, picture)
    return counts
  } finally {
    await browser.close()
  }
}

let stopped: number | null = null

/** Stops the practice company, or lets it go on. */
function pull(cable: number, out: boolean): void {
  process.kill(cable, out ? 'SIGSTOP' : 'SIGCONT')
  stopped = out ? cable : null
}

// What is stopped does not end with the program.
test.afterEach(() => {
  if (stopped !== null) pull(stopped, false)
})

for (const source of ['sync', 'partsemble'] as const satisfies readonly Source[]) {
  test(`a day without the cable arrives once when it is back, ${source === 'sync' ? 'as inventory adjustments, also when the program is killed in the middle' : 'as journal entries'}`, async ({ app }) => {
    test.setTimeout(420_000)
    await app.page.setViewportSize({ width: 1280, height: 800 })
    let origin = await exportFromToday(app.page, { source, mode: 'auto' })
    const chosen: number[] = []
    const { roles } = await ask(app.page, 'accounting.settings', {})
    for (const role of accountRole.options) {
      const need = roles.find((one) => one.role === role)?.need ?? 'not_used'
      if (need !== 'not_used') chosen.push(await giveAccount(app.page, role, chosen))
    }
    if (source === 'sync') await linkAll(app.page)

    // The year behind the shop has sales of today, which go out first.
    const pending = async () => (await exportsNow(app.page)).filter(({ state }) => state !== 'accepted')
    await expect.poll(pending, { timeout: 60_000 }).toEqual([])
    const before = new Set((await exportsNow(app.page)).map(({ docNumber }) => docNumber))

    // The cable is out: everything is booked, nothing waits for the network.
    const cable = practiceProcess(app.pid)
    pull(cable, true)
    await checkNow(app.page)
    await expect(app.page.getByRole('contentinfo', { name: 'Status' })).toContainText('Offline')
    await workADay(app.page)
    const waiting = (await exportsNow(app.page)).filter(({ docNumber }) => !before.has(docNumber))
    expect(waiting.length).toBeGreaterThanOrEqual(6)
    expect(waiting.filter(({ state }) => state !== 'waiting')).toEqual([])
    expect(new Set(waiting.map(({ kind }) => kind))).toEqual(new Set(source === 'sync' ? ['inventory_adjustment', 'journal_entry'] : ['journal_entry']))
    await goTo(app.page, '/sync?filter=waiting')
    await expect(app.page.getByRole('row', { name: /as soon as QuickBooks answers/ })).toHaveCount(waiting.length)
    await shot(app.page, `offline-day-${source}`)

    // The cable is in. What is on its way when the program dies is looked for before it is sent again.
    pull(cable, false)
    if (source === 'sync') await trouble(origin, { name: 'slow', operation: 'create', seconds: 2, times: null })
    await checkNow(app.page)
    if (source === 'sync') {
      await expect.poll(async () => (await exportsNow(app.page)).filter(({ state }) => state === 'accepted').length).toBeGreaterThan(before.size)
      await app.kill()
      await app.restart()
      if ((await connectionStatus(app.page)).state !== 'connected') origin = await connectPracticeCompany(app.page)
      await noTrouble(origin)
    }
    await expect.poll(pending, { timeout: 240_000, intervals: [500] }).toEqual([])
    const once = Object.fromEntries(waiting.map(({ docNumber }) => [docNumber, 1]))
    expect(await countThere(origin, waiting, `offline-day-there-${source}`)).toEqual(once)
    await goTo(app.page, '/sync?filter=done')
    await expect(app.page.getByRole('row', { name: /Synced/ })).toHaveCount(before.size + waiting.length)
  })
}

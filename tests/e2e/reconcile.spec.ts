import { shot } from '../support/app.ts'
import { expectNoFindings } from '../support/axe.ts'
import { callBridge } from '../support/bridge.ts'
import { expect, reloadFromMain, tabTo, test } from '../support/e2e.ts'
import { ask, buildOne, exportFromToday, giveAccount, linkAll } from '../support/exporting.ts'
import { goTo, runCommand } from '../support/made-box.ts'
import { ownApi } from '../support/own-api.ts'
import { connectionStatus, connectPracticeCompany } from '../support/practice.ts'

test('a document deleted and one changed in QuickBooks are found, explain the quantities, and what is gone is sent again', async ({ app }) => {
  const { page } = app
  await page.setViewportSize({ width: 1280, height: 800 })
  const origin = await exportFromToday(page, { source: 'sync', mode: 'auto' })
  await giveAccount(page, 'cogs')
  await linkAll(page)
  await goTo(page, '/sync/reconcile')
  await expect(page.getByText('Not compared yet')).toBeVisible()
  await expectNoFindings(page, 'Reconcile, not compared')
  await shot(page, 'reconcile-none')

  const [first, second] = [await buildOne(page), await buildOne(page)]
  await expect.poll(async () => (await ask(page, 'export.list', { tab: 'done', search: '', kinds: ['build'], limit: 50, offset: 0 })).exports.filter(({ state }) => state === 'accepted').length, { timeout: 60_000 }).toBeGreaterThanOrEqual(2)
  await tabTo(page, page.getByRole('button', { name: 'Compare now' }).first())
  await page.keyboard.press('Enter')
  await expect(page.getByText('Every document that was sent is in QuickBooks as it was sent, once.')).toBeVisible({ timeout: 120_000 })

  const api = await ownApi(origin)
  const told = await api.ask('select * from InventoryAdjustment orderby Id')
  const there = (told['QueryResponse']?.['InventoryAdjustment'] ?? []) as unknown as { Id: string; SyncToken: string; DocNumber: string; Line: { ItemAdjustmentLineDetail: { QtyDiff: number } }[] }[]
  const gone = there.find(({ DocNumber }) => DocNumber === first.reference)
  const changed = there.find(({ DocNumber }) => DocNumber === second.reference)
  if (gone === undefined || changed === undefined) throw new Error('both builds were sent')
  await api.make('inventoryadjustment?operation=delete', { Id: gone.Id, SyncToken: gone.SyncToken })
  await api.make('inventoryadjustment', { ...changed, Line: changed.Line.map((one, place) => (place === 0 ? { ...one, ItemAdjustmentLineDetail: { ...one.ItemAdjustmentLineDetail, QtyDiff: one.ItemAdjustmentLineDetail.QtyDiff - 1 } } : one)) })
  await tabTo(page, page.getByRole('button', { name: 'Compare now' }).first())
  await page.keyboard.press('Enter')
  const found = page.getByRole('table', { name: 'Documents to look at' })
  await expect(found.getByRole('row', { name: new RegExp(`${first.reference}.*Deleted`) })).toBeVisible({ timeout: 120_000 })
  await expect(found.getByRole('row', { name: new RegExp(`${second.reference}.*Changed.*sent`) })).toBeVisible()

  // What the page says of each item adds up against the ledger.
  const { items } = await ask(page, 'reconcile.items', { limit: 500, offset: 0, apartOnly: true })
  expect(items.length).toBeGreaterThan(0)
  for (const { product, here, there: told_, difference, reasons, unexplained } of items) {
    const { product: own } = await ask(page, 'product.get', { productId: product.productId })
    expect([product.sku, here]).toEqual([product.sku, own.onHand])
    expect(difference).toBe(here - told_)
    expect(reasons.reduce((sum, { quantity }) => sum + quantity, unexplained)).toBe(difference)
  }
  await expect(page.getByRole('table', { name: 'Items' })).toContainText('documents deleted or missing there')
  await expectNoFindings(page, 'Reconcile')
  await shot(page, 'reconcile')
  await callBridge(page, { kind: 'host', name: 'preferences.set', input: { theme: 'dark' } })
  await reloadFromMain(app)
  await expect(found).toBeVisible()
  await shot(page, 'reconcile-dark')
  await page.setViewportSize({ width: 1000, height: 640 })
  await callBridge(page, { kind: 'host', name: 'preferences.set', input: { mode: 'floor' } })
  await reloadFromMain(app)
  await expect(found).toBeVisible()
  await expectNoFindings(page, 'Reconcile, dark, floor')
  await shot(page, 'reconcile-floor')

  await tabTo(page, page.getByRole('button', { name: `Send ${first.reference} again` }))
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await connectionStatus(page)).waiting, { timeout: 60_000 }).toBe(0)
  await tabTo(page, page.getByRole('button', { name: 'Compare now' }).first())
  await page.keyboard.press('Enter')
  await expect(found.getByRole('row', { name: new RegExp(`${second.reference}.*Changed`) })).toBeVisible({ timeout: 120_000 })
  await expect(found.getByRole('row', { name: /Deleted/ })).toHaveCount(0, { timeout: 120_000 })
  // What may stay as it is does so with the next comparison too, and is taken up again where it was put.
  await tabTo(page, page.getByRole('button', { name: `Leave ${second.reference} as it is` }))
  await page.keyboard.press('Enter')
  await expect(page.getByText('Nothing else is otherwise in QuickBooks than it was sent.')).toBeVisible()
  const comparedAt = async () => (await connectionStatus(page)).lastRuns.find(({ kind }) => kind === 'documents')?.endedAt
  const before = await comparedAt()
  await tabTo(page, page.getByRole('button', { name: 'Compare now' }).first())
  await page.keyboard.press('Enter')
  await expect.poll(comparedAt, { timeout: 120_000 }).not.toBe(before)
  await expect(found).toHaveCount(0)
  await tabTo(page, page.getByRole('button', { name: 'Left as they are (1)' }))
  await page.keyboard.press('Enter')
  const left = page.getByRole('table', { name: 'Left as they are' })
  await expect(left.getByRole('row', { name: new RegExp(`${second.reference}.*Changed.*Left as it is`) })).toBeVisible()
  await expectNoFindings(page, 'Reconcile, left as it is')
  await shot(page, 'reconcile-left')
  await tabTo(page, left.getByRole('button', { name: `Look at ${second.reference} again` }))
  await page.keyboard.press('Enter')
  await expect(found.getByRole('row', { name: new RegExp(`${second.reference}.*Changed`) })).toBeVisible()
  // What is left out of labor leads to the documents that it is, and is their sum.
  const { compared } = await ask(page, 'reconcile.get', {})
  const leftOut = (await ask(page, 'export.list', { tab: 'left_out', search: '', kinds: [], limit: 50, offset: 0 })).exports
  expect(Math.abs(leftOut.reduce((sum, { cents }) => sum + (cents ?? 0) * 10_000, 0) - (compared?.leftOut ?? 0))).toBeLessThanOrEqual(leftOut.length * 5000)
  await page.getByRole('link', { name: /^Labor and overhead left out/ }).press('Enter')
  await expect(page.getByRole('radio', { name: 'Left out' })).toBeChecked()
  await expect(leftOut.length === 0 ? page.getByText('Nothing is left out') : page.getByRole('row', { name: /Journal entry for labor and overhead/ }).first()).toBeVisible()
  await expectNoFindings(page, 'Labor that was left out')
  await shot(page, 'sync-left-out')
  await runCommand(page, 'export.pause', { paused: true })
  await goTo(page, '/sync')
  await expect(page.getByRole('button', { name: 'Reconcile' })).toBeVisible()

  // Sent after a backup that was restored: all of it is adopted at once, and nothing is sent a second time.
  await runCommand(page, 'export.pause', { paused: false })
  await runCommand(page, 'accounting.set_export_mode', { type: 'builds', mode: 'manual' })
  const exportIds: number[] = []
  for (const { buildId } of [await buildOne(page), await buildOne(page)]) {
    exportIds.push(...(await ask(page, 'export.of_document', { kind: 'build', id: buildId })).exports.flatMap(({ exportId, state }) => (state === 'waiting' ? [exportId] : [])))
  }
  const backup = await callBridge(page, { kind: 'host', name: 'backup.now', input: {} })
  await runCommand(page, 'export.send', { exportIds })
  await expect.poll(async () => (await ask(page, 'export.progress', { exportIds })).arrived, { timeout: 60_000 }).toBe(exportIds.length)
  expect(await callBridge(page, { kind: 'host', name: 'recovery.restore', input: { file: backup.value?.['file'] } })).toMatchObject({ ok: true })
  const again = await app.restart()
  await connectPracticeCompany(again)
  await goTo(again, '/sync/reconcile')
  await tabTo(again, again.getByRole('button', { name: 'Compare now' }).first())
  await again.keyboard.press('Enter')
  await tabTo(again, again.getByRole('button', { name: `Adopt all ${exportIds.length}` }))
  await expectNoFindings(again, 'Reconcile after a restore')
  await shot(again, 'reconcile-restored')
  await again.keyboard.press('Enter')
  await expect(again.getByText(`${exportIds.length} documents taken as those in QuickBooks, and not sent again`)).toBeVisible()
  await expect(again.getByRole('button', { name: /^Adopt/ })).toHaveCount(0)
  const states = (await ask(again, 'export.list', { tab: 'done', search: '', kinds: ['build'], limit: 50, offset: 0 })).exports
  expect(states.filter(({ exportId }) => exportIds.includes(exportId)).map(({ state }) => state)).toEqual(exportIds.map(() => 'accepted'))
})

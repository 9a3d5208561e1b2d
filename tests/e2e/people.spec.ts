import { copyFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { launchApp, shot, temporaryFolder } from '../support/app.ts'
import { expectNoFindings } from '../support/axe.ts'
import { callBridge } from '../support/bridge.ts'
import { expect, openScreen, tabTo, test, typeOnceIn } from '../support/e2e.ts'
import { inEachLook } from '../support/looks.ts'
import { goTo, makeBoxes, runCommand } from '../support/made-box.ts'

test('people are named by keyboard alone, the first as the owner, and who is at the PC is said and kept over a restart', async ({ app }) => {
  const { page } = app
  const status = page.getByRole('contentinfo', { name: 'Status' })
  await tabTo(page, status.getByRole('button', { name: 'Nobody named' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'People' })).toBeVisible()
  await shot(page, 'people-empty')
  await tabTo(page, page.getByRole('button', { name: 'Name yourself, the owner' }))
  await page.keyboard.press('Enter')
  const first = page.getByRole('dialog', { name: 'Name the owner' })
  await typeOnceIn(first.getByRole('textbox', { name: 'Name' }), 'Ann Ash')
  await page.keyboard.press('Enter')
  await expect(first).toBeHidden()
  const grid = page.getByRole('grid', { name: 'People' })
  await expect(grid.getByRole('row', { name: /Ann Ash.*Owner.*At this PC/ })).toBeFocused()
  await expect(status.getByRole('button', { name: 'Ann Ash, owner' })).toBeVisible()

  await page.keyboard.press('n')
  const form = page.getByRole('dialog', { name: 'New person' })
  await typeOnceIn(form.getByRole('textbox', { name: 'Name' }), 'ann ash')
  await page.keyboard.press('Enter')
  await expect(form.getByRole('textbox', { name: 'Name' })).toHaveAccessibleDescription(/Ann Ash works here already/)
  await shot(page, 'people-name-in-use')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('Bob Birch')
  await page.keyboard.press('Tab')
  await expect(form.getByRole('radio', { name: 'Builder' })).toBeFocused()
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(grid.getByRole('row', { name: /Bob Birch.*Builder/ })).toBeFocused()

  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('textbox', { name: 'Go to, run, or find anything' }).pressSequentially('who is')
  await page.keyboard.press('Enter')
  const who = page.getByRole('dialog', { name: 'Who is working?' })
  await expect(who.getByRole('button', { name: /Ann Ash/ })).toBeFocused()
  await shot(page, 'who-is-working')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(who).toBeHidden()
  await expect(status.getByRole('button', { name: 'Bob Birch, builder' })).toBeVisible()

  const again = await app.restart()
  await expect(again.getByRole('contentinfo', { name: 'Status' }).getByRole('button', { name: 'Bob Birch, builder' })).toBeVisible()
})

test('what a builder may not do is grey with the reason, refused past the window, and allowed by the owner with one key', async ({ app }) => {
  const { page } = app
  const { plateId } = await makeBoxes(page)
  await runCommand(page, 'person.create', { name: 'Ann', role: 'admin' })
  const { personId: bob } = await runCommand(page, 'person.create', { name: 'Bob', role: 'builder' })
  const status = page.getByRole('contentinfo', { name: 'Status' })
  await status.getByRole('button', { name: 'Ann, owner' }).press('Enter')
  const who = page.getByRole('dialog', { name: 'Who is working?' })
  await who.getByRole('button', { name: /Bob/ }).press('Enter')
  await expect(status.getByRole('button', { name: 'Bob, builder' })).toBeVisible()

  await openScreen(page, 'Suppliers')
  const reason = 'Builders may not add or change products and suppliers.'
  const newSupplier = page.getByRole('button', { name: 'New supplier' }).first()
  await expect(newSupplier).toHaveAttribute('aria-disabled', 'true')
  await expect(newSupplier).toHaveAccessibleDescription(reason)
  await page.keyboard.press('n')
  await expect(page.getByText(reason)).toBeVisible()
  await expect(page.getByRole('dialog', { name: 'New supplier' })).toHaveCount(0)
  await shot(page, 'builder-may-not')
  const input = { name: 'Sly', code: null, contact: '', email: '', phone: '', notes: '' }
  const commandId = '00000000-0000-4000-8000-000000009999'
  expect(await callBridge(page, { kind: 'command', name: 'supplier.create', commandId, input })).toMatchObject({ error: { code: 'permission.denied', data: { role: 'builder' } } })

  await goTo(page, '/settings/people')
  const box = page.getByRole('checkbox', { name: 'Builder: Add and change products and suppliers' })
  await box.focus()
  await page.keyboard.press('Space')
  await expect(box).not.toBeChecked()
  await expect(page.getByText('Builders may not name people or decide what they may do.')).toBeVisible()
  await status.getByRole('button', { name: 'Bob, builder' }).press('Enter')
  await who.getByRole('button', { name: /Ann/ }).press('Enter')
  await expect(status.getByRole('button', { name: 'Ann, owner' })).toBeVisible()
  await box.focus()
  await page.keyboard.press('Space')
  await expect(box).toBeChecked()
  await expect(page.getByText('Builders may add or change products and suppliers')).toBeVisible()
  await shot(page, 'permissions')
  expect(await callBridge(page, { kind: 'host', name: 'operator.set', input: { personId: bob } })).toMatchObject({ ok: true })
  expect(await callBridge(page, { kind: 'command', name: 'supplier.create', commandId, input })).toMatchObject({ ok: true })
  await runCommand(page, 'stock.find', { productId: plateId, quantity: '1', unitCost: '1', reason: 'count', businessDate: '2026-01-05', notes: '' })
  await goTo(page, `/products/${plateId}`)
  const found = page.getByRole('grid', { name: 'History of this product' }).getByRole('row').nth(1)
  await expect(found).toContainText('by Bob')
  await shot(page, 'product-history-by')
  await found.press('Enter')
  await expect(page.getByRole('dialog').getByText(/ by Bob$/)).toBeVisible()
})

test('lesser buttons, the palette and the save of a form are grey with the reason as well', async ({ app }) => {
  const { page } = app
  const { plateId, boxId, plateLotId } = await makeBoxes(page)
  const { plannedBuildId } = await runCommand(page, 'planned_build.create', { productId: boxId, quantity: '1', targetDate: null, assigneeId: null, notes: '' })
  await runCommand(page, 'person.create', { name: 'Ann', role: 'admin' })
  const { personId: cleo } = await runCommand(page, 'person.create', { name: 'Cleo', role: 'accountant' })
  const { personId: bob } = await runCommand(page, 'person.create', { name: 'Bob', role: 'builder' })
  const workAs = async (personId: number) => expect(await callBridge(app.page, { kind: 'host', name: 'operator.set', input: { personId } })).toMatchObject({ ok: true })
  await workAs(bob)
  await app.restart()
  const grey = async (path: string, buttons: readonly (string | RegExp)[], reason: RegExp) => {
    await goTo(app.page, path)
    for (const name of buttons) {
      const button = app.page.getByRole('button', { name }).first()
      await expect(button, `${path} ${name}`).toHaveAttribute('aria-disabled', 'true')
      await expect(button, `${path} ${name}`).toHaveAccessibleDescription(reason)
    }
  }
  await grey(`/products/${plateId}`, ['Edit product', 'Archive product'], /Builders may not add or change products/)
  await expect(app.page.getByRole('button', { name: 'Found stock' })).not.toHaveAttribute('aria-disabled', 'true')
  await grey(`/boms/${boxId}`, ['Save as draft', /Save as version 2/, 'Retire version 1', 'Set build point'], /Builders may not/)
  await shot(app.page, 'builder-may-not-bom')
  await grey(`/builds/planned/${plannedBuildId}`, ['Delete', 'Close'], /Builders may not/)
  await grey('/builds/queue', ['Plan a build', `Move Planned ${plannedBuildId}`], /Builders may not/)
  await grey('/settings', ['Turn receiving off', 'Turn review on'], /Builders may not/)
  await grey('/settings/features', ['Turn receiving off', 'Turn review on'], /Builders may not/)

  // A form that was opened by its address lets itself be read and typed in, and sends nothing.
  await goTo(app.page, '/suppliers?panel=new')
  const form = app.page.getByRole('dialog', { name: 'New supplier' })
  await form.getByRole('textbox', { name: 'Name' }).fill('Sly & Sons')
  await expect(form.getByRole('button', { name: 'Save supplier' })).toHaveAccessibleDescription(/Builders may not add or change/)
  await app.page.keyboard.press('Control+Enter')
  await expect(app.page.getByRole('status').filter({ hasText: 'Builders may not add or change products and suppliers.' })).toBeVisible()
  await expect(form.getByRole('textbox', { name: 'Name' })).toHaveValue('Sly & Sons')
  await shot(app.page, 'builder-may-not-save')
  await app.page.keyboard.press('Escape')
  await expect(form).toBeHidden()

  await app.page.keyboard.press('Control+k')
  await app.page.getByRole('textbox', { name: 'Go to, run, or find anything' }).pressSequentially('new bom')
  const line = app.page.getByRole('button', { name: /^New BOM/ })
  await expect(line).toHaveAttribute('aria-disabled', 'true')
  await expect(line).toContainText('Builders may not change BOMs and build points')
  await expectNoFindings(app.page, 'The palette of a builder')
  await shot(app.page, 'builder-may-not-palette')
  await app.page.keyboard.press('Enter')
  await expect(app.page.getByRole('status').filter({ hasText: 'Builders may not change BOMs and build points.' })).toBeVisible()
  await expect(app.page.getByRole('heading', { level: 1, name: 'Features' })).toHaveCount(0)

  await workAs(cleo)
  await app.restart()
  await grey(`/lots/${plateLotId}`, [], /./)
  await expect(app.page.getByRole('button', { name: 'Adjust lot' })).not.toHaveAttribute('aria-disabled', 'true')
  await grey('/builds', ['New build'], /Accountants may not build/)
})

test('in the books of another company it is asked again who is working, whatever numbers its people have', async ({ app, userData }) => {
  const nameTwo = async (page: Page, first: string, second: string) => {
    await runCommand(page, 'person.create', { name: first, role: 'admin' })
    return (await runCommand(page, 'person.create', { name: second, role: 'builder' })).personId
  }
  const status = (page: Page) => page.getByRole('contentinfo', { name: 'Status' })
  const bob = await nameTwo(app.page, 'Ann', 'Bob')
  expect(await callBridge(app.page, { kind: 'host', name: 'operator.set', input: { personId: bob } })).toMatchObject({ ok: true })
  const others = temporaryFolder()
  const other = await launchApp({ userData: others.path })
  expect(await nameTwo(other.page, 'Zoe', 'Max')).toBe(bob)
  await other.close()
  await app.close()
  const ledgerOf = (folder: string) => path.join(folder, 'company', 'ledger.db')
  copyFileSync(ledgerOf(userData), path.join(others.path, 'own.db'))
  copyFileSync(ledgerOf(others.path), ledgerOf(userData))
  const strange = await app.restart()
  await expect(status(strange).getByRole('button', { name: 'Who is working?' })).toBeVisible()
  await expect(status(strange).getByText('Max')).toHaveCount(0)
  await app.close()
  copyFileSync(path.join(others.path, 'own.db'), ledgerOf(userData))
  await expect(status(await app.restart()).getByRole('button', { name: 'Bob, builder' })).toBeVisible()
  others.remove()
})

test('somebody leaves and comes back by Undo, and the ownership is handed over', async ({ app }) => {
  const { page } = app
  await runCommand(page, 'person.create', { name: 'Ann', role: 'admin' })
  await runCommand(page, 'person.create', { name: 'Bob', role: 'builder' })
  await goTo(page, '/settings/people')
  const grid = page.getByRole('grid', { name: 'People' })
  await grid.getByRole('row', { name: /Bob/ }).press('Enter')
  const panel = page.getByRole('dialog', { name: 'Bob' })
  await shot(page, 'person-edit')
  await panel.getByRole('button', { name: 'Bob has left' }).press('Enter')
  await expect(grid.getByRole('row', { name: /Bob.*Has left/ })).toBeFocused()
  await page.getByRole('button', { name: 'Undo' }).press('Enter')
  await expect(grid.getByRole('row', { name: /Bob.*Works here/ })).toBeVisible()
  await grid.getByRole('row', { name: /Bob/ }).press('Enter')
  await panel.getByRole('button', { name: 'Hand the ownership to Bob' }).press('Enter')
  await expect(grid.getByRole('row', { name: /Bob.*Owner/ })).toBeVisible()
  await expect(grid.getByRole('row', { name: /Ann.*Admin.*At this PC/ })).toBeVisible()
})

test('features are switched by keyboard, say what they need, and are switched back by Undo', async ({ app }) => {
  const { page } = app
  await openScreen(page, 'Settings')
  await page.getByRole('button', { name: 'Features and alerts' }).press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Features' })).toBeVisible()
  const sales = page.getByRole('switch', { name: 'Sales tracking' })
  await tabTo(page, sales)
  await page.keyboard.press('Space')
  await expect(sales).toBeChecked()
  await expect(sales).toBeFocused()
  await expect(page.getByText('Sales tracking is on', { exact: true })).toBeVisible()
  await shot(page, 'features')
  await page.getByRole('button', { name: 'Undo' }).press('Enter')
  await expect(sales).not.toBeChecked()
  await runCommand(page, 'company.set_receiving', { receiving: false })
  await sales.focus()
  await page.keyboard.press('Space')
  await expect(page.getByText('Sales tracking cannot be switched on yet.')).toBeVisible()
  await expect(sales).not.toBeChecked()
  await expect(page.getByRole('switch', { name: 'Quality review' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Turn review on' })).toBeVisible()
  await page.getByRole('button', { name: 'Turn receiving on' }).press('Enter')
  await expect(page.getByRole('dialog', { name: 'Turn receiving on' })).toBeVisible()
})

const looks = [
  { theme: 'dark', mode: 'office', width: 1000, height: 640 },
  { theme: 'light', mode: 'floor', width: 1000, height: 640 },
] as const

test('axe finds nothing where people are named, and a builder is at the PC, in any look', async ({ app }) => {
  for (const [name, role] of [['Ann', 'admin'], ['Bartholomew of the Long Name Foundry', 'builder'], ['Cleo', 'accountant']] as const) await runCommand(app.page, 'person.create', { name, role })
  expect(await callBridge(app.page, { kind: 'host', name: 'operator.set', input: { personId: 2 } })).toMatchObject({ ok: true })
  await inEachLook(app, looks, async (page, _look, inLook) => {
    const look = async (what: string) => {
      await shot(page, `${what}-${inLook}-1000`)
      await expectNoFindings(page, what)
    }
    await goTo(page, '/settings/features')
    await expect(page.getByRole('switch', { name: 'Sales tracking' })).toBeVisible()
    await look('features-greyed')
    await goTo(page, '/settings/people')
    await expect(page.getByRole('grid', { name: 'People' })).toBeVisible()
    await look('people-named')
    await page.getByRole('contentinfo', { name: 'Status' }).getByRole('button', { name: /Bartholomew/ }).press('Enter')
    const who = page.getByRole('dialog', { name: 'Who is working?' })
    await expect(who.getByRole('button', { name: /Bartholomew/ })).toBeFocused()
    await look('who-is-working')
    await page.keyboard.press('Escape')
    await expect(who).toBeHidden()
    await page.getByRole('grid', { name: 'People' }).getByRole('row', { name: /Cleo/ }).press('Enter')
    await expect(page.getByRole('dialog', { name: 'Cleo' })).toBeVisible()
    await look('person-edit-greyed')
  })
})

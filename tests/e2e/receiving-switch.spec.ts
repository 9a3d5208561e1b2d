import { shot } from '../support/app.ts'
import { expect, openScreen, tabTo, test } from '../support/e2e.ts'
import { makeBoxes, runCommand } from '../support/made-box.ts'

test('while receiving is off its screens say why and lead to the switch, which asks for a nod and keeps every value', async ({ app }) => {
  const { page } = app
  const { productId } = await runCommand(page, 'product.create', { sku: 'OIL', name: 'Cutting oil', kind: 'raw_material', unit: 'l', unitCost: null, reorderPoint: null, notes: '' })
  await runCommand(page, 'company.set_receiving', { receiving: false })
  await runCommand(page, 'stock.adjust', { productId, change: { by: 'add', quantity: '10', unitCost: '2' }, reason: 'received', businessDate: '2026-01-05', notes: '' })
  await openScreen(page, 'Lots')
  await expect(page.getByRole('heading', { name: 'Receiving is off' })).toBeVisible()
  await openScreen(page, 'Receipts')
  await expect(page.getByText('Each line of a receipt becomes a lot', { exact: false })).toBeVisible()
  await shot(page, 'receiving-off')
  await page.getByRole('button', { name: 'Open the switch' }).press('Enter')

  const panel = page.getByRole('dialog', { name: 'Turn receiving on' })
  const box = panel.getByRole('checkbox', { name: /I understand/ })
  await expect(box).toBeFocused()
  await page.keyboard.press('Control+Enter')
  await expect(panel.getByText('Tick this to go on.')).toBeVisible()
  await expect(box).toBeFocused()
  await shot(page, 'receiving-on-panel')
  await page.keyboard.press('Space')
  await page.keyboard.press('Control+Enter')
  await expect(panel).toBeHidden()
  await expect(page.getByText('Receiving is on', { exact: true })).toBeVisible()
  await openScreen(page, 'Lots')
  await expect(page.getByRole('grid', { name: 'Lots' }).getByRole('row', { name: /LEGACY-OIL/ })).toContainText('20.00')
})

test('receiving is not turned off again once lots of their own exist, and says which', async ({ app }) => {
  const { page } = app
  await makeBoxes(page)
  await page.keyboard.press('Control+k')
  await page.getByRole('textbox', { name: 'Go to, run, or find anything' }).pressSequentially('turn receiving')
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: 'Turn receiving off' })
  const turnOff = panel.getByRole('button', { name: 'Turn receiving off' })
  await tabTo(page, turnOff)
  await page.keyboard.press('Enter')
  await expect(panel.getByRole('alert')).toContainText('Receiving can no longer be switched off.')
  await expect(panel.getByRole('alert')).toContainText('3 lots of their own')
  await shot(page, 'receiving-off-refused')
  await page.keyboard.press('Escape')
  await expect(page.getByText('Receiving is on', { exact: true })).toBeVisible()
})

import { shot } from '../support/app.ts'
import { createSupplier } from '../support/bridge.ts'
import { expect, openScreen, tabTo, test, typeOnceIn } from '../support/e2e.ts'

test('a supplier is made by keyboard alone and is there after the next start', async ({ app }) => {
  const { page } = app
  await page.keyboard.press('Control+k')
  await page.getByRole('textbox', { name: 'Go to, run, or find anything' }).pressSequentially('settings')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()

  const receiving = page.getByRole('navigation', { name: 'Main' }).getByRole('group', { name: 'Receiving' })
  await tabTo(page, receiving.getByRole('link', { name: 'Suppliers' }), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Suppliers' })).toBeVisible()

  await tabTo(page, page.getByRole('button', { name: 'New supplier' }).first())
  await page.keyboard.press('Enter')
  const form = page.getByRole('dialog', { name: 'New supplier' })
  await typeOnceIn(form.getByRole('textbox', { name: 'Name' }), 'Acme Metals')
  await page.keyboard.press('Tab')
  await typeOnceIn(form.getByRole('textbox', { name: 'Code' }), 'acm')
  await expect(form.getByRole('textbox', { name: 'Code' })).toHaveValue('ACM')
  await shot(page, 'supplier-new')
  await page.keyboard.press('Control+Enter')

  await expect(form).toBeHidden()
  await expect(page.getByText('Supplier ACM created')).toBeVisible()
  const row = page.getByRole('grid', { name: 'Suppliers' }).getByRole('row', { name: /ACM.*Acme Metals/ })
  await expect(row).toBeVisible()
  await expect(row).toBeFocused()
  await shot(page, 'supplier-list')

  const again = await app.restart()
  await openScreen(again, 'Suppliers')
  await expect(again.getByRole('grid', { name: 'Suppliers' }).getByRole('row', { name: /ACM.*Acme Metals/ })).toBeVisible()
  await expect(again.getByRole('status').getByText('1 supplier', { exact: true })).toBeVisible()
})

test('a code in use says so beside the code and keeps what was typed', async ({ app }) => {
  const { page } = app
  await createSupplier(page, 'Acme Metals', 'ACM')
  await openScreen(page, 'Suppliers')
  await page.keyboard.press('n')
  const form = page.getByRole('dialog', { name: 'New supplier' })
  const field = (name: string) => form.getByRole('textbox', { name })
  await typeOnceIn(field('Name'), 'Acme Castings')
  await page.keyboard.press('Tab')
  await page.keyboard.type('ACM')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Front desk')
  await page.keyboard.press('Control+Enter')

  await expect(field('Code')).toHaveAttribute('aria-invalid', 'true')
  await expect(field('Code')).toHaveAccessibleDescription(/Acme Metals already has the code ACM/)
  await expect(field('Code')).toBeFocused()
  await expect(field('Name')).toHaveValue('Acme Castings')
  await expect(field('Code')).toHaveValue('ACM')
  await expect(field('Contact')).toHaveValue('Front desk')
  await shot(page, 'supplier-code-in-use')

  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('ACC')
  await page.keyboard.press('Control+Enter')
  await expect(form).toBeHidden()
  const grid = page.getByRole('grid', { name: 'Suppliers' })
  await expect(grid.getByRole('row', { name: /ACC.*Acme Castings.*Front desk/ })).toBeVisible()
  await expect(grid.getByRole('row', { name: /ACM.*Acme Metals/ })).toBeVisible()
})

test('what was saved survives the program being killed', async ({ app }) => {
  await createSupplier(app.page, 'Bolt & Nut Co', 'BOL')
  await app.kill()
  const page = await app.restart()
  await openScreen(page, 'Suppliers')
  await expect(page.getByRole('grid', { name: 'Suppliers' }).getByRole('row', { name: /BOL.*Bolt & Nut Co/ })).toBeVisible()
})

test('single letters do nothing while typing, and nothing at all once they are switched off', async ({ app }) => {
  const { page } = app
  await createSupplier(page, 'Acme Metals', 'ACM')
  await openScreen(page, 'Suppliers')
  await page.getByRole('searchbox', { name: 'Search suppliers' }).pressSequentially('n')
  await expect(page.getByText('No supplier matches “n”')).toBeVisible()
  await openScreen(page, 'Settings')
  const letters = page.getByRole('switch', { name: 'Single-letter keys' })
  await letters.focus()
  await page.keyboard.press('Space')
  await expect(letters).not.toBeChecked()
  await shot(page, 'letter-keys-off')
  await openScreen(page, 'Suppliers')
  await expect(page.getByRole('button', { name: 'New supplier' }).locator('kbd')).toHaveCount(0)
  await page.keyboard.press('n')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('textbox', { name: 'Go to, run, or find anything' })).toBeVisible()
  await expect(page.getByRole('dialog', { name: 'New supplier' })).toHaveCount(0)
})

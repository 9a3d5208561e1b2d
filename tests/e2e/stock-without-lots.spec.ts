import type { Page } from '@playwright/test'
import { shot } from '../support/app.ts'
import { expect, tabTo, test, typeOnceIn } from '../support/e2e.ts'
import { addProduct, notice, palette } from '../support/first-day.ts'
import { figure, metalShopIn, millionths, seeLot, seeStock } from '../support/metal-shop/shop.ts'

/** Runs the palette's one line for the switch and waits for its panel. */
async function openSwitch(page: Page, title: string) {
  await page.keyboard.press('Control+k')
  await typeOnceIn(page.getByRole('textbox', { name: 'Go to, run, or find anything' }), 'turn receiving')
  await expect(page.getByRole('button', { name: /Turn receiving/ }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  return page.getByRole('dialog', { name: title })
}

test('a shop without lots keeps an average, counts it, and takes it into lots unchanged when receiving is turned on', async ({ app, userData }) => {
  const { page } = app
  const shop = metalShopIn(page, userData)
  await addProduct(page, 'ROD-12', 'Brass rod', 'Raw material')
  const off = await openSwitch(page, 'Turn receiving off')
  await expect(off.getByRole('button', { name: 'Turn receiving off' })).toBeFocused()
  await page.keyboard.press('Enter')
  await notice(page, 'Receiving is off: stock is kept without lots')

  await palette(page, 'ROD-12')
  await expect(page.getByRole('heading', { level: 1, name: /Brass rod|ROD-12/ })).toBeVisible()
  const panel = page.getByRole('dialog', { name: 'Adjust stock of ROD-12' })
  const adjust = async (arrows: number, quantity: string, cost: string | null, shows: RegExp) => {
    await page.keyboard.press('a')
    await expect(panel.getByRole('textbox', { name: 'Quantity' })).toBeFocused()
    if (arrows > 0) await page.keyboard.press('Shift+Tab')
    for (let place = 0; place < arrows; place += 1) await page.keyboard.press('ArrowRight')
    if (arrows > 0) await page.keyboard.press('Tab')
    await page.keyboard.type(quantity)
    if (cost !== null) {
      await page.keyboard.press('Tab')
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.type(cost)
    }
    await expect(page.getByRole('status', { name: 'What it changes' })).toHaveText(shows)
    await page.keyboard.press('Control+Enter')
    await expect(panel).toBeHidden()
  }
  // 40 at 2.50 and 20 at 4.00 are 60 worth 180.00: 3.00 each from then on
  await adjust(0, '40', '2.50', /On hand from 0 ea to 40 ea.*to 100\.00/)
  await adjust(0, '20', '4', /On hand from 40 ea to 60 ea.*from 100\.00 to 180\.00/)
  await adjust(1, '10', null, /On hand from 60 ea to 50 ea.*from 180\.00 to 150\.00/)
  await adjust(2, '48', null, /On hand from 50 ea to 48 ea.*from 150\.00 to 144\.00/)
  await expect(figure(page, 'On hand')).toHaveText('48 ea')
  await expect(figure(page, 'Value')).toHaveText('144.00')
  await expect(figure(page, 'Average cost')).toHaveText('3.00 / ea')
  await seeStock(shop, [['ROD-12', '48', 'ea', '144.00']])
  await shot(page, 'without-lots')

  const on = await openSwitch(page, 'Turn receiving on')
  await expect(on.getByRole('checkbox', { name: /I understand/ })).toBeFocused()
  await page.keyboard.press('Control+Enter')
  await expect(on.getByText('Tick this to go on.')).toBeVisible()
  await page.keyboard.press('Space')
  await tabTo(page, on.getByRole('button', { name: 'Turn receiving on' }))
  await page.keyboard.press('Enter')
  await notice(page, 'Receiving is on: stock is kept in lots')
  await seeLot(shop, 'LEGACY-ROD-12', ['48', 'ea', '144.00'])
  await seeStock(shop, [['ROD-12', '48', 'ea', '144.00']])
  await palette(page, 'Check my books')
  await expect(page.getByText(/^Your books are right: \d+ postings, every balance recomputed\.$/)).toBeVisible()
  // 180.00 came in; the breakage of 30.00 is waste, and the count found 6.00 less
  expect(shop.books.account('adjustment')).toBe(0 - millionths('174.00'))
  expect(shop.books.account('waste')).toBe(millionths('30.00'))
})

import type { Locator, Page } from '@playwright/test'
import { shot } from '../support/app.ts'
import { expectNoFindings } from '../support/axe.ts'
import { today } from '../support/calendar.ts'
import { expect, openScreen, tabTo, test, typeOnceIn } from '../support/e2e.ts'
import { inEachLook } from '../support/looks.ts'
import { goTo, makeBoxes, runCommand } from '../support/made-box.ts'

const figure = (page: Page, term: string) => page.locator('dl > div', { has: page.locator('dt', { hasText: new RegExp(`^${term}$`) }) }).locator('dd')
const changes = (page: Page) => page.getByRole('status', { name: 'What it changes' })

/** A product of a shop that keeps its stock without lots: OIL, 10 l at 2.00. */
async function openOilShop(page: Page): Promise<number> {
  const { productId } = await runCommand(page, 'product.create', { sku: 'OIL', name: 'Cutting oil', kind: 'raw_material', unit: 'l', unitCost: null, reorderPoint: null, notes: '' })
  await runCommand(page, 'company.set_receiving', { receiving: false })
  await runCommand(page, 'stock.adjust', { productId, change: { by: 'add', quantity: '10', unitCost: '2' }, reason: 'received', businessDate: '2026-01-05', notes: '' })
  return productId
}

test('without lots a product is adjusted from its page: added, taken away, set to what was counted, and undone', async ({ app }) => {
  const { page } = app
  const productId = await openOilShop(page)
  await goTo(page, `/products/${productId}`)
  await expect(figure(page, 'On hand')).toHaveText('10 l')
  await page.keyboard.press('a')
  const panel = page.getByRole('dialog', { name: 'Adjust stock of OIL' })
  await expect(panel.getByRole('textbox', { name: 'Quantity' })).toBeFocused()
  await expect(panel.getByRole('textbox', { name: 'Unit cost' })).toHaveValue('2.00')
  await page.keyboard.type('5')
  await expect(changes(page)).toHaveText(/On hand from 10 l to 15 l.*Value from 20\.00 to 30\.00/)
  await page.keyboard.press('Tab')
  await page.keyboard.type('3')
  await expect(changes(page)).toContainText('to 35.00')
  await shot(page, 'adjust-stock')
  await page.keyboard.press('Control+Enter')
  await expect(panel).toBeHidden()
  await expect(page.getByText('5 l of OIL added (PSB-A-00002)')).toBeVisible()
  await expect(figure(page, 'Value')).toHaveText('35.00')

  await page.keyboard.press('a')
  await expect(panel.getByRole('textbox', { name: 'Quantity' })).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('ArrowRight')
  await expect(panel.getByRole('radio', { name: 'Take away' })).toBeChecked()
  await expect(panel.getByRole('combobox', { name: 'Reason' })).toHaveValue('breakage_or_loss')
  await page.keyboard.press('Tab')
  await page.keyboard.type('20')
  await expect(changes(page)).toContainText('more than there is')
  await page.keyboard.press('Control+Enter')
  await expect(panel.getByRole('textbox', { name: 'Quantity' })).toHaveAccessibleDescription(/There is not that much of OIL/)
  await expect(panel.getByRole('textbox', { name: 'Quantity' })).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Tab')
  await typeOnceIn(panel.getByRole('textbox', { name: 'Counted' }), '12')
  await expect(changes(page)).toHaveText(/On hand from 15 l to 12 l.*Value from 35\.00 to 28\.00/)
  await expect(panel.getByRole('button', { name: 'Set to 12 l' })).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(panel).toBeHidden()
  await expect(figure(page, 'On hand')).toHaveText('12 l')
  await page.keyboard.press('Control+z')
  await expect(page.getByText('PSB-A-00003 taken back')).toBeVisible()
  await expect(figure(page, 'On hand')).toHaveText('15 l')
})

test('what an average would make of taking something back is shown before it is done', async ({ app }) => {
  const { page } = app
  const productId = await openOilShop(page)
  const adjust = (change: Parameters<typeof runCommand<'stock.adjust'>>[2]['change']) =>
    runCommand(page, 'stock.adjust', { productId, change, reason: 'other', businessDate: '2026-01-06', notes: '' })
  await adjust({ by: 'add', quantity: '10', unitCost: '4' })
  await adjust({ by: 'remove', quantity: '5' })
  await openScreen(page, 'Adjustments')
  const row = page.getByRole('grid', { name: 'Adjustments' }).getByRole('row', { name: /PSB-A-00002/ })
  await row.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Adjustment PSB-A-00002' })).toBeVisible()
  const takeBack = page.getByRole('button', { name: 'Take back' })
  await tabTo(page, takeBack)
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: 'Take back PSB-A-00002' })
  await expect(panel.getByText(/10\.00\s*would be booked as a gain/)).toBeVisible()
  await shot(page, 'take-back')
  await expect(panel.getByRole('button', { name: 'Take back PSB-A-00002' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(panel).toBeHidden()
  await expect(figure(page, 'Status')).toHaveText('Taken back')
  await page.keyboard.press('Escape')
  await expect(row).toBeFocused()
  const difference = page.getByRole('grid', { name: 'Adjustments' }).getByRole('row', { name: /Average difference/ })
  await difference.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: 'Adjustment PSB-A-00002' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Take back' })).toHaveCount(0)
})

test('a lot is set to what was counted, breakage is taken away, and what stands in the way of undoing is named', async ({ app }) => {
  const { page } = app
  const { plateLotId, boxId } = await makeBoxes(page)
  await goTo(page, `/lots/${plateLotId}`)
  await expect(figure(page, 'Left')).toHaveText('6 ea')
  await page.keyboard.press('a')
  const panel = page.getByRole('dialog', { name: /^Adjust lot ACM-/ })
  await typeOnceIn(panel.getByRole('textbox', { name: 'Counted' }), '8')
  await expect(changes(page)).toHaveText(/In the lot from 6 ea to 8 ea.*Value from 75\.60 to 100\.80/)
  await shot(page, 'adjust-lot')
  await page.keyboard.press('Control+Enter')
  await expect(panel).toBeHidden()
  await expect(figure(page, 'Left')).toHaveText('8 ea')

  await page.keyboard.press('a')
  await expect(panel.getByRole('textbox', { name: 'Counted' })).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Tab')
  await typeOnceIn(panel.getByRole('textbox', { name: 'Quantity' }), '2')
  await page.keyboard.press('Tab')
  await page.keyboard.press('b')
  await expect(panel.getByRole('combobox', { name: 'Reason' })).toHaveValue('breakage')
  await page.keyboard.press('Control+Enter')
  await expect(panel.getByRole('textbox', { name: 'Quantity' })).toHaveAccessibleDescription(/Breakage and loss take stock away/)
  await typeOnceIn(panel.getByRole('textbox', { name: 'Quantity' }), '-1')
  await page.keyboard.press('Control+Enter')
  await expect(panel).toBeHidden()
  await expect(figure(page, 'Left')).toHaveText('7 ea')

  await runCommand(page, 'build.execute', { productId: boxId, quantity: '3', businessDate: today() })
  await goTo(page, '/adjustments/1')
  await page.getByRole('button', { name: 'Take back' }).press('Enter')
  await expect(page.getByRole('alert')).toContainText('PSB-A-00001 cannot be taken back yet')
  await expect(page.getByRole('alert').getByRole('link', { name: 'Build PSB-B-00002' })).toBeVisible()
})

test('opening and found stock are recorded from the palette, each as a lot of its own', async ({ app }) => {
  const { page } = app
  await runCommand(page, 'product.create', { sku: 'PLATE', name: 'Steel plate', kind: 'component', unit: 'ea', unitCost: '12', reorderPoint: null, notes: '' })
  await page.keyboard.press('Control+k')
  await page.getByRole('textbox', { name: 'Go to, run, or find anything' }).pressSequentially('opening stock')
  await page.keyboard.press('Enter')
  const opening = page.getByRole('dialog', { name: 'Opening stock' })
  await expect(opening.getByRole('combobox', { name: 'Product' })).toBeFocused()
  await page.keyboard.press('Control+Enter')
  await expect(opening.getByRole('combobox', { name: 'Product' })).toHaveAccessibleDescription(/Choose a product/)
  await page.keyboard.type('PLATE')
  await page.keyboard.press('Tab')
  await page.keyboard.type('20')
  await tabTo(page, opening.getByRole('textbox', { name: 'Unit cost' }))
  await page.keyboard.type('11.50')
  await expect(changes(page)).toHaveText(/On hand from 0 ea to 20 ea.*Worth 230\.00/)
  await page.keyboard.press('Control+Enter')
  await expect(opening).toBeHidden()
  await expect(page.getByText('Opening stock: 20 ea of PLATE added (PSB-A-00001)')).toBeVisible()
  await expect(page.getByRole('grid', { name: 'Adjustments' }).getByRole('row', { name: /PSB-A-00001.*OPEN-PLATE/ })).toBeVisible()

  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('n')
  const found = page.getByRole('dialog', { name: 'Found stock' })
  await typeOnceIn(found.getByRole('combobox', { name: 'Product' }), 'PLATE')
  await page.keyboard.press('Tab')
  await expect(found.getByRole('textbox', { name: 'Unit cost' })).toHaveValue('11.50')
  await page.keyboard.type('2')
  await page.keyboard.press('Control+Enter')
  await expect(found).toBeHidden()
  await expect(page.getByRole('grid', { name: 'Adjustments' }).getByRole('row', { name: /PSB-A-00002.*FOUND-1/ })).toContainText('+23.00')
  await shot(page, 'adjustments')
})

test('a product’s page adds found stock by keyboard, and refuses a second opening lot in words', async ({ app }) => {
  const { page } = app
  const { plateId } = await makeBoxes(page)
  await goTo(page, `/products/${plateId}`)
  await tabTo(page, page.getByRole('button', { name: 'Found stock' }))
  await page.keyboard.press('Enter')
  const found = page.getByRole('dialog', { name: 'Found stock of PLATE' })
  await expect(found.getByRole('textbox', { name: 'Quantity found' })).toBeFocused()
  await expect(found.getByRole('textbox', { name: 'Unit cost' })).toHaveValue('12.60')
  await page.keyboard.type('2')
  await page.keyboard.press('Control+Enter')
  await expect(found).toBeHidden()
  await expect(figure(page, 'On hand')).toHaveText('8 ea')
  const open = { productId: plateId, quantity: '1', cost: { per: 'unit', amount: '1' }, businessDate: '2026-01-05', notes: '' } as const
  await runCommand(page, 'stock.open', open)
  await goTo(page, `/products/${plateId}?panel=opening`)
  const opening = page.getByRole('dialog', { name: 'Opening stock of PLATE' })
  await typeOnceIn(opening.getByRole('textbox', { name: 'Quantity' }), '3')
  await opening.getByRole('textbox', { name: 'Unit cost' }).fill('1')
  await page.keyboard.press('Control+Enter')
  await expect(opening.getByRole('alert')).toContainText('PLATE already has a lot OPEN-PLATE.')
  await expect(opening.getByRole('textbox', { name: 'Quantity' })).toHaveValue('3')
})

const looks = [
  { theme: 'light', mode: 'office', width: 1000, height: 640 },
  { theme: 'dark', mode: 'office', width: 1280, height: 800 },
  { theme: 'light', mode: 'floor', width: 1280, height: 800 },
  { theme: 'dark', mode: 'floor', width: 1000, height: 640 },
] as const

test('axe finds nothing on adjustments and their panels, in any look', async ({ app }) => {
  const { plateLotId, plateId } = await makeBoxes(app.page)
  const adjusted = { businessDate: '2026-01-05', notes: 'Counted by the door' }
  await runCommand(app.page, 'lot.adjust', { ...adjusted, lotId: plateLotId, change: { by: 'signed', quantity: '-1' }, reason: 'loss' })
  await runCommand(app.page, 'stock.open', { ...adjusted, productId: plateId, quantity: '3', cost: { per: 'line', amount: '30' } })
  await runCommand(app.page, 'adjustment.reverse', { adjustmentId: 2 })
  const long = { sku: 'PLATE-6061-T6-0250-CUT', name: 'Cut plate', kind: 'component', unit: 'ea', unitCost: null, reorderPoint: null, notes: '' } as const
  const { productId: longId } = await runCommand(app.page, 'product.create', long)
  await runCommand(app.page, 'stock.open', { ...adjusted, productId: longId, quantity: '3', cost: { per: 'line', amount: '30' } })
  await inEachLook(app, looks, async (page, { mode }, inLook) => {
    const look = async (path: string, name: string, shows: Locator) => {
      await goTo(page, path)
      await expect(shows).toBeVisible()
      await expectNoFindings(page, name)
      await shot(page, `${name}-${inLook}`)
    }
    await look('/adjustments', 'adjustment-list', page.getByRole('row', { name: /PSB-A-00002/ }))
    // A long SKU is there whole, on two lines where text is large.
    if (mode === 'floor') expect(await page.getByText(long.sku).evaluate((cell) => cell.scrollHeight <= cell.clientHeight + 1 && cell.scrollWidth <= cell.clientWidth + 1)).toBe(true)
    await look('/adjustments/1', 'adjustment', page.getByRole('heading', { level: 1, name: 'Adjustment PSB-A-00001' }))
    await look('/adjustments?panel=found', 'found-panel', page.getByRole('dialog', { name: 'Found stock' }))
    await look('/adjustments?panel=opening', 'opening-panel', page.getByRole('dialog', { name: 'Opening stock' }))
    await look(`/lots/${plateLotId}`, 'lot', page.getByRole('button', { name: 'Recall sheet' }))
    await look(`/lots/${plateLotId}?panel=adjust`, 'adjust-lot-panel', page.getByRole('dialog', { name: /^Adjust lot/ }))
    await look('/settings?panel=receiving', 'receiving-panel', page.getByRole('dialog', { name: 'Turn receiving off' }))
    const { adjustmentId } = await runCommand(page, 'lot.adjust', { ...adjusted, lotId: plateLotId, change: { by: 'signed', quantity: '-1' }, reason: 'loss' })
    await runCommand(page, 'adjustment.reverse', { adjustmentId })
    await page.keyboard.press('Escape')
    await look(`/products/${plateId}`, 'product', page.getByRole('button', { name: 'Found stock' }))
  })
})

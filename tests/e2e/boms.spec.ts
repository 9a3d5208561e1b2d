import type { Page } from '@playwright/test'
import { shot } from '../support/app.ts'
import { expect, tabTo, test, typeOnceIn } from '../support/e2e.ts'
import { goTo, makeBoxes, runCommand } from '../support/made-box.ts'

const cell = (page: Page, row: number, column: 'Product' | 'Quantity per unit') =>
  page.getByRole('group', { name: `Component ${row}` }).getByRole(column === 'Product' ? 'combobox' : 'textbox', { name: new RegExp(`^${column}`) })

const shownOrder = (page: Page) =>
  page
    .getByRole('group', { name: /^Component / })
    .evaluateAll((rows) => rows.map((row) => row.querySelector('input')?.value ?? '').filter((text) => text !== ''))

const box = { productId: 0, quantityPerUnit: '1', optional: false }

/** A third component beside the two of the box. */
async function addLabel(page: Page): Promise<number> {
  const { productId } = await runCommand(page, 'product.create', { sku: 'LABEL', name: 'Name label', kind: 'component', unit: 'ea', unitCost: null, reorderPoint: null, notes: '' })
  return productId
}

test('a draft keeps what is wrong, says so beside the line, and is activated once it is right', async ({ app: { page } }) => {
  const { boxId } = await makeBoxes(page)
  await addLabel(page)
  await goTo(page, `/boms/${boxId}`)
  await expect(page.getByRole('heading', { level: 1, name: 'BOM of Junction box' })).toBeVisible()
  await cell(page, 3, 'Product').focus()
  await page.keyboard.type('LABEL')
  await page.keyboard.press('Enter')
  await typeOnceIn(cell(page, 3, 'Quantity per unit'), '1.00001')
  await page.keyboard.press('Control+Shift+S')
  await expect(page.getByText('Draft of BOX saved; 1 thing is to be put right before it can be activated', { exact: true })).toBeVisible()
  const banner = page.getByRole('region', { name: 'Draft' })
  await expect(banner).toContainText('Version 1 is in use meanwhile. 1 thing has to be put right')
  await expect(cell(page, 3, 'Quantity per unit')).toHaveAccessibleDescription(/more than 4 decimals/)
  await shot(page, 'bom-draft-wrong')

  await goTo(page, '/boms')
  await expect(page.getByRole('row', { name: /BOX/ })).toContainText('Draft')
  await goTo(page, `/boms/${boxId}`)
  await expect(cell(page, 3, 'Quantity per unit')).toHaveValue('1.00001')
  await cell(page, 3, 'Quantity per unit').fill('1')
  await page.keyboard.press('Control+s')
  await expect(page.getByText('BOM of BOX saved as version 2', { exact: true })).toBeVisible()
  await expect(banner).toHaveCount(0)
  await expect(page.getByText('BOX · version 2 is active', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('BOX · version 3 is active', { exact: true })).toBeVisible()
  await expect.poll(() => shownOrder(page)).toEqual([expect.stringContaining('PLATE'), expect.stringContaining('BOLT')])
})

test('a draft is discarded, and comes back with Undo', async ({ app: { page } }) => {
  const { boxId } = await makeBoxes(page)
  await runCommand(page, 'bom.save_draft', { productId: boxId, components: [{ ...box, productId: null, quantityPerUnit: 'some' }], costLines: [], notes: 'later' })
  await goTo(page, `/boms/${boxId}`)
  const banner = page.getByRole('region', { name: 'Draft' })
  await expect(cell(page, 1, 'Quantity per unit')).toHaveValue('some')
  await banner.getByText('Edit version 1').click()
  await expect(cell(page, 1, 'Quantity per unit')).toHaveValue('2')
  await banner.getByRole('button', { name: 'Discard draft' }).click()
  await expect(banner).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(cell(page, 1, 'Quantity per unit')).toHaveValue('some')
  await expect(page.getByRole('textbox', { name: 'Note on this version' })).toHaveValue('later')
})

test('rows change places by keys, by their handle and by mouse', async ({ app: { page } }) => {
  const { boxId, plateId, boltId } = await makeBoxes(page)
  const label = await addLabel(page)
  await runCommand(page, 'bom.save', { productId: boxId, components: [plateId, boltId, label].map((productId) => ({ ...box, productId })), costLines: [] })
  await goTo(page, `/boms/${boxId}`)
  const order = async (...skus: string[]) => expect.poll(() => shownOrder(page)).toEqual(skus.map((sku) => expect.stringContaining(sku)))
  await order('PLATE', 'BOLT', 'LABEL')

  await cell(page, 1, 'Quantity per unit').focus()
  await page.keyboard.press('Alt+ArrowDown')
  await order('BOLT', 'PLATE', 'LABEL')
  await expect(cell(page, 2, 'Quantity per unit')).toBeFocused()
  await expect(page.getByText('PLATE: place 2 of 3.', { exact: true })).toBeAttached()

  const moving = page.getByText(/^LABEL (picked up,|to) place 3 of 3\./)
  const at = (place: number) => page.getByText(`LABEL to place ${place} of 3.`, { exact: true })
  // The row is measured after it was picked up; a key that comes before that moves nothing, and is pressed again. Two that came late are one too many.
  const moveUp = () =>
    expect(async () => {
      if ((await at(2).count()) === 0) await page.keyboard.press((await at(1).count()) === 0 ? 'ArrowUp' : 'ArrowDown')
      await expect(at(2)).toBeAttached({ timeout: 2_000 })
    }).toPass({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Move component 3', exact: true }).focus()
  await page.keyboard.press('Space')
  await expect(moving).toHaveCount(1)
  await moveUp()
  await page.keyboard.press('Escape')
  await order('BOLT', 'PLATE', 'LABEL')
  await expect(page.getByRole('heading', { level: 1, name: 'BOM of Junction box' })).toBeVisible()
  await page.keyboard.press('Space')
  await expect(moving).toHaveCount(1)
  await moveUp()
  await page.keyboard.press('Space')
  await order('BOLT', 'LABEL', 'PLATE')

  // A hand on it waits until it stands still.
  const grip = page.getByRole('button', { name: 'Move component 1', exact: true })
  await grip.hover({ position: { x: 8, y: 8 } })
  const handle = await grip.boundingBox()
  const last = await page.getByRole('button', { name: 'Move component 3', exact: true }).boundingBox()
  if (!handle || !last) throw new Error('a handle is not drawn')
  await page.mouse.down()
  await page.mouse.move(handle.x + 8, handle.y + 30, { steps: 4 })
  await page.mouse.move(last.x + 8, last.y + 12, { steps: 8 })
  await page.mouse.up()
  await order('LABEL', 'PLATE', 'BOLT')
  await page.keyboard.press('Control+s')
  await expect(page.getByText('BOM of BOX saved as version 3', { exact: true })).toBeVisible()
})

test('the tree opens by arrows, and shows both costs', async ({ app: { page } }) => {
  const { boxId, plateId } = await makeBoxes(page)
  const { productId: crateId } = await runCommand(page, 'product.create', { sku: 'CRATE', name: 'Crate of boxes', kind: 'finished_good', unit: 'ea', unitCost: null, reorderPoint: null, notes: '' })
  await runCommand(page, 'bom.save', {
    productId: crateId,
    components: [
      { ...box, productId: boxId, quantityPerUnit: '4' },
      { ...box, productId: plateId, optional: true },
    ],
    costLines: [{ kind: 'other', name: 'Freight', cost: { by: 'amount', amountPerUnit: '1' } }],
  })
  await goTo(page, `/boms/${crateId}`)
  const tree = page.getByRole('treegrid', { name: 'Parts at every level' })
  const row = (name: RegExp) => tree.getByRole('row', { name })
  await expect(tree.getByRole('row')).toHaveCount(3)
  await page.getByRole('button', { name: 'Open all levels' }).focus()
  await tabTo(page, row(/BOX/))
  await page.keyboard.press('ArrowRight')
  await expect(row(/BOX/)).toHaveAttribute('aria-expanded', 'true')
  await expect(tree.getByRole('row')).toHaveCount(5)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await expect(row(/BOLT/)).toBeFocused()
  await expect(row(/BOLT/)).toContainText('8 ea')
  await expect(row(/BOLT/)).toContainText('32 ea')
  await expect(row(/BOLT/)).toHaveAttribute('aria-level', '2')
  await shot(page, 'bom-tree')
  await page.keyboard.press('ArrowLeft')
  await expect(row(/BOX/)).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(tree.getByRole('row')).toHaveCount(3)
  await expect(page.getByText(/^Direct cost of 1 ea: 162.92\./)).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'BOM of Junction box' })).toBeVisible()
})

test('versions are compared in words, used again and retired', async ({ app: { page } }) => {
  const { boxId, plateId } = await makeBoxes(page)
  await runCommand(page, 'bom.save', { productId: boxId, components: [{ ...box, productId: plateId, quantityPerUnit: '3' }], costLines: [], notes: 'Stronger, without bolts' })
  await goTo(page, `/boms/${boxId}`)
  const versions = page.getByRole('table', { name: 'Versions' })
  await expect(versions.getByRole('row')).toHaveCount(3)
  await expect(versions.getByRole('row').nth(1)).toContainText(/2 Active.*today.*Stronger, without bolts/)
  await versions.getByRole('button', { name: 'Compare version 2' }).press('Enter')
  const panel = page.getByRole('dialog', { name: 'What changed in BOX' })
  const changed = panel.getByRole('table', { name: 'Components that changed' })
  await expect(changed.getByRole('row', { name: /PLATE/ })).toContainText(/Quantity changed\s*2 ea\s*3 ea/)
  await expect(changed.getByRole('row', { name: /BOLT/ })).toContainText(/Removed\s*8 ea\s*—/)
  await expect(panel.getByRole('table', { name: 'Cost lines that changed' })).toContainText('Removed')
  await shot(page, 'bom-diff')
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await expect(page.getByRole('heading', { level: 1, name: 'BOM of Junction box' })).toBeVisible()
  await versions.getByRole('button', { name: 'Use version 1 again' }).press('Enter')
  await expect(page.getByText('BOX · version 3 is active', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Retire version 3' }).press('Enter')
  await expect(page.getByText('BOX · no version is active', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('BOX · version 3 is active', { exact: true })).toBeVisible()
})

test('a build point is set, refused beside its field, shown in the list and cleared', async ({ app: { page } }) => {
  const { boxId } = await makeBoxes(page)
  await goTo(page, `/boms/${boxId}`)
  await page.getByRole('textbox', { name: 'Build point' }).fill('5')
  await page.getByRole('textbox', { name: 'Target level' }).fill('5')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Target level' })).toHaveAccessibleDescription(/not above the build point of 5/)
  await expect(page.getByRole('textbox', { name: 'Target level' })).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('20')
  await page.keyboard.press('Enter')
  await expect(page.getByText('BOX is to be built at 5 ea, up to 20 ea', { exact: true })).toBeVisible()
  await goTo(page, '/boms')
  await expect(page.getByRole('row', { name: /BOX/ })).toContainText(/5\s*→\s*20\s*ea/)
  await shot(page, 'boms-list')
  await goTo(page, `/boms/${boxId}`)
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(page.getByText('BOX has no build point any more', { exact: true })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Build point' })).toHaveValue('')
})

test('what is missing for a build and can be built is built first, and one is back', async ({ app: { page } }) => {
  const { boxId } = await makeBoxes(page)
  const { productId: crateId } = await runCommand(page, 'product.create', { sku: 'CRATE', name: 'Crate', kind: 'finished_good', unit: 'ea', unitCost: null, reorderPoint: null, notes: '' })
  await runCommand(page, 'bom.save', { productId: crateId, components: [{ ...box, productId: boxId, quantityPerUnit: '4' }], costLines: [] })
  await goTo(page, `/builds/new?product=${crateId}&quantity=1`)
  await expect(page.getByRole('button', { name: 'Build 1 CRATE' })).toBeVisible()
  await page.getByRole('button', { name: 'Build BOX first' }).press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Build first' })).toBeVisible()
  await page.getByRole('button', { name: 'Build 2 BOX' }).press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'New build' })).toBeVisible()
  await expect(page.getByText(/PSB-B-00002 built/)).toBeVisible()
  await page.getByRole('button', { name: 'Build 1 CRATE' }).press('Enter')
  await expect(page.getByText(/PSB-B-00003 built/)).toBeVisible()
})

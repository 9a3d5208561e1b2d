import type { Page } from '@playwright/test'
import { shot } from '../support/app.ts'
import { expectNoFindings } from '../support/axe.ts'
import { today } from '../support/calendar.ts'
import { expect, openScreen, tabTo, test } from '../support/e2e.ts'
import { inEachLook } from '../support/looks.ts'
import { goTo, makeBoxes, runCommand } from '../support/made-box.ts'

const figure = (page: Page, term: string) => page.locator('dl > div', { has: page.locator('dt', { hasText: new RegExp(`^${term}$`) }) }).locator('dd')
const rail = (page: Page) => page.getByRole('navigation', { name: 'Main' })

/** Boxes of which three more were built with review on: PSB-B-00002 to 00004, of one each. */
async function openReview(page: Page) {
  const made = await makeBoxes(page)
  await runCommand(page, 'company.set_review', { review: true })
  const build = async () => (await runCommand(page, 'build.execute', { productId: made.boxId, quantity: '1', businessDate: today() })).buildId
  return { ...made, builds: [await build(), await build(), await build()] as const }
}

test('by keyboard alone builds are approved one after the other, rejected in part, and put back', async ({ app }) => {
  const { page } = app
  await openReview(page)
  await expect(rail(page).getByRole('link', { name: /^In review 3 waiting$/ })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('textbox', { name: 'Go to, run, or find anything' }).pressSequentially('in review')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'In review' })).toBeVisible()
  await expect(page.getByText('76.44 in process')).toBeVisible()
  const grid = page.getByRole('grid', { name: 'In review' })
  const first = grid.getByRole('row', { name: /PSB-B-00002/ })
  await expect(first).toContainText('since today')
  await expect(first).toContainText('25.48')
  await shot(page, 'review-list')
  await tabTo(page, first)
  await page.keyboard.press('Enter')

  await expect(page.getByRole('heading', { level: 1, name: 'Build PSB-B-00002' })).toBeVisible()
  await expect(figure(page, 'In process')).toHaveText('25.48')
  await shot(page, 'review-build')
  await page.keyboard.press('a')
  await expect(page.getByText('PSB-B-00002 approved: lot B-2 worth 40.48')).toBeVisible()
  await expect(figure(page, 'Status')).toHaveText('Approved')
  await expect(figure(page, 'Finished lot')).toHaveText('B-2')
  const next = page.getByRole('button', { name: 'Review PSB-B-00003' })
  await expect(next).toBeFocused()
  await shot(page, 'review-approved')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Build PSB-B-00003' })).toBeVisible()

  await page.keyboard.press('r')
  const panel = page.getByRole('dialog', { name: 'Reject PSB-B-00003' })
  const reason = panel.getByRole('combobox', { name: 'Reason' })
  const sums = panel.getByRole('status')
  await expect(reason).toBeFocused()
  await expect(sums).toHaveText(/Back in stock 25\.48.*Wasted 0\.00/)
  await page.keyboard.press('Control+Enter')
  await expect(reason).toHaveAccessibleDescription('Choose why it is rejected.')
  await expect(reason).toBeFocused()
  await page.keyboard.press('e')
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowRight')
  await expect(panel.getByRole('radio', { name: 'Part goes back' })).toBeChecked()
  await page.keyboard.press('Tab')
  const plates = panel.getByRole('textbox', { name: 'PLATE, of 2 ea' })
  await expect(plates).toBeFocused()
  await expect(plates).toHaveValue('2')
  await page.keyboard.type('3')
  await expect(plates).toHaveAccessibleDescription(/More PLATE would be recovered than the build drew/)
  await page.keyboard.press('Control+a')
  await page.keyboard.type('1')
  await tabTo(page, panel.getByRole('button', { name: 'None of BOLT' }))
  await page.keyboard.press('Enter')
  await expect(panel.getByRole('textbox', { name: 'BOLT, of 8 ea' })).toHaveValue('0')
  await expect(sums).toHaveText(/Back in stock 12\.60.*Wasted 12\.88/)
  await expect(panel.getByRole('region', { name: 'What it does' }).getByRole('row', { name: /PLATE/ })).toContainText(/1 ea\s*to ACM-\d+-001/)
  await shot(page, 'review-reject')
  await page.keyboard.press('Control+Enter')
  await expect(panel).toBeHidden()
  await expect(page.getByText('PSB-B-00003 rejected: 12.60 back in stock, 12.88 wasted')).toBeVisible()
  await expect(figure(page, 'Reason')).toHaveText('Equipment failure')
  await expect(figure(page, 'Wasted')).toHaveText('12.88')
  const went = page.getByRole('table', { name: 'What went back and what was wasted' })
  await expect(went.getByRole('row', { name: /PLATE/ })).toContainText(/1 ea\s*to ACM-\d+-001\s*1 ea\s*12\.60/)
  await expect(page.getByRole('button', { name: 'Review PSB-B-00004' })).toBeFocused()
  const drew = page.getByRole('table', { name: 'Components and costs' })
  await expect(drew.getByRole('row', { name: /^Labor/ })).toHaveText(/Labor released: nothing was made—/)
  await expect(drew.getByRole('row', { name: /^Total/ })).toContainText('25.48')
  await shot(page, 'review-rejected')

  await page.keyboard.press('Control+z')
  await expect(page.getByText('PSB-B-00003 waits for review again')).toBeVisible()
  await expect(figure(page, 'Status')).toHaveText('In review')
  await expect(figure(page, 'In process')).toHaveText('25.48')
  await expect(rail(page).getByRole('link', { name: /^In review 2 waiting$/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { level: 1, name: 'In review' })).toBeVisible()
})

test('what stands in the way of undoing a decision is named with links, and the build stays as it is', async ({ app }) => {
  const { page } = app
  const { boxId, builds } = await openReview(page)
  await runCommand(page, 'build.approve', { buildId: builds[0] })
  const lines = [{ productId: boxId, quantity: '3', revenue: '150' }]
  await runCommand(page, 'sale.record', { reference: 'INV-7', customer: 'Ann', saleDate: today(), lines, notes: '' })
  await goTo(page, `/builds/${builds[0]}`)
  const undoApproval = page.getByRole('button', { name: 'Undo approval' })
  await tabTo(page, undoApproval)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('PSB-B-00002 cannot be undone yet')
  await expect(page.getByRole('alert')).toContainText('INV-7')

  await runCommand(page, 'build.reject', { buildId: builds[1], reason: 'other', recovery: { kind: 'full' }, notes: '' })
  await runCommand(page, 'build.execute', { productId: boxId, quantity: '1', businessDate: today() })
  await goTo(page, `/builds/${builds[1]}`)
  await expect(page.getByRole('heading', { level: 1, name: 'Build PSB-B-00003' })).toBeVisible()
  await page.getByRole('button', { name: 'Undo rejection' }).press('Enter')
  await expect(page.getByRole('alert')).toContainText('The rejection of PSB-B-00003 cannot be undone')
  await expect(page.getByRole('alert').getByRole('link', { name: /^ACM-/ })).toBeVisible()
  await expect(figure(page, 'Status')).toHaveText('Rejected')
  await shot(page, 'review-undo-refused')
})

test('the reasons page counts what was wasted, and each figure leads to the builds behind it', async ({ app }) => {
  const { page } = app
  const { builds } = await openReview(page)
  await page.evaluate(() => {
    const violations: string[] = []
    Object.assign(globalThis, { violations })
    addEventListener('securitypolicyviolation', (event) => violations.push(`${event.violatedDirective} ${event.sample}`))
  })
  await openScreen(page, 'Quality')
  await expect(page.getByRole('heading', { name: 'Nothing was rejected' })).toBeVisible()
  const reject = (buildId: number, reason: 'quality_defect' | 'process_error') =>
    runCommand(page, 'build.reject', { buildId, reason, recovery: { kind: 'total_loss' }, notes: '' })
  await reject(builds[0], 'quality_defect')
  await reject(builds[1], 'quality_defect')
  await reject(builds[2], 'process_error')
  await expect(figure(page, 'Wasted')).toHaveText('76.44')
  await expect(page.getByRole('img', { name: /Waste by month/ })).toBeVisible()
  const table = page.getByRole('table', { name: 'Rejections by month and reason' })
  await expect(table.getByRole('row').last()).toHaveText(/All\s*50\.96\s*0\.00\s*0\.00\s*25\.48\s*0\.00\s*76\.44/)
  await shot(page, 'quality')
  await page.getByRole('img', { name: /Waste by reason/ }).hover()
  expect(await page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations)).toEqual([])
  await page.getByText('Builds', { exact: true }).last().click()
  await expect(table.getByRole('row').last()).toHaveText(/All\s*2\s*0\s*0\s*1\s*0\s*3/)
  await table.getByRole('row').last().getByRole('link', { name: '2' }).press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Rejected builds' })).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Reason' })).toHaveValue('quality_defect')
  const grid = page.getByRole('grid', { name: 'Rejected builds' })
  await expect(grid.getByRole('row')).toHaveCount(3)
  await shot(page, 'quality-rejections')
  await grid.getByRole('row', { name: /PSB-B-00003/ }).press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Build PSB-B-00003' })).toBeVisible()
})

test('review is switched in the settings, says what changes and how many wait, and can be undone', async ({ app }) => {
  const { page } = app
  await openScreen(page, 'In review')
  await expect(page.getByRole('heading', { name: 'Review is off' })).toBeVisible()
  await page.getByRole('button', { name: 'Open the switch' }).press('Enter')
  const turnOn = page.getByRole('dialog', { name: 'Turn review on' }).getByRole('button', { name: 'Turn review on' })
  await expect(turnOn).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Review is on: new builds wait to be approved')).toBeVisible()
  await openReview(page)
  await expect(page.getByRole('link', { name: '4 builds wait for review' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('textbox', { name: 'Go to, run, or find anything' }).pressSequentially('quality review')
  await page.keyboard.press('Enter')
  const off = page.getByRole('dialog', { name: 'Turn review off' })
  await expect(off).toContainText('4 builds wait for review now. Each still needs its approval or rejection.')
  await shot(page, 'review-switch')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Review is off', { exact: true })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(page.getByText('Review is on', { exact: true })).toBeVisible()
})

const looks = [
  { theme: 'light', mode: 'office', width: 1000, height: 640 },
  { theme: 'dark', mode: 'office', width: 1280, height: 800 },
  { theme: 'contrast', mode: 'office', width: 1280, height: 800 },
  { theme: 'light', mode: 'floor', width: 1280, height: 800 },
] as const

test('axe finds nothing where builds are reviewed, in any look', async ({ app }) => {
  const { builds } = await openReview(app.page)
  await runCommand(app.page, 'build.reject', { buildId: builds[0], reason: 'wrong_materials', recovery: { kind: 'total_loss' }, notes: 'Two plates were bent.' })
  await inEachLook(app, looks, async (page, { mode }, inLook) => {
    const look = async (name: string) => {
      await shot(page, `${name}-${inLook}`)
      await expectNoFindings(page, name)
    }
    await goTo(page, '/builds/review')
    await expect(page.getByRole('row', { name: /PSB-B-00003/ })).toBeVisible()
    await look('review-list')
    await goTo(page, `/builds/${builds[0]}`)
    await expect(figure(page, 'Reason')).toHaveText('Wrong materials')
    await look('review-rejected')
    await goTo(page, `/builds/${builds[1]}`)
    await expect(page.getByRole('heading', { level: 1, name: 'Build PSB-B-00003' })).toBeVisible()
    await look('review-build')
    await page.getByRole('button', { name: 'Reject build' }).click()
    const panel = page.getByRole('dialog', { name: 'Reject PSB-B-00003' })
    await panel.getByText('Part goes back').click()
    await expect(panel.getByRole('table')).toBeVisible()
    if (mode === 'floor') {
      await panel.getByRole('textbox', { name: /PLATE/ }).focus()
      await panel.getByRole('group', { name: 'PLATE: number pad' }).getByRole('button', { name: '1', exact: true }).click()
      await expect(panel.getByRole('textbox', { name: /PLATE/ })).toHaveValue('1')
      await expect(panel.getByRole('status')).toContainText('Wasted 12.60')
    }
    await look('review-reject')
    await page.keyboard.press('Escape')
    await expect(panel).toBeHidden()
    await goTo(page, '/builds/quality')
    await expect(page.getByRole('img', { name: /Waste by month/ })).toBeVisible()
    await look('quality')
    await goTo(page, '/builds/quality/rejections')
    await expect(page.getByRole('row', { name: /PSB-B-00002/ })).toBeVisible()
    await look('quality-rejections')
  })
})

import { shot } from '../support/app.ts'
import { expectNoFindings } from '../support/axe.ts'
import { expect, tabTo, test } from '../support/e2e.ts'
import { typeBuild } from '../support/first-day.ts'
import { goTo, makeBoxes, runCommand } from '../support/made-box.ts'

test('a build that needs what other plans hold says so, and takes it or leaves it to them', async ({ app: { page } }) => {
  const { boxId } = await makeBoxes(page)
  for (const quantity of ['1', '1']) await runCommand(page, 'planned_build.create', { productId: boxId, quantity, targetDate: null, assigneeId: null, notes: '' })
  await typeBuild(page, 'BOX', '2')
  const plan = page.getByRole('table', { name: 'Components and costs' })
  const short = page.getByRole('alert', { name: 'Not enough in stock' })
  await expect(plan.getByRole('row', { name: /PLATE/ }).first()).toContainText('6 ea')
  await expect(short).toBeHidden()

  // Of 6 plates the two plans hold 4.
  await runCommand(page, 'company.set_feature', { feature: 'reservation', on: true })
  await expect(short).toContainText('PLATE (need 4 ea, on hand 6, 4 held by Planned 1 and Planned 2)')
  await expect(plan.getByRole('row', { name: /PLATE/ }).first()).toContainText('2 ea missing')
  await expect(plan.getByRole('row', { name: /PLATE/ }).first()).toContainText('4 ea held by Planned 1 and Planned 2')
  await expect(page.getByText('Stock allows1 ea')).toBeVisible()
  await expect(short.getByRole('button', { name: 'Build 1 instead' })).toBeVisible()
  await expectNoFindings(page, 'A build that needs what is held')
  await shot(page, 'reservation-short')
  await page.keyboard.press('Control+Enter')
  await expect(short.getByRole('button', { name: 'Build 1 instead' })).toBeFocused()

  await tabTo(page, short.getByRole('button', { name: 'Use what is held' }))
  await page.keyboard.press('Enter')
  const taking = page.getByRole('region', { name: 'What is taken from other planned builds' })
  await expect(taking).toContainText('2 ea of PLATE, held by Planned 1 and Planned 2')
  await expect(short).toBeHidden()
  await expect(page.getByRole('textbox', { name: 'Quantity', exact: true })).toBeFocused()
  await expectNoFindings(page, 'A build that takes what is held')
  await shot(page, 'reservation-taking')
  await tabTo(page, taking.getByRole('button', { name: 'Leave it to them' }))
  await page.keyboard.press('Enter')
  await expect(short).toBeVisible()
  await expect(taking).toBeHidden()

  // The recipe is limited by the same.
  await goTo(page, `/boms/${boxId}`)
  await expect(page.getByRole('status', { name: 'What it comes to' })).toContainText('Can build 1')
  await expect(page.getByText('4 held', { exact: true })).toBeVisible()
  await shot(page, 'reservation-recipe')

  await typeBuild(page, 'BOX', '2')
  await tabTo(page, short.getByRole('button', { name: 'Use what is held' }))
  await page.keyboard.press('Enter')
  await expect(taking).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Build PSB-B-00002' })).toBeVisible()
  await goTo(page, '/builds/queue')
  const queue = page.getByRole('grid', { name: 'Queue' })
  await expect(queue.getByRole('row', { name: /Planned 1/ })).toContainText('Short: PLATE')
  await expect(queue.getByRole('row', { name: /Planned 2/ })).toContainText('Short: PLATE')

  // A plan holds nothing against itself.
  await goTo(page, '/builds/planned/1')
  await expect(page.getByRole('table', { name: 'Components of this planned build' }).getByRole('row', { name: /PLATE/ })).toContainText('2 ea held by others')
})

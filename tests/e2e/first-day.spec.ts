import { shot } from '../support/app.ts'
import { expect, test } from '../support/e2e.ts'
import { firstDay, nextMorning, pictureName, runSteps } from '../support/first-day.ts'

test('the first working day of an empty company, by keyboard, to the cent', async ({ app }) => {
  const runs = async (steps: typeof firstDay) =>
    runSteps(app.page, steps, async (step, saw) => {
      expect(saw, step.what).not.toBe('')
      await shot(app.page, `day-${pictureName(step)}`)
    })
  await app.page.setViewportSize({ width: 1280, height: 800 })
  await runs(firstDay)
  await app.restart()
  await app.page.setViewportSize({ width: 1280, height: 800 })
  await runs(nextMorning)
})

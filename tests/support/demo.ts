import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { root } from '../../build/project.ts'
import { launchApp, temporaryFolder } from './app.ts'
import { callBridge } from './bridge.ts'
import { firstDay, nextMorning, pictureName, runSteps, type DayStep } from './first-day.ts'

const pictures = path.join(root, 'test-results', 'demo')
const themes = ['light', 'dark'] as const

/** Runs the first working day on the built program with nobody at the keyboard, once in each look, and keeps a picture of every step. */
async function runDay(theme: (typeof themes)[number]): Promise<void> {
  const folder = temporaryFolder()
  const app = await launchApp({ userData: folder.path })
  let place = 0
  let since = performance.now()
  const tell = async (step: DayStep, saw: string): Promise<void> => {
    place += 1
    const seconds = ((performance.now() - since) / 1000).toFixed(1)
    console.log(`${String(place).padStart(3)}  ${step.what.padEnd(32)} ${`${seconds} s`.padStart(6)}  ${saw}`)
    await app.page.screenshot({ path: path.join(pictures, `${theme}-${String(place).padStart(2, '0')}-${pictureName(step)}.png`) })
    since = performance.now()
  }
  try {
    await callBridge(app.page, { kind: 'host', name: 'preferences.set', input: { theme } })
    await app.restart()
    console.log(`\nThe first working day, ${theme}, in ${app.runtime === 'electron' ? 'Electron' : 'Chromium'}\n`)
    await app.page.setViewportSize({ width: 1280, height: 800 })
    await runSteps(app.page, firstDay, tell)
    await app.restart()
    await app.page.setViewportSize({ width: 1280, height: 800 })
    console.log('\n     Closed and started again\n')
    await runSteps(app.page, nextMorning, tell)
  } finally {
    await app.close()
    folder.remove()
  }
}

rmSync(pictures, { recursive: true, force: true })
mkdirSync(pictures, { recursive: true })
for (const theme of themes) await runDay(theme)
console.log(`\nEvery figure was as it should be. Pictures of each step: ${pictures}`)

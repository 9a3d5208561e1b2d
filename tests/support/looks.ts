import type { Page } from '@playwright/test'
import type { RunningApp } from './app.ts'
import { callBridge } from './bridge.ts'
import { expect, reloadFromMain, test } from './e2e.ts'
import { goTo } from './made-box.ts'

/** How the window looks. */
export interface Look {
  readonly theme: 'light' | 'dark' | 'contrast'
  readonly mode: 'office' | 'floor'
  readonly width: number
  readonly height: number
}

/** Shows one look after the other in the same program, each drawn anew from the dashboard as after a start; `name` is for its pictures. */
export async function inEachLook(app: RunningApp, looks: readonly Look[], see: (page: Page, look: Look, name: string) => Promise<void>): Promise<void> {
  for (const look of looks) {
    const { theme, mode, width, height } = look
    await test.step(`${theme}, ${mode}, ${width} wide`, async () => {
      expect(await callBridge(app.page, { kind: 'host', name: 'preferences.set', input: { theme, mode } })).toMatchObject({ ok: true })
      await goTo(app.page, '/dashboard')
      await expect(app.page.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible()
      await reloadFromMain(app)
      await app.page.setViewportSize({ width, height })
      await expect(app.page.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible()
      await expect(app.page.locator('html')).toHaveAttribute('data-mode', mode)
      await see(app.page, look, `${theme}-${mode}`)
    })
  }
}

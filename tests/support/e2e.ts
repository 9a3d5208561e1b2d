import { test as base, expect, type Locator, type Page } from '@playwright/test'
import { launchApp, type RunningApp, temporaryFolder } from './app.ts'
import { giveMadeShop, keepMadeShop } from './made-shop.ts'

interface Fixtures {
  /** Whether a practice shop that another test made may be opened; `false` for tests of the making. */
  readonly madeShop: boolean
  /** An empty data folder, as on a new PC. */
  readonly userData: string
  /** The program, started on `userData` and closed after the test. */
  readonly app: RunningApp
}

/** Playwright's `test` with a running program. A failed test carries what the main process said. */
export const test = base.extend<Fixtures>({
  madeShop: [true, { option: true }],
  userData: async ({ madeShop }, use) => {
    const folder = temporaryFolder()
    if (madeShop) giveMadeShop(folder.path)
    await use(folder.path)
    if (madeShop) await keepMadeShop(folder.path)
    folder.remove()
  },
  app: async ({ userData }, use, info) => {
    const app = await launchApp({ userData })
    await use(app)
    if (info.status !== info.expectedStatus) {
      await info.attach('main process', { body: app.logs(), contentType: 'text/plain' })
      await info.attach('window', { body: await app.page.screenshot().catch(() => Buffer.alloc(0)), contentType: 'image/png' })
    }
    await app.close()
  },
})

export { expect }

/** Loads the page anew as the program itself would, and waits until it is there again: nothing else may make it navigate. */
export async function reloadFromMain({ page, evaluate }: RunningApp): Promise<void> {
  await page.evaluate(() => void Object.assign(globalThis, { beforeReload: true }))
  await evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload(), null)
  await page.waitForFunction(() => !('beforeReload' in globalThis) && 'partsemble' in globalThis)
}

/** Presses Tab until the focus is there; fails when it does not come by. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  // A panel that opens takes the focus a moment later, and would take it back from wherever Tab had brought it by then.
  await expect.poll(() => target.evaluate((element) => element.closest('[role="dialog"]')?.contains(document.activeElement) ?? true)).toBe(true)
  for (let presses = 0; presses < 120; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
  }
  throw new Error(`Tab never reached ${target}`)
}

/** Types into the field that is to have the focus by now, once it has it: what is typed before goes elsewhere. */
export async function typeOnceIn(field: Locator, text: string): Promise<void> {
  await expect(field).toBeFocused()
  await field.page().keyboard.type(text)
}

/** Closes the notice, unless it has gone by itself by now. */
export async function closeNotice(page: Page): Promise<void> {
  const close = page.getByRole('button', { name: 'Close the notice' })
  await close.evaluateAll((buttons) => {
    for (const button of buttons) (button as HTMLElement).click()
  })
  await expect(close).toHaveCount(0)
}

/** Opens a screen by its name in the rail. */
export async function openScreen(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible()
}

/** Opens every screen the rail offers, one after the other, and hands each to `look` with its name. */
export async function onEachScreen(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  const links = page.getByRole('navigation', { name: 'Main' }).getByRole('link')
  await expect(links.first()).toBeVisible()
  const names = await links.allInnerTexts()
  expect(names).toContain('Suppliers')
  for (const name of names) {
    await links.getByText(name, { exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible()
    await look(name)
  }
}

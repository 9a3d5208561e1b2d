import { chromium, expect, test, type Browser, type Page } from '@playwright/test'
import { findBrowser } from '../../build/find-browser.ts'
import { content } from '../../src/main/practice/content.ts'
import { realPorts } from '../../src/main/practice/ports.ts'
import { startPractice, type PracticeServer } from '../../src/main/practice/server.ts'
import { expectNoFindings } from '../support/axe.ts'

let server: PracticeServer
let browser: Browser

test.beforeAll(async () => {
  server = await startPractice({ file: ':memory:', port: 0, content, ports: realPorts(), seed: { seed: 1, empty: false, items: 0 }, control: true, limits: false })
  const found = findBrowser({ install: false })
  if ('problem' in found) throw new Error(found.problem)
  browser = await chromium.launch({ executablePath: found.path, args: ['--no-sandbox'] })
})
test.afterAll(async () => {
  await browser.close()
  await server.stop()
})

const open = async (path: string, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> => {
  const context = await browser.newContext({ colorScheme, viewport: { width: 1000, height: 640 } })
  const page = await context.newPage()
  await page.goto(server.origin + path)
  return page
}

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the pages of the practice company, ${scheme}`, async () => {
    const invoice = server.world.store.statement("select id from object where type = 'Invoice' and body like '%GroupLineDetail%'").get() as { id: string }
    const item = server.world.store.statement("select id from object where type = 'Item' and body ->> '$.Sku' = 'RCK-24U'").get() as { id: string }
    for (const path of ['/', '/items', `/items/${item.id}`, '/accounts', '/documents', `/documents/Invoice/${invoice.id}`, `/sales/Invoice/${invoice.id}`, '/sales/new', '/faults']) {
      const page = await open(path, scheme)
      await expectNoFindings(page, path)
      await page.context().close()
    }
  })
}

test('an invoice is entered, edited and voided by keyboard alone', async () => {
  const page = await open('/sales/new?type=Invoice')
  const key = (name: string) => page.keyboard.press(name)
  await page.getByLabel('Customer').focus()
  await page.keyboard.type('Beacon')
  while (!(await page.getByLabel('Item of line 1').evaluate((element) => element === document.activeElement))) await key('Tab')
  await page.keyboard.type('BKT-90')
  await key('Tab')
  await page.keyboard.type('4')
  await key('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Invoice \d+$/)
  await expect(page.getByRole('region', { name: 'Lines' })).toContainText('54.00')

  await page.getByRole('link', { name: 'Edit invoice' }).press('Enter')
  await page.getByLabel('Quantity of line 1').fill('6')
  await key('Enter')
  await expect(page.getByRole('region', { name: 'Lines' })).toContainText('81.00')

  await page.getByRole('button', { name: 'Void invoice' }).press('Enter')
  await expect(page.getByText('It books nothing.')).toBeVisible()
  await expect(page.locator('dl')).toContainText('Voided')
})

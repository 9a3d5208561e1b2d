import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { chromium, expect, test, type Page } from '@playwright/test'
import { findBrowser } from '../../build/find-browser.ts'
import { startOwnProcess } from '../practice/own-process.ts'
import { shot } from '../support/app.ts'
import { expectNoFindings } from '../support/axe.ts'

/** The practice company, somebody's program waiting to be called back, and a browser. */
async function withLogin(work: (page: Page, address: string, called: string[]) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'practice-login-'))
  const practice = await startOwnProcess(path.join(folder, 'practice.db'), ['--empty'])
  const called: string[] = []
  const waiting = createServer((request, response) => {
    called.push(request.url ?? '')
    response.setHeader('content-type', 'text/html').end('<!doctype html><html lang="en"><title>Done</title><h1>You can close this page</h1></html>')
  })
  await new Promise<void>((resolve) => waiting.listen(0, 'localhost', resolve))
  const found = findBrowser({ install: false })
  if ('problem' in found) throw new Error(found.problem)
  const browser = await chromium.launch({ executablePath: found.path, args: ['--no-sandbox'] })
  try {
    const { port } = waiting.address() as AddressInfo
    const query = new URLSearchParams({
      client_id: 'practice-client',
      redirect_uri: `http://localhost:${port}/callback`,
      response_type: 'code',
      scope: 'com.intuit.quickbooks.accounting',
      state: 'told-back',
    })
    await work(await browser.newPage(), `${practice.origin}/connect/oauth2?${query}`, called)
  } finally {
    await browser.close()
    waiting.close()
    practice.child.kill('SIGKILL')
    await practice.ended
    rmSync(folder, { recursive: true, force: true })
  }
}

test('logging in to the practice company by keyboard leads back with a code; cancelling says so', async () => {
  await withLogin(async (page, address, called) => {
    await page.goto(address)
    await expect(page.getByText('Ridgeline Metalworks (practice)')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Connect' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'You can close this page' })).toBeVisible()
    expect(called.find((each) => each.startsWith('/callback'))).toMatch(/^\/callback\?state=told-back&code=AB11\w+&realmId=9130000000000000001$/)
    called.length = 0
    await page.goto(address)
    await expect(page.getByRole('button', { name: 'Connect' })).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'You can close this page' })).toBeVisible()
    expect(called.find((each) => each.startsWith('/callback'))).toContain('state=told-back&error=access_denied')
  })
})

test('the login page has no findings in light and dark, and says what is wrong with an address', async () => {
  await withLogin(async (page, address) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width: 1000, height: 640 })
      await page.goto(address)
      await expectNoFindings(page, `login, ${colorScheme}`)
      await shot(page, `practice-login-${colorScheme}`)
    }
    await page.goto(address.replace('practice-client', 'somebody-else'))
    await expect(page.getByText('No app has the client id “somebody-else”')).toBeVisible()
  })
})

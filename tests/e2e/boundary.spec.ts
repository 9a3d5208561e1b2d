import type * as Electron from 'electron'
import { launchApp, type RunningApp, startAgain, temporaryFolder } from '../support/app.ts'
import { callBridge } from '../support/bridge.ts'
import { expect, onEachScreen, reloadFromMain, test } from '../support/e2e.ts'
import { goTo } from '../support/made-box.ts'

/** Electron has it and its types do not name it. */
type WithPreferences = { getLastWebPreferences(): { readonly preload: string } } | undefined

const status = { kind: 'host', name: 'app.status', input: {} }

// What is tried here leaves nothing behind that the next test would meet, so one program is enough for all.
const userData = temporaryFolder()
let app: RunningApp

test.beforeAll(async () => {
  app = await launchApp({ userData: userData.path })
})
test.afterAll(async () => {
  await app.close()
  userData.remove()
})
// Whatever a test has put into the page is gone.
test.beforeEach(async () => {
  await goTo(app.page, '/dashboard')
  await reloadFromMain(app)
  await expect(app.page.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible()
})

async function windowCount(evaluate: <R>(inMain: (electron: typeof Electron) => R, argument: null) => Promise<R>): Promise<number> {
  return evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length, null)
}

test('the window is asked to be sandboxed and isolated, and its page has no Node', async () => {
  const preferences = await app.evaluate(
    ({ BrowserWindow }) => (BrowserWindow.getAllWindows()[0]?.webContents as unknown as WithPreferences)?.getLastWebPreferences(),
    null,
  )
  expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false })
  const globals = await app.page.evaluate(() => ['require', 'process', 'module', 'global', 'ipcRenderer'].filter((name) => name in globalThis))
  expect(globals).toEqual([])
})

test('the bridge offers its verbs and nothing else', async () => {
  // Assigning to a frozen object throws in strict code; either way nothing may change.
  await app.page
    .evaluate(() => {
      const bridge = (globalThis as unknown as { partsemble: Record<string, unknown> }).partsemble
      bridge['call'] = undefined
    })
    .catch(() => undefined)
  const names = await app.page.evaluate(() => Object.keys((globalThis as unknown as { partsemble: object }).partsemble).toSorted())
  expect(names).toEqual(['call', 'onBooksProgress', 'onChanged', 'onMenu'])
  expect(await callBridge(app.page, status)).toMatchObject({ ok: true })
})

test('no address leads out of the folder of built files', async () => {
  const statusOf = (address: string) => app.page.evaluate(async (url) => (await fetch(url)).status, address)
  expect(await statusOf('/index.html')).toBe(200)
  const climbing = [
    '/../main/main.js',
    '/%2e%2e/main/main.js',
    '/..%2fmain%2fmain.js',
    '/..%2f..%2fpackage.json',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/..%5cmain%5cmain.js',
    '/%252e%252e%252fmain%252fmain.js',
    '/..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd',
    '/%00/index.html',
    '/%',
  ]
  for (const address of climbing) expect([address, await statusOf(address)]).toEqual([address, 404])
})

test('every screen keeps to the content policy', async () => {
  const { page } = app
  const said: string[] = []
  page.on('console', (message) => /content security policy|refused to/i.test(message.text()) && said.push(message.text()))
  page.on('pageerror', (error) => said.push(error.message))
  await page.addInitScript(() => {
    const violations: string[] = []
    Object.assign(globalThis, { violations })
    addEventListener('securitypolicyviolation', (event) => violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`))
  })
  await reloadFromMain(app)
  const violations = () => page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations)

  await onEachScreen(page, async () => undefined)
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('textbox', { name: 'Go to, run, or find anything' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Suppliers' }).click()
  await page.getByRole('button', { name: 'New supplier' }).first().click()
  await expect(page.getByRole('dialog', { name: 'New supplier' })).toBeVisible()
  expect(await violations()).toEqual([])
  expect(said).toEqual([])

  // The listener works: what is forbidden is noticed.
  await page.evaluate(() => {
    const style = document.createElement('style')
    style.textContent = 'body { color: red }'
    document.head.append(style)
  })
  await expect.poll(violations).toHaveLength(1)
})

test('the content policy allows no inline code and has a new nonce for each load', async () => {
  const policyOf = () => app.page.evaluate(async () => (await fetch('/index.html')).headers.get('content-security-policy') ?? '')
  const first = await policyOf()
  expect(first).toContain("default-src 'none'")
  expect(first).not.toMatch(/unsafe-inline|unsafe-eval|\*/)
  const nonce = /'nonce-([^']+)'/
  expect(nonce.exec(first)?.[1]).toMatch(/.{16,}/)
  expect(nonce.exec(await policyOf())?.[1]).not.toBe(nonce.exec(first)?.[1])
})

test('no inline script runs', async () => {
  await app.page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'globalThis.ranInline = true'
    document.body.append(script)
    const image = document.createElement('div')
    image.innerHTML = '<img src="data:image/png;base64,AA" onerror="globalThis.ranHandler = true">'
    document.body.append(image)
    const link = document.createElement('a')
    link.href = 'javascript:globalThis.ranLink = true'
    document.body.append(link)
    link.click()
    setTimeout(() => {
      try {
        // oxlint-disable-next-line no-implied-eval
        new Function('globalThis.ranEval = true')()
      } catch {
        // Refused, as it should be.
      }
      Object.assign(globalThis, { tried: true })
    }, 50)
  })
  await app.page.waitForFunction(() => 'tried' in globalThis)
  const ran = await app.page.evaluate(() => ['ranInline', 'ranHandler', 'ranLink', 'ranEval'].filter((name) => name in globalThis))
  expect(ran).toEqual([])
})

test('the page cannot take the window elsewhere', async () => {
  const { page } = app
  await expect(page.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible()
  const home = page.url()
  for (const address of ['https://example.com/', 'http://127.0.0.1:9/', 'data:text/html,gone']) {
    await page.evaluate((url) => location.assign(url), address).catch(() => undefined)
    await page.waitForTimeout(300)
    expect(page.url()).toBe(home)
  }
  await page.evaluate(() => {
    const link = document.createElement('a')
    link.href = 'https://example.com/'
    document.body.append(link)
    link.click()
  })
  await page.waitForTimeout(300)
  expect(page.url()).toBe(home)
  expect(await callBridge(page, status)).toMatchObject({ ok: true })
})

test('the page cannot open another window', async () => {
  const { page } = app
  expect(await page.evaluate(() => window.open('https://example.com/'))).toBeNull()
  await page.evaluate(() => {
    const link = document.createElement('a')
    link.href = 'https://example.com/'
    link.target = '_blank'
    document.body.append(link)
    link.click()
  })
  await page.waitForTimeout(300)
  expect(await windowCount(app.evaluate)).toBe(1)
  expect(page.context().pages()).toHaveLength(1)
})

test('links to the accounting company open in the browser, all others nowhere', async () => {
  await app.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = async (url: string) => void opened.push(url)
  }, null)
  const refused = [
    'http://quickbooks.intuit.com/',
    'https://quickbooks.intuit.com.example.com/',
    'https://example.com/?https://quickbooks.intuit.com/',
    'https://someone@quickbooks.intuit.com/',
    'https://quickbooks.intuit.com:8443/',
    'file:///etc/passwd',
    'mailto:someone@example.com',
  ]
  const allowed = 'https://quickbooks.intuit.com/'
  for (const address of [...refused, allowed]) await app.page.evaluate((url) => void window.open(url), address)
  const opened = () => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened, null)
  await expect.poll(opened).toEqual([allowed])
})

test('every permission is denied', async () => {
  const states = await app.page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi']
    return Promise.all(names.map(async (name) => `${name} ${(await navigator.permissions.query({ name: name as PermissionName })).state}`))
  })
  expect(states.filter((state) => !state.endsWith(' denied'))).toEqual([])
  const tried = await app.page.evaluate(async () => ({
    notification: await Notification.requestPermission(),
    camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'granted',
      (error: Error) => error.name,
    ),
    place: await new Promise((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        (error) => resolve(error.code),
      )
    }),
  }))
  expect(tried).toEqual({ notification: 'denied', camera: expect.stringMatching(/NotAllowedError|NotFoundError/), place: 1 })
})

test('a call from another window is refused, whatever it shows', async () => {
  const answer = await app.evaluate(async ({ BrowserWindow }, messageText) => {
    const [own] = BrowserWindow.getAllWindows()
    const preload = (own?.webContents as unknown as WithPreferences)?.getLastWebPreferences().preload ?? ''
    const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, contextIsolation: true } })
    const call = `partsemble.call(${JSON.stringify(messageText)})`
    await other.loadURL('data:text/html,<title>stranger</title>')
    const stranger: unknown = await other.webContents.executeJavaScript(call)
    await other.loadURL(own?.webContents.getURL() ?? '')
    const twin: unknown = await other.webContents.executeJavaScript(call)
    other.destroy()
    return { stranger, twin }
  }, JSON.stringify(status))
  const refusal = { ok: false, error: { code: 'call.forbidden_sender', data: {} } }
  expect(JSON.parse(String(answer.stranger))).toEqual(refusal)
  expect(JSON.parse(String(answer.twin))).toEqual(refusal)
})

test('a frame inside the page has no bridge, and is refused where it forges one', async () => {
  const bridge = await app.page.evaluate(() => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    return typeof (frame.contentWindow as unknown as { partsemble: unknown }).partsemble
  })
  expect(bridge).toBe('undefined')
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.mainFrame.frames.length, null)).toBe(1)
  const answers = await app.evaluate(async ({ BrowserWindow, ipcMain }, messageText) => {
    const sender = BrowserWindow.getAllWindows()[0]?.webContents
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, (event: object, text: string) => Promise<string>> })._invokeHandlers
    const call = async (senderFrame: unknown) => handlers.get('partsemble:call')?.({ sender, senderFrame }, messageText)
    return { top: await call(sender?.mainFrame), inside: await call(sender?.mainFrame.frames[0]), gone: await call(null) }
  }, JSON.stringify(status))
  expect(JSON.parse(answers.top ?? '')).toMatchObject({ ok: true })
  expect(JSON.parse(answers.inside ?? '')).toMatchObject({ error: { code: 'call.forbidden_sender' } })
  expect(JSON.parse(answers.gone ?? '')).toMatchObject({ error: { code: 'call.forbidden_sender' } })
})

test('a message that is too large, unknown or malformed comes back as an error with its code', async () => {
  const { page } = app
  const codeOf = async (message: unknown) => (await callBridge(page, message)).error?.code
  expect(await codeOf(`"${'x'.repeat(1_048_577)}"`)).toBe('input.too_large')
  for (const name of ['nothing.known', '__proto__', 'constructor', 'toString']) {
    expect([name, await codeOf({ kind: 'query', name, input: {} })]).toEqual([name, 'call.unknown'])
  }
  expect(await codeOf({ kind: 'command', name: 'app.status', commandId: crypto.randomUUID(), input: {} })).toBe('call.unknown')
  for (const message of ['{', '[]', '"text"', 'null', { kind: 'other', name: 'app.status', input: {} }, { ...status, extra: 1 }, { ...status, input: { extra: 1 } }]) {
    expect([message, await codeOf(message)]).toEqual([message, 'input.invalid'])
  }
  expect(await callBridge(page, status)).toMatchObject({ ok: true })
})

test('a second start brings the first window to the front and ends', async () => {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize(), null)
  const isMinimized = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized(), null)
  await expect.poll(isMinimized).toBe(true)
  const second = await startAgain({ userData: userData.path })
  expect(second.code).toBe(0)
  await expect.poll(isMinimized).toBe(false)
  expect(await windowCount(app.evaluate)).toBe(1)
  expect(await callBridge(app.page, status)).toMatchObject({ ok: true })
})

import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { app } from './app.ts'
import type { Params } from './cdp.ts'
import { openTarget, type Target, type WindowSize } from './chromium.ts'
import { Frames, type WebFrameMain } from './frames.ts'
import { type IpcEvent, invokeHandler, ipcMain } from './ipc.ts'
import { coreName, pageScript, sendName } from './page-script.ts'
import { toAppUrl, toLoopbackUrl } from './protocol.ts'
import { applyPermissions, type Session, session } from './session.ts'
import { nativeTheme } from './system.ts'
import { fromWire, toWire } from './wire.ts'

export interface WebPreferences {
  readonly preload?: string
  readonly sandbox?: boolean
  readonly contextIsolation?: boolean
  readonly nodeIntegration?: boolean
  readonly additionalArguments?: readonly string[]
  readonly [name: string]: unknown
}

/** A key as the page saw it. */
export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly ctrl: boolean
  readonly meta: boolean
  readonly alt: boolean
  readonly shift: boolean
}

type OpenHandler = (details: { url: string; frameName: string; features: string; disposition: string }) => { action: 'allow' | 'deny' }

interface Page {
  readonly target: Target
  readonly frames: Frames
}

type Said =
  | { kind: 'invoke'; id: number; channel: string; args: string }
  | { kind: 'send'; channel: string; args: string }
  | { kind: 'window-open'; url: string; frameName: string; features: string }
  | { kind: 'navigate'; url: string }
  | ({ kind: 'key' } & KeyPress)

const all = new Map<number, WebContents>()
let lastId = 0

/** What a window shows, and the way to talk to it. Chromium starts with the first address, not with the constructor. */
export class WebContents extends EventEmitter {
  readonly id: number
  readonly session: Session = session.defaultSession
  readonly #preferences: WebPreferences
  readonly #size: WindowSize
  #page: Promise<Page> | undefined
  #live: Page | undefined
  #openHandler: OpenHandler | undefined
  #ownNavigation = false
  #lastUrl = ''
  #destroyed = false

  constructor(preferences: WebPreferences, size: WindowSize) {
    super()
    this.id = ++lastId
    this.#preferences = preferences
    this.#size = size
    all.set(this.id, this)
    app.emit('web-contents-created', {}, this)
  }

  get mainFrame(): WebFrameMain {
    if (!this.#live) throw new Error('The page has not been opened yet.')
    return this.#live.frames.main
  }

  getURL(): string {
    return this.#live?.frames.main.url ?? ''
  }

  getLastWebPreferences(): WebPreferences {
    return this.#preferences
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  isCrashed(): boolean {
    return !this.#live
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler
  }

  /** The page behind this, for the window that frames it; undefined until it is open and after it is gone. */
  get target(): Target | undefined {
    return this.#live?.target
  }

  /** Opens an address, in the program's own scheme or any other; resolves when it has loaded. */
  async loadURL(url: string): Promise<void> {
    this.#lastUrl = url
    const address = await toLoopbackUrl(url)
    const page = await (this.#page ??= this.#open(new URL(address).origin))
    const loaded = new Promise<void>((resolve) => this.once('did-finish-load', resolve))
    this.#ownNavigation = /^https?:/.test(address)
    const { errorText } = await page.target.cdp.send<{ errorText?: string }>('Page.navigate', { url: address }, page.target.sessionId)
    if (errorText !== undefined && errorText !== '') {
      this.emit('did-fail-load', {}, -1, errorText, url, true)
      throw new Error(`${errorText} loading '${url}'`)
    }
    await loaded
  }

  reload(): void {
    if (this.#live) {
      this.#ownNavigation = true
      this.#command('Page.reload')
    } else if (this.#lastUrl !== '') {
      this.loadURL(this.#lastUrl).catch(() => undefined)
    }
  }

  send(channel: string, ...args: unknown[]): void {
    this.#callCore(this.#live?.frames.mainContextId(), `emit(${JSON.stringify(channel)}, ${JSON.stringify(toWire(args))})`)
  }

  async executeJavaScript(code: string): Promise<unknown> {
    const page = await this.#page
    if (!page) throw new Error('The page has not been opened yet.')
    const reply = await page.target.cdp.send<{ result: { value?: unknown }; exceptionDetails?: { exception?: { description?: string } } }>(
      'Runtime.evaluate',
      { expression: code, awaitPromise: true, returnByValue: true },
      page.target.sessionId,
    )
    if (reply.exceptionDetails) throw new Error(reply.exceptionDetails.exception?.description ?? 'The script failed.')
    return reply.result.value
  }

  focus(): void {
    this.#command('Page.bringToFront')
  }

  forcefullyCrashRenderer(): void {
    this.#command('Page.crash')
  }

  toggleDevTools(): void {
    process.stderr.write('[stand-in] The developer tools open with F12 in the window.\n')
  }

  close(): void {
    if (this.#live) this.#live.target.cdp.send('Target.closeTarget', { targetId: this.#live.target.targetId }).catch(() => undefined)
    else this.destroyed()
  }

  /** The page is gone, and so is this. */
  destroyed(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    this.#live = undefined
    all.delete(this.id)
    this.emit('destroyed')
  }

  async #open(origin: string): Promise<Page> {
    const target = await openTarget(app.getPath('userData'), 'data:text/html,<title>Partsemble</title>', this.#size)
    const { cdp, sessionId } = target
    const tree = await cdp.send<{ frameTree: { frame: { id: string } } }>('Page.getFrameTree', {}, sessionId)
    const page: Page = { target, frames: new Frames(cdp, sessionId, tree.frameTree.frame.id) }
    this.#live = page
    this.#listen(page)
    await cdp.send('Runtime.addBinding', { name: sendName }, sessionId)
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: this.#pageScript() }, sessionId)
    await Promise.all([
      cdp.send('Page.enable', {}, sessionId),
      cdp.send('Runtime.enable', {}, sessionId),
      cdp.send('Inspector.enable', {}, sessionId),
      cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*', resourceType: 'Document' }] }, sessionId),
      nativeTheme.applyTo(target),
      applyPermissions(this, target, origin),
    ])
    return page
  }

  #pageScript(): string {
    const { preload, additionalArguments = [] } = this.#preferences
    return pageScript(preload === undefined ? null : readFileSync(preload, 'utf8'), { platform: process.platform, argv: additionalArguments })
  }

  #listen(page: Page): void {
    const { cdp, sessionId, targetId } = page.target
    const on = (event: string, hear: (params: Params) => void): void => cdp.on(event, sessionId, hear)
    on('Runtime.bindingCalled', (p) => {
      if (p['name'] === sendName) this.#said(page, Number(p['executionContextId']), JSON.parse(String(p['payload'])) as Said)
    })
    on('Fetch.requestPaused', (p) => this.#navigating(page, p))
    on('Page.domContentEventFired', () => this.emit('dom-ready', {}))
    on('Page.loadEventFired', () => this.emit('did-finish-load', {}))
    on('Inspector.targetCrashed', () => this.#tellGone('crashed', 1))
    on('Page.frameNavigated', (p) => this.#arrived(p['frame'] as { parentId?: string; url: string }))
    on('Page.windowOpen', (p) => this.#askToOpen(String(p['url']), String(p['windowName']), ''))
    cdp.on('Target.targetDestroyed', undefined, (p) => p['targetId'] === targetId && this.emit('-page-closed'))
    void this.#whenChromiumEnds(page)
  }

  async #whenChromiumEnds(page: Page): Promise<void> {
    const { code, signal } = await page.target.cdp.exited
    if (this.#destroyed || this.#live !== page) return
    if (code === 0) this.emit('-page-closed')
    else this.#gone(signal === null ? 'crashed' : 'killed', code ?? 1)
  }

  // Every document a page asks for comes by here, before it is fetched.
  #navigating(page: Page, params: Params): void {
    const { cdp, sessionId } = page.target
    const requestId = params['requestId']
    const url = toAppUrl((params['request'] as { url: string }).url)
    const isMainFrame = params['frameId'] === page.frames.main.frameToken
    const own = isMainFrame && this.#ownNavigation
    if (own) this.#ownNavigation = false
    const prevented = !own && this.#mayNot(url, isMainFrame)
    const answer = prevented
      ? cdp.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' }, sessionId)
      : cdp.send('Fetch.continueRequest', { requestId }, sessionId)
    answer.catch(() => undefined)
  }

  // An empty document is fetched from nowhere, so it can only be taken back.
  #arrived(frame: { parentId?: string; url: string }): void {
    if (frame.parentId === undefined && frame.url === 'about:blank' && this.#lastUrl !== 'about:blank' && this.#mayNot(frame.url, true)) {
      this.loadURL(this.#lastUrl).catch(() => undefined)
    }
  }

  #mayNot(url: string, isMainFrame: boolean): boolean {
    let prevented = false
    const event = { url, isMainFrame, isSameDocument: false, defaultPrevented: false, preventDefault: () => void (prevented = true) }
    if (isMainFrame) this.emit('will-navigate', event, url)
    this.emit('will-frame-navigate', event)
    return prevented
  }

  #said(page: Page, contextId: number, said: Said): void {
    const senderFrame = page.frames.ofContext(contextId) ?? null
    const event: IpcEvent = { type: 'frame', sender: this, senderFrame }
    switch (said.kind) {
      case 'invoke':
        void this.#answer(contextId, event, said)
        return
      case 'send':
        ipcMain.emit(said.channel, event, ...fromWire(said.args))
        return
      case 'window-open':
        this.#askToOpen(toAppUrl(said.url), said.frameName, said.features)
        return
      case 'navigate':
        this.#mayNot(said.url, senderFrame === page.frames.main)
        return
      case 'key':
        this.emit('-key', said)
    }
  }

  async #answer(contextId: number, event: IpcEvent, said: { id: number; channel: string; args: string }): Promise<void> {
    let settled: string
    try {
      const value = toWire([await invokeHandler(said.channel, event, fromWire(said.args))])
      settled = `settle(${said.id}, ${JSON.stringify(value)}, null)`
    } catch (error) {
      settled = `settle(${said.id}, null, ${JSON.stringify(error instanceof Error ? error.message : String(error))})`
    }
    this.#callCore(contextId, settled)
  }

  #askToOpen(url: string, frameName: string, features: string): void {
    const answer = this.#openHandler?.({ url, frameName, features, disposition: 'foreground-tab' }) ?? { action: 'allow' }
    if (answer.action === 'allow') process.stderr.write(`[stand-in] A second window was allowed and cannot be shown: ${url}\n`)
  }

  #tellGone(reason: string, exitCode: number): void {
    const details = { reason, exitCode }
    this.emit('render-process-gone', {}, details)
    app.emit('render-process-gone', {}, this, details)
  }

  // All of Chromium ended, and the page with it.
  #gone(reason: string, exitCode: number): void {
    this.#live = undefined
    this.#page = undefined
    this.#tellGone(reason, exitCode)
    // Electron keeps an empty window; here the window went with its Chromium. Unless the program reloads it, it is closed.
    setTimeout(() => {
      if (!this.#page && !this.#destroyed) this.emit('-page-closed')
    }, 500)
  }

  #command(method: string): void {
    this.#live?.target.cdp.send(method, {}, this.#live.target.sessionId).catch(() => undefined)
  }

  #callCore(contextId: number | undefined, call: string): void {
    if (!this.#live || contextId === undefined) return
    const { cdp, sessionId } = this.#live.target
    cdp.send('Runtime.evaluate', { contextId, expression: `globalThis.${coreName}.${call}` }, sessionId).catch(() => undefined)
  }
}

export const webContents = {
  getAllWebContents: (): WebContents[] => [...all.values()],
  fromId: (id: number): WebContents | undefined => all.get(id),
}

import { EventEmitter } from 'node:events'
import { app } from './app.ts'
import type { Rectangle } from './rectangle.ts'
import { WebContents, type WebPreferences } from './web-contents.ts'

interface Options {
  readonly width?: number
  readonly height?: number
  readonly x?: number
  readonly y?: number
  readonly title?: string
  readonly webPreferences?: WebPreferences
  readonly [name: string]: unknown
}

type State = 'normal' | 'minimized' | 'maximized' | 'fullscreen'

const open = new Map<number, BrowserWindow>()
let lastId = 0

/** A window of the program. It appears when its first page opens: what comes before `show()` cannot be hidden here. */
export class BrowserWindow extends EventEmitter {
  readonly id: number
  readonly webContents: WebContents
  #bounds: Rectangle
  #state: State = 'normal'
  #visible: boolean
  #focused = true
  #destroyed = false
  #title: string
  #watch: NodeJS.Timeout | undefined

  constructor(options: Options = {}) {
    super()
    this.id = ++lastId
    this.#bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 }
    this.#visible = options['show'] !== false
    this.#title = options.title ?? app.getName()
    this.webContents = new WebContents(options.webPreferences ?? {}, { width: this.#bounds.width, height: this.#bounds.height })
    open.set(this.id, this)
    this.webContents.once('did-finish-load', () => this.#firstShown(options))
    this.webContents.on('-page-closed', () => this.#pageClosed())
    app.emit('browser-window-created', {}, this)
  }

  static getAllWindows(): BrowserWindow[] {
    return [...open.values()]
  }

  static getFocusedWindow(): BrowserWindow | null {
    return [...open.values()].find((window) => window.#focused) ?? null
  }

  static fromId(id: number): BrowserWindow | null {
    return open.get(id) ?? null
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return [...open.values()].find((window) => window.webContents === contents) ?? null
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }

  show(): void {
    if (this.#visible) return
    this.#visible = true
    this.emit('show')
  }

  hide(): void {
    this.#visible = false
    this.emit('hide')
  }

  showInactive(): void {
    this.show()
  }

  focus(): void {
    this.#focused = true
    this.webContents.focus()
    this.emit('focus')
    app.emit('browser-window-focus', {}, this)
  }

  blur(): void {
    this.#focused = false
    this.emit('blur')
  }

  isVisible(): boolean {
    return this.#visible
  }

  isFocused(): boolean {
    return this.#focused
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  isMinimized(): boolean {
    return this.#state === 'minimized'
  }

  isMaximized(): boolean {
    return this.#state === 'maximized'
  }

  isFullScreen(): boolean {
    return this.#state === 'fullscreen'
  }

  minimize(): void {
    this.#setState('minimized', 'minimize')
  }

  maximize(): void {
    this.#setState('maximized', 'maximize')
  }

  unmaximize(): void {
    this.#setState('normal', 'unmaximize')
  }

  restore(): void {
    this.#setState('normal', 'restore')
  }

  setFullScreen(on: boolean): void {
    this.#setState(on ? 'fullscreen' : 'normal', on ? 'enter-full-screen' : 'leave-full-screen')
  }

  getBounds(): Rectangle {
    return { ...this.#bounds }
  }

  getNormalBounds(): Rectangle {
    return this.getBounds()
  }

  getSize(): [number, number] {
    return [this.#bounds.width, this.#bounds.height]
  }

  setBounds(bounds: Partial<Rectangle>): void {
    this.#moved({ ...this.#bounds, ...bounds })
    void this.#setWindow({ left: this.#bounds.x, top: this.#bounds.y, width: this.#bounds.width, height: this.#bounds.height })
  }

  getTitle(): string {
    return this.#title
  }

  setTitle(title: string): void {
    this.#title = title
  }

  setMinimumSize(_width: number, _height: number): void {
    // Chromium's own windows take no limit.
  }

  setMenuBarVisibility(_visible: boolean): void {
    // There is no menu bar.
  }

  setBackgroundColor(_colour: string): void {
    // The page paints its own.
  }

  flashFrame(_on: boolean): void {
    // The task bar is the system's.
  }

  setProgressBar(_fraction: number): void {
    // The task bar is the system's.
  }

  /** Asks: `close` may be prevented. */
  close(): void {
    if (this.#destroyed || !this.#mayClose()) return
    this.destroy()
  }

  /** Ends it unasked. */
  destroy(): void {
    if (this.#destroyed) return
    this.webContents.close()
    this.#closed()
  }

  // The person closed it in Chromium: the page is gone already, so `close` is told but can no longer be prevented.
  #pageClosed(): void {
    if (this.#destroyed) return
    this.#mayClose()
    this.#closed()
  }

  #mayClose(): boolean {
    let prevented = false
    this.emit('close', { defaultPrevented: false, preventDefault: () => void (prevented = true) })
    return !prevented
  }

  #closed(): void {
    this.#destroyed = true
    clearInterval(this.#watch)
    open.delete(this.id)
    this.webContents.destroyed()
    this.emit('closed')
    if (open.size === 0) app.allWindowsClosed()
  }

  #firstShown(options: Options): void {
    if (options.x !== undefined || options.y !== undefined) this.setBounds({})
    this.emit('ready-to-show')
    if (process.env['PARTSEMBLE_HEADLESS'] === '1') return
    // Chromium tells of no move or resize; a look every second is enough to remember where the window was.
    this.#watch = setInterval(() => void this.#look(), 1000)
    this.#watch.unref()
  }

  async #look(): Promise<void> {
    const target = this.webContents.target
    if (!target) return
    const found = await target.cdp
      .send<{ bounds: { left: number; top: number; width: number; height: number; windowState: State } }>('Browser.getWindowForTarget', {
        targetId: target.targetId,
      })
      .catch(() => undefined)
    if (!found || this.#destroyed) return
    const { left, top, width, height, windowState } = found.bounds
    const before = this.#state
    this.#state = windowState
    if (windowState === 'normal') this.#moved({ x: left, y: top, width, height })
    else if (windowState === 'maximized' && before !== 'maximized') this.emit('maximize')
  }

  #moved(next: Rectangle): void {
    const before = this.#bounds
    this.#bounds = next
    if (next.x !== before.x || next.y !== before.y) this.emit('move')
    if (next.width !== before.width || next.height !== before.height) this.emit('resize')
  }

  #setState(state: State, event: string): void {
    if (this.#state === state) return
    this.#state = state
    void this.#setWindow({ windowState: state })
    this.emit(event)
  }

  async #setWindow(bounds: object): Promise<void> {
    const target = this.webContents.target
    if (!target) return
    try {
      const { windowId } = await target.cdp.send<{ windowId: number }>('Browser.getWindowForTarget', { targetId: target.targetId })
      await target.cdp.send('Browser.setWindowBounds', { windowId, bounds })
    } catch {
      // Without a screen a window has no bounds.
    }
  }
}

app.setWindowCloser({
  closeAll: () => {
    for (const window of BrowserWindow.getAllWindows()) {
      window.close()
      if (!window.isDestroyed()) return false
    }
    return true
  },
  destroyAll: () => BrowserWindow.getAllWindows().forEach((window) => window.destroy()),
})

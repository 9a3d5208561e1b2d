import { EventEmitter } from 'node:events'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { closeChromium } from './chromium.ts'
import { SingleInstance } from './single-instance.ts'

interface WindowCloser {
  /** False when a window refused. */
  readonly closeAll: () => boolean
  readonly destroyAll: () => void
}

interface PackageFacts {
  readonly name?: string
  readonly productName?: string
  readonly version?: string
}

class App extends EventEmitter {
  readonly isPackaged = process.env['PARTSEMBLE_STAND_IN_PACKAGED'] === '1'
  readonly commandLine = {
    appendSwitch: (_name: string, _value?: string): void => undefined,
    hasSwitch: (_name: string): boolean => false,
    getSwitchValue: (_name: string): string => '',
  }
  readonly #appPath = findAppPath()
  readonly #package: PackageFacts
  readonly #paths = new Map<string, string>()
  readonly #instance = new SingleInstance()
  readonly #ready: Promise<void>
  // A program without a window stays alive until it quits.
  readonly #alive = setInterval(() => undefined, 60_000)
  #isReady = false
  #name: string
  #windows: WindowCloser | undefined
  #quitting = false
  #exiting = false

  constructor() {
    super()
    this.#package = JSON.parse(readFileSync(path.join(this.#appPath, 'package.json'), 'utf8')) as PackageFacts
    this.#name = this.#package.productName ?? this.#package.name ?? 'Electron'
    this.#ready = new Promise((resolve) => {
      setImmediate(() => {
        this.#isReady = true
        this.emit('will-finish-launching')
        this.emit('ready', {}, {})
        resolve()
      })
    })
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => this.quit())
  }

  whenReady(): Promise<void> {
    return this.#ready
  }

  isReady(): boolean {
    return this.#isReady
  }

  get name(): string {
    return this.#name
  }

  getName(): string {
    return this.#name
  }

  setName(name: string): void {
    this.#name = name
  }

  getVersion(): string {
    return this.#package.version ?? '0.0.0'
  }

  getAppPath(): string {
    return this.#appPath
  }

  getLocale(): string {
    return Intl.DateTimeFormat().resolvedOptions().locale
  }

  getPath(name: string): string {
    const known = this.#paths.get(name)
    if (known !== undefined) return known
    switch (name) {
      case 'home':
        return os.homedir()
      case 'appData':
        return appDataFolder()
      case 'userData':
        return process.env['PARTSEMBLE_USER_DATA'] ?? path.join(appDataFolder(), this.#name)
      case 'sessionData':
        return this.getPath('userData')
      case 'temp':
        return os.tmpdir()
      case 'exe':
        return process.execPath
      case 'logs':
        return process.platform === 'darwin' ? path.join(os.homedir(), 'Library', 'Logs', this.#name) : path.join(this.getPath('userData'), 'logs')
      case 'crashDumps':
        return path.join(this.getPath('userData'), 'Crashpad')
      case 'desktop':
      case 'documents':
      case 'downloads':
        return path.join(os.homedir(), name.charAt(0).toUpperCase() + name.slice(1))
      default:
        throw new Error(`Failed to get '${name}' path`)
    }
  }

  setPath(name: string, folder: string): void {
    if (!path.isAbsolute(folder)) throw new Error('Path must be absolute')
    mkdirSync(folder, { recursive: true })
    this.#paths.set(name, folder)
  }

  setAppLogsPath(folder?: string): void {
    this.setPath('logs', folder ?? this.getPath('logs'))
  }

  setAppUserModelId(_id: string): void {
    // Windows' task bar only.
  }

  setAboutPanelOptions(_options: object): void {
    // There is no About panel.
  }

  enableSandbox(): void {
    // Chromium's own sandbox is on, except as root.
  }

  requestSingleInstanceLock(additionalData?: unknown): boolean {
    return this.#instance.request(this.getPath('userData'), additionalData, (argv, workingDirectory, data) =>
      this.emit('second-instance', {}, argv, workingDirectory, data),
    )
  }

  hasSingleInstanceLock(): boolean {
    return this.#instance.held
  }

  releaseSingleInstanceLock(): void {
    this.#instance.release()
  }

  focus(): void {
    // The window's own focus does it.
  }

  /** Asks every window, then ends. `before-quit` and `will-quit` may be prevented. */
  quit(): void {
    if (this.#quitting || this.#exiting) return
    if (this.#prevented('before-quit')) return
    this.#quitting = true
    if (this.#windows && !this.#windows.closeAll()) {
      this.#quitting = false
      return
    }
    this.#finishQuit()
  }

  /** Ends at once, asking nobody; Chromium is waited for. */
  exit(code = 0): void {
    if (this.#exiting) return
    this.#exiting = true
    this.#windows?.destroyAll()
    this.emit('quit', {}, code)
    clearInterval(this.#alive)
    void closeChromium().finally(() => {
      this.#instance.release()
      process.exit(code)
    })
  }

  /** Told by the last window. */
  allWindowsClosed(): void {
    if (this.#exiting || this.#quitting) return
    if (this.listenerCount('window-all-closed') === 0) this.quit()
    else this.emit('window-all-closed')
  }

  setWindowCloser(closer: WindowCloser): void {
    this.#windows = closer
  }

  #finishQuit(): void {
    if (this.#prevented('will-quit')) {
      this.#quitting = false
      return
    }
    this.exit(0)
  }

  #prevented(event: string): boolean {
    let prevented = false
    this.emit(event, { defaultPrevented: false, preventDefault: () => void (prevented = true) })
    return prevented
  }
}

function appDataFolder(): string {
  if (process.platform === 'win32') return process.env['APPDATA'] ?? path.join(os.homedir(), 'AppData', 'Roaming')
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Application Support')
  return process.env['XDG_CONFIG_HOME'] ?? path.join(os.homedir(), '.config')
}

function findAppPath(): string {
  let folder = path.dirname(path.resolve(process.argv[1] ?? '.'))
  while (!existsSync(path.join(folder, 'package.json'))) {
    const above = path.dirname(folder)
    if (above === folder) return process.cwd()
    folder = above
  }
  return folder
}

export const app = new App()

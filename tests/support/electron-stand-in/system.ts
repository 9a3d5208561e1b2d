import { spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import type { Target } from './chromium.ts'
import type { Rectangle } from './rectangle.ts'

const headless = process.env['PARTSEMBLE_HEADLESS'] === '1'

function say(line: string): void {
  process.stdout.write(`[stand-in] ${line}\n`)
}

/** Hands a thing to the system's own opener; in a headless run it is only said. */
function openOutside(what: string): void {
  say(`opens ${what}`)
  if (headless) return
  const [command, ...args] =
    process.platform === 'win32' ? ['explorer.exe', what] : process.platform === 'darwin' ? ['open', what] : ['xdg-open', what]
  spawn(command ?? '', args, { stdio: 'ignore', detached: true })
    .on('error', (error) => say(`could not open ${what}: ${error.message}`))
    .unref()
}

export const shell = {
  openExternal: async (url: string): Promise<void> => openOutside(url),
  openPath: async (path: string): Promise<string> => {
    openOutside(path)
    return ''
  },
  showItemInFolder: (path: string): void => openOutside(path),
}

export const dialog = {
  showErrorBox: (title: string, content: string): void => {
    process.stderr.write(`[stand-in] ${title}: ${content}\n`)
  },
  showMessageBox: async (...args: unknown[]): Promise<{ response: number; checkboxChecked: boolean }> => ({ response: answer(args), checkboxChecked: false }),
  showMessageBoxSync: (...args: unknown[]): number => answer(args),
  showOpenDialog: async (): Promise<{ canceled: boolean; filePaths: string[] }> => ({ canceled: true, filePaths: [] }),
  // A file is saved where it is proposed, as nothing can be chosen; without a window nobody asked for one.
  showSaveDialog: async (...args: unknown[]): Promise<{ canceled: boolean; filePath: string }> => {
    const { defaultPath = '' } = args.at(-1) as { defaultPath?: string }
    return { canceled: headless, filePath: headless ? '' : defaultPath }
  },
}

// Nobody can press a button of a box that cannot be shown: it is answered as by the Escape key.
function answer(args: readonly unknown[]): number {
  const options = args.at(-1) as { message?: string; detail?: string; cancelId?: number; defaultId?: number }
  process.stderr.write(`[stand-in] ${options.message ?? ''} ${options.detail ?? ''}\n`)
  return options.cancelId ?? options.defaultId ?? 0
}

type ThemeSource = 'system' | 'light' | 'dark'

class NativeTheme extends EventEmitter {
  readonly shouldUseHighContrastColors = false
  readonly shouldUseInvertedColorScheme = false
  readonly #targets = new Set<Target>()
  #source: ThemeSource = 'system'

  get themeSource(): ThemeSource {
    return this.#source
  }

  set themeSource(source: ThemeSource) {
    if (this.#source === source) return
    this.#source = source
    for (const target of this.#targets) this.#tell(target).catch(() => this.#targets.delete(target))
    this.emit('updated')
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark'
  }

  /** Makes a page follow the theme from now on. */
  async applyTo(target: Target): Promise<void> {
    this.#targets.add(target)
    void target.cdp.exited.then(() => this.#targets.delete(target))
    if (this.#source !== 'system') await this.#tell(target)
  }

  async #tell(target: Target): Promise<void> {
    const features = this.#source === 'system' ? [] : [{ name: 'prefers-color-scheme', value: this.#source }]
    await target.cdp.send('Emulation.setEmulatedMedia', { features }, target.sessionId)
  }
}

export const nativeTheme = new NativeTheme()

interface Display {
  readonly id: number
  readonly scaleFactor: number
  readonly bounds: Rectangle
  readonly workArea: Rectangle
  readonly workAreaSize: { width: number; height: number }
  readonly size: { width: number; height: number }
}

const whole: Rectangle = { x: 0, y: 0, width: 1920, height: 1080 }
const display: Display = { id: 1, scaleFactor: 1, bounds: whole, workArea: whole, workAreaSize: whole, size: whole }

class Screen extends EventEmitter {
  getAllDisplays(): Display[] {
    return [display]
  }

  getPrimaryDisplay(): Display {
    return display
  }

  getDisplayMatching(_bounds: Rectangle): Display {
    return display
  }

  getDisplayNearestPoint(_point: { x: number; y: number }): Display {
    return display
  }
}

export const screen = new Screen()

const keychain = process.env['PARTSEMBLE_STAND_IN_KEYCHAIN'] === '1'

/** There is no keychain, and it says so; a test that restarts the program with its secrets asks for one that only turns bytes. */
export const safeStorage = {
  isEncryptionAvailable: (): boolean => keychain,
  getSelectedStorageBackend: (): string => (keychain ? 'gnome_libsecret' : 'basic_text'),
  encryptString: (text: string): Buffer => {
    if (!keychain) throw new Error('Error while encrypting the text provided to safeStorage.encryptString. Encryption is not available.')
    return turned(Buffer.from(`kept:${text}`))
  },
  decryptString: (encrypted: Buffer): string => {
    const text = keychain ? turned(encrypted).toString() : ''
    if (!text.startsWith('kept:')) throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.')
    return text.slice('kept:'.length)
  },
}

function turned(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => byte ^ 0xa5))
}

export const crashReporter = {
  start: (_options: object): void => undefined,
  getLastCrashReport: (): null => null,
}

export const powerMonitor = new EventEmitter()

import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { _electron, type Browser, chromium, type Page } from '@playwright/test'
import type * as Electron from 'electron'
import { installedElectron } from '../../build/electron-runtime.ts'
import { findBrowser } from '../../build/find-browser.ts'
import { electronProgram, standInProgram } from '../../build/program.ts'
import { root } from '../../build/project.ts'

const startMsMax = 60_000
const endMsMax = 60_000

export interface LaunchOptions {
  /** The data folder; the same one again is the same company on the same PC. */
  readonly userData: string
  /** A folder with the program in it; the project's own build when it is not named. */
  readonly from?: string
}

/** The program, running in its own processes, and its window. */
export interface RunningApp {
  readonly runtime: 'electron' | 'browser'
  /** The window now: another one after `restart`. */
  readonly page: Page
  /** Process id of the main process. */
  readonly pid: number
  /** All that the main process has written to its output since it was launched first. */
  logs(): string
  /** Runs a function inside the main process. It may use nothing but its arguments. */
  evaluate<R, A>(inMain: (electron: typeof Electron, argument: A) => R | Promise<R>, argument: A): Promise<R>
  /** Waits for the window that comes after the one at hand has died. */
  waitForNewPage(): Promise<Page>
  /** Closes the window as a person does; returns the exit code of the program. */
  close(): Promise<number | null>
  /** Ends the main process from outside, without a word. */
  kill(): Promise<void>
  /** Closes it if it still runs, and starts it again on the same data. */
  restart(): Promise<Page>
}

interface Session {
  readonly page: Page
  readonly process: ChildProcess
  evaluate(functionText: string, inMain: unknown, argument: unknown): Promise<unknown>
  newPage(): Promise<Page>
  closeWindow(): Promise<void>
  detach(): Promise<void>
}

/** Starts the built program in Electron when its runtime is installed, in Chromium through the stand-in when it is not. */
export async function launchApp(options: LaunchOptions): Promise<RunningApp> {
  let output = ''
  const hear = (chunk: Buffer): void => {
    output += chunk.toString()
  }
  const electron = installedElectron()
  const open = (): Promise<Session> => (electron === null ? openInBrowser(options, hear) : openInElectron(electron, options, hear))
  let session = await open()

  const waitForEnd = async (): Promise<number | null> => {
    const child = session.process
    const until = Date.now() + endMsMax
    while (child.exitCode === null && child.signalCode === null) {
      if (Date.now() > until) throw new Error(`The program did not end.\n${output}`)
      await sleep(20)
    }
    await session.detach()
    return child.exitCode
  }
  const app: RunningApp = {
    runtime: electron === null ? 'browser' : 'electron',
    get page() {
      return session.page
    },
    get pid() {
      return session.process.pid ?? 0
    },
    logs: () => output,
    evaluate: async <R, A>(inMain: (api: typeof Electron, argument: A) => R | Promise<R>, argument: A) =>
      (await session.evaluate(inMain.toString(), inMain, argument)) as R,
    waitForNewPage: async () => {
      session = { ...session, page: await session.newPage() }
      return session.page
    },
    close: async () => {
      if (session.process.exitCode === null && session.process.signalCode === null) await session.closeWindow()
      return waitForEnd()
    },
    kill: async () => {
      session.process.kill('SIGKILL')
      await waitForEnd()
    },
    restart: async () => {
      await app.close()
      session = await open()
      return session.page
    },
  }
  return app
}

/** What a second start on the same data does: its exit code and output. */
export async function startAgain(options: LaunchOptions): Promise<{ readonly code: number | null; readonly output: string }> {
  const electron = installedElectron()
  const program = electron === null ? standInProgram(browserPath(), options.from ?? root) : electronProgram(electron, options.from ?? root)
  const child = spawn(program.command, program.args, { env: environment(options, program.env), stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const timer = setTimeout(() => child.kill('SIGKILL'), startMsMax)
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  clearTimeout(timer)
  return { code, output }
}

/** A new empty folder, and how to remove it with all that is in it. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'partsemble-e2e-'))
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }) }
}

/** Keeps a picture of the window under `test-results/screens` for whoever wants to look; `npm test` looks at none of them. */
export async function shot(page: Page, name: string): Promise<void> {
  if (process.env['PARTSEMBLE_PICTURES'] === 'none') return
  const folder = path.join(root, 'test-results', 'screens')
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: path.join(folder, `${name}.png`) })
}

async function openInElectron(executable: string, options: LaunchOptions, hear: (chunk: Buffer) => void): Promise<Session> {
  const program = electronProgram(executable, options.from ?? root)
  const env = Object.fromEntries(Object.entries(environment(options, program.env)).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
  const running = await _electron.launch({ executablePath: program.command, args: [...program.args], env, timeout: startMsMax })
  const child = running.process()
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  const page = await running.firstWindow()
  await ready(page)
  return {
    page,
    process: child,
    evaluate: (_text, inMain, argument) => running.evaluate(inMain as (electron: typeof Electron, argument: unknown) => unknown, argument),
    newPage: async () => {
      await ready(page)
      return page
    },
    closeWindow: () => page.close(),
    detach: async () => undefined,
  }
}

async function openInBrowser(options: LaunchOptions, hear: (chunk: Buffer) => void): Promise<Session> {
  const program = standInProgram(browserPath(), options.from ?? root)
  // What a killed start has left behind leads nowhere.
  const stale = portFiles(options.userData)
  const child = spawn(program.command, program.args, { env: environment(options, program.env), stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      hear(chunk)
    })
  }
  const attachNow = async (): Promise<Attached> => {
    const until = Date.now() + startMsMax
    for (;;) {
      const attached = await tryToAttach(portFiles(options.userData).filter((file) => !stale.includes(file)))
      if (attached !== null) return attached
      if (child.exitCode !== null) throw new Error(`The program ended at its start with ${child.exitCode}.\n${said}`)
      if (Date.now() > until) {
        child.kill('SIGKILL')
        throw new Error(`The window did not open.\n${said}`)
      }
      await sleep(25)
    }
  }
  let attached = await attachNow()
  return {
    page: attached.page,
    process: child,
    evaluate: askInside(child),
    newPage: async () => {
      await attached.died
      await attached.browser.close()
      attached = await attachNow()
      return attached.page
    },
    closeWindow: () => attached.page.close(),
    detach: () => attached.browser.close(),
  }
}

// Asks through the stand-in's test door.
function askInside(child: ChildProcess): Session['evaluate'] {
  let lastQuestion = 0
  return (functionText, _inMain, argument) => {
    lastQuestion += 1
    const id = lastQuestion
    return new Promise((resolve, reject) => {
      const answer = (message: { id: number; value?: unknown; error?: string }): void => {
        if (message.id !== id) return
        child.off('message', answer)
        if (message.error === undefined) resolve(message.value)
        else reject(new Error(message.error))
      }
      child.on('message', answer)
      child.send({ id, functionText, argument })
    })
  }
}

interface Attached {
  readonly browser: Browser
  readonly page: Page
  /** Resolves when the page has crashed or Chromium has ended. */
  readonly died: Promise<unknown>
}

async function tryToAttach(files: readonly string[]): Promise<Attached | null> {
  for (const file of files) {
    const port = readFileSync(file, 'utf8').split('\n')[0] ?? ''
    const browser = port === '' ? null : await chromium.connectOverCDP(`http://127.0.0.1:${port}`).catch(() => null)
    const page = browser?.contexts()[0]?.pages()[0]
    if (!browser || !page) continue
    const died = new Promise((resolve) => {
      page.once('crash', resolve)
      browser.once('disconnected', resolve)
    })
    try {
      await ready(page)
      return { browser, page, died }
    } catch {
      await browser.close()
    }
  }
  return null
}

// Chromium writes the port it opened into its profile folder, which is new for each start of Chromium.
function portFiles(userData: string): string[] {
  const folder = path.join(userData, 'stand-in')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .map((profile) => path.join(folder, profile, 'DevToolsActivePort'))
    .filter((file) => existsSync(file))
}

// The program's own page has its bridge; once a heading is drawn it hears keys as well.
async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() => 'partsemble' in globalThis && document.querySelector('h1') !== null, undefined, { timeout: startMsMax })
}

function browserPath(): string {
  const found = findBrowser({ install: true })
  if ('problem' in found) throw new Error(found.problem)
  return found.path
}

function environment(options: LaunchOptions, base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...base,
    PARTSEMBLE_USER_DATA: options.userData,
    PARTSEMBLE_HEADLESS: process.env['PARTSEMBLE_HEADLESS'] ?? '1',
    PARTSEMBLE_DEBUG_PORT: '0',
    ...(options.from === undefined ? {} : { PARTSEMBLE_STAND_IN_PACKAGED: '1' }),
  }
}

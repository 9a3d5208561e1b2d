import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { type Cdp, type Params, startChromium } from './cdp.ts'

export interface WindowSize {
  readonly width: number
  readonly height: number
}

/** A page of Chromium that one BrowserWindow shows. */
export interface Target {
  readonly cdp: Cdp
  readonly targetId: string
  readonly sessionId: string
}

interface Running {
  readonly cdp: Cdp
  readonly first: Promise<Target>
  firstTaken: boolean
}

let running: Promise<Running> | undefined
let expectedTargets: ((target: Target) => void)[] = []
const firstSeen = new WeakSet<Cdp>()

/** Opens a window: the first comes with Chromium itself, without tabs and address bar. */
export async function openTarget(userData: string, startUrl: string, size: WindowSize): Promise<Target> {
  running ??= start(userData, startUrl, size)
  const chromium = await running
  if (!chromium.firstTaken) {
    chromium.firstTaken = true
    return chromium.first
  }
  const target = new Promise<Target>((resolve) => expectedTargets.push(resolve))
  await chromium.cdp.send('Target.createTarget', { url: 'about:blank', newWindow: true, ...size })
  return target
}

/** Ends Chromium and waits for it; nothing when it does not run. */
export async function closeChromium(): Promise<void> {
  const chromium = await running?.catch(() => undefined)
  if (!chromium) return
  const timer = setTimeout(chromium.cdp.kill, 3000)
  chromium.cdp.send('Browser.close').catch(() => undefined)
  await chromium.cdp.exited
  clearTimeout(timer)
}

async function start(userData: string, startUrl: string, size: WindowSize): Promise<Running> {
  const executable = process.env['CHROMIUM_PATH']
  if (!executable) throw new Error('CHROMIUM_PATH names no browser: start through build/start.ts, which finds one.')
  const profile = freshProfile(userData)
  const cdp = startChromium(executable, flags(startUrl, size, profile))
  const first = Promise.withResolvers<Target>()
  first.promise.catch(() => undefined)
  const chromium: Running = { cdp, first: first.promise, firstTaken: false }
  cdp.exited.finally(() => {
    running = undefined
    expectedTargets = []
    first.reject(new Error('Chromium ended before it showed a window.'))
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 })
  })

  cdp.on('Target.attachedToTarget', undefined, (params) => attached(cdp, params, first.resolve))
  await cdp.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
    filter: [{ type: 'page' }, { exclude: true }],
  })
  await cdp.send('Target.setDiscoverTargets', { discover: true, filter: [{ type: 'page' }, { exclude: true }] })
  return chromium
}

function attached(cdp: Cdp, params: Params, resolveFirst: (target: Target) => void): void {
  const info = params['targetInfo'] as { targetId: string }
  const target: Target = { cdp, targetId: info.targetId, sessionId: String(params['sessionId']) }
  const expected = expectedTargets.shift()
  if (!firstSeen.has(cdp)) {
    firstSeen.add(cdp)
    resolveFirst(target)
  } else if (expected) {
    expected(target)
  } else {
    // A page opened it: it waits for a debugger that never lets it run.
    cdp.send('Target.closeTarget', { targetId: info.targetId }).catch(() => undefined)
    return
  }
  cdp.send('Runtime.runIfWaitingForDebugger', {}, target.sessionId).catch(() => undefined)
}

/**
 * A profile of its own for each start: a Chromium that is still ending would otherwise take the new window over. What an
 * earlier start left behind is removed; the single-instance lock says that nobody uses it.
 */
function freshProfile(userData: string): string {
  const folder = path.join(userData, 'stand-in')
  mkdirSync(folder, { recursive: true })
  for (const old of readdirSync(folder)) {
    try {
      rmSync(path.join(folder, old), { recursive: true, force: true })
    } catch {
      // It is still being written to; the next start removes it.
    }
  }
  return mkdtempSync(path.join(folder, 'profile-'))
}

function flags(startUrl: string, size: WindowSize, profile: string): string[] {
  const asRoot = process.getuid?.() === 0
  const debugPort = process.env['PARTSEMBLE_DEBUG_PORT']
  return [
    '--remote-debugging-pipe',
    ...(debugPort === undefined ? [] : [`--remote-debugging-port=${debugPort}`]),
    ...(process.env['PARTSEMBLE_HEADLESS'] === '1' ? ['--headless=new', '--hide-scrollbars'] : []),
    ...(asRoot ? ['--no-sandbox', '--test-type'] : []),
    `--user-data-dir=${profile}`,
    `--window-size=${size.width},${size.height}`,
    '--disable-quic',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-extensions',
    '--disable-default-apps',
    '--disable-dev-shm-usage',
    '--disable-search-engine-choice-screen',
    '--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication,GlobalMediaControls',
    '--disable-save-password-bubble',
    '--disable-session-crashed-bubble',
    '--hide-crash-restore-bubble',
    '--password-store=basic',
    '--use-mock-keychain',
    '--metrics-recording-only',
    `--app=${startUrl}`,
  ]
}

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { root } from './project.ts'

export type FoundBrowser = { readonly path: string } | { readonly problem: string }

const playwrightInstallMs = 60_000
const aptMs = 300_000

/**
 * Finds a Chromium: the one `CHROMIUM_PATH` names, one of this system's, one that Playwright keeps; failing those it
 * installs one with Playwright, or as root with apt. Otherwise the problem in plain words.
 */
export function findBrowser(options: { readonly install: boolean }): FoundBrowser {
  const named = process.env['CHROMIUM_PATH']
  if (named !== undefined && named !== '') {
    return existsSync(named) ? { path: named } : { problem: `CHROMIUM_PATH names ${named}, and there is no such file.` }
  }
  const present = systemBrowser() ?? playwrightBrowser()
  if (present !== undefined) return { path: present }
  if (options.install) {
    const installed = installWithPlaywright() ?? installWithApt()
    if (installed !== undefined) return { path: installed }
  }
  return { problem: 'No Chromium was found. Install Chromium, Google Chrome or Microsoft Edge, or set CHROMIUM_PATH to its program file.' }
}

function systemBrowser(): string | undefined {
  return knownPaths().find((file) => existsSync(file))
}

function knownPaths(): string[] {
  if (process.platform === 'win32') {
    const programs = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((name) => process.env[name] ?? [])
    const below = ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe']
    return below.flatMap((file) => programs.map((folder) => path.join(folder, file)))
  }
  if (process.platform === 'darwin') {
    return ['Chromium', 'Google Chrome', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
  return [...names.map((name) => `/usr/bin/${name}`), '/usr/lib/chromium/chromium', '/opt/google/chrome/chrome', '/snap/bin/chromium']
}

function playwrightBrowser(): string | undefined {
  const file = chromium.executablePath()
  return file !== '' && existsSync(file) ? file : undefined
}

// A host that is blocked may never answer, so this has a limit.
function installWithPlaywright(): string | undefined {
  process.stderr.write('No Chromium found: installing one with Playwright.\n')
  spawnSync(process.execPath, [path.join(root, 'node_modules', 'playwright-core', 'cli.js'), 'install', 'chromium'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: playwrightInstallMs,
    killSignal: 'SIGKILL',
  })
  return playwrightBrowser()
}

function installWithApt(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  process.stderr.write('Installing chromium with apt.\n')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update', '-q'], ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-dejavu-core']]) {
    spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: aptMs, env })
  }
  return systemBrowser()
}

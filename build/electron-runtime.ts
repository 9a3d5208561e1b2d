import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { cacheFolder, inModules } from './project.ts'

const silenceMsMax = 20_000
const failureFile = path.join(cacheFolder, 'electron-download-failed.json')

/** Electron's own program file, when its runtime is installed; `null` when it is not. */
export function installedElectron(): string | null {
  const pathFile = inModules('electron', 'path.txt')
  if (!existsSync(pathFile)) return null
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? inModules('electron', 'dist')
  const program = path.join(folder, readFileSync(pathFile, 'utf8'))
  return existsSync(program) ? program : null
}

/**
 * Tries to download Electron's runtime, which its package does not bring. It gives up when nothing arrives for a while,
 * and does not try again on the same day. Returns the program file, or `null`.
 */
export async function downloadElectron(): Promise<string | null> {
  if (failedToday()) return null
  process.stderr.write('Downloading the Electron runtime…\n')
  const temporary = path.join(cacheFolder, 'electron-download')
  rmSync(temporary, { recursive: true, force: true })
  mkdirSync(temporary, { recursive: true })
  await runInstaller(temporary)
  rmSync(temporary, { recursive: true, force: true })
  const program = installedElectron()
  if (program === null) writeFileSync(failureFile, JSON.stringify(today()))
  return program
}

function runInstaller(temporary: string): Promise<void> {
  return new Promise((resolve) => {
    const env = { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary }
    const child = spawn(process.execPath, [inModules('electron', 'install.js')], { stdio: 'ignore', env })
    let bytes = 0
    let heardAt = performance.now()
    const watch = setInterval(() => {
      const now = bytesIn(temporary) + bytesIn(inModules('electron', 'dist'))
      if (now !== bytes) {
        bytes = now
        heardAt = performance.now()
      } else if (performance.now() - heardAt > silenceMsMax) {
        child.kill('SIGKILL')
      }
    }, 500)
    const end = (): void => {
      clearInterval(watch)
      resolve()
    }
    child.once('error', end)
    child.once('exit', end)
  })
}

function bytesIn(place: string): number {
  try {
    const facts = statSync(place)
    if (!facts.isDirectory()) return facts.size
    return readdirSync(place).reduce((sum, name) => sum + bytesIn(path.join(place, name)), 0)
  } catch {
    // Removed while it was being looked at.
    return 0
  }
}

interface Attempt {
  readonly day: string
  readonly version: string
}

function today(): Attempt {
  const { version } = JSON.parse(readFileSync(inModules('electron', 'package.json'), 'utf8')) as { version: string }
  return { day: new Date().toISOString().slice(0, 10), version }
}

function failedToday(): boolean {
  if (!existsSync(failureFile)) return false
  return readFileSync(failureFile, 'utf8') === JSON.stringify(today())
}

import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { downloadElectron, installedElectron } from './electron-runtime.ts'
import { findBrowser } from './find-browser.ts'
import { root } from './project.ts'

/** How to start the built program: what to run, with which arguments and environment. */
export interface Program {
  readonly runtime: 'electron' | 'browser'
  readonly command: string
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
}

/** Chooses Electron where its runtime can be had, else Node and Chromium through the stand-in; says so in one line. */
export async function chooseProgram(): Promise<Program | { readonly problem: string }> {
  const electron = installedElectron() ?? (await downloadElectron())
  if (electron !== null) return electronProgram(electron, root)
  const browser = findBrowser({ install: true })
  if ('problem' in browser) return { problem: `The Electron runtime cannot be downloaded here. ${browser.problem}` }
  process.stderr.write(`The Electron runtime cannot be downloaded here: opening the same program in ${browser.path}.\n`)
  return standInProgram(browser.path, root)
}

/** The program in Electron's own runtime. */
export function electronProgram(executable: string, programFolder: string): Program {
  // Chromium refuses its sandbox to root.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return { runtime: 'electron', command: executable, args: [...asRoot, programFolder], env: process.env }
}

/** The program on Node, with Chromium for its window. */
export function standInProgram(browser: string, programFolder: string): Program {
  const register = pathToFileURL(path.join(root, 'tests', 'support', 'electron-stand-in', 'register.ts')).href
  return {
    runtime: 'browser',
    command: process.execPath,
    args: ['--import', register, path.join(programFolder, 'out', 'main', 'main.js')],
    env: { ...process.env, CHROMIUM_PATH: browser },
  }
}

/** Why no window can appear on this screen; `null` when one can. */
export function displayProblem(): string | null {
  if (process.platform !== 'linux' || process.env['PARTSEMBLE_HEADLESS'] === '1') return null
  if (process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']) return null
  return 'There is no screen to open a window on. Start it from a desktop session, or give it a virtual screen: xvfb-run -a npm start'
}

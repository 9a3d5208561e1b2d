import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { inModules, root, runNode } from './project.ts'

export const modes = ['main', 'preload', 'renderer'] as const
export type Mode = (typeof modes)[number]

const made = ['out/main/main.js', 'out/main/worker.js', 'out/main/practice.js', 'out/preload/preload.cjs', 'out/renderer/index.html']
const sources = ['src', 'vite.config.ts', 'package.json', 'package-lock.json']

/** True when a bundle is missing or older than any source. */
export function bundlesAreStale(): boolean {
  const builtAt = Math.min(...made.map((file) => modifiedAt(path.join(root, file))))
  return sources.some((source) => newest(path.join(root, source)) > builtAt)
}

/** Builds the bundles of those modes, side by side; throws when one fails. */
export async function buildBundles(which: readonly Mode[] = modes): Promise<void> {
  const codes = await Promise.all(
    which.map((mode) => runNode([inModules('vite', 'bin', 'vite.js'), 'build', '--mode', mode, '--logLevel', 'warn'])),
  )
  const failed = which.filter((_mode, at) => codes[at] !== 0)
  if (failed.length > 0) throw new Error(`The build of ${failed.join(' and ')} failed.`)
}

// A folder's own time changes when something in it is removed.
function newest(place: string): number {
  const at = modifiedAt(place)
  if (!statSync(place).isDirectory()) return at
  return readdirSync(place).reduce((latest, name) => Math.max(latest, newest(path.join(place, name))), at)
}

function modifiedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

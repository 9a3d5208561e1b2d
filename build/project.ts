import { spawn, type SpawnOptions } from 'node:child_process'
import path from 'node:path'

/** The folder of this project. */
export const root = path.resolve(import.meta.dirname, '..')

/** Where scripts remember things between runs; removed with `node_modules`. */
export const cacheFolder = path.join(root, 'node_modules', '.cache', 'partsemble')

/** Resolves a file inside a package of this project. */
export function inModules(...parts: readonly string[]): string {
  return path.join(root, 'node_modules', ...parts)
}

/** Runs a script with this same Node and resolves to its exit code; a signal counts as 1. */
export function runNode(args: readonly string[], options: SpawnOptions = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], ...options })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

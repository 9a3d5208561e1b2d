import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import electronLog from 'electron-log/node'
import type { Log } from '../environment.ts'
import { redact } from './redact.ts'

const bytesMax = 2_000_000
const oldFilesMax = 5

/**
 * Opens the log in `folder`: one JSON line an event in `main.log`, moved on to `main.1.log` … `main.5.log` when it is
 * full. What looks like a secret never reaches it.
 */
export function openLog(folder: string, instant: () => string): Log {
  mkdirSync(folder, { recursive: true })
  const logger = electronLog.create({ logId: `partsemble:${folder}` })
  logger.transports.console.level = false
  logger.transports.file.resolvePathFn = () => join(folder, 'main.log')
  logger.transports.file.maxSize = bytesMax
  logger.transports.file.archiveLogFn = (file) => rotate(file.path)
  logger.transports.file.format = '{text}'
  const write = (level: 'info' | 'warn' | 'error') => (event: string, facts: Readonly<Record<string, unknown>> = {}) => {
    logger[level](JSON.stringify({ at: instant(), level, event, ...(redact(facts) as object) }))
  }
  return { info: write('info'), warn: write('warn'), error: write('error') }
}

function rotate(file: string): void {
  const numbered = (n: number) => file.replace(/\.log$/, `.${n}.log`)
  rmSync(numbered(oldFilesMax), { force: true })
  for (let n = oldFilesMax - 1; n >= 1; n -= 1) {
    if (existsSync(numbered(n))) renameSync(numbered(n), numbered(n + 1))
  }
  renameSync(file, numbered(1))
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { utilityProcess } from 'electron'
import type { Log } from '../environment.ts'
import { stockListFile } from '../worker/tasks.ts'
import type { Paths } from './paths.ts'
import type { PracticeProcess } from './practice-company.ts'

/** As a process of Electron's, with its company in the folder of the place: nothing else may run Node in a packaged program. */
export function practiceProcess({ dataFolder, practiceCompanyFile }: Paths, port: number, log: Log): PracticeProcess {
  const stock = join(dataFolder, stockListFile)
  const counted = existsSync(stock) ? ['--stock', stock] : []
  const args = ['--file', join(dataFolder, 'practice-company.db'), '--port', String(port), '--control', ...counted]
  const child = utilityProcess.fork(practiceCompanyFile, args, { stdio: 'pipe', serviceName: 'Practice company' })
  child.stderr?.on('data', (chunk: Buffer) => log.warn('practice company says', { text: chunk.toString().slice(0, 2000) }))
  return {
    stdout: child.stdout as Readable | null,
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill(),
  }
}

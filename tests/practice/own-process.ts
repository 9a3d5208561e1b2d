import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'

const entry = path.resolve(import.meta.dirname, '../../src/main/practice/main.ts')

export interface OwnProcess {
  readonly origin: string
  readonly pid: number
  readonly child: ChildProcess
  /** Resolves to how it ended: its exit code, or the signal. */
  readonly ended: Promise<number | string | null>
}

/** Starts the practice company in a process of its own, from its sources or from a bundle, and waits until it listens. */
export async function startOwnProcess(file: string, more: readonly string[] = [], program: string = entry): Promise<OwnProcess> {
  const child = spawn(process.execPath, [program, '--file', file, '--control', '--no-limits', ...more], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = new Promise<number | string | null>((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)))
  const line = await new Promise<string>((resolve, reject) => {
    child.once('error', reject)
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()))
    void ended.then((how) => reject(new Error(`It ended with ${how} before it listened.`)))
  })
  const { port, pid } = JSON.parse(line) as { port: number; pid: number }
  return { origin: `http://127.0.0.1:${port}`, pid, child, ended }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import type { Readable } from 'node:stream'

interface ForkOptions {
  readonly stdio?: 'pipe' | 'ignore' | 'inherit'
  readonly serviceName?: string
  readonly env?: NodeJS.ProcessEnv
  readonly cwd?: string
}

/** A process of the program's own that runs Node. Its stdin is closed with this process, however that ends. */
class UtilityProcess extends EventEmitter {
  readonly #child: ChildProcess

  constructor(modulePath: string, args: readonly string[], { stdio = 'inherit', env = process.env, cwd }: ForkOptions) {
    super()
    const { NODE_OPTIONS: _options, ...rest } = env
    const output = stdio === 'pipe' ? 'pipe' : stdio
    this.#child = spawn(process.execPath, [modulePath, ...args], { stdio: ['pipe', output, output], env: rest, ...(cwd === undefined ? {} : { cwd }) })
    this.#child.stdin?.on('error', () => undefined)
    this.#child.once('spawn', () => this.emit('spawn'))
    this.#child.once('exit', (code) => this.emit('exit', code ?? 1))
    this.#child.once('error', () => this.emit('exit', 1))
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  get stdout(): Readable | null {
    return this.#child.stdout
  }

  get stderr(): Readable | null {
    return this.#child.stderr
  }

  kill(): boolean {
    return this.#child.kill('SIGTERM')
  }
}

export const utilityProcess = {
  fork: (modulePath: string, args: readonly string[] = [], options: ForkOptions = {}): UtilityProcess => new UtilityProcess(modulePath, args, options),
}

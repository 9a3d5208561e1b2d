import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { build } from 'vite'
import { type Mode, modes } from './bundles.ts'
import { chooseProgram, displayProblem, type Program } from './program.ts'
import { root } from './project.ts'

/** The part of a running watch that is listened to here. */
interface Watcher {
  on(event: 'event', listener: (event: { code: string; error?: Error; result?: { close(): Promise<void> } }) => void): unknown
  close(): Promise<void>
}

/** Restarts the program when its main process or preload changed, reloads its window when only the window did. */
class Runner {
  readonly #program: Program
  readonly #ended: (code: number) => void
  #child: ChildProcess | undefined
  #restarting = false

  constructor(program: Program, ended: (code: number) => void) {
    this.#program = program
    this.#ended = ended
  }

  start(): void {
    const hook = path.join(import.meta.dirname, 'dev-reload.cjs')
    const child = spawn(this.#program.command, ['--require', hook, ...this.#program.args], {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env: this.#program.env,
    })
    this.#child = child
    child.once('exit', (code) => {
      if (!this.#restarting) this.#ended(code ?? 1)
      this.#restarting = false
      if (this.#child === child) this.#child = undefined
    })
  }

  restart(): void {
    const child = this.#child
    if (!child || this.#restarting) return
    this.#restarting = true
    child.once('exit', () => this.start())
    child.kill('SIGTERM')
  }

  reload(): void {
    this.#child?.send('reload')
  }

  stop(): void {
    this.#child?.kill('SIGTERM')
  }
}

/** Builds one bundle now and after every change; resolves when the first build is done. */
async function watch(mode: Mode, changed: () => void): Promise<Watcher> {
  const watcher = (await build({ mode, logLevel: 'warn', build: { watch: {} } })) as unknown as Watcher
  let first = true
  await new Promise<void>((resolve) => {
    watcher.on('event', (event) => {
      if (event.code === 'BUNDLE_END') void event.result?.close()
      if (event.code === 'ERROR') console.error(`${mode}: ${event.error?.message ?? 'the build failed'}`)
      if (event.code !== 'END') return
      if (first) resolve()
      else changed()
      first = false
    })
  })
  return watcher
}

/** `npm run dev`: the program with every change to its sources shown at once. */
async function dev(): Promise<number> {
  // The bundles' own folders are named from here.
  process.chdir(root)
  const noScreen = displayProblem()
  const program = noScreen === null ? await chooseProgram() : { problem: noScreen }
  if ('problem' in program) {
    console.error(program.problem)
    return 1
  }
  const end = Promise.withResolvers<number>()
  const runner = new Runner(program, end.resolve)
  const watchers = await Promise.all(modes.map((mode) => watch(mode, () => (mode === 'renderer' ? runner.reload() : runner.restart()))))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => runner.stop())
  runner.start()
  const code = await end.promise
  await Promise.all(watchers.map((watcher) => watcher.close()))
  return code
}

process.exit(await dev())

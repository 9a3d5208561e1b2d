import { spawn } from 'node:child_process'
import { buildBundles, bundlesAreStale } from './bundles.ts'
import { chooseProgram, displayProblem } from './program.ts'

/** `npm start`: builds what is out of date, opens the program, and ends when its window is closed. */
async function start(): Promise<number> {
  const noScreen = displayProblem()
  if (noScreen !== null) {
    console.error(noScreen)
    return 1
  }
  if (bundlesAreStale()) {
    console.error('Building…')
    await buildBundles()
  }
  const program = await chooseProgram()
  if ('problem' in program) {
    console.error(program.problem)
    return 1
  }
  const child = spawn(program.command, [...program.args, ...process.argv.slice(2)], { stdio: 'inherit', env: program.env })
  // Ctrl+C reaches the child by itself; what is sent to this process alone is handed on.
  process.on('SIGINT', () => undefined)
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

process.exitCode = await start()

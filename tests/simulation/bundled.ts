import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** What Intuit's library would bring along and the program never calls. */
const neverCalled = /^(axios|winston|jsonwebtoken|rsa-pem-from-mod-exp)$/

export interface Bundled {
  /** One life of the program in `exports`. */
  readonly life: string
  /** The same where it only sends. */
  readonly sender: string
  /** The practice company's process. */
  readonly company: string
}

let made: Promise<Bundled> | null = null

/** The processes of a simulation in one file each, made once per process: most of a short life would go by reading hundreds. */
export function bundled(): Promise<Bundled> {
  made ??= make(join(root, 'out', `simulation-${process.pid}`))
  return made
}

const programs = { life: 'tests/simulation/exports/child.ts', sender: 'tests/simulation/exports/sender.ts', company: 'src/main/practice/main.ts' }

/** Removes what was made once. */
export async function forgetBundled(): Promise<void> {
  if (made !== null) rmSync(dirname((await made).life), { recursive: true, force: true })
  made = null
}

async function make(outDir: string): Promise<Bundled> {
  // Each by itself: what they share would be read by the one that needs little of it.
  for (const [name, file] of Object.entries(programs)) await bundle(name, file, outDir)
  return { life: join(outDir, 'life.js'), sender: join(outDir, 'sender.js'), company: join(outDir, 'company.js') }
}

async function bundle(name: string, file: string, outDir: string): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      outDir,
      emptyOutDir: false,
      target: 'node24',
      ssr: true,
      rolldownOptions: {
        input: { [name]: file },
        external: ['better-sqlite3', /^node:/],
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    resolve: { alias: [{ find: neverCalled, replacement: join(root, 'build/intuit-oauth-parts.ts') }] },
  })
}

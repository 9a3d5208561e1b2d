import { readdirSync } from 'node:fs'
import path from 'node:path'
import { root, runNode } from './project.ts'

/**
 * `npm run bench [name …] [-- --quick]`: every file of benchmarks one after the other, or the named ones
 * (`npm run bench ledger`). Ends with 1 when one of them missed a goal.
 */
const folder = path.join(root, 'tests', 'performance')
const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const options = process.argv.slice(2).filter((argument) => argument.startsWith('--'))
const files = readdirSync(folder).filter((file) => file.endsWith('.bench.ts'))
const chosen = named.length === 0 ? files : files.filter((file) => named.some((name) => file === `${name}.bench.ts`))

let missed = chosen.length === 0
for (const file of chosen) {
  console.log(`\n${file}`)
  const code = await runNode([path.join(folder, file), ...options])
  missed ||= code !== 0
}
process.exitCode = missed ? 1 : 0

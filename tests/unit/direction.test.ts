import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** What each room of the main process may import beside itself and `shared`, as ARCHITECTURE.md says it. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  database: [],
  ledger: ['domain', 'database'],
  outbox: ['domain', 'database', 'ledger'],
  planning: ['domain', 'database', 'ledger'],
  commands: ['domain', 'ledger', 'planning', 'outbox', 'database'],
  queries: ['domain', 'database', 'ledger', 'planning', 'outbox'],
  quickbooks: [],
  exports: ['domain', 'database', 'outbox', 'quickbooks'],
  sync: ['commands', 'queries', 'database', 'outbox', 'exports', 'quickbooks'],
  spreadsheets: ['domain'],
  practice: [],
  ipc: ['commands', 'queries'],
  sample: ['commands', 'practice'],
  worker: ['database', 'ledger', 'planning', 'sample', 'queries', 'spreadsheets'],
  preload: [],
}
const rooms = Object.keys(mayImport)
const destinations = [...rooms, 'boot', 'log', 'security', 'settings', 'windows']
/** Rooms that decide, and so may not look at a clock, draw lots or reach the network. */
const deciding = ['domain', 'database', 'ledger', 'planning', 'outbox', 'commands', 'queries', 'quickbooks', 'exports', 'sync', 'spreadsheets', 'ipc', 'sample', 'worker']

interface Planted {
  /** Where the line is planted, below `src`. */
  readonly file: string
  readonly text: string
  /** The rule that has to notice. */
  readonly rule: string
}

const uses = (specifier: string): string => `import { thing } from '${specifier}'\n\nexport const used = thing\n`

function plants(): Planted[] {
  const forbidden = rooms.flatMap((room) =>
    destinations
      .filter((other) => other !== room && !mayImport[room]?.includes(other))
      .flatMap((other) => [
        { file: `main/${room}/to-${other}.ts`, text: uses(`../${other}/thing.ts`), rule: 'no-restricted-imports' },
        { file: `main/${room}/deeper/to-${other}.ts`, text: uses(`../../${other}/thing.ts`), rule: 'no-restricted-imports' },
      ]),
  )
  const clocks = deciding.flatMap((room) => [
    { file: `main/${room}/clock.ts`, text: 'export const now = (): number => Date.now()\n', rule: 'no-restricted-globals' },
    { file: `main/${room}/new-date.ts`, text: 'export const now = (): unknown => new Date()\n', rule: 'no-restricted-globals' },
    { file: `main/${room}/chance.ts`, text: 'export const chance = (): number => Math.random()\n', rule: 'no-restricted-properties' },
    { file: `main/${room}/id.ts`, text: 'export const id = (): string => crypto.randomUUID()\n', rule: 'no-restricted-globals' },
    { file: `main/${room}/network.ts`, text: "export const get = (): unknown => fetch('https://example.com')\n", rule: 'no-restricted-globals' },
    { file: `main/${room}/timer.ts`, text: 'export const later = (f: () => void): unknown => setTimeout(f, 1)\n', rule: 'no-restricted-globals' },
    { file: `main/${room}/node-id.ts`, text: "import { randomUUID } from 'node:crypto'\n\nexport const id = randomUUID\n", rule: 'no-restricted-imports' },
    { file: `main/${room}/node-network.ts`, text: uses('node:https'), rule: 'no-restricted-imports' },
  ])
  // The practice company serves HTTP, and is otherwise like them.
  const serving = clocks.filter(({ file }) => file.startsWith('main/queries/') && !file.endsWith('/node-network.ts')).map((plant) => ({ ...plant, file: plant.file.replace('queries', 'practice') }))
  const withoutElectron = [...deciding, 'practice']
    .filter((room) => room !== 'ipc')
    .map((room) => ({ file: `main/${room}/electron.ts`, text: uses('electron'), rule: 'no-restricted-imports' }))
  const toTheWindow = [...rooms, 'boot', 'log', 'security', 'settings', 'windows'].map((room) => ({
    file: `main/${room}/window.ts`,
    text: uses('../../renderer/thing.ts'),
    rule: 'no-restricted-imports',
  }))
  const toTheTests = rooms.map((room) => ({ file: `main/${room}/tests.ts`, text: uses('../../../tests/thing.ts'), rule: 'no-restricted-imports' }))
  const writes = ['queries', 'planning', 'outbox'].flatMap((room) =>
    ['append', 'executeBuild', 'confirmReceipt', 'reverseDocument'].map((name) => ({
      file: `main/${room}/calls-${name}.ts`,
      text: `import { ${name} } from '../ledger/thing.ts'\n\nexport const used = ${name}\n`,
      rule: 'no-restricted-imports',
    })),
  )
  return [
    ...forbidden,
    ...writes,
    ...clocks,
    ...serving,
    ...withoutElectron,
    ...toTheWindow,
    ...toTheTests,
    ...['node:fs', 'better-sqlite3', 'drizzle-orm', 'zod'].map((name) => ({
      file: `main/domain/of-${name.replace(':', '-')}.ts`,
      text: uses(name),
      rule: 'no-restricted-imports',
    })),
    ...['node:path', 'electron', 'better-sqlite3', 'drizzle-orm', 'react', '@mantine/core', '../main/domain/thing.ts', '../renderer/thing.ts'].map((name) => ({
      file: `shared/of-${name.replaceAll(/\W/g, '-')}.ts`,
      text: uses(name),
      rule: 'no-restricted-imports',
    })),
    { file: 'shared/clock.ts', text: 'export const now = (): number => Date.now()\n', rule: 'no-restricted-globals' },
    ...['node:path', 'electron', 'better-sqlite3', 'drizzle-orm', '../main/domain/thing.ts', '../main/environment.ts'].map((name) => ({
      file: `renderer/of-${name.replaceAll(/\W/g, '-')}.ts`,
      text: uses(name),
      rule: 'no-restricted-imports',
    })),
    { file: 'main/nowhere/to-domain.ts', text: uses('../domain/thing.ts'), rule: 'no-restricted-imports' },
    { file: 'main/domain/round.ts', text: "import { back } from './and-back.ts'\n\nexport const round = (): unknown => back\n", rule: 'no-cycle' },
    { file: 'main/domain/and-back.ts', text: "import { round } from './round.ts'\n\nexport const back = (): unknown => round\n", rule: 'no-cycle' },
    { file: 'main/commands/any.ts', text: 'export const loose = (value: any): unknown => value\n', rule: 'no-explicit-any' },
    { file: 'main/commands/print.ts', text: "export const print = (): void => console.log('')\n", rule: 'no-console' },
  ]
}

/** Imports that the rooms need: none of these may be reported. */
function allowed(): Planted[] {
  const within = rooms.flatMap((room) =>
    (mayImport[room] ?? []).map((other) => ({ file: `main/${room}/may-${other}.ts`, text: uses(`../${other}/thing.ts`), rule: '' })),
  )
  const shared = [...rooms.map((room) => `main/${room}`), 'main/boot', 'main/windows'].map((folder) => ({
    file: `${folder}/of-shared.ts`,
    text: uses('../../shared/thing.ts'),
    rule: '',
  }))
  return [
    ...within,
    ...shared,
    ...rooms.filter((room) => room !== 'preload').map((room) => ({ file: `main/${room}/of-ports.ts`, text: "import type { thing } from '../environment.ts'\n\nexport type Used = typeof thing\n", rule: '' })),
    ...destinations.filter((room) => room !== 'boot').map((room) => ({ file: `main/boot/of-${room}.ts`, text: uses(`../${room}/thing.ts`), rule: '' })),
    { file: 'main/boot/clock.ts', text: 'export const now = (): number => Date.now()\n', rule: '' },
    { file: 'main/practice/of-http.ts', text: uses('node:http'), rule: '' },
    { file: 'main/practice/ports.ts', text: 'export const now = (): number => Date.now()\n', rule: '' },
    { file: 'main/database/of-sqlite.ts', text: uses('better-sqlite3'), rule: '' },
    { file: 'main/ledger/of-hash.ts', text: "import { createHash } from 'node:crypto'\n\nexport const hash = createHash\n", rule: '' },
    { file: 'main/ipc/of-electron.ts', text: uses('electron'), rule: '' },
    { file: 'renderer/of-shared.ts', text: uses('../shared/thing.ts'), rule: '' },
    { file: 'renderer/clock.ts', text: 'export const now = (): number => Date.now()\n', rule: '' },
  ]
}

const root = path.resolve(import.meta.dirname, '../..')
const folders: string[] = []

/** Lints a tree that has these files and nothing else; returns what was reported as `file rule`. */
function lint(planted: readonly Planted[]): Set<string> {
  const tree = mkdtempSync(path.join(os.tmpdir(), 'partsemble-direction-'))
  folders.push(tree)
  cpSync(path.join(root, 'oxlint.config.ts'), path.join(tree, 'oxlint.config.ts'))
  symlinkSync(path.join(root, 'node_modules'), path.join(tree, 'node_modules'), 'junction')
  for (const { file, text } of planted) {
    const target = path.join(tree, 'src', file)
    mkdirSync(path.dirname(target), { recursive: true })
    writeFileSync(target, text)
  }
  const run = spawnSync(process.execPath, [path.join(root, 'node_modules/oxlint/bin/oxlint'), '-f', 'json', 'src'], {
    cwd: tree,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  const report = JSON.parse(run.stdout) as { number_of_files: number; diagnostics: { code: string; filename: string }[] }
  expect(report.number_of_files).toBe(planted.length)
  return new Set(
    report.diagnostics.map(({ code, filename }) => `${filename.replaceAll('\\', '/').replace(/^.*?src\//, '')} ${code.replace(/^.*\(|\)$/g, '')}`),
  )
}

function placeOf({ file }: Planted): string {
  return file.split('/').slice(0, file.startsWith('main/') ? 2 : 1).join('/')
}

afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

describe('the rules of direction', () => {
  let found: Set<string>
  beforeAll(() => {
    found = lint(plants())
  })

  const places = [...new Set(plants().map(placeOf))]
  it.each(places)('report every breach planted in %s', (place) => {
    const missed = plants().filter((plant) => placeOf(plant) === place && !found.has(`${plant.file} ${plant.rule}`))
    expect(missed.map(({ file, rule }) => `${file} ${rule}`)).toEqual([])
  })

  it('let a tree without a breach pass', () => {
    expect([...lint(allowed())]).toEqual([])
  })
})

import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { inModules, root, runNode } from './project.ts'

export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

const results = path.join(root, 'test-results')

/** Checks the types of every project; counts as one. */
export function checkTypes(): Promise<Counts> {
  return oneStep('types', [inModules('typescript', 'bin', 'tsc'), '-b'])
}

/** Lints everything; counts as one. */
export function lint(): Promise<Counts> {
  return oneStep('lint', [inModules('oxlint', 'bin', 'oxlint')])
}

/** Runs vitest on those projects, on all when none is named. */
export async function runVitest(projects: readonly string[] = []): Promise<Counts> {
  const report = freshReport('vitest.json')
  const chosen = projects.flatMap((project) => ['--project', project])
  const code = await runNode([inModules('vitest', 'vitest.mjs'), 'run', ...chosen, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`])
  const read = readReport<{ numPassedTests: number; numFailedTests: number; numPendingTests: number; numTodoTests: number }>(report)
  return settled('vitest', code, {
    passed: read?.numPassedTests ?? 0,
    failed: read?.numFailedTests ?? 0,
    skipped: (read?.numPendingTests ?? 0) + (read?.numTodoTests ?? 0),
  })
}

/** Runs the end-to-end tests and the check of the package. */
export async function runPlaywright(): Promise<Counts> {
  const report = freshReport('playwright.json')
  const code = await runNode([inModules('@playwright', 'test', 'cli.js'), 'test'])
  const stats = readReport<{ stats: { expected: number; unexpected: number; flaky: number; skipped: number } }>(report)?.stats
  return settled('playwright', code, {
    passed: stats?.expected ?? 0,
    failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0),
    skipped: stats?.skipped ?? 0,
  })
}

/** The sum, as the last line of a run says it. */
export function total(all: readonly Counts[]): Counts {
  const sum = (name: keyof Counts): number => all.reduce((count, each) => count + each[name], 0)
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') }
}

/** `12 passed, 0 failed`, and how many were skipped when any were. */
export function countLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

async function oneStep(name: string, args: readonly string[]): Promise<Counts> {
  console.log(`\n— ${name}`)
  const code = await runNode(args)
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
}

// A runner that failed without a failed test, or that ran nothing, is itself what failed.
function settled(name: string, code: number, counts: Counts): Counts {
  const ranNothing = counts.passed + counts.failed === 0
  if (ranNothing) console.log(`${name} ran nothing.`)
  else if (code !== 0 && counts.failed === 0) console.log(`${name} ended with ${code}.`)
  return ranNothing || (code !== 0 && counts.failed === 0) ? { ...counts, failed: counts.failed + 1 } : counts
}

function freshReport(name: string): string {
  mkdirSync(results, { recursive: true })
  const file = path.join(results, name)
  rmSync(file, { force: true })
  return file
}

function readReport<T>(file: string): T | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined
}

import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { buildBundles, bundlesAreStale } from './bundles.ts'
import { root } from './project.ts'

/** `npm run practice [-- --folder F] [--port N] [--seed N]`: the practice company by itself, to look at and to connect to. */
async function practice(): Promise<number> {
  const { values } = parseArgs({ options: { folder: { type: 'string' }, port: { type: 'string', default: '8700' }, seed: { type: 'string', default: '1' } } })
  if (bundlesAreStale()) {
    console.error('Building…')
    await buildBundles(['main'])
  }
  // Without a folder of one's own it is gone when it ends.
  const folder = values.folder ?? mkdtempSync(path.join(os.tmpdir(), 'practice-company-'))
  mkdirSync(folder, { recursive: true })
  const args = ['--file', path.join(folder, 'practice.db'), '--port', values.port, '--seed', values.seed, '--control']
  const child = spawn(process.execPath, [path.join(root, 'out', 'main', 'practice.js'), ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdout.once('data', (line: Buffer) => tell((JSON.parse(line.toString()) as { port: number }).port, folder))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => {
      if (values.folder === undefined) rmSync(folder, { recursive: true, force: true })
      resolve(code ?? 0)
    })
  })
}

function tell(port: number, folder: string): void {
  const origin = `http://127.0.0.1:${port}`
  console.log(`The practice company is at ${origin}/ (its file: ${folder}).`)
  console.log(`To connect: client id practice-client, client secret practice-secret, redirect address http://localhost:PORT/callback.`)
  console.log(`Log in: ${origin}/connect/oauth2   API: ${origin}/v3/company/9130000000000000001/   Faults: ${origin}/practice/faults`)
  console.log('Ctrl+C ends it.')
}

process.exitCode = await practice()

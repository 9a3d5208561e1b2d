import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import asar from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { inModules, root, runNode } from '../../build/project.ts'
import { launchApp } from '../support/app.ts'
import { callBridge, createSupplier } from '../support/bridge.ts'
import { expect, openScreen, test } from '../support/e2e.ts'
import { firstDay, nextMorning, runSteps } from '../support/first-day.ts'

/*
 * Packs the program as for Linux around a stand-in for Electron's own files, looks at what was packed, reads the fuses
 * back, and starts the program from the packed files.
 */
test.describe.configure({ mode: 'serial' })
// The packed program makes its own.
test.use({ madeShop: false })

// Outside this project, so that nothing of it can be found by climbing up.
const folder = path.join(os.tmpdir(), `partsemble-package-${process.pid}`)
const unpacked = path.join(folder, 'release', 'linux-unpacked')
const resources = path.join(unpacked, 'resources')
const archive = path.join(resources, 'app.asar')
const executable = path.join(unpacked, 'partsemble-desktop')
/** The archive's content, to start the program from. */
const program = path.join(folder, 'extracted')

const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const fuseWireVersion = 1

const intendedFuses: Readonly<Record<FuseV1Options, boolean>> = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
}

// The few files of Electron that packing looks at: a program with a fuse wire in it, all fuses the wrong way round, and an archive.
async function makeElectronDist(dist: string): Promise<void> {
  const source = path.join(dist, 'default-app-source')
  mkdirSync(path.join(dist, 'resources'), { recursive: true })
  mkdirSync(source)
  writeFileSync(path.join(source, 'package.json'), '{}')
  await asar.createPackage(source, path.join(dist, 'resources', 'default_app.asar'))
  rmSync(source, { recursive: true })
  const wrong = Object.values(intendedFuses).map((on) => (on ? '0' : '1'))
  const wire = Buffer.concat([Buffer.from(fuseSentinel), Buffer.from([fuseWireVersion, wrong.length]), Buffer.from(wrong.join(''))])
  writeFileSync(path.join(dist, 'electron'), Buffer.concat([Buffer.from('stand-in for the Electron program\n'), wire, Buffer.alloc(64)]))
  chmodSync(path.join(dist, 'electron'), 0o755)
  cpSync(inModules('electron', 'LICENSE'), path.join(dist, 'LICENSE'))
  const { version } = JSON.parse(readFileSync(inModules('electron', 'package.json'), 'utf8')) as { version: string }
  writeFileSync(path.join(dist, 'version'), version)
}

test.beforeAll(async () => {
  const dist = path.join(folder, 'electron')
  await makeElectronDist(dist)
  const code = await runNode(
    [inModules('electron-builder', 'cli.js'), '--linux', 'dir', '--x64', '--publish', 'never', `-c.electronDist=${dist}`, `-c.directories.output=${path.dirname(unpacked)}`],
    { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, CSC_IDENTITY_AUTO_DISCOVERY: 'false' } },
  )
  expect(code).toBe(0)
})

test.afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))

test('the archive holds what the program needs and nothing else', () => {
  const files = asar.listPackage(archive, { isPack: false }).map((file) => file.replaceAll('\\', '/'))
  const migrations = readdirSync(path.join(root, 'drizzle')).filter((name) => name.endsWith('.sql'))
  expect(migrations.length).toBeGreaterThan(0)
  for (const needed of [
    '/package.json',
    '/out/main/main.js',
    '/out/main/worker.js',
    '/out/main/practice.js',
    '/out/preload/preload.cjs',
    '/out/renderer/index.html',
    '/drizzle/meta/_journal.json',
    '/node_modules/better-sqlite3/lib/index.js',
    ...migrations.map((name) => `/drizzle/${name}`),
  ]) {
    expect(files).toContain(needed)
  }
  const allowed = /^\/(package\.json$|out(\/|$)|drizzle(\/|$)|node_modules(\/better-sqlite3(\/(lib|prebuilds|package\.json|LICENSE|README\.md)(\/|$)|$)|$))/
  expect(files.filter((file) => !allowed.test(file))).toEqual([])
  expect(files.filter((file) => /\.map$|\.tsx?$/.test(file))).toEqual([])
})

test('native modules lie beside the archive, those of this platform alone', () => {
  const prebuilds = readdirSync(path.join(resources, 'app.asar.unpacked', 'node_modules', 'better-sqlite3', 'prebuilds'))
  expect(prebuilds).toEqual(['linux-x64.node'])
})

test('every fuse is set as intended', async () => {
  const wire = (await getCurrentFuseWire(executable)) as unknown as Readonly<Record<string, number>>
  const found = Object.fromEntries(Object.keys(intendedFuses).map((fuse) => [fuse, String.fromCharCode(wire[fuse] ?? 0)]))
  const intended = Object.fromEntries(Object.entries(intendedFuses).map(([fuse, on]) => [fuse, on ? '1' : '0']))
  expect(found).toEqual(intended)
})

test('the packed program starts, saves, backs up and starts again', async ({ userData }) => {
  asar.extractAll(archive, program)
  const app = await launchApp({ userData, from: program })
  try {
    const failed: string[] = []
    app.page.on('requestfailed', (request) => failed.push(request.url()))
    await expect(app.page.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible()
    const fontsLoaded = () => app.page.evaluate(() => [...document.fonts].filter((font) => font.status === 'loaded').length)
    await expect.poll(fontsLoaded).toBeGreaterThan(0)
    await createSupplier(app.page, 'Acme Metals', 'ACM')
    expect(await callBridge(app.page, { kind: 'host', name: 'backup.now', input: {} })).toMatchObject({ ok: true })
    const page = await app.restart()
    await openScreen(page, 'Suppliers')
    await expect(page.getByRole('row', { name: /ACM.*Acme Metals/ })).toBeVisible()
    expect(failed).toEqual([])
  } finally {
    await app.close()
  }
})

test('the first working day runs on the packed program', async ({ userData }) => {
  const app = await launchApp({ userData, from: program })
  try {
    await runSteps(app.page, firstDay, async (step, saw) => expect(saw, step.what).not.toBe(''))
    await runSteps(await app.restart(), nextMorning, async (step, saw) => expect(saw, step.what).not.toBe(''))
  } finally {
    await app.close()
  }
})

test('the packed program makes a practice shop, and its practice company runs', async ({ userData }) => {
  const app = await launchApp({ userData, from: program })
  try {
    expect(await callBridge(app.page, { kind: 'host', name: 'practice.open', input: {} })).toEqual({ ok: true, value: {} })
    await expect(app.page.getByRole('complementary', { name: 'Practice shop' })).toBeVisible()
    const begun = await callBridge(app.page, { kind: 'host', name: 'connection.begin_login', input: { service: 'practice' } })
    const { authorizeUrl } = begun.value as { authorizeUrl: string }
    expect((await fetch(authorizeUrl)).status).toBe(200)
  } finally {
    await app.close()
  }
})

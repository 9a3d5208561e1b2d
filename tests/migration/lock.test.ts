import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { locationWarnings, mountTypeIn, warningsFor, type LocationFacts } from '../../src/main/database/location.ts'
import { lockFileOf, takeLock, type LockHolder } from '../../src/main/database/lock.ts'
import { errorOf, temporaryFolder, valueOf, type TemporaryFolder } from '../support/database.ts'
import type { ChildTask } from './child.ts'

let folder: TemporaryFolder
let file: string
const children: ChildProcess[] = []

beforeEach(() => {
  folder = temporaryFolder()
  file = join(folder.path, 'ledger.db')
})

afterEach(async () => {
  for (const child of children.splice(0)) await end(child)
  folder.remove()
})

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

const office: LockHolder = { host: 'office-pc', user: 'dana', since: '2026-01-31T08:15:00.000Z' }
const floor: LockHolder = { host: 'floor-pc', user: 'sam', since: '2026-01-31T09:00:00.000Z' }

/** Starts a process that takes the lock; resolves when it has said how that went. */
async function holdElsewhere(holder: LockHolder): Promise<{ child: ChildProcess; said: unknown }> {
  const task: ChildTask = { kind: 'hold_lock', folder: folder.path, ...holder }
  const child = spawn(process.execPath, [fileURLToPath(new URL('./child.ts', import.meta.url)), JSON.stringify(task)], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, said: JSON.parse(said.toString('utf8')) }
}

describe('the lock', () => {
  test('of another process is refused by the name of its holder, until that process dies', async () => {
    const { child, said } = await holdElsewhere(office)
    expect(said).toMatchObject({ ok: true })
    expect(errorOf(takeLock(file, floor))).toEqual({ code: 'ledger.locked_by', data: { file, ...office } })
    await end(child)
    const lock = valueOf(takeLock(file, floor))
    expect((await holdElsewhere(office)).said).toEqual({ ok: false, error: { code: 'ledger.locked_by', data: { file, ...floor } } })
    lock.release()
  })

  test('is let go by release, more than once if need be, and its name with it', () => {
    const lock = valueOf(takeLock(file, office))
    lock.release()
    lock.release()
    const next = valueOf(takeLock(file, floor))
    lock.release()
    expect(errorOf(takeLock(file, office))).toMatchObject({ data: floor })
    next.release()
  })

  test('of a holder that left no name still holds', () => {
    const lock = valueOf(takeLock(file, office))
    writeFileSync(join(folder.path, 'ledger.lock-holder.json'), '{"host":')
    expect(errorOf(takeLock(file, floor))).toEqual({ code: 'ledger.locked_by', data: { file, host: '', user: '', since: '' } })
    lock.release()
  })

  test('damaged by a crash is made anew', () => {
    writeFileSync(lockFileOf(file), 'rubbish'.repeat(1000))
    const lock = valueOf(takeLock(file, office))
    expect(errorOf(takeLock(file, floor)).code).toBe('ledger.locked_by')
    lock.release()
  })

  test('is its own file beside the ledger, which it does not make', () => {
    valueOf(takeLock(file, office)).release()
    expect(lockFileOf(file)).toBe(join(folder.path, 'ledger.lock'))
    expect(existsSync(file)).toBe(false)
  })
})

const place = (facts: Partial<LocationFacts>): LocationFacts => ({
  platform: 'linux',
  folder: '/home/dana/Partsemble',
  fileSystemType: 0xef53,
  mountType: 'ext4',
  syncedFolders: [],
  exists: () => false,
  ...facts,
})

describe('warnings about the place', () => {
  const windows = (path: string, facts: Partial<LocationFacts> = {}) =>
    place({ platform: 'win32', folder: path, fileSystemType: null, mountType: null, ...facts })
  const mac = (path: string) => place({ platform: 'darwin', folder: path, fileSystemType: null, mountType: null })

  test.each<[string, LocationFacts]>([
    ['a local disk', place({})],
    ['a Windows disk', windows('C:\\Users\\Dana\\AppData\\Local\\Partsemble')],
    ['a long Windows path', windows('\\\\?\\C:\\Users\\Dana')],
    ['a Mac', mac('/Users/dana/Library/Application Support/Partsemble')],
    ['a folder that only begins like one', place({ folder: '/home/dana/Dropboxes' })],
    ['an encrypted home', place({ mountType: 'fuse.gocryptfs', fileSystemType: 0x65735546 })],
  ])('none for %s', (_, facts) => {
    expect(warningsFor(facts)).toEqual([])
  })

  test.each<[string, LocationFacts]>([
    ['NFS', place({ fileSystemType: 0x6969 })],
    ['SMB 2', place({ fileSystemType: 0xfe534d42 })],
    ['CIFS', place({ fileSystemType: 0xff534d42 })],
    ['sshfs', place({ fileSystemType: 0x65735546, mountType: 'fuse.sshfs' })],
    ['a UNC path', windows('\\\\server\\share\\Partsemble')],
    ['a long UNC path', windows('\\\\?\\UNC\\server\\share')],
    ['a Mac share', mac('/Network/Servers/office')],
  ])('a network share: %s', (_, facts) => {
    expect(warningsFor(facts)).toEqual(['ledger_on_network_share'])
  })

  test.each<[string, LocationFacts]>([
    ['OneDrive', windows('C:\\Users\\Dana\\OneDrive\\Partsemble')],
    ['OneDrive of a company', windows('C:\\Users\\Dana\\OneDrive - Acme Ltd\\Partsemble')],
    ['OneDrive by its setting', windows('D:\\Cloud\\Partsemble', { syncedFolders: ['D:\\Cloud'] })],
    ['Dropbox', place({ folder: '/home/dana/Dropbox (Personal)/Partsemble' })],
    ['Dropbox by its mark', place({ exists: (path) => path === '/home/dana/.dropbox.cache' })],
    ['Google Drive', windows('G:\\My Drive\\Partsemble')],
    ['Google Drive on a Mac', mac('/Users/dana/Library/CloudStorage/GoogleDrive-dana@example.com/My Drive')],
    ['iCloud', mac('/Users/dana/Library/Mobile Documents/com~apple~CloudDocs/Partsemble')],
    ['Nextcloud', place({ folder: '/home/dana/Nextcloud/Partsemble' })],
  ])('a synced folder: %s', (_, facts) => {
    expect(warningsFor(facts)).toEqual(['ledger_in_synced_folder'])
  })

  test('the mount is the deepest one above the folder', () => {
    const table = [
      '22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw',
      '40 22 0:45 / /home/dana/Server\\040One rw,nosuid - fuse.sshfs office: rw',
      '41 22 0:46 / /home/dana/Server rw - nfs4 office:/x rw',
    ].join('\n')
    expect(mountTypeIn(table, '/home/dana/Server One/books')).toBe('fuse.sshfs')
    expect(mountTypeIn(table, '/home/dana/Server/books')).toBe('nfs4')
    expect(mountTypeIn(table, '/home/dana/Servers')).toBe('ext4')
  })

  test('a real folder is looked at, also before it is made', () => {
    const synced = join(folder.path, 'Dropbox', 'Partsemble', 'ledger.db')
    expect(locationWarnings(synced)).not.toContain('ledger_on_network_share')
    writeFileSync(join(folder.path, '.stfolder'), '')
    expect(locationWarnings(synced)).toContain('ledger_in_synced_folder')
  })
})

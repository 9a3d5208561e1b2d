import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keychainHere, memoryKeychain, systemKeychain } from '../../../src/main/boot/keychain.ts'

/** The system's keychain: each user of each PC has a key of their own. */
const system = vi.hoisted(() => ({ available: true, backend: 'gnome_libsecret', key: 1 }))
vi.mock('electron', () => ({
  safeStorage: {
    isEncryptionAvailable: () => system.available,
    getSelectedStorageBackend: () => system.backend,
    encryptString: (text: string) => Buffer.concat([Buffer.from([system.key]), Buffer.from(text).map((byte) => byte ^ 0x5a)]),
    decryptString: (bytes: Buffer) => {
      if (bytes[0] !== system.key) throw new Error(`Error while decrypting ${bytes.toString('hex')}`)
      return Buffer.from(bytes.subarray(1).map((byte) => byte ^ 0x5a)).toString()
    },
  },
}))

let folder: string
let file: string
const logged: string[] = []
const log = { info: () => {}, warn: (event: string, facts?: object) => void logged.push(JSON.stringify([event, facts])), error: () => {} }

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'partsemble-keychain-'))
  file = path.join(folder, 'secrets.json')
  Object.assign(system, { available: true, backend: 'gnome_libsecret', key: 1 })
  logged.length = 0
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('what was kept is there after a restart, and nothing of it can be read in the file', () => {
  const keychain = systemKeychain(file, log)
  expect(keychain.kind()).toBe('os')
  expect(keychain.read('tokens')).toBeNull()
  keychain.write('tokens', 'refresh-1')
  keychain.write('keys', 'secret-1')
  keychain.write('tokens', 'refresh-2')
  const again = systemKeychain(file, log)
  expect([again.read('tokens'), again.read('keys')]).toEqual(['refresh-2', 'secret-1'])
  expect(readFileSync(file, 'utf8')).not.toMatch(/refresh|secret/)
  again.remove('tokens')
  again.remove('never')
  expect([systemKeychain(file, log).read('tokens'), systemKeychain(file, log).read('keys')]).toEqual([null, 'secret-1'])
})

test('on another PC it is as if nothing had been kept, and a new login is', () => {
  systemKeychain(file, log).write('tokens', 'refresh-1')
  system.key = 2
  const moved = systemKeychain(file, log)
  expect(moved.read('tokens')).toBeNull()
  expect(logged).toEqual(['["keychain entry not ours",{"name":"tokens"}]'])
  moved.write('tokens', 'refresh-9')
  expect(moved.read('tokens')).toBe('refresh-9')
})

test('a damaged file holds nothing, and is written anew', () => {
  for (const text of ['{"tokens":"', '[]', 'null', '{"tokens":7}']) {
    writeFileSync(file, text)
    expect(systemKeychain(file, log).read('tokens')).toBeNull()
  }
  systemKeychain(file, log).write('tokens', 'refresh-1')
  expect(systemKeychain(file, log).read('tokens')).toBe('refresh-1')
})

test.runIf(process.platform === 'linux')('a password everybody knows is no keychain', () => {
  system.backend = 'basic_text'
  expect(systemKeychain(file, log).kind()).toBe('memory')
})

test('without one, secrets live as long as the program, and no file appears', () => {
  system.available = false
  const keychain = systemKeychain(file, log)
  expect(keychain.kind()).toBe('memory')
  keychain.write('tokens', 'refresh-1')
  expect(keychain.read('tokens')).toBe('refresh-1')
  expect(systemKeychain(file, log).read('tokens')).toBeNull()
  keychain.remove('tokens')
  expect(keychain.read('tokens')).toBeNull()
  expect(existsSync(file)).toBe(false)
})

test('each place has its own secrets, whether the system keeps them or not', () => {
  const [company, shop, laterShop] = [{}, {}, {}]
  let place = company
  const keychain = keychainHere(() => place, memoryKeychain)
  keychain.write('tokens', 'of the company')
  place = shop
  expect(keychain.read('tokens')).toBeNull()
  keychain.write('tokens', 'of the shop')
  place = laterShop
  expect(keychain.read('tokens')).toBeNull()
  place = company
  expect(keychain.read('tokens')).toBe('of the company')
  expect(keychainHere(() => company, memoryKeychain).read('tokens')).toBe('of the company')
  keychain.remove('tokens')
  place = shop
  expect(keychain.read('tokens')).toBe('of the shop')
})

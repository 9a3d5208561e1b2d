import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { safeStorage } from 'electron'
import { z } from 'zod'
import type { Keychain, Log } from '../environment.ts'
import { plainJson } from '../quickbooks/json.ts'

const entries = z.record(z.string(), z.string())

/**
 * Secrets encrypted by the operating system, in one file of encrypted texts by name. Where the system has no keychain (on
 * Linux `basic_text` encrypts with a password everybody knows) they stay in memory and are gone when the program ends.
 * Call once the app is ready.
 */
export function systemKeychain(file: string, log: Log): Keychain {
  if (!hasKeychain()) return memoryKeychain()
  const all = (): Record<string, string> => {
    if (!existsSync(file)) return {}
    const read = entries.safeParse(plainJson(readFileSync(file, 'utf8')))
    if (!read.success) log.warn('keychain file unreadable')
    return read.success ? read.data : {}
  }
  return {
    kind: () => 'os',
    read: (name) => {
      const kept = all()[name]
      if (kept === undefined) return null
      try {
        return safeStorage.decryptString(Buffer.from(kept, 'base64'))
      } catch {
        // Another user or another PC encrypted it. What the library says may hold parts of it, so nothing of that is told.
        log.warn('keychain entry not ours', { name })
        return null
      }
    },
    write: (name, text) => replaceFile(file, { ...all(), [name]: safeStorage.encryptString(text).toString('base64') }),
    remove: (name) => {
      const { [name]: gone, ...rest } = all()
      if (gone !== undefined) replaceFile(file, rest)
    },
  }
}

/** Secrets that nothing but this process ever sees. */
export function memoryKeychain(): Keychain {
  const kept = new Map<string, string>()
  return {
    kind: () => 'memory',
    read: (name) => kept.get(name) ?? null,
    write: (name, text) => {
      kept.set(name, text)
    },
    remove: (name) => {
      kept.delete(name)
    },
  }
}

/** One for each place, for as long as the program runs: a company whose secrets are in memory has them still after practising. */
const keychains = new WeakMap<object, Keychain>()

/**
 * The secrets of the place where people are: the practice shop never sees the company's, nor a later shop those of an
 * earlier one.
 */
export function keychainHere<Place extends object>(here: () => Place, keychainOf: (place: Place) => Keychain): Keychain {
  const keychain = (): Keychain => {
    const place = here()
    const known = keychains.get(place) ?? keychainOf(place)
    keychains.set(place, known)
    return known
  }
  return {
    kind: () => keychain().kind(),
    read: (name) => keychain().read(name),
    write: (name, text) => keychain().write(name, text),
    remove: (name) => keychain().remove(name),
  }
}

function hasKeychain(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'
}

/** A cut of the power leaves the old file or the new one: a token that is only half there would be lost for good. */
function replaceFile(file: string, content: Readonly<Record<string, string>>): void {
  const beside = `${file}.new`
  const handle = openSync(beside, 'w', 0o600)
  try {
    writeSync(handle, JSON.stringify(content))
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(beside, file)
}

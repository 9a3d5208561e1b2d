import { inflateRawSync } from 'node:zlib'

/** What the first bytes of a file say it is. */
export type Container = 'zip' | 'compound' | 'other'

/** Tells a packed workbook and the older compound file from anything else. */
export function containerOf(bytes: Uint8Array): Container {
  const [first, second, third, fourth] = bytes
  if (first === 0x50 && second === 0x4b) return 'zip'
  return first === 0xd0 && second === 0xcf && third === 0x11 && fourth === 0xe0 ? 'compound' : 'other'
}

/** Whether a compound file is a workbook that was locked with a password: it then holds a stream of that name. */
export function isEncrypted(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from('EncryptedPackage', 'utf16le'))
}

/** A part of a packed file, as the directory tells of it. */
export interface Part {
  readonly name: string
  readonly packedBytes: number
  readonly unpackedBytes: number
  /** Whether it is packed at all. */
  readonly packed: boolean
  readonly offset: number
}

/** What a packed file says it holds. */
export interface Archive {
  /** Bytes of everything in it, unpacked. */
  readonly unpackedBytes: number
  readonly parts: readonly Part[]
}

const endMark = 0x06054b50
const entryMark = 0x02014b50
const endBytes = 22
const entryBytes = 46
/** A comment after the end is at most so long. */
const commentMax = 65_535

/**
 * Reads the directory at the end of a packed file: its reader unpacks each part into as many bytes as that says, and no more, so
 * that a small file cannot fill the memory. `null` when there is no such directory, as in a file that was cut off.
 */
export function archiveOf(bytes: Uint8Array): Archive | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOf(view)
  if (end === null) return null
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  let unpackedBytes = 0
  const parts: Part[] = []
  for (let entry = 0; entry < count; entry += 1) {
    if (at + entryBytes > view.byteLength || view.getUint32(at, true) !== entryMark) return null
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true))
    unpackedBytes += view.getUint32(at + 24, true)
    parts.push({
      name: new TextDecoder().decode(bytes.subarray(at + entryBytes, at + entryBytes + (nameLength ?? 0))),
      packed: view.getUint16(at + 10, true) !== 0,
      packedBytes: view.getUint32(at + 20, true),
      unpackedBytes: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    })
    at += entryBytes + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0)
  }
  return { unpackedBytes, parts }
}

const localBytes = 30

/** The bytes of one part, at most as many as the directory says. Throws when they are damaged. */
export function unpacked(bytes: Uint8Array, { offset, packed, packedBytes, unpackedBytes }: Part): Buffer {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const begin = offset + localBytes + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  const part = bytes.subarray(begin, begin + packedBytes)
  return packed ? inflateRawSync(part, { maxOutputLength: Math.max(1, unpackedBytes) }) : Buffer.from(part)
}

function endOf(view: DataView): number | null {
  const last = view.byteLength - endBytes
  for (let at = last; at >= Math.max(0, last - commentMax); at -= 1) {
    if (view.getUint32(at, true) === endMark) return at
  }
  return null
}

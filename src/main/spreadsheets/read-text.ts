import Papa from 'papaparse'
import type { Separator, TextEncoding } from '../../shared/imports.ts'
import { withoutMark } from './neutral.ts'
import type { Table } from './table.ts'

const separators: readonly Separator[] = [',', ';', '\t', '|']

/** The encoding of a text: what its first bytes say, else UTF-8 where it is that throughout, else that of Western Windows. */
export function encodingOf(bytes: Uint8Array): TextEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const head = bytes.subarray(0, 4096)
  // Every other byte of a plain text in UTF-16 is zero.
  const zeros = [0, 1].map((start) => head.filter((byte, at) => at % 2 === start && byte === 0).length)
  if ((zeros[1] ?? 0) > head.length / 4) return 'utf-16le'
  if ((zeros[0] ?? 0) > head.length / 4) return 'utf-16be'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return 'utf-8'
  } catch {
    return 'windows-1252'
  }
}

/** Whether bytes are a text at all: a picture or a program has zeros and other bytes that no text has. */
export function isText(text: string): boolean {
  const head = text.slice(0, 8192)
  let odd = 0
  for (const character of head) if (character < ' ' && !'\t\r\n\f\v'.includes(character)) odd += 1
  return odd * 50 <= head.length && !head.includes('\0')
}

/** The text without the mark that may stand before it. */
export function decoded(bytes: Uint8Array, encoding: TextEncoding): string {
  return new TextDecoder(encoding).decode(bytes)
}

/** The separator of a text: the one that divides its first lines into the same number of cells, of those the one into most. */
export function separatorOf(text: string): Separator {
  const declared = /^sep=(.)\r?\n/iu.exec(text)?.[1]
  if (declared !== undefined && separators.includes(declared as Separator)) return declared as Separator
  const scored = separators.map((separator) => {
    const widths = Papa.parse<string[]>(text.slice(0, 100_000), { delimiter: separator, preview: 30 }).data.filter((row) => row.length > 1 || row[0] !== '').map((row) => row.length)
    const counts = new Map<number, number>()
    for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1)
    const usual = [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), [1, 0])
    return { separator, score: usual[0] > 1 ? (usual[1] / Math.max(1, widths.length)) * 100 + Math.min(usual[0], 50) : 0 }
  })
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).separator
}

/** The cells of a text, each exactly as it stands there but for the apostrophe that keeps a formula text. Reads no more rows than asked. */
export function parseText(text: string, separator: Separator, rowsMax: number): Table {
  const body = text.replace(/^sep=.\r?\n/iu, '')
  const { data } = Papa.parse<string[]>(body, { delimiter: separator, preview: rowsMax })
  let width = 0
  for (const row of data) {
    width = Math.max(width, row.length)
    for (let at = 0; at < row.length; at += 1) {
      const cell = row[at] ?? ''
      if (cell.charCodeAt(0) === apostrophe) row[at] = withoutMark(cell)
    }
  }
  // The end of the last line is no row of its own.
  const last = data.at(-1)
  if (last !== undefined && last.length === 1 && last[0] === '') data.pop()
  return { name: '', rows: data, natures: null, width }
}

const apostrophe = 0x27

import { unpacked, type Archive } from './archive.ts'

/** A formula without a result: where it is, from 0, and what stands there, such as `#DIV/0!`. */
export interface FailedFormula {
  readonly row: number
  readonly column: number
  readonly text: string
}

/** By the name of the sheet. */
export type FailedFormulas = ReadonlyMap<string, readonly FailedFormula[]>

/** Cells of formulas that failed: to a reader of workbooks they are empty, and an empty cost is not a wrong one. */
export function failedFormulas(bytes: Uint8Array, archive: Archive): FailedFormulas {
  const textOf = (name: string) => {
    const part = archive.parts.find((one) => one.name === name)
    return part === undefined ? '' : unpacked(bytes, part).toString('utf8')
  }
  const failed = archive.parts
    .filter(({ name }) => /^xl\/worksheets\/[^/]+\.xml$/u.test(name))
    .map((part) => ({ name: part.name, content: unpacked(bytes, part) }))
    .filter(({ content }) => content.includes('t="e"'))
  if (failed.length === 0) return new Map()
  const names = sheetNames(textOf('xl/workbook.xml'), textOf('xl/_rels/workbook.xml.rels'))
  return new Map(failed.map(({ name, content }) => [names.get(name) ?? '', failedIn(content.toString('utf8'))] as const))
}

/** The name of each sheet, by the part that holds it. */
function sheetNames(workbook: string, relations: string): ReadonlyMap<string, string> {
  const parts = new Map<string, string>()
  for (const [relation] of relations.matchAll(/<Relationship\s[^>]*>/gu)) {
    const target = attribute(relation, 'Target').replace(/^\/?(xl\/)?/u, 'xl/')
    parts.set(attribute(relation, 'Id'), target)
  }
  return new Map([...workbook.matchAll(/<sheet\s[^>]*>/gu)].map(([sheet]) => [parts.get(attribute(sheet, 'r:id')) ?? '', plainText(attribute(sheet, 'name'))] as const))
}

function failedIn(sheet: string): FailedFormula[] {
  return [...sheet.matchAll(/<c\s(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})(\d{1,7})"[^>]*>(?:(?!<\/c>).)*?<v>([^<]*)<\/v>/gsu)].map(([, letters = '', row = '', text = '']) => ({
    row: Number(row) - 1,
    column: columnOf(letters),
    text: plainText(text),
  }))
}

/** `A` is 0, `AA` is 26. */
function columnOf(letters: string): number {
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

function attribute(tag: string, name: string): string {
  return new RegExp(`\\s${name}="([^"]*)"`, 'u').exec(tag)?.[1] ?? ''
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

function plainText(text: string): string {
  return text.replaceAll(/&(?:(lt|gt|quot|apos|amp)|#(\d+)|#x([0-9a-fA-F]+));/gu, (_all, name: string | undefined, decimal: string | undefined, hex: string | undefined) =>
    name === undefined ? String.fromCodePoint(Number(decimal ?? `0x${hex}`)) : (entities[name] ?? ''),
  )
}

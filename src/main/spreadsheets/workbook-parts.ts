import { unpacked, type Archive } from './archive.ts'

/** A sheet of a workbook: its name, and its cells as they are written there. */
export interface SheetPart {
  readonly name: string
  readonly xml: Buffer
}

/** The text of one part; blank when it is not there. */
export function textOfPart(bytes: Uint8Array, archive: Archive, name: string): string {
  const part = archive.parts.find((one) => one.name === name)
  return part === undefined ? '' : unpacked(bytes, part).toString('utf8')
}

/** The sheets of a workbook. */
export function sheetParts(bytes: Uint8Array, archive: Archive): SheetPart[] {
  const names = sheetNames(textOfPart(bytes, archive, 'xl/workbook.xml'), textOfPart(bytes, archive, 'xl/_rels/workbook.xml.rels'))
  return archive.parts.filter(({ name }) => /^xl\/worksheets\/[^/]+\.xml$/u.test(name)).map((part) => ({ name: names.get(part.name) ?? '', xml: unpacked(bytes, part) }))
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

/** `A` is 0, `AA` is 26. */
export function columnOf(letters: string): number {
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

/** What a tag says under a name; blank when it says nothing. */
export function attribute(tag: string, name: string): string {
  return new RegExp(`\\s${name}="([^"]*)"`, 'u').exec(tag)?.[1] ?? ''
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

/** The characters that a text of a workbook stands for. */
export function plainText(text: string): string {
  return text.replaceAll(/&(?:(lt|gt|quot|apos|amp)|#(\d+)|#x([0-9a-fA-F]+));/gu, (_all, name: string | undefined, decimal: string | undefined, hex: string | undefined) =>
    name === undefined ? String.fromCodePoint(Number(decimal ?? `0x${hex}`)) : (entities[name] ?? ''),
  )
}

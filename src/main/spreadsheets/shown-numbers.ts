import { attribute, columnOf, plainText, type SheetPart } from './workbook-parts.ts'

/** A cell that shows its number otherwise than the number says: from 0, with so many digits at least, or by a power of ten. */
export interface ShownNumber {
  readonly row: number
  readonly column: number
  readonly as: NumberLook
}

/** `12` shown as `00012`, or `10000000000` as `1.00E+10`. */
export type NumberLook = { readonly digits: number } | 'power'

/** The looks of numbers that matter, by the place of a cell's style. */
export type NumberLooks = ReadonlyMap<number, NumberLook>

/** Formats of powers of ten that every workbook has. */
const powers: ReadonlySet<string> = new Set(['11', '48'])

/** Which styles of a workbook show numbers with zeros before them, or by a power of ten. */
export function numberLooks(styles: string): NumberLooks {
  const codes = new Map([...styles.matchAll(/<numFmt\s[^>]*>/gu)].map(([format]) => [attribute(format, 'numFmtId'), plainText(attribute(format, 'formatCode'))] as const))
  const cells = /<cellXfs[\s>].*?<\/cellXfs>/su.exec(styles)?.[0] ?? ''
  const looks = [...cells.matchAll(/<xf\s[^>]*>/gu)].map(([xf]) => {
    const id = attribute(xf, 'numFmtId')
    return lookOf(codes.get(id) ?? '', powers.has(id))
  })
  return new Map(looks.flatMap((look, place) => (look === null ? [] : [[place, look] as const])))
}

function lookOf(code: string, isPower: boolean): NumberLook | null {
  if (/^0{2,}$/u.test(code)) return { digits: code.length }
  return isPower || /^[#0.,?]*0[#0.,?]*E[+-]0+$/iu.test(code) ? 'power' : null
}

/** The cells of a sheet that show their numbers so. */
export function shownNumbers({ xml }: SheetPart, looks: NumberLooks): ShownNumber[] {
  if (looks.size === 0) return []
  const styles = [...looks.keys()].join('|')
  const cell = new RegExp(`<c\\s(?=[^>]*\\bs="(${styles})")[^>]*\\br="([A-Z]{1,3})(\\d{1,7})"[^>]*>`, 'gu')
  return [...xml.toString('utf8').matchAll(cell)].flatMap(([, style, letters = '', row]) => {
    const as = looks.get(Number(style))
    return as === undefined ? [] : [{ row: Number(row) - 1, column: columnOf(letters), as }]
  })
}

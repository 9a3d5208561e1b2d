/**
 * Bars and spaces of each symbol by its value, in modules, beginning with a bar; the last is the stop (ISO/IEC 15417,
 * table 1).
 */
const widths =
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 ' +
  '123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 ' +
  '232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 ' +
  '313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 ' +
  '111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 ' +
  '111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 ' +
  '114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112'

const symbols = widths.split(' ')
const stop = symbols.length - 1
/** Values that begin with a set, or change to it: B has the printable ASCII characters, C two digits in one symbol. */
const start = { B: 104, C: 105 } as const
const change = { B: 100, C: 99 } as const
const firstOfB = 32
const modulus = 103

/**
 * Code 128: the widths of bars and spaces in modules, in turn and beginning with a bar, without the quiet zones beside
 * them. `null` for a text that has no characters, or others than printable ASCII.
 */
export function code128(text: string): readonly number[] | null {
  if (!/^[\x20-\x7e]+$/.test(text)) return null
  const values = valuesOf(text)
  const check = values.reduce((sum, value, place) => sum + value * Math.max(1, place), 0) % modulus
  return [...values, check, stop].flatMap((value) => [...(symbols[value] ?? '')].map(Number))
}

/** Symbols for the text, the start among them: digits in pairs where changing the set for them is worth its symbol. */
function valuesOf(text: string): number[] {
  const values: number[] = []
  let set: 'B' | 'C' | null = null
  for (let place = 0; place < text.length; ) {
    const digits = /^\d*/.exec(text.slice(place))?.[0].length ?? 0
    const atAnEnd = place === 0 || place + digits === text.length
    const inPairs: boolean = set === 'C' ? digits >= 2 : digits % 2 === 0 && digits >= (atAnEnd ? 4 : 6)
    const wanted: 'B' | 'C' = inPairs ? 'C' : 'B'
    if (set !== wanted) values.push((set === null ? start : change)[wanted])
    set = wanted
    values.push(inPairs ? Number(text.slice(place, place + 2)) : text.charCodeAt(place) - firstOfB)
    place += inPairs ? 2 : 1
  }
  return values
}

/**
 * Values as they cross between main process and page here: JSON. Electron clones structures, which carries more (dates,
 * maps, undefined); a value that JSON would change is refused rather than changed in silence.
 */
export function toWire(values: readonly unknown[]): string {
  values.forEach((value, at) => {
    if (value !== undefined) refuseWhatJsonChanges(value, `argument ${at}`)
  })
  return JSON.stringify(values.map((value) => (value === undefined ? [] : [value])))
}

/** Reads what `toWire`, or its twin in the page, wrote. */
export function fromWire(text: string): unknown[] {
  return (JSON.parse(text) as unknown[][]).map((box) => box[0])
}

function refuseWhatJsonChanges(value: unknown, where: string): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return
  if (typeof value === 'number' && Number.isFinite(value)) return
  if (Array.isArray(value)) {
    value.forEach((item, at) => refuseWhatJsonChanges(item, `${where}[${at}]`))
    return
  }
  if (typeof value === 'object' && (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null)) {
    for (const [key, item] of Object.entries(value)) refuseWhatJsonChanges(item, `${where}.${key}`)
    return
  }
  throw new TypeError(`An object could not be cloned: ${where} is ${typeof value === 'object' ? 'no plain object' : typeof value}.`)
}

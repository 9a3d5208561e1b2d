/**
 * The one text for a plain value: keys sorted at every depth, nothing optional left in. Two inputs mean the same
 * exactly when their texts are the same. Throws on anything that is not plain JSON, which a parsed input never is.
 */
export function canonicalJson(value: unknown): string {
  const found = { oddKey: false }
  // An import has tens of thousands of objects: all of them are put in order, and written in one go.
  const ordered = inOrder(value, found)
  return found.oddKey ? keyByKey(value) : JSON.stringify(ordered)
}

/** The same value with the keys of every object in order. */
function inOrder(value: unknown, found: { oddKey: boolean }): unknown {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('not a JSON number')
    return value
  }
  if (Array.isArray(value)) return value.map((member) => inOrder(member, found))
  if (typeof value !== 'object') throw new TypeError(`not plain JSON: ${typeof value}`)
  const ordered: Record<string, unknown> = {}
  for (const key of Object.keys(value).toSorted()) {
    // An object puts numbers first, in an order of its own, and takes this name for what it is made from.
    found.oddKey ||= isDigit(key.charCodeAt(0)) || key === '__proto__'
    const member = (value as Readonly<Record<string, unknown>>)[key]
    if (member !== undefined) ordered[key] = inOrder(member, found)
  }
  return ordered
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

/** The text of a plain value whatever its keys are. */
function keyByKey(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(keyByKey).join(',')}]`
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${keyByKey(member)}`)
  return `{${members.join(',')}}`
}

/**
 * A UUID of version 7 (RFC 9562): 48 bits of milliseconds since 1970, then chance. Ids made one after the other sort one
 * after the other, so the index over millions of them grows at its end and not all over. `chance` is 10 random bytes.
 */
export function timeOrderedUuid(nowMs: number, chance: Uint8Array): string {
  if (chance.length !== 10) throw new RangeError('an id takes 10 random bytes')
  const time = nowMs.toString(16).padStart(12, '0').slice(-12)
  const [high = 0, low = 0, variant = 0, ...rest] = chance
  const hex = (byte: number) => byte.toString(16).padStart(2, '0')
  const versioned = `7${hex(high & 0x0f).slice(1)}${hex(low)}`
  const varied = `${hex((variant & 0x3f) | 0x80)}${hex(rest[0] ?? 0)}`
  return `${time.slice(0, 8)}-${time.slice(8)}-${versioned}-${varied}-${rest.slice(1).map(hex).join('')}`
}

/** Numbers from 0 up to 1, the same ones for the same seed (Mulberry32): good enough for stories, and for nothing secret. */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The same for one place of a longer story: it goes on as it does whatever was drawn before that place. */
export function seededNumbersAt(seed: number, place: number): () => number {
  const next = seededNumbers(Math.imul(seed, 0x9e3779b1) ^ Math.imul(place + 1, 0x85ebca6b))
  next()
  return next
}

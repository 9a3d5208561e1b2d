const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/**
 * Codes for a supplier of this name, best first: its initials when it has three words or more, its first letters,
 * then the first letters with a last letter that tells it from others, and at the end every code there is.
 */
export function* codesFromName(name: string): Generator<string> {
  const words = name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toUpperCase()
    .split(/[^A-Z]+/)
    .filter((word) => word.length > 0)
  const all = words.join('')
  if (words.length >= 3) yield words.map((word) => word[0]).join('').slice(0, 4)
  const stem = all.padEnd(3, 'X')
  yield stem.slice(0, 3)
  if (all.length >= 4) yield all.slice(0, 4)
  for (const letter of letters) yield stem.slice(0, 2) + letter
  for (const letter of letters) yield stem.slice(0, 3) + letter
  yield* everyCode(3)
  yield* everyCode(4)
}

function* everyCode(length: number): Generator<string> {
  for (let n = 0; n < letters.length ** length; n += 1) {
    let code = ''
    for (let rest = n; code.length < length; rest = Math.floor(rest / letters.length)) code = letters[rest % letters.length] + code
    yield code
  }
}

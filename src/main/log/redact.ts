const secretNames = /^(authorization|cookie|.*(token|secret|password|passwd|pin|api_?key|client_?id|assertion))$/i
const secretTexts: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[\w+/=.~-]+/gi, '$1 [removed]'],
  [/\b((?:access|refresh|id)_?token|client_?secret|code|state|password|pin)(["']?\s*[:=]\s*["']?)[^\s"'&,;}]+/gi, '$1$2[removed]'],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, '[removed]'],
]
const depthMax = 6
const textLengthMax = 4000

/**
 * A copy of `value` fit for the log: whatever is named like a secret is gone, and so are tokens inside texts. Errors
 * become their name, message, code and stack; nothing else of them is kept, because libraries hang requests on them.
 */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value === 'bigint') return value.toString()
  if (value === null || typeof value !== 'object') return typeof value === 'function' ? '[function]' : value
  if (depth >= depthMax) return '[deep]'
  if (value instanceof Error) return redactError(value, depth)
  if (Array.isArray(value)) return value.slice(0, 100).map((member) => redact(member, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, secretNames.test(key) ? '[removed]' : redact(member, depth + 1)]),
  )
}

function redactText(text: string): string {
  const short = text.length > textLengthMax ? `${text.slice(0, textLengthMax)}…` : text
  return secretTexts.reduce((done, [pattern, instead]) => done.replaceAll(pattern, instead), short)
}

function redactError(error: Error, depth: number): unknown {
  const code = 'code' in error ? { code: redact(error.code, depth + 1) } : {}
  const cause = error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }
  return { name: error.name, message: redactText(error.message), stack: redactText(error.stack ?? ''), ...code, ...cause }
}

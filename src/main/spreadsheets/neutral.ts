/**
 * A text that a spreadsheet program would take for a formula is written with an apostrophe before it, which keeps it text; one
 * that begins with apostrophes and then so gets one more, so that taking one away always gives back what was written.
 */
const looksLikeFormula = /^'*[=+\-@\t\r]/u
const marked = /^'+[=+\-@\t\r]/u

/** The text as it is written into a file of plain text. */
export function neutralised(text: string): string {
  return looksLikeFormula.test(text) ? `'${text}` : text
}

/** The text that was written so. */
export function withoutMark(text: string): string {
  return marked.test(text) ? text.slice(1) : text
}

import { escapeHtml } from '../http.ts'

/** HTML that is safe to put into a page. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Part = Html | string | number | null | false | readonly Part[]

/** Makes HTML; whatever is put in and is not HTML itself is escaped, and lists are joined. */
export function html(parts: TemplateStringsArray, ...values: readonly Part[]): Html {
  return new Html(parts.map((part, place) => part + (place < values.length ? textOf(values[place] ?? null) : '')).join(''))
}

function textOf(value: Part): string {
  if (value === null || value === false) return ''
  if (value instanceof Html) return value.text
  return Array.isArray(value) ? value.map((each: Part) => textOf(each)).join('') : escapeHtml(String(value))
}

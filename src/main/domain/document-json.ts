/** A number of a document, by its text. */
export interface NumberText {
  readonly text: string
}

/** A parsed document whose numbers stayed the text they came as. */
export type DocumentJson = null | boolean | string | NumberText | readonly DocumentJson[] | { readonly [name: string]: DocumentJson }

/** What stands under these names, one in the other; `undefined` where there is nothing. */
export function at(json: DocumentJson | undefined, ...names: readonly string[]): DocumentJson | undefined {
  let found = json
  for (const name of names) {
    if (typeof found !== 'object' || found === null || Array.isArray(found)) return undefined
    found = (found as { readonly [name: string]: DocumentJson | undefined })[name]
  }
  return found
}

/** Whether an object or a list stands there; QuickBooks leaves a detail it has nothing to say in empty. */
export function isThere(json: DocumentJson | undefined): boolean {
  return typeof json === 'object' && json !== null
}

export function textAt(json: DocumentJson | undefined, ...names: readonly string[]): string {
  const found = at(json, ...names)
  return typeof found === 'string' ? found : ''
}

/** The number that stands there, were it in quotes; `null` for none. */
export function numberAt(json: DocumentJson | undefined, ...names: readonly string[]): NumberText | null {
  const found = at(json, ...names)
  if (typeof found === 'string') return /^-?(0|[1-9]\d*)(\.\d+)?$/.test(found) ? { text: found } : null
  return typeof at(found, 'text') === 'string' ? (found as NumberText) : null
}

export function listAt(json: DocumentJson | undefined, ...names: readonly string[]): readonly DocumentJson[] | null {
  const found = at(json, ...names)
  return Array.isArray(found) ? (found as readonly DocumentJson[]) : null
}

/**
 * Text as searches compare it: lower case, and without accents and other combining marks, so that *ångström* is found by
 * *angstrom*. Letters that are of their own, such as ø, stay.
 */
export function foldText(text: string): string {
  if (!beyondAscii.test(text)) return text.toLowerCase()
  return text.normalize('NFKD').replaceAll(/\p{M}+/gu, '').toLowerCase()
}

const beyondAscii = /[^\0-\x7f]/u

/** The words of a search, each of which must be found; at most 8. */
export function searchWords(search: string): readonly string[] {
  return search.split(/\s+/u).filter((word) => word !== '').slice(0, 8)
}

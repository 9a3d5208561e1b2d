import { hash } from 'node:crypto'

/** SHA-256, hex, over a mirrored row's cells in the order of its table's columns, the seal itself left out. */
export function sealOf(cells: readonly (string | number | null)[]): string {
  return hash('sha256', JSON.stringify(cells), 'hex')
}

/** SHA-256, hex, over a document's JSON as it came. */
export function bodyHashOf(body: string): string {
  return hash('sha256', body, 'hex')
}

import type { CellNature, Separator, TextEncoding } from '../../shared/imports.ts'

/** The cells of one sheet as text, each exactly as it stands in the file. */
export interface Table {
  readonly name: string
  readonly rows: readonly (readonly string[])[]
  /** Of each cell what it was, by `natureAt`; `null` where all are text. */
  readonly natures: Uint8Array | null
  /** Cells in the longest row. */
  readonly width: number
}

/** A file that was read. */
export interface ReadFile {
  readonly format: 'csv' | 'xlsx'
  readonly encoding: TextEncoding | null
  readonly separator: Separator | null
  readonly tables: readonly Table[]
}

const codes: readonly (CellNature | null)[] = [null, 'number', 'date', 'error', 'lost']

/** How `natures` keeps what a cell was. */
export function natureCode(nature: CellNature | null): number {
  return codes.indexOf(nature)
}

/** What a cell was; `null` for text. */
export function natureAt({ natures, width }: Table, rowIndex: number, column: number): CellNature | null {
  return natures === null ? null : (codes[natures[rowIndex * width + column] ?? 0] ?? null)
}

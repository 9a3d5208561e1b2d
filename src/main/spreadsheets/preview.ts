import type { FileDecided, FilePreviewRow } from '../../shared/contract/file.ts'
import type { ImportField, RowOutcome } from '../../shared/imports.ts'
import type { FileRow, ImportCells, Verdict } from '../domain/import-rows.ts'
import { isBlank } from './decided.ts'
import type { Table } from './table.ts'

/** Every row of a file with what becomes of it. */
export interface Judged {
  readonly rows: readonly FileRow[]
  /** In the order of `rows`. */
  readonly verdicts: readonly Verdict<unknown>[]
  /** The place of each row in both, by its number in the file; -1 for what is blank or left out. */
  readonly places: Int32Array
  /** Rows of each outcome, in the order of the file. */
  readonly byOutcome: Readonly<Record<RowOutcome, readonly number[]>>
  readonly all: readonly number[]
}

/** Sorts rows by what becomes of them. Rows and verdicts are in the order of the file. */
export function judged(table: Table, headerRow: number, rows: readonly FileRow[], verdicts: readonly Verdict<unknown>[]): Judged {
  const byOutcome: Record<RowOutcome, number[]> = { new: [], changed: [], unchanged: [], rejected: [], left_out: [] }
  const all: number[] = []
  const places = new Int32Array(table.rows.length + 1).fill(-1)
  let place = 0
  for (let row = headerRow + 1; row <= table.rows.length; row += 1) {
    if (rows[place]?.row === row) {
      byOutcome[verdicts[place]?.outcome ?? 'left_out'].push(row)
      places[row] = place
      place += 1
    } else if (isBlank(table.rows[row - 1] ?? [])) continue
    else byOutcome.left_out.push(row)
    all.push(row)
  }
  return { rows, verdicts, places, byOutcome, all }
}

/** What becomes of a row; `undefined` for one that is left out. */
export function verdictOn({ verdicts, places }: Judged, row: number): Verdict<unknown> | undefined {
  return verdicts[places[row] ?? -1]
}

/** One row as the grid shows it. */
export function previewRow(table: Table, row: number, all: Judged, decided: FileDecided): FilePreviewRow {
  const verdict = verdictOn(all, row)
  const fixed = decided.fixes.filter((fix) => fix.row === row).map(({ field }) => field)
  return {
    row,
    outcome: verdict?.outcome ?? 'left_out',
    cells: { ...(all.rows[all.places[row] ?? -1]?.cells ?? cellsOf(table, row, decided)) },
    fixed: [...new Set(fixed)],
    changes: verdict?.changes.map((change) => ({ ...change })) ?? [],
    problems: [...(verdict?.problems ?? [])],
    notes: [...(verdict?.notes ?? [])],
    productId: verdict?.productId ?? null,
    supplierId: verdict?.supplierId ?? null,
  }
}

/** A row that was left out, as the file says it. */
function cellsOf({ rows }: Table, row: number, { columns }: FileDecided): ImportCells {
  const cells: { [F in ImportField]?: string } = {}
  for (const [column, field] of columns.entries()) if (field !== null) cells[field] = rows[row - 1]?.[column] ?? ''
  return cells
}

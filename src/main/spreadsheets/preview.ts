import type { FileDecided, FilePreviewRow } from '../../shared/contract/file.ts'
import type { ImportField, RowOutcome } from '../../shared/imports.ts'
import type { FileRow, ImportCells, Verdict } from '../domain/import-rows.ts'
import { isBlank } from './decided.ts'
import type { Table } from './table.ts'

/** Every row of a file with what becomes of it. */
export interface Judged {
  readonly rows: ReadonlyMap<number, FileRow>
  readonly verdicts: ReadonlyMap<number, Verdict<unknown>>
  /** Rows of each outcome, in the order of the file. */
  readonly byOutcome: Readonly<Record<RowOutcome, readonly number[]>>
  readonly all: readonly number[]
}

/** Sorts rows by what becomes of them. */
export function judged(table: Table, headerRow: number, rows: readonly FileRow[], verdicts: readonly Verdict<unknown>[]): Judged {
  const byRow = new Map(verdicts.map((verdict) => [verdict.row, verdict]))
  const byOutcome: Record<RowOutcome, number[]> = { new: [], changed: [], unchanged: [], rejected: [], left_out: [] }
  const all: number[] = []
  for (let at = headerRow; at < table.rows.length; at += 1) {
    if (isBlank(table.rows[at] ?? [])) continue
    const row = at + 1
    all.push(row)
    byOutcome[byRow.get(row)?.outcome ?? 'left_out'].push(row)
  }
  return { rows: new Map(rows.map((row) => [row.row, row])), verdicts: byRow, byOutcome, all }
}

/** One row as the grid shows it. */
export function previewRow(table: Table, row: number, { rows, verdicts }: Judged, decided: FileDecided): FilePreviewRow {
  const verdict = verdicts.get(row)
  const fixed = decided.fixes.filter((fix) => fix.row === row).map(({ field }) => field)
  return {
    row,
    outcome: verdict?.outcome ?? 'left_out',
    cells: { ...(rows.get(row)?.cells ?? cellsOf(table, row, decided)) },
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

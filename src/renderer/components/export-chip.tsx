import type { ExportSummary } from '../../shared/exports.ts'
import { exportChips } from '../text/export-standing.ts'
import { StatusChip } from './status-chip.tsx'

/** Where the exports of a document stand together, as a chip. */
export function ExportChip({ summary }: { readonly summary: ExportSummary }) {
  const { tone, text } = exportChips[summary]
  return <StatusChip tone={tone}>{text}</StatusChip>
}

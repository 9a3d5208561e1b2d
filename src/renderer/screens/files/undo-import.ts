import { commandOnce } from '../../state/undo.ts'
import { countedText } from '../../text/numbers.ts'

interface Done {
  readonly importId: string
  readonly made: number
  readonly changed: number
  readonly opened: number
}

/** Takes an import back whole, from wherever the person is. */
export function undoImport({ importId, made, changed, opened }: Done): () => void {
  const rows = Math.max(made + changed, opened)
  return commandOnce('file.undo_import', { importId }, () => ({ kind: 'done', text: 'The import is undone' }), `Undoing the import of ${countedText(rows, 'row', 'rows')}…`)
}

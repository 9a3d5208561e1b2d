import { Button } from '@mantine/core'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { importKindWords } from '../../../shared/import-words.ts'
import { useLedgerPages } from '../../api/use-query.ts'
import { FiguresTable } from '../../components/figures-table.tsx'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { ListError } from '../../components/list-parts.tsx'
import { useSavableList, wholeAnswer } from '../../components/save-as-button.tsx'
import { Inset, Section } from '../../components/sections.tsx'
import { useNowMs } from '../../state/now.ts'
import type { FileColumn } from '../../state/save-list.ts'
import { recordedText } from '../../text/dates.ts'
import { countedText, countText } from '../../text/numbers.ts'
import classes from './files.module.css'
import { undoImport } from './undo-import.ts'

type Import = OutputOf<'query', 'file.imports'>['imports'][number]

const pageSize = 10

const fileColumns: readonly FileColumn<Import>[] = [
  { header: 'File', at: 'fileName' },
  { header: 'What', at: 'kind', words: importKindWords },
  { header: 'Imported', at: 'at', as: 'instant' },
  { header: 'By', at: 'by' },
  { header: 'New', at: 'made', as: 'count' },
  { header: 'Changed', at: 'changed', as: 'count' },
  { header: 'As they were', at: 'unchanged', as: 'count' },
  { header: 'Products with opening stock', at: 'opened', as: 'count' },
  { header: 'Undone', at: 'undone', as: 'yes_no' },
]

/** The files that came in, newest first, each with its way back, which is open long after its notice is gone. */
export function ImportedBefore() {
  const { pages, more, error, retry, showMore } = useLedgerPages('file.imports', null, {
    draftAfter: (last) => ({ limit: pageSize, offset: last === null ? 0 : last.offset + last.imports.length }),
    hasMore: ({ offset, imports, total }) => offset + imports.length < total,
  })
  useSavableList('Imports', ['import', 'imports'], wholeAnswer('file.imports', {}, 'imports', pages?.[0]?.total), fileColumns)
  const imports = pages?.flatMap((page) => page.imports) ?? []
  if (error) return <ListError error={error} onRetry={retry} />
  if (imports.length === 0) return null
  return (
    <Section title="Imported before">
      <Inset>
        <div className={classes.before}>
          <FiguresTable label="Imported before" head={['File', 'Brought in', 'When']} names={2} actions>
            {imports.map((row) => (
              <ImportLine key={row.importId} row={row} />
            ))}
          </FiguresTable>
        </div>
        {more && (
          <Button variant="default" mt="sm" onClick={showMore}>
            Show older imports
          </Button>
        )}
      </Inset>
    </Section>
  )
}

function ImportLine({ row }: { readonly row: Import }) {
  const nowMs = useNowMs()
  const { fileName, kind, at, by, undone } = row
  return (
    <tr>
      <th scope="row">
        {fileName} <span className={classes.quiet}>{importKindWords[kind]}</span>
      </th>
      <td>{broughtIn(row)}</td>
      <td>{recordedText(at, by, nowMs)}</td>
      <td>
        {undone ? (
          <span className={classes.quiet}>Undone</span>
        ) : (
          <GuardedButton command="file.undo_import" variant="default" size="compact-sm" aria-label={`Undo the import of ${fileName}`} onClick={() => undoImport(row)()}>
            Undo
          </GuardedButton>
        )}
      </td>
    </tr>
  )
}

/** What an import did: `300 new, 2 changed`. */
export function broughtIn({ made, changed, unchanged, opened }: Pick<Import, 'made' | 'changed' | 'unchanged' | 'opened'>): string {
  const done = [
    made > 0 ? `${countText(made)} new` : '',
    changed > 0 ? `${countText(changed)} changed` : '',
    unchanged > 0 ? `${countText(unchanged)} as they were` : '',
    opened > 0 ? `opening stock of ${countedText(opened, 'product', 'products')}` : '',
  ]
  return done.filter((text) => text !== '').join(', ')
}

import type { ImportKind } from '../../shared/imports.ts'
import { ok } from '../../shared/result.ts'
import { perConnection } from '../database/statements.ts'
import type { QueryHandler } from './context.ts'

interface Row {
  readonly importId: string
  readonly at: string
  readonly by: string | null
  readonly kind: ImportKind
  readonly fileName: string
  readonly made: number
  readonly changed: number
  readonly unchanged: number
  readonly opened: number
  readonly undone: 0 | 1
}

const statements = perConnection((db) => ({
  imports: db.prepare<[number, number], Row>(
    `SELECT c.command_id AS importId, c.done_at AS at, p.name AS by, a.after_json ->> '$.kind' AS kind, a.after_json ->> '$.fileName' AS fileName,
       a.after_json ->> '$.done.made' AS made, a.after_json ->> '$.done.changed' AS changed, a.after_json ->> '$.done.unchanged' AS unchanged,
       a.after_json ->> '$.done.opened' AS opened,
       EXISTS (SELECT 1 FROM audit u WHERE u.subject = 'file_import' AND u.subject_id = a.subject_id AND u.action = 'undone') AS undone
     FROM audit a JOIN command_log c USING (command_id) LEFT JOIN person p ON p.person_id = c.person_id
     WHERE a.subject = 'file_import' AND a.action = 'imported' ORDER BY a.subject_id DESC LIMIT +? OFFSET +?`,
  ),
  count: db.prepare<[], number>("SELECT count(*) FROM audit WHERE subject = 'file_import' AND action = 'imported'").pluck(),
}))

/** The imports of files there were, newest first. */
export const listImports: QueryHandler<'file.imports'> = ({ db }, { limit, offset }) =>
  ok({
    imports: statements(db)
      .imports.all(limit, offset)
      .map((row) => ({ ...row, undone: row.undone === 1 })),
    offset,
    total: statements(db).count.get() ?? 0,
  })

import { join } from 'node:path'
import { app, dialog, shell } from 'electron'
import { invalidInput } from '../../shared/contract/issues.ts'
import { pageAsked, type ListToSave } from '../../shared/contract/list-file.ts'
import { queries } from '../../shared/contract/registry.ts'
import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Environment } from '../environment.ts'
import type { HostHandlers } from '../ipc/dispatch.ts'
import type { Company } from './company.ts'

type Names = Extract<keyof HostHandlers, `list.${string}`>

const formats = { xlsx: 'Excel workbook', csv: 'CSV file' } as const

/** Answers the window's calls that save lists. Where a file goes is asked here, so that the window never names a place. */
export function listHandlers({ company, environment }: { readonly company: Company; readonly environment: Environment }): Pick<HostHandlers, Names> {
  let saved: string | null = null
  return {
    'list.save': async (input) => {
      if (company.ledger() === null) return err(appError('app.not_ready', { stage: company.failure()?.stage ?? 'open' }))
      const { title, format, from } = input
      const asked = from.by === 'list' ? isAsked(from) : ok(null)
      if (!asked.ok) return asked
      const file = await askWhere(`${title} ${environment.clock.today()}.${format}`, format)
      if (file === null) return ok({ saved: null })
      const written = await company.saveList({ ...input, target: file })
      if (!written.ok) return written as Result<never, AppError<'file.not_saved'>>
      saved = file
      return ok({ saved: { file, rows: written.value.rows } })
    },
    'list.show_saved': () => {
      if (saved !== null) shell.showItemInFolder(saved)
      return ok({})
    },
  }
}

/** Whether the question is one that answers a list, and asked as its contract says. */
function isAsked(list: ListToSave): Result<null, AppError<'call.unknown' | 'input.invalid'>> {
  const { query } = list
  if (!Object.hasOwn(queries, query)) return err(appError('call.unknown', { name: query }))
  const parsed = queries[query as keyof typeof queries].input.safeParse(pageAsked(list, 1, 0, null))
  return parsed.success ? ok(null) : err(invalidInput(parsed.error))
}

/** The file a person chose, with the ending of its format; `null` when none was chosen. */
export async function askWhere(proposed: string, format: keyof typeof formats): Promise<string | null> {
  const name = proposed.replaceAll(/[\\/:*?"<>|]/g, ' ')
  const { canceled, filePath } = await dialog.showSaveDialog({
    defaultPath: join(app.getPath('downloads'), name),
    filters: [{ name: formats[format], extensions: [format] }],
  })
  if (canceled || filePath === '') return null
  return filePath.toLowerCase().endsWith(`.${format}`) ? filePath : `${filePath}.${format}`
}

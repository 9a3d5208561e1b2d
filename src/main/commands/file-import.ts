import type { InputOf, OutputOf } from '../../shared/contract/registry.ts'
import { appError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Permission } from '../../shared/permissions.ts'
import { planBoms } from '../domain/import-boms.ts'
import { planProducts } from '../domain/import-products.ts'
import type { HowWritten, Verdict } from '../domain/import-rows.ts'
import { planStock } from '../domain/import-stock.ts'
import { planSuppliers } from '../domain/import-suppliers.ts'
import { perConnection } from '../database/statements.ts'
import { importFacts } from '../ledger/import-facts.ts'
import { rememberMapping } from '../ledger/import-mappings.ts'
import type { CommandContext, CommandHandler } from './context.ts'
import { writeBoms, writeProducts, writeStock, writeSuppliers, type Written } from './file-write.ts'
import { permitted } from './permitted.ts'

type Input = InputOf<'command', 'file.import'>
type Refusal = Extract<ReturnType<CommandHandler<'file.import'>>, { ok: false }>['error']

const statements = perConnection((db) => ({
  seq: db.prepare<[string], number>('SELECT seq FROM command_log WHERE command_id = ?').pluck(),
}))

/** As many rows as a refusal names. */
const namedMax = 20

/**
 * Brings in the rows of a file: all of them or none. What becomes of each is decided by the rules that showed it before, over
 * the books as they are now.
 */
export const importFile: CommandHandler<'file.import'> = (context, input) => {
  const may = mayImport(context, input)
  if (!may.ok) return may
  const imported = importRows(context, input)
  if (!imported.ok) return imported
  const { db, commandId } = context
  const { written, unchanged } = imported.value
  if (input.columns.length > 0) rememberMapping(db, input.kind, input.columns, context.at)
  const { made, changed, opened } = written
  const done: OutputOf<'command', 'file.import'> = { importId: commandId, made, changed, unchanged, opened }
  const { kind, fileName } = input
  // What is undone from later: the command chain covers it.
  context.audit('file_import', statements(db).seq.get(commandId) ?? 0, 'imported', { kind, fileName, done, undo: written.undo })
  context.changed({ kind: 'file' })
  return ok(done)
}

/** Besides the catalogue: stock is brought in by whoever may adjust it, recipes by whoever may write them. */
function mayImport({ db, personId }: CommandContext, { kind, rows }: Input): Result<null, Refusal> {
  const bringsStock = kind === 'stock' || (kind === 'products' && rows.some(({ cells }) => (cells.quantity ?? '').trim() !== ''))
  const also: Permission[] = [...(bringsStock ? (['stock'] as const) : []), ...(kind === 'boms' ? (['boms'] as const) : [])]
  for (const permission of also) {
    const may = permitted(db, personId, permission)
    if (!may.ok && may.error.code === 'permission.denied') return err(may.error)
  }
  return ok(null)
}

interface Imported {
  readonly written: Written
  readonly unchanged: number
}

function importRows(context: CommandContext, { kind, rows, decimal, dateOrder, defaults }: Input): Result<Imported, Refusal> {
  const how: HowWritten = { decimal, dateOrder, defaults, today: context.today }
  const facts = importFacts(context.db, rows.length)
  switch (kind) {
    case 'products':
      return written(planProducts(rows, how, facts), (plans) => writeProducts(context, plans, facts))
    case 'stock':
      return written(planStock(rows, how, facts), (plans) => writeStock(context, plans))
    case 'suppliers':
      return written(planSuppliers(rows, how, facts), (plans) => writeSuppliers(context, plans, facts))
    case 'boms':
      return written(planBoms(rows, how, facts), (plans) => writeBoms(context, plans))
  }
}

function written<Plan>(verdicts: readonly Verdict<Plan>[], write: (plans: readonly Plan[]) => Written | null): Result<Imported, Refusal> {
  const rejected = verdicts.filter(({ problems }) => problems.length > 0)
  if (rejected.length > 0) {
    const rows = rejected.slice(0, namedMax).map(({ row, problems }) => ({ row, problems: [...problems] }))
    return err(appError('file.rows_rejected', { rows, count: rejected.length }))
  }
  const plans = verdicts.flatMap(({ plan }) => (plan === null ? [] : [plan]))
  if (plans.length === 0) return err(appError('file.changes_nothing', {}))
  const done = write(plans)
  return done === null ? err(appError('amount.too_large', { field: null })) : ok({ written: done, unchanged: verdicts.filter(({ outcome }) => outcome === 'unchanged').length })
}

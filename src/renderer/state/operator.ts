import type { PersonRow } from '../../shared/contract/people.ts'
import { commands, type NameOf } from '../../shared/contract/registry.ts'
import { appError, type AppError } from '../../shared/errors.ts'
import { mayDo } from '../../shared/permissions.ts'
import { client } from '../api/bridge.ts'
import { askAgain } from '../api/query-client.ts'
import { useHostQuery, useLedgerQuery } from '../api/use-query.ts'
import { showNotice, useWindowState } from './window-state.ts'

/** Who works at this PC, and who could. `undefined` until it is known. */
interface AtThisPc {
  /** Everybody who works here; empty in a company that has named nobody. */
  readonly people: readonly PersonRow[]
  /** `null` while nobody is named as being here, or who was has left. */
  readonly operator: PersonRow | null
}

export function useAtThisPc(): AtThisPc | undefined {
  const list = useLedgerQuery('person.list', {}).data?.people
  const here = useHostQuery('operator.get', {}).data
  if (list === undefined || here === undefined) return undefined
  const people = list.filter(({ active }) => active)
  return { people, operator: people.find(({ personId }) => personId === here.personId) ?? null }
}

/** Why who is at this PC may not do a command, as the ledger would refuse it; `null` when they may, and for no command. */
export function useDenied(name: NameOf<'command'> | undefined): AppError | null {
  const here = useAtThisPc()
  const permissions = useLedgerQuery('company.permissions', {}).data
  if (name === undefined || here === undefined || permissions === undefined || here.people.length === 0) return null
  if (here.operator === null) return appError('operator.needed', {})
  const { role } = here.operator
  const { permission } = commands[name]
  // What the program does by itself is nobody's to be allowed.
  return role === 'owner' || permission === null || mayDo(role, permission, permissions) ? null : appError('permission.denied', { permission, role })
}

/** Says who works at this PC from now on, with a way back to who did. */
export async function workAs(person: PersonRow, before: PersonRow | null): Promise<void> {
  const reply = await client.askHost('operator.set', { personId: person.personId })
  if (!reply.ok) return showNotice({ kind: 'refused', error: reply.error })
  void askAgain([{ kind: 'person' }])
  const undo = before === null || before.personId === person.personId ? {} : { undo: { label: 'Undo', run: () => void workAs(before, null) } }
  showNotice({ kind: 'done', text: `${person.name} is working at this PC`, ...undo })
}

/** Opens *Who is working?* from anywhere. */
export function askWhoIsWorking(): void {
  useWindowState.setState({ choosingOperator: true })
}

import type { SyncKind } from '../../shared/accounting.ts'
import type { ConnectionStatus } from '../../shared/contract/connection.ts'
import type { AppError } from '../../shared/errors.ts'
import { instantText } from './dates.ts'
import { kindText } from './integration-words.ts'
import { countText } from './numbers.ts'

const documents = (count: number) => (count === 1 ? 'One document' : `${countText(count)} documents`)

/** When anything was read from QuickBooks the last time; `null` when nothing ever was. */
function lastSyncAt({ lastRuns }: Pick<ConnectionStatus, 'lastRuns'>): string | null {
  const ended = lastRuns.filter(({ summary }) => summary.problem === null && !summary.cancelled).map(({ endedAt }) => endedAt)
  return ended.toSorted().at(-1) ?? null
}

/** What is going on with QuickBooks right now, or when it was the last time. */
export function syncNowText(status: Pick<ConnectionStatus, 'lastRuns' | 'running' | 'sending'>, nowMs: number): string {
  const [reading] = status.running
  if (status.sending !== null) return 'Sending'
  if (reading !== undefined) return `Reading ${kindText[reading.kind].many}`
  const at = lastSyncAt(status)
  return at === null ? 'Not synced yet' : `Last sync ${instantText(at, nowMs)}`
}

/** How many documents are on their way, in two words. What needs a person is counted by itself. */
export function waitingText({ waiting }: Pick<ConnectionStatus, 'waiting'>): string {
  return waiting === 0 ? 'Nothing waiting' : `${countText(waiting)} waiting`
}

/** What passes by itself, and is then done without anybody. */
const passing: readonly string[] = ['connection.offline', 'connection.timed_out', 'connection.throttled']

/** What of the connection needs a person, in a few words; `null` when nothing does. */
export function attentionText({ state, problems, needsYou }: Pick<ConnectionStatus, 'state' | 'problems' | 'needsYou'>): string | null {
  if (state === 'needs_login') return 'Log in to QuickBooks again'
  if (needsYou > 0) return needsYou === 1 ? 'One export needs you' : `${countText(needsYou)} exports need you`
  if (problems.some(({ code }) => code === 'accounting.sync_broke')) return 'The last sync broke off'
  return problems.every(({ code }) => passing.includes(code)) ? null : 'QuickBooks needs a look'
}

/** What to read again after something in the background stopped at a mistake of ours; sending goes on with it. */
export function retryOf(problem: AppError): readonly SyncKind[] | null {
  if (problem.code !== 'accounting.sync_broke') return null
  const { task } = problem.data
  if (task === 'exports') return ['accounts']
  return task === 'stored_sales' ? ['sales'] : [task]
}

/** Whether what needs a person is an export, and not the connection. */
export function leadsToExports({ state, needsYou }: Pick<ConnectionStatus, 'state' | 'needsYou'>): boolean {
  return state !== 'needs_login' && needsYou > 0
}

/** What waits to be sent and what becomes of it, in sentences. */
export function waitingSentences({ state, online, waiting, needsYou, company }: ConnectionStatus): readonly string[] {
  const name = company?.name ?? 'QuickBooks'
  if (state === 'none') return ['Nothing. No accounting company is connected, so everything stays on this PC.']
  const waits = waiting === 0 ? [] : [`${documents(waiting)} for ${name} ${waiting === 1 ? 'waits' : 'wait'}.`]
  const lacks = needsYou === 0 ? [] : [`${documents(needsYou)} cannot go out before you have had a look.`]
  const nothing = waiting + needsYou === 0 ? [`Nothing waits for ${name}.`] : []
  return [...nothing, ...waits, ...lacks, ...becomes(state, online, waiting)]
}

function becomes(state: ConnectionStatus['state'], online: ConnectionStatus['online'], waiting: number): readonly string[] {
  if (state === 'disconnected') return ['The company is disconnected: nothing is asked or sent until it is connected again.']
  if (state === 'needs_login') return ['The login has to be renewed; what waits is sent afterwards.']
  if (online.state === 'offline') return [`QuickBooks cannot be reached at the moment.${waiting === 0 ? '' : ' What waits goes out when it can.'} Work goes on.`]
  return []
}

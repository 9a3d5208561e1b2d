import { setTimeout as wait } from 'node:timers/promises'
import { control, type Told } from '../../practice/practice.ts'
import type { Dice } from '../random.ts'
import type { Scenario } from './scenario.ts'

/** What gets in the way of a request; each is met again and again. */
const kinds = {
  drop_answer: {},
  commit_later: { seconds: 110 },
  reset_before_commit: {},
  fault_in_200: { code: '6000' },
  throttle: {},
  server_error: {},
  server_error_committed: { name: 'server_error', committed: true },
  cut_answer: {},
  endless: {},
  not_json: {},
  expire_token: {},
  refuse_refresh: {},
  refuse: { code: '6200' },
  inactive_item: {},
} as const

export const faultsExpected: readonly string[] = Object.keys(kinds)

/** Asks the control address; a company that was just killed is waited for. */
export async function controlled(origin: string, ...[method, what, body]: [method: 'GET' | 'POST' | 'DELETE', what: string, body?: unknown]): Promise<Told> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await control(origin, method, what, body)
    } catch (thrown) {
      if (tries > 400) throw thrown
      await wait(25)
    }
  }
}

interface Put {
  readonly kind: string
  readonly id: number
  readonly times: number
}

/** Puts some in the way of what is sent or asked next. */
export async function putFaults(origin: string, { ignoresRequestIds }: Scenario, d: Dice): Promise<Put[]> {
  const put: Put[] = []
  for (let left = d.weighted({ 0: 3, 1: 4, 2: 3, 3: 1 }); Number(left) > 0; left = `${Number(left) - 1}` as typeof left) {
    const kind = d.pick(Object.keys(kinds) as (keyof typeof kinds)[]) ?? 'throttle'
    const times = d.int(1, 3)
    const operation = d.weighted({ create: 8, query: 2, token: 1 })
    // Longer than anybody waits: then the request id alone keeps it from being done twice.
    const late = kind === 'commit_later' && !ignoresRequestIds && d.chance(0.4) ? { seconds: 600 } : {}
    const asked = { name: kind, on: '*', ...(operation === 'token' ? {} : { operation }), times, ...kinds[kind], ...late }
    const answer = await controlled(origin, 'POST', 'faults', operation === 'token' ? { ...asked, on: 'token' } : asked)
    if (answer.status !== 200) throw new Error(answer.text)
    put.push({ kind, id: answer.json.id as number, times })
  }
  return put
}

/** How often each was met; what was not is taken away. */
export async function countsMet(origin: string, put: readonly Put[]): Promise<[string, number][]> {
  const left = new Map<number, number>()
  const standing = await controlled(origin, 'GET', 'faults')
  for (const { id, timesLeft } of standing.json.faults as { id: number; timesLeft: number | null }[]) left.set(id, timesLeft ?? 0)
  for (const { id } of put) if (left.has(id)) await controlled(origin, 'DELETE', `faults/${id}`)
  return put.map(({ kind, id, times }): [string, number] => [kind, times - (left.get(id) ?? 0)]).filter(([, times]) => times > 0)
}

/** What holds for the whole of a run; put again after each start of the company, which forgets it. */
export async function putStanding(origin: string, { ignoresRequestIds, dropsNotes }: Scenario): Promise<void> {
  if (ignoresRequestIds) await controlled(origin, 'POST', 'faults', { name: 'ignore_request_id', times: null })
  await controlled(origin, 'POST', 'company', { adjustmentNote: dropsNotes ? 'dropped' : 'kept' })
}

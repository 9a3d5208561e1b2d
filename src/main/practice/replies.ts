import { ok, type Result } from '../../shared/result.ts'
import { answerApi, faultAnswer, operationOf, type ApiRequest } from './api.ts'
import type { ServerClock } from './clock.ts'
import type { World } from './entity.ts'
import { textAnswer, type Answer } from './http.ts'
import { at, parseJson, textAt, writeJson, type JsonObject } from './json.ts'
import { refusals } from './refusal.ts'

/**
 * Answers a request once for each request id: the same id again brings the first answer, whatever its body says. An id
 * whose request is still to be done (its connection was dropped before) is refused with 600.
 */
export function answerOnce(world: World, request: ApiRequest, ignoreRequestId: boolean): Answer {
  const id = requestIdOf(request)
  if (id === null || ignoreRequestId) return answerApi(world, request)
  const known = world.store.statement('select status, body from reply where request_id = ?').get(id) as { status: number; body: string } | undefined
  if (known !== undefined) return textAnswer(known.status, 'application/json;charset=UTF-8', known.body)
  if (world.store.statement('select 1 from later where request_id = ?').get(id) !== undefined) return faultAnswer(world, refusals.duplicateRequest())
  // In one transaction: a process killed in between would know the object and not the id it was made under.
  return inOne(world, () => {
    const answer = answerApi(world, request)
    world.store.statement('insert into reply values (?, ?, ?, ?)').run(id, answer.status, answer.body, world.nowMs())
    return answer
  })
}

/** Puts a request off: it is done when the server's clock gets there, whether or not anybody waits for it. */
export function putOff(world: World, request: ApiRequest, dueMs: number): void {
  world.store.statement('insert into later (due_ms, request_id, request) values (?, ?, ?)').run(dueMs, requestIdOf(request), writeJson({ ...request }))
}

/** Does what was put off and is due, in its order and at its time. */
export function doWhatIsDue(world: World, clock: ServerClock): void {
  const due = world.store.statement('select id, due_ms, request from later where due_ms <= ? order by due_ms, id').all(clock.nowMs()) as {
    id: number
    due_ms: number
    request: string
  }[]
  for (const { id, due_ms, request } of due) {
    inOne(world, () => {
      world.store.statement('delete from later where id = ?').run(id)
      return clock.at(due_ms, () => answerOnce(world, requestOf(parseJson(request) as JsonObject), false))
    })
  }
}

function inOne(world: World, work: () => Answer): Answer {
  const done = world.store.transact((): Result<Answer, never> => ok(work()))
  if (!done.ok) throw new Error('Answering does not fail.')
  return done.value
}

function requestOf(kept: JsonObject): ApiRequest {
  return {
    method: textAt(kept, 'method') ?? 'POST',
    realm: textAt(kept, 'realm') ?? '',
    resource: textAt(kept, 'resource') ?? '',
    parameters: at(kept, 'parameters') as ApiRequest['parameters'],
    body: textAt(kept, 'body') ?? '',
  }
}

function requestIdOf(request: ApiRequest): string | null {
  const id = request.parameters['requestid']
  if (id === undefined || id === '' || request.method !== 'POST') return null
  return ['query', 'cdc', 'read'].includes(operationOf(request)) ? null : id
}

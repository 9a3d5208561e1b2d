import { randomUUID } from 'node:crypto'
import type { PushClient } from '../../../src/main/exports/push.ts'
import type { Plant } from './scenario.ts'

/** The client, with a mistake in it as the engine would make it. */
export function planted(plant: Plant | null, client: PushClient): PushClient {
  const create: PushClient['create'] = async (entity, body, options) => {
    const answer = await client.create(entity, body, plant === 'new_request_id_each_time' ? { ...options, requestId: randomUUID() } : options)
    if (answer.outcome !== 'unknown') return answer
    if (plant === 'unknown_is_not_sent') return { outcome: 'not_sent', error: answer.error }
    if (plant === 'unknown_is_accepted') return { outcome: 'accepted', id: `lost-${options.requestId}`, row: {}, time: null, tid: '' }
    return answer
  }
  return { create, query: (entity, options) => (plant === 'looks_at_nothing' ? nothing() : client.query(entity, options)) }
}

async function* nothing(): ReturnType<PushClient['query']> {}

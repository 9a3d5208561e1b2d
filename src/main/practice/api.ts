import { err, ok, type Result } from '../../shared/result.ts'
import { unavailable } from './availability.ts'
import { changesSince } from './changes.ts'
import type { Entity, World } from './entity.ts'
import { textAnswer, type Answer } from './http.ts'
import { isObject, listAt, parseJson, textAt, writeJson, type Json, type JsonObject } from './json.ts'
import { createObject, deleteObject, readObject, updateObject, voidObject, type WriteOptions } from './objects.ts'
import { runQuery } from './query-run.ts'
import { faultOf, invalid, refusals, type Refusal } from './refusal.ts'
import { refuseBody } from './schema-check.ts'
import { timeToMillisecond } from './times.ts'

/** A request of the API once its token was good: what is left of its path below the company, and what came with it. */
export interface ApiRequest {
  readonly method: string
  readonly realm: string
  /** `invoice`, `invoice/12`, `query`, `cdc`, `batch`. */
  readonly resource: string
  /** Parameters by their names in lower case. */
  readonly parameters: Readonly<Record<string, string>>
  readonly body: string
}

const batchItemsMost = 30

/** Answers a request: the query, the change log, a batch, or one object. Its writes are one transaction each. */
export function answerApi(world: World, request: ApiRequest): Answer {
  if (request.realm !== world.company().realmId) return faultAnswer(world, refusals.wrongCompany())
  const [head = '', id] = request.resource.split('/')
  switch (head.toLowerCase()) {
    case 'query':
      return queryAnswer(world, request)
    case 'cdc': {
      const changes = changesSince(world, request.parameters['entities'] ?? '', request.parameters['changedsince'] ?? '', minorVersionOf(request))
      return changes.ok ? partsAnswer(world, `"CDCResponse":${changes.value}`) : faultAnswer(world, changes.error)
    }
    case 'batch':
      return batchAnswer(world, request)
  }
  const entity = world.entity(head)
  if (entity === null) return faultAnswer(world, refusals.unsupported(head))
  const closed = unavailable(world, entity, minorVersionOf(request))
  if (closed !== null) return faultAnswer(world, closed)
  if (request.method === 'GET') {
    const found = readObject(world, entity, id ?? '')
    return found.ok ? partsAnswer(world, `${writeJson(entity.name)}:${writeJson(found.value)}`) : faultAnswer(world, found.error)
  }
  const body = parseJson(request.body)
  if (!isObject(body)) return faultAnswer(world, refusals.malformed())
  const written = write(world, entity, operationOf(request, body), body, optionsOf(request))
  return written.ok ? partsAnswer(world, `${writeJson(entity.name)}:${writeJson(written.value)}`) : faultAnswer(world, written.error)
}

/** What a request of one object does, read from how it is asked: `create`, `update`, `delete`, `void` or `read`. */
export function operationOf(request: ApiRequest, body: Json | undefined = parseJson(request.body)): string {
  const [head = ''] = request.resource.split('/')
  if (['query', 'cdc', 'batch'].includes(head.toLowerCase())) return head.toLowerCase()
  if (request.method === 'GET') return 'read'
  const asked = (request.parameters['operation'] ?? '').toLowerCase()
  if (asked === 'delete' || asked === 'void') return asked
  if (includesOf(request).includes('void')) return 'void'
  return asked === 'update' || textAt(body, 'Id') !== undefined ? 'update' : 'create'
}

/** A Fault as an answer. */
export function faultAnswer(world: World, refusal: Refusal): Answer {
  return partsAnswer(world, `"Fault":${writeJson(faultOf(refusal))}`, refusal.status)
}

function write(world: World, entity: Entity, operation: string, body: JsonObject, options: WriteOptions): Result<JsonObject, Refusal> {
  const breach = refuseBody(entity.name, body)
  if (breach !== null) return err(breach)
  return world.store.transact(() => {
    switch (operation) {
      case 'delete': {
        const gone = deleteObject(world, entity, body)
        return gone.ok ? ok({ status: 'Deleted', domain: 'QBO', Id: gone.value.id }) : gone
      }
      case 'void':
        return bodyOf(voidObject(world, entity, body))
      case 'update':
        return bodyOf(updateObject(world, entity, body, options))
      default:
        return bodyOf(createObject(world, entity, body, options))
    }
  })
}

function queryAnswer(world: World, request: ApiRequest): Answer {
  const text = request.method === 'POST' ? request.body : (request.parameters['query'] ?? '')
  const found = runQuery(world, text, minorVersionOf(request))
  return found.ok ? partsAnswer(world, `"QueryResponse":${found.value}`) : faultAnswer(world, found.error)
}

function batchAnswer(world: World, request: ApiRequest): Answer {
  const items = listAt(parseJson(request.body), 'BatchItemRequest')
  if (items.length === 0) return faultAnswer(world, refusals.malformed())
  if (items.length > batchItemsMost) return faultAnswer(world, invalid('1040', 'Batch size is too large', `A batch has at most ${batchItemsMost} items.`))
  const answers = items.map((item) => `{${batchItem(world, item, optionsOf(request))},"bId":${writeJson(textAt(item, 'bId') ?? '')}}`)
  return partsAnswer(world, `"BatchItemResponse":[${answers.join(',')}]`)
}

function batchItem(world: World, item: Json, options: Required<WriteOptions>): string {
  const query = textAt(item, 'Query')
  if (query !== undefined) {
    const found = runQuery(world, query, options.minorVersion)
    return found.ok ? `"QueryResponse":${found.value}` : `"Fault":${writeJson(faultOf(found.error))}`
  }
  const named = Object.entries(isObject(item) ? item : {}).find(([name]) => world.entity(name) !== null)
  const entity = named === undefined ? null : world.entity(named[0])
  const body = named?.[1]
  if (entity === null || !isObject(body)) return `"Fault":${writeJson(faultOf(refusals.malformed()))}`
  const closed = unavailable(world, entity, options.minorVersion)
  if (closed !== null) return `"Fault":${writeJson(faultOf(closed))}`
  const operation = /void/i.test(textAt(item, 'optionsData') ?? '') ? 'void' : (textAt(item, 'operation') ?? 'create').toLowerCase()
  const written = write(world, entity, operation, body, options)
  return written.ok ? `${writeJson(entity.name)}:${writeJson(written.value)}` : `"Fault":${writeJson(faultOf(written.error))}`
}

function bodyOf(result: ReturnType<typeof createObject>): Result<JsonObject, Refusal> {
  return result.ok ? ok(result.value.body) : result
}

function minorVersionOf({ parameters }: ApiRequest): number {
  const text = parameters['minorversion'] ?? ''
  return /^\d{1,4}$/.test(text) ? Number(text) : 0
}

function includesOf({ parameters }: ApiRequest): string[] {
  return (parameters['include'] ?? '').toLowerCase().split(',').filter((word) => word !== '')
}

function optionsOf(request: ApiRequest): Required<WriteOptions> {
  return { include: includesOf(request), minorVersion: minorVersionOf(request) }
}

function partsAnswer(world: World, part: string, status = 200): Answer {
  return textAnswer(status, 'application/json;charset=UTF-8', `{${part},"time":${writeJson(timeToMillisecond(world.nowMs()))}}`)
}


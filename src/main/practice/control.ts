import type { Result } from '../../shared/result.ts'
import type { ServerClock } from './clock.ts'
import type { PageControls, SeedOptions } from './company-parts.ts'
import type { Company, World } from './entity.ts'
import { jsonAnswer, type Answer, type Incoming } from './http.ts'
import { isObject, number, numberAt, parseJson, textAt, type Json, type JsonObject } from './json.ts'
import type { Limits } from './limits.ts'
import type { Login } from './oauth.ts'
import type { RequestCounts } from './request-counts.ts'
import { readTime, timeToMillisecond } from './times.ts'
import { describeTrouble, troubleKinds, type Trouble, type Troubles } from './troubles.ts'

/** What the control addresses may turn. */
export interface Controls {
  readonly world: World
  readonly clock: ServerClock
  readonly troubles: Troubles
  readonly limits: Limits
  readonly login: Login
  readonly counts: RequestCounts
  /** Throws everything away and begins anew. */
  readonly reset: (options: SeedOptions) => void
  /** Does what was put off and has come due. */
  readonly settle: () => void
}

/**
 * Answers `/practice/…`: `faults` (GET, POST, DELETE), `faults/ID` (DELETE), `clock`, `company`, `limits`, `requests`
 * (GET, DELETE), `tokens` (POST), `reset` (POST). JSON in, JSON out; what is not understood is HTTP 400 with `problem`.
 */
export function answerControl(controls: Controls, { method, path, body }: Incoming): Answer {
  const [, , what = '', id] = path.split('/')
  const asked = body.trim() === '' ? {} : parseJson(body)
  if (!isObject(asked)) return problem('The body is no JSON object.')
  switch (`${method} ${what}`) {
    case 'GET faults':
      return jsonAnswer(200, { faults: controls.troubles.list().map(describeTrouble), kinds: troubleKinds })
    case 'POST faults':
      return addTrouble(controls, asked)
    case 'DELETE faults':
      if (id === undefined) controls.troubles.clear()
      else if (!controls.troubles.remove(Number(id))) return problem('There is no such fault.')
      return jsonAnswer(200, { faults: controls.troubles.list().map(describeTrouble) })
    case 'GET clock':
      return clockAnswer(controls)
    case 'POST clock':
      return setClock(controls, asked)
    case 'GET company':
      return jsonAnswer(200, { ...controls.world.company() })
    case 'POST company':
      return changeCompany(controls, asked)
    case 'GET limits':
      return jsonAnswer(200, { on: controls.limits.isOn() })
    case 'POST limits':
      controls.limits.setOn(asked['on'] !== false)
      return jsonAnswer(200, { on: controls.limits.isOn() })
    case 'GET requests':
      return jsonAnswer(200, controls.counts.told())
    case 'DELETE requests':
      controls.counts.reset()
      return jsonAnswer(200, controls.counts.told())
    case 'POST tokens':
      if (asked['expireAccess'] === true) controls.login.expireAccessTokens()
      if (asked['refuseRefresh'] === true) controls.login.refuseRefreshTokens()
      if (asked['rotate'] === 'each' || asked['rotate'] === 'daily') controls.login.rotate(asked['rotate'])
      return jsonAnswer(200, {})
    case 'POST reset':
      controls.reset({ seed: wholeOf(asked, 'seed') ?? 1, empty: asked['empty'] === true, items: wholeOf(asked, 'items') ?? 0 })
      return jsonAnswer(200, {})
    default:
      return jsonAnswer(404, { problem: `There is nothing at ${method} ${path}.` })
  }
}

/** Puts a trouble in the way, for the control address and the web page alike; the error says what was not understood. */
export function beginTrouble({ troubles, login }: Pick<PageControls, 'troubles' | 'login'>, asked: JsonObject): Result<Trouble, string> {
  const added = troubles.add(asked)
  if (!added.ok) return added
  const { id, name } = added.value
  // These two are done as they are asked for; there is nothing left to meet.
  if (name === 'expire_token') login.expireAccessTokens()
  if (name === 'refuse_refresh') login.refuseRefreshTokens()
  if (name === 'expire_token' || name === 'refuse_refresh') troubles.remove(id)
  return added
}

function addTrouble(controls: Controls, asked: JsonObject): Answer {
  const begun = beginTrouble(controls, asked)
  return begun.ok ? jsonAnswer(200, { ...describeTrouble(begun.value), company: { ...controls.world.company() } }) : problem(begun.error)
}

function setClock(controls: Controls, asked: JsonObject): Answer {
  const { clock } = controls
  const advance = numberAt(asked, 'advanceSeconds')
  const set = textAt(asked, 'set')
  const setMs = set === undefined ? undefined : readTime(set)
  if (setMs === null) return problem('"set" is no time.')
  if (asked['real'] === true) clock.real()
  if (setMs !== undefined) clock.stopAt(setMs)
  if (advance !== undefined) clock.advance(Math.round(Number(advance) * 1000))
  controls.settle()
  return clockAnswer(controls)
}

function clockAnswer({ clock }: Controls): Answer {
  return jsonAnswer(200, { now: number(clock.nowMs()), time: timeToMillisecond(clock.nowMs()) })
}

/** What may be said of each thing about the company; a name or value it does not know is told back. */
const companyChoices: Readonly<Record<string, (value: Json | undefined) => boolean>> = {
  plan: (value) => value === 'Simple Start' || value === 'Essentials' || value === 'Plus' || value === 'Advanced',
  country: (value) => typeof value === 'string' && /^[A-Z]{2}$/.test(value),
  currency: (value) => typeof value === 'string' && /^[A-Z]{3}$/.test(value),
  closedThrough: (value) => value === null || (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)),
  refuseDuplicateNumbers: (value) => typeof value === 'boolean',
  voidedQuantity: (value) => value === 'zero' || value === 'absent',
  adjustmentNote: (value) => value === 'kept' || value === 'dropped',
}

function changeCompany({ world }: Controls, asked: JsonObject): Answer {
  const wrong = Object.entries(asked).find(([name, value]) => companyChoices[name]?.(value) !== true)
  if (wrong !== undefined) return problem(`"${wrong[0]}" cannot be that. Known: ${Object.keys(companyChoices).join(', ')}.`)
  world.setCompany(asked as Partial<Company>)
  return jsonAnswer(200, { ...world.company() })
}

function wholeOf(asked: JsonObject, name: string): number | undefined {
  const text = numberAt(asked, name)
  return text === undefined ? undefined : Number(text)
}

function problem(text: string): Answer {
  return jsonAnswer(400, { problem: text })
}


import { beginTrouble } from '../control.ts'
import type { PageAnswer, PageControls, PageRequest } from '../company-parts.ts'
import type { Company, World } from '../entity.ts'
import { JsonNumber, type JsonObject } from '../json.ts'
import { timeToSecond } from '../times.ts'
import { troubleKinds, type Trouble } from '../troubles.ts'
import { html, type Html } from './html.ts'
import { pageOf, table } from './layout.ts'

/** Which troubles are in the way, and forms to put others there. */
export function faultsPage(world: World, controls: PageControls, problem: string | null = null): PageAnswer {
  const body = html`<p class="lead">What can go wrong between a program and QuickBooks Online, to be seen here at will.</p>
${problem === null ? '' : html`<p class="problem" role="alert">${problem}</p>`}
${table('In force', ['Fault', 'What it does', 'On', 'How often still', ''], controls.troubles.list().map(faultRow), 'Nothing goes wrong at the moment.')}
<h2>Put a fault in the way</h2>${addForm()}${companyForm(world)}${limitsForm(controls.limits.isOn())}${clockForm(world)}`
  return pageOf({ place: '/faults', company: world.company().name, title: 'Faults', body, status: problem === null ? 200 : 400 })
}

const hourMs = 3_600_000
const plans: readonly Company['plan'][] = ['Simple Start', 'Essentials', 'Plus', 'Advanced']

/** Does what one of the forms asks. */
export function changeFaults(what: string | undefined, { form }: PageRequest, world: World, controls: PageControls): PageAnswer | null {
  const field = (name: string) => (form.get(name) ?? '').trim()
  switch (what) {
    case 'add': {
      const begun = beginTrouble(controls, faultOf(field))
      if (!begun.ok) return faultsPage(world, controls, begun.error)
      break
    }
    case 'remove':
      controls.troubles.remove(Number(field('id')))
      break
    case 'limits':
      controls.limits.setOn(field('on') === 'on')
      break
    case 'company':
      world.setCompany({
        plan: plans.find((plan) => plan === field('plan')) ?? 'Plus',
        closedThrough: field('closed') === '' ? null : field('closed'),
        refuseDuplicateNumbers: field('numbers') === 'on',
        voidedQuantity: field('voided') === 'absent' ? 'absent' : 'zero',
        adjustmentNote: field('note') === 'dropped' ? 'dropped' : 'kept',
      })
      break
    case 'clock': {
      const hours = Number(field('hours'))
      if (field('hours') === '') controls.clock.real()
      else if (Number.isFinite(hours) && hours > 0 && hours <= 10_000) controls.clock.advance(Math.round(hours * hourMs))
      else return faultsPage(world, controls, 'Hours must be a number above zero.')
      break
    }
    default:
      return null
  }
  return { seeOther: '/faults' }
}

function faultOf(field: (name: string) => string): JsonObject {
  const times = field('times')
  return {
    name: field('name'),
    ...(field('on') === '' ? {} : { on: field('on') }),
    times: times === '' ? null : /^\d+$/.test(times) ? new JsonNumber(String(Number(times))) : times,
    ...(field('code') === '' ? {} : { code: field('code') }),
    ...(/^\d+$/.test(field('seconds')) ? { seconds: new JsonNumber(String(Number(field('seconds')))) } : {}),
  }
}

function faultRow({ id, name, on, timesLeft }: Trouble): (Html | string)[] {
  const remove = html`<form method="post" action="/faults/remove"><input type="hidden" name="id" value="${id}"><button>Take ${wordsOf(name)} away</button></form>`
  return [wordsOf(name), troubleKinds[name], on, timesLeft === null ? 'always' : String(timesLeft), remove]
}

const wordsOf = (name: string): string => name.replaceAll('_', ' ')

function addForm(): Html {
  const kinds = Object.entries(troubleKinds)
  return html`<form class="row" method="post" action="/faults/add"><label>Fault <select name="name">${kinds.map(([name, does]) => html`<option value="${name}">${wordsOf(name)}: ${does}</option>`)}</select></label>
<label>On (entity or path, * for all) <input name="on" value="*"></label><label>How often (empty: always) <input name="times" value="1" inputmode="numeric" size="6"></label>
<label>Seconds, where it waits <input name="seconds" inputmode="numeric" size="6"></label><label>Code, where it refuses <input name="code" inputmode="numeric" size="6"></label><button class="primary">Put it in the way</button></form>`
}

function companyForm(world: World): Html {
  const { plan, closedThrough, refuseDuplicateNumbers, voidedQuantity, adjustmentNote } = world.company()
  const option = (value: string, chosen: string, text = value) => html`<option value="${value}"${value === chosen ? html` selected` : ''}>${text}</option>`
  return html`<h2>The company</h2><form class="row" method="post" action="/faults/company">
<label>Plan <select name="plan">${plans.map((each) => option(each, plan))}</select></label>
<label>Books closed through <input type="date" name="closed" value="${closedThrough ?? ''}"></label>
<label>A void leaves quantities <select name="voided">${option('zero', voidedQuantity, 'as 0')}${option('absent', voidedQuantity, 'out')}</select></label>
<label>An adjustment’s note <select name="note">${option('kept', adjustmentNote, 'is kept')}${option('dropped', adjustmentNote, 'is dropped')}</select></label>
<label class="tick"><input type="checkbox" name="numbers"${refuseDuplicateNumbers ? html` checked` : ''}>Refuse a number twice</label><button>Change the company</button></form>`
}

function limitsForm(on: boolean): Html {
  return html`<h2>Limits</h2><form class="row" method="post" action="/faults/limits"><input type="hidden" name="on" value="${on ? 'off' : 'on'}">
<p class="note">500 requests a minute and 10 a second: ${on ? 'in force' : 'not in force'}.</p><button>${on ? 'Lift the limits' : 'Put the limits in force'}</button></form>`
}

function clockForm(world: World): Html {
  return html`<h2>The clock</h2><form class="row" method="post" action="/faults/clock"><p class="note">Here it is ${timeToSecond(world.nowMs())}.</p>
<label>Hours ahead (empty: back to this PC’s time) <input name="hours" inputmode="decimal" size="8"></label><button>Move the clock</button></form>`
}

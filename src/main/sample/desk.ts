import { hash } from 'node:crypto'
import { execute, type CommandDesk } from '../commands/execute.ts'
import { commands, type DraftOf, type InputOf, type NameOf, type OutputOf } from '../../shared/contract/registry.ts'
import type { BusinessDate } from '../../shared/units/business-date.ts'

/** The desk of the sample shop: every command goes through the one door, on the day the shop is at. */
export interface SampleDesk {
  readonly today: () => BusinessDate
  beginDay(day: BusinessDate): void
  /** Who is at the PC from now on. */
  actAs(personId: number): void
  /** Does something that cannot be refused; a refusal is a fault of the sample and throws. */
  does<N extends NameOf<'command'>>(name: N, draft: DraftOf<'command', N>): OutputOf<'command', N>
}

const minute = (n: number) => `${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`
/** A working day by UTC; whoever looks sees the clock of their own place. */
const opensAtMinutes = 14 * 60
const closesAtMinutes = 23 * 60

/**
 * `nowIso` is the UTC instant that no event may lie after. Ids of commands follow from the seed and the command's place
 * alone.
 */
export function openSampleDesk(db: CommandDesk['db'], seed: number, nowIso: string): SampleDesk {
  let today: BusinessDate = nowIso.slice(0, 10)
  let personId: number | null = null
  let place = 0
  let minutes = opensAtMinutes
  const instant = () => {
    const planned = `${today}T${minute(minutes)}:00.000Z`
    return planned < nowIso ? planned : nowIso
  }
  const quiet = () => {}
  const environment = {
    clock: { instant, monotonicMs: () => 0, today: () => today },
    ids: { uuid: () => commandId(seed, place) },
    log: { info: quiet, warn: quiet, error: quiet },
  }
  return {
    today: () => today,
    beginDay: (day) => {
      today = day
      minutes = opensAtMinutes
    },
    actAs: (next) => {
      personId = next
    },
    does: (name, draft) => {
      place += 1
      minutes = Math.min(minutes + 3, closesAtMinutes)
      const input = commands[name].input.parse(draft) as InputOf<'command', typeof name>
      const done = execute({ db, environment, personId, onCommitted: quiet }, name, commandId(seed, place), input)
      if (!done.ok) throw new Error(`The sample shop was refused ${name} on ${today}: ${JSON.stringify(done.error)} for ${JSON.stringify(draft)}`)
      return done.value
    },
  }
}

/** A well-formed UUID made of the seed and the place of the command. */
function commandId(seed: number, place: number): string {
  const hex = hash('sha256', `sample shop ${seed} ${place}`, 'hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

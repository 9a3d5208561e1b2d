import { judge, type CommandName, type Parsed, type Verdict } from './auditor/audit.ts'
import { newBooks, type Books } from './auditor/books.ts'
import { commands } from './auditor/contracts.ts'
import { audited, differences, inTheWay, lotIdsOf, missing, type InTheWay } from './compare.ts'
import { lookBack, movedBy } from './looking-back.ts'
import type { Program, Reply } from './program.ts'
import { dice } from './random.ts'
import { dayOf, draftStep, prelude, type Drafted } from './week.ts'

export const stepsOfAWeek = 200

/** How often each event was done, and how often each refusal was given. */
export interface Counts {
  readonly done: Map<string, number>
  readonly refused: Map<string, number>
}

export interface Difference {
  readonly step: number
  readonly command: Drafted
  readonly what: readonly string[]
}

export interface Week {
  readonly difference: Difference | null
  readonly steps: number
}

export function newCounts(): Counts {
  return { done: new Map(), refused: new Map() }
}

/** The nth command id of a seed: the same in every run of it. */
export function commandIdOf(seed: number, place: number, times = 0): string {
  return `${String(seed % 100_000_000).padStart(8, '0')}-0000-4000-8000-${String(times * 1_000_000 + place + 1000).padStart(12, '0')}`
}

/**
 * Plays the named steps of a seed's week on the program and lets the auditor judge each; stops at the first difference.
 * A step draws its own numbers, so that leaving others out changes only what it finds.
 */
export async function playWeek(program: Program, seed: number, steps: readonly number[], counts: Counts): Promise<Week> {
  const world: Playing = { program, seed, books: newBooks(dayOf(0)), lotIds: [], past: [], counts }
  for (const [place, command] of prelude.entries()) {
    const what = await play(world, place - prelude.length, command)
    if (what.length > 0) return { difference: { step: place - prelude.length, command, what }, steps: 0 }
  }
  for (const step of steps) {
    const command = draftStep(seed, step, world)
    if (command === null) continue
    const what = await play(world, step, command)
    if (what.length > 0) return { difference: { step, command, what }, steps: step }
  }
  const wrong = program.check()
  const last = steps.at(-1) ?? 0
  return { difference: wrong.length === 0 ? null : { step: last, command: { name: 'bom.save', input: null }, what: wrong }, steps: last }
}

interface Playing {
  readonly program: Program
  readonly seed: number
  readonly counts: Counts
  /** What every command so far moved. */
  readonly past: ReturnType<typeof movedBy>[]
  books: Books
  lotIds: number[]
}

/** One command on both sides; answers where they part. */
async function play(world: Playing, place: number, { name, input }: Drafted): Promise<string[]> {
  const { program, seed, counts } = world
  const today = dayOf(Math.max(0, place))
  world.books.today = today
  program.setMoment(today, place)
  const judged = judgeDraft(world, name, input)
  const commandId = commandIdOf(seed, place)
  const reply = await program.command(name, commandId, input)
  count(reply.ok ? counts.done : counts.refused, reply.ok ? name : reply.error.code)
  if (typeof judged === 'string') return [judged, `the program answered ${JSON.stringify(reply)}`]
  const parted = judgeReply(judged, reply)
  if (parted.length > 0) return parted
  if (judged.ok && reply.ok) {
    world.past.push(movedBy(place, { name, input }, world.books, judged.books))
    world.books = judged.books
    judged.fresh?.bind(Number(reply.value[judged.fresh.idField]))
    learnCode(world.books, reply)
  }
  world.lotIds = lotIdsOf(world.books, program.lots())
  const again = await repeat(world, place, commandId, { name, input }, reply)
  const parts = again.length > 0 ? again : differences(audited(world.books, world.lotIds), await program.shown())
  return parts.length > 0 ? parts : lookBack({ ...world, count: (what) => count(counts.done, what) }, seed, place)
}

/** The auditor's verdict; a text when the auditor itself is at a loss. */
function judgeDraft({ books, lotIds }: Playing, name: CommandName, input: unknown): Verdict | string {
  const parsed = commands[name].input.safeParse(input)
  if (!parsed.success) return { ok: false, code: 'input.invalid', data: null }
  try {
    return judge(books, name, parsed.data as Parsed<CommandName>, lotIds)
  } catch (thrown) {
    return `the auditor cannot follow: ${thrown instanceof Error ? (thrown.stack ?? '') : String(thrown)}`
  }
}

function judgeReply(judged: Verdict, reply: Reply): string[] {
  if (judged.ok) return reply.ok ? missing(judged.answer, reply.value, 'answer') : [`the auditor accepts it, the program refuses: ${JSON.stringify(reply.error)}`]
  if (reply.ok) return [`the auditor refuses it with ${judged.code}, the program accepts: ${JSON.stringify(reply.value)}`]
  if (judged.code !== reply.error.code) return [`the auditor refuses it with ${judged.code}, the program with ${JSON.stringify(reply.error)}`]
  if (judged.code === 'document.in_the_way') return inTheWay(judged.data as InTheWay, reply.error.data)
  return judged.data === null ? [] : missing(judged.data, reply.error.data, judged.code)
}

/** Now and then the same id again: the first answer comes back, other content is its own error, and nothing moves. */
async function repeat(world: Playing, place: number, commandId: string, { name, input }: Drafted, first: Reply): Promise<string[]> {
  const d = dice(world.seed + 7, place + 100_000)
  if (!first.ok || !d.chance(0.08)) return []
  const same = await world.program.command(name, commandId, input)
  count(world.counts.done, 'sent again')
  if (JSON.stringify(same) !== JSON.stringify(first)) return [`sent again, the answer is ${JSON.stringify(same)} and was ${JSON.stringify(first)}`]
  const other = name === 'company.set_receiving' ? { name: 'company.set_review', input: { review: false } } : { name: 'company.set_receiving', input: { receiving: false } }
  const refused = await world.program.command(other.name, commandId, other.input)
  const code = refused.ok ? 'accepted' : refused.error.code
  count(world.counts.refused, code)
  const expected = 'command.same_id_other_content'
  return code === expected ? [] : [`the same id with other content: expected ${expected}, got ${code}`]
}

/** A supplier's code may be made by the program. */
function learnCode(books: Books, reply: Reply): void {
  if (!reply.ok || typeof reply.value['code'] !== 'string') return
  const code = reply.value['code']
  books.suppliers = books.suppliers.map((supplier) => (supplier.id === reply.value['supplierId'] ? { ...supplier, code } : supplier))
}

export function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

/** Leaves out steps as long as the difference stays; answers what is left of the week. */
export async function shrink(steps: readonly number[], differs: (steps: readonly number[]) => Promise<boolean>): Promise<readonly number[]> {
  let left = steps
  for (let size = Math.ceil(left.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < left.length; ) {
      const fewer = [...left.slice(0, from), ...left.slice(from + size)]
      if (fewer.length < left.length && (await differs(fewer))) left = fewer
      else from += size
    }
  }
  return left
}

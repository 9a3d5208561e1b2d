import { describe, expect, test } from 'vitest'
import { testLedger } from '../support/database.ts'
import { programOn, type Program } from './program.ts'
import { newCounts, playWeek, shrink } from './simulate.ts'

const steps = Array.from({ length: 60 }, (_, step) => step)

/** Plays a week on a program with a fault; answers the first line that tells of it. */
async function firstDifference(plant: (program: Program) => Program, played: readonly number[] = steps): Promise<string | null> {
  const ledger = testLedger()
  try {
    const { difference } = await playWeek(plant(programOn(ledger.db, ledger.file)), 3, played, newCounts())
    return difference?.what[0] ?? null
  } finally {
    ledger.close()
  }
}

/** Fails from the first time a command of this name succeeds. */
function afterFirst(name: string, program: Program, fault: (program: Program) => Partial<Program>): Program {
  const planted: Program = {
    ...program,
    command: async (given, commandId, input) => {
      const reply = await program.command(given, commandId, input)
      if (given === name && reply.ok) Object.assign(planted, fault(program))
      return reply
    },
  }
  return planted
}

describe('a planted fault is found', () => {
  test('none without one', async () => {
    expect(await firstDifference((program) => program)).toBeNull()
  })

  test('a lot that is off by a millionth', async () => {
    const off = (program: Program) =>
      afterFirst('receipt.confirm', program, () => ({
        shown: async () => {
          const shown = await program.shown()
          return { ...shown, lots: shown.lots.map((lot, place) => (place === 0 ? { ...lot, value: lot.value + 1 } : lot)) }
        },
      }))
    expect(await firstDifference(off)).toMatch(/^lots\.0\.value: /)
  })

  test('a build that the program planned by itself and does not bring up to date', async () => {
    const stale = (program: Program) =>
      afterFirst('bom.set_build_point', program, () => {
        const first = new Map<string, number>()
        return {
          shown: async () => {
            const shown = await program.shown()
            const plans = Object.entries(shown.plans).map(([id, plan]) => {
              if (plan.auto === 1) first.set(id, first.get(id) ?? plan.quantity)
              return [id, plan.auto === 1 ? { ...plan, quantity: first.get(id) ?? plan.quantity } : plan]
            })
            return { ...shown, plans: Object.fromEntries(plans) as typeof shown.plans }
          },
        }
      })
    expect(await firstDifference(stale, Array.from({ length: 200 }, (_, step) => step))).toMatch(/^plans\.\d+\.quantity: /)
  })

  test('a preview that leaves out what it would move, and stock of a day that is off', async () => {
    const tampered = (name: string, change: (value: Record<string, unknown>) => object) => (program: Program): Program => ({
      ...program,
      query: async (asked, input) => {
        const reply = await program.query(asked, input)
        return asked === name && reply.ok ? { ok: true, value: { ...reply.value, ...change(reply.value) } } : reply
      },
    })
    expect(await firstDifference(tampered('receipt.preview_cost', () => ({ moves: [] })))).toMatch(/^preview of /)
    expect(await firstDifference(tampered('stock.as_of', ({ rows }) => ({ rows: (rows as unknown[]).slice(1) })))).toMatch(/^stock by (lot|product) as of /)
  })

  test('a sale whose cost does not follow', async () => {
    const off = (program: Program) =>
      afterFirst('sale.record', program, () => ({ shown: async () => ({ ...(await program.shown()), sales: {} }) }))
    expect(await firstDifference(off)).toMatch(/^sales\.\d+/)
  })

  test('a refusal that is swallowed', async () => {
    const deaf = (program: Program): Program => ({
      ...program,
      command: async (name, commandId, input) => {
        const reply = await program.command(name, commandId, input)
        return reply.ok ? reply : { ok: true, value: {} }
      },
    })
    expect(await firstDifference(deaf)).toMatch(/^the auditor refuses it with /)
  })

  test('a history is shortened to the steps that matter', async () => {
    const matter = [7, 31]
    const left = await shrink(steps, async (fewer) => matter.every((step) => fewer.includes(step)))
    expect(left).toEqual(matter)
  })
})

import { beginLife, outlive, sendOfStep, tell } from './life.ts'
import { sendDice } from './scenario.ts'

/** A life in which nothing is booked: what a step booked is sent, until it dies. It takes a fraction of what a whole life takes. */
const life = await beginLife()
life.time.pass(sendDice(life.script.scenario.seed, 1000 + life.step).pick([1000, 200_000, 200_000, 4_000_000]) ?? 0)
await sendOfStep(life)
tell({ done: life.step })
outlive()

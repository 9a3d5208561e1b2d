import { afterAll, describe, expect, test } from 'vitest'
import { plants, type Plant } from './planted.ts'
import { newCounts, playSales } from './run.ts'
import { forgetShop } from './shop.ts'

/** Where each mistake shows soonest. */
const found: Readonly<Record<Plant, readonly [seed: number, steps: number]>> = {
  reads_the_first_page_alone: [2, 3],
  keeps_what_was_deleted: [2, 3],
  goes_on_too_late: [3, 3],
  passes_over_voids: [2, 4],
  reads_the_first_line_alone: [1, 1],
  applies_a_document_once: [1, 2],
  sells_what_came_back: [1, 2],
  takes_what_is_too_old: [3, 6],
}

afterAll(forgetShop)

describe('a mistake in pulling, reading or applying sales is found', () => {
  test.concurrent.each(plants.map((plant) => [plant]))('%s', async (plant) => {
    const problems = await playSales(...found[plant], newCounts(), plant)
    expect(problems.filter((problem) => /^item \d+: .* (sold|taken|on hand) here/.test(problem))).not.toEqual([])
  })
})

import { expect, test } from 'vitest'
import { foldText, searchWords } from '../../../src/shared/fold-text.ts'

test.each([
  ['Ångström', 'angstrom'],
  ['CAFÉ', 'cafe'],
  ['cafe\u0301', 'cafe'],
  ['ﬁne', 'fine'],
  ['½" Bolt', '1⁄2" bolt'],
  ['İzmir', 'izmir'],
  ['', ''],
])('%s folds to %s', (text, folded) => {
  expect(foldText(text)).toBe(folded)
  expect(foldText(folded)).toBe(folded)
})

test('a search is its words, however they are parted', () => {
  expect(searchWords('  steel\u00a0 bolt ')).toEqual(['steel', 'bolt'])
  expect(searchWords('   ')).toEqual([])
})

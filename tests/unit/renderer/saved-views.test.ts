import { expect, test } from 'vitest'
import { viewSearch, viewShown } from '../../../src/renderer/state/view-search.ts'

const view = (name: string, search: Record<string, string>) => ({ place: 'company' as const, list: '/sales', name, search })

test('a view keeps what narrows and sorts a list, and neither the row nor the panel that is open', () => {
  expect(viewSearch({ sort: '-margin', filter: 'short', panel: 'document', selected: 7, customer: '', type: undefined, product: 12 })).toEqual({ filter: 'short', product: '12', sort: '-margin' })
})

test('the view that is shown is known in whatever order its address is written, and once it is narrowed further it is not', () => {
  const views = [view('Ann', { customer: 'Ann' }), view('Short', { sort: '-margin', filter: 'short' })]
  expect(viewShown(views, { filter: 'short', sort: '-margin' })?.name).toBe('Short')
  expect(viewShown(views, { filter: 'short', sort: '-margin', from: '2026-01-01' })).toBeUndefined()
  expect(viewShown(views, {})).toBeUndefined()
})

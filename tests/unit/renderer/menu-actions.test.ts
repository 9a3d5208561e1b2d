import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { menuActions } from '../../../src/shared/menu-actions.ts'

type ActionsModule = typeof import('../../../src/renderer/frame/actions.ts')

const asked: { name: string; input: unknown }[] = []
let actions: ActionsModule

async function call(messageText: string): Promise<string> {
  asked.push(JSON.parse(messageText))
  return JSON.stringify({ ok: false, error: { code: 'app.not_ready', data: { stage: 'open' } } })
}

beforeAll(async () => {
  vi.stubGlobal('window', { partsemble: { call } })
  actions = await import('../../../src/renderer/frame/actions.ts')
})
afterAll(() => vi.unstubAllGlobals())

test.each(menuActions.map((action) => [action]))('the menu’s %s does something', (action) => {
  const goTo = vi.fn()
  const openPalette = vi.fn()
  const askedBefore = asked.length
  actions.runMenuAction(action, goTo, openPalette)
  expect(goTo.mock.calls.length + openPalette.mock.calls.length + asked.length - askedBefore).toBe(1)
})

test('floor mode is remembered by this PC', () => {
  asked.length = 0
  actions.runMenuAction('mode.floor', vi.fn(), vi.fn())
  expect(asked).toEqual([{ kind: 'host', name: 'preferences.set', input: { mode: 'floor' } }])
})

import { expect, test } from 'vitest'
import { isOurAddress, isOurWindow } from '../../../src/main/ipc/sender-guard.ts'

const ours = { url: 'app://partsemble/index.html#/suppliers', parent: null }

test('the top frame of our window showing our page may call', () => {
  expect(isOurWindow(ours, 7, 7)).toBe(true)
})

test.each([
  ['a frame that is gone', null, 7, 7],
  ['a frame inside the page', { ...ours, parent: {} }, 7, 7],
  ['another window', ours, 8, 7],
  ['a call while no window is open', ours, 7, null],
  ['a page from elsewhere', { url: 'https://partsemble.example/', parent: null }, 7, 7],
  ['a file', { url: 'file:///index.html', parent: null }, 7, 7],
])('refused: %s', (_who, frame, senderId, ourId) => {
  expect(isOurWindow(frame, senderId, ourId)).toBe(false)
})

test.each(['app://partsemble.evil/', 'app://evil/partsemble', 'app://x@partsemble/', 'app://partsemble:80/', 'APP', '', 'javascript:alert(1)'])(
  'not our address: %s',
  (address) => {
    expect(isOurAddress(address)).toBe(false)
  },
)

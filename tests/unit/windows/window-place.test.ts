import { expect, test } from 'vitest'
import { placeOnScreens } from '../../../src/main/windows/window-place.ts'

const left = { x: 0, y: 0, width: 1920, height: 1040 }
const right = { x: 1920, y: 0, width: 2560, height: 1400 }

test('the first time it stands in the middle of the first screen', () => {
  expect(placeOnScreens(null, [left, right])).toEqual({ x: 320, y: 120, width: 1280, height: 800, maximized: false })
})

test('it comes back where it was, also on the second screen', () => {
  const kept = { x: 2000, y: 50, width: 1500, height: 900, maximized: true }
  expect(placeOnScreens(kept, [left, right])).toEqual(kept)
})

test('the second screen is gone: it comes back in the middle of the first', () => {
  const kept = { x: 2000, y: 50, width: 1500, height: 900, maximized: false }
  expect(placeOnScreens(kept, [left]).x).toBeLessThan(1920)
})

test('its title bar stays within reach and it fits the screen', () => {
  const small = { x: 0, y: 0, width: 1280, height: 720 }
  expect(placeOnScreens({ x: 0, y: -20, width: 3000, height: 2000, maximized: false }, [small])).toEqual({ x: 0, y: 0, width: 1280, height: 720, maximized: false })
  expect(placeOnScreens({ x: 0, y: 5000, width: 1280, height: 720, maximized: false }, [small]).y).toBeLessThan(720)
})

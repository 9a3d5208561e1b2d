import type { WindowPlace } from '../settings/pc-store.ts'

export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const smallestWindow = { width: 960, height: 640 } as const
const firstWindow = { width: 1280, height: 800 } as const
/** How much of the title bar must be on a screen for a hand to reach it. */
const reachable = { width: 120, height: 32 } as const

/**
 * Where the window opens: where it was, unless that screen is gone or smaller now; else in the middle of the first one.
 * `screens` are the work areas of the displays, the primary one first.
 */
export function placeOnScreens(kept: WindowPlace | null, screens: readonly Area[]): WindowPlace {
  const home = screens.find((screen) => kept !== null && isReachable(kept, screen))
  if (kept === null || home === undefined) return centred(screens[0] ?? { x: 0, y: 0, ...firstWindow })
  const width = Math.min(Math.max(kept.width, smallestWindow.width), home.width)
  const height = Math.min(Math.max(kept.height, smallestWindow.height), home.height)
  return { x: kept.x, y: Math.max(kept.y, home.y), width, height, maximized: kept.maximized }
}

function isReachable(place: WindowPlace, screen: Area): boolean {
  const across = Math.min(place.x + place.width, screen.x + screen.width) - Math.max(place.x, screen.x)
  const fromTop = place.y - screen.y
  return across >= reachable.width && fromTop >= -reachable.height && fromTop <= screen.height - reachable.height
}

function centred(screen: Area): WindowPlace {
  const width = Math.min(firstWindow.width, screen.width)
  const height = Math.min(firstWindow.height, screen.height)
  return {
    x: Math.round(screen.x + (screen.width - width) / 2),
    y: Math.round(screen.y + (screen.height - height) / 2),
    width,
    height,
    maximized: false,
  }
}

import type { Target } from './chromium.ts'
import { toAppOrigin } from './protocol.ts'
import type { WebContents } from './web-contents.ts'

type RequestHandler = (
  contents: WebContents,
  permission: string,
  callback: (granted: boolean) => void,
  details: { requestingUrl: string; isMainFrame: boolean },
) => void
type CheckHandler = (
  contents: WebContents | null,
  permission: string,
  requestingOrigin: string,
  details: { isMainFrame: boolean; requestingUrl: string },
) => boolean

let requestHandler: RequestHandler | null = null
let checkHandler: CheckHandler | null = null

/** The web's name of each permission, and Electron's. */
const permissions: readonly (readonly [web: string, electron: string])[] = [
  ['camera', 'media'],
  ['microphone', 'media'],
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['midi', 'midi'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-write', 'clipboard-sanitized-write'],
  ['idle-detection', 'idle-detection'],
  ['storage-access', 'storage-access'],
  ['window-management', 'window-management'],
  ['local-fonts', 'local-fonts'],
]

const defaultSession = {
  setPermissionRequestHandler(handler: RequestHandler | null): void {
    requestHandler = handler
  },
  setPermissionCheckHandler(handler: CheckHandler | null): void {
    checkHandler = handler
  },
  setDevicePermissionHandler(_handler: unknown): void {
    // Devices are never offered.
  },
}

export type Session = typeof defaultSession

export const session = { defaultSession }

/** Asks the program about every permission once, when a window opens, and tells Chromium what it said. */
export async function applyPermissions(contents: WebContents, target: Target, loopbackOrigin: string): Promise<void> {
  if (!/^https?:/.test(loopbackOrigin)) return
  for (const [web, electron] of permissions) {
    const setting = mayUse(contents, electron, toAppOrigin(loopbackOrigin)) ? 'granted' : 'denied'
    // Chromium does not know every permission on every system; one it does not know, no page can have.
    await target.cdp.send('Browser.setPermission', { origin: loopbackOrigin, permission: { name: web }, setting }).catch(() => undefined)
  }
}

function mayUse(contents: WebContents, permission: string, origin: string): boolean {
  const details = { requestingUrl: `${origin}/`, isMainFrame: true }
  if (checkHandler && !checkHandler(contents, permission, origin, details)) return false
  let granted = requestHandler === null
  requestHandler?.(contents, permission, (answer) => void (granted = answer), details)
  return granted
}

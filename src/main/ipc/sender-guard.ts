import { appOrigin } from '../../shared/app-address.ts'

/** The part of Electron's `WebFrameMain` that tells who is calling. */
export interface SenderFrame {
  readonly url: string
  readonly parent: unknown
}

/**
 * True when a message comes from the top frame of our own window showing our own page. A frame inside the page, a page
 * from elsewhere, another window or a frame that is gone already is a stranger.
 */
export function isOurWindow(frame: SenderFrame | null | undefined, senderId: number, ourId: number | null): boolean {
  if (!frame || frame.parent !== null || senderId !== ourId) return false
  return isOurAddress(frame.url)
}

/** True for an address inside the application's own protocol and host. */
export function isOurAddress(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null
  return url !== null && `${url.protocol}//${url.host}` === appOrigin && url.username === '' && url.password === ''
}

import type { Bridge } from '../../shared/bridge.ts'
import { createClient } from './client.ts'
import { watchCall } from './slow-calls.ts'

declare global {
  interface Window {
    /** Put there by the preload script. */
    readonly partsemble: Bridge
  }
}

/** The one bridge of this window, and the typed calls over it. */
export const bridge: Bridge = window.partsemble
export const client = createClient(bridge, watchCall)

import { client } from '../api/bridge.ts'
import { useHostQuery } from '../api/use-query.ts'
import type { OutputOf } from '../../shared/contract/registry.ts'
import { showNotice } from './window-state.ts'

/** Where people work, and how far a practice shop is made; `undefined` until it is known. */
export function usePractice(): OutputOf<'host', 'practice.status'> | undefined {
  return useHostQuery('practice.status', {}).data
}

/** What is said once the window has been loaded anew, on the dashboard; the practice shop says itself what it is. */
const saidOnArrival = 'said on arrival'

/** Makes a practice shop and goes there: the window is loaded anew when it is open. */
export async function openPracticeShop(): Promise<void> {
  if (await isHere('practice')) return showNotice({ kind: 'done', text: 'This is the practice shop.' })
  sessionStorage.setItem(saidOnArrival, '')
  const reply = await client.askHost('practice.open', {})
  if (reply.ok || reply.error.code === 'call.lost') return
  sessionStorage.removeItem(saidOnArrival)
  showNotice({ kind: 'refused', error: reply.error })
}

/** Throws the practice shop away and goes back to the company. */
export async function leavePracticeShop(): Promise<void> {
  if (await isHere('company')) return showNotice({ kind: 'done', text: 'This is your own company; the practice shop is not open.' })
  sessionStorage.setItem(saidOnArrival, 'Back in your own company. The practice shop is gone.')
  const reply = await client.askHost('practice.leave', {})
  if (reply.ok || reply.error.code === 'call.lost') return
  sessionStorage.removeItem(saidOnArrival)
  showNotice({ kind: 'refused', error: reply.error })
}

/** Begins where one begins after going to the other ledger: nothing that was on the screen is there. */
export function arrive(): void {
  const text = sessionStorage.getItem(saidOnArrival)
  if (text === null) return
  sessionStorage.removeItem(saidOnArrival)
  window.location.hash = '#/dashboard'
  if (text !== '') showNotice({ kind: 'done', text })
}

async function isHere(place: 'company' | 'practice'): Promise<boolean> {
  const reply = await client.askHost('practice.status', {})
  return reply.ok && reply.value.here === place
}

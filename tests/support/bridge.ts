import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import type { Bridge } from '../../src/shared/bridge.ts'

export interface Reply {
  readonly ok: boolean
  readonly value?: Record<string, unknown>
  readonly error?: { readonly code: string; readonly data: Record<string, unknown> }
}

/** Sends a message through the window's own bridge and returns the answer, as a page that was taken over could. */
export async function callBridge(page: Page, message: unknown): Promise<Reply> {
  const text = await page.evaluate(
    (messageText) => (globalThis as unknown as { partsemble: Bridge }).partsemble.call(messageText),
    typeof message === 'string' ? message : JSON.stringify(message),
  )
  return JSON.parse(text) as Reply
}

/** Makes a supplier through the bridge, for tests that are not about making one. */
export async function createSupplier(page: Page, name: string, code: string | null): Promise<void> {
  const input = { name, code, contact: '', email: '', phone: '', notes: '' }
  const reply = await callBridge(page, { kind: 'command', name: 'supplier.create', commandId: randomUUID(), input })
  expect(reply).toMatchObject({ ok: true })
}

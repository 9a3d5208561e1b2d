import { client } from '../api/bridge.ts'
import { askAgain } from '../api/query-client.ts'
import { sizeSentence } from '../text/numbers.ts'
import { showNotice } from './window-state.ts'

/** Makes a backup and says so, or why not. */
export async function backUpNow(): Promise<void> {
  const reply = await client.askHost('backup.now', {})
  if (reply.ok) void askAgain([{ kind: 'app' }])
  showNotice(
    reply.ok
      ? { kind: 'done', text: `Backup made and checked, ${sizeSentence(reply.value.bytes)}` }
      : { kind: 'refused', error: reply.error },
  )
}

/** Opens a folder in this PC's file manager. */
export async function openFolder(folder: 'data' | 'backups' | 'logs'): Promise<void> {
  const reply = await client.askHost('app.open_folder', { folder })
  if (!reply.ok) showNotice({ kind: 'refused', error: reply.error })
}

/** Begins to read the items of QuickBooks, or says why not; their screen tells how far it is. */
export async function syncItems(): Promise<void> {
  const reply = await client.askHost('sync.run', { kinds: ['items'] })
  if (!reply.ok) showNotice({ kind: 'refused', error: reply.error })
}

/** Stops what is read from QuickBooks; what was read stays. */
export async function cancelSync(): Promise<void> {
  const reply = await client.askHost('sync.cancel', {})
  if (!reply.ok) showNotice({ kind: 'refused', error: reply.error })
}

/** Begins to compare what was exported, and stock, with QuickBooks, or says why not; sales that are pulled are brought up to date with it. The Reconcile page tells how far it is. */
export async function compareWithQuickBooks(withSales: boolean): Promise<void> {
  const reply = await client.askHost('sync.run', { kinds: ['accounts', 'items', ...(withSales ? ['sales' as const] : []), 'documents'] })
  if (!reply.ok) showNotice({ kind: 'refused', error: reply.error })
}

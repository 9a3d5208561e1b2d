import type { FindingRow } from '../../../shared/contract/reconcile.ts'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { client } from '../../api/bridge.ts'
import { newId } from '../../api/ids.ts'
import { commandOnce } from '../../state/undo.ts'
import { showNotice } from '../../state/window-state.ts'
import { countedText } from '../../text/numbers.ts'

/** As many as one question answers. */
const pageRows = 500

const documentsText = (count: number) => countedText(count, 'document', 'documents')

/** Sends documents, also again what was refused. Whether they were queued. */
export async function sendExports(exportIds: readonly number[]): Promise<boolean> {
  const reply = await client.runCommand('export.send', newId(), { exportIds: [...exportIds] })
  if (!reply.ok) {
    showNotice({ kind: 'refused', error: reply.error })
    return false
  }
  toldSent(exportIds, reply.value)
  return true
}

/** Says how many documents go out now, and how many once nothing is missing. */
export function toldSent(exportIds: readonly number[], { queued, lacking }: OutputOf<'command', 'export.send'>): void {
  const later = lacking === 0 ? [] : [`${documentsText(lacking)} to be sent once nothing is missing`]
  const now = queued === 0 ? [] : [`${documentsText(queued)} to be sent`]
  showNotice({ kind: 'done', text: [...now, ...later].join(', '), undo: { label: 'Undo', run: () => void holdWhatIsLeft(exportIds) } })
}

/** Holds back what of these has not left yet: some may be in QuickBooks by the time somebody thinks better of it. */
async function holdWhatIsLeft(exportIds: readonly number[]): Promise<void> {
  const reply = await client.runQuery('export.progress', { exportIds: [...exportIds] })
  if (!reply.ok) return showNotice({ kind: 'refused', error: reply.error })
  const { waiting } = reply.value
  if (waiting.length > 0) await holdExports(waiting)
  else showNotice({ kind: 'done', text: exportIds.length === 1 ? 'It has left this PC already' : 'All of them have left this PC already' })
}

/** Takes documents that have not left yet out of the queue. */
export async function holdExports(exportIds: readonly number[]): Promise<void> {
  const reply = await client.runCommand('export.hold', newId(), { exportIds: [...exportIds] })
  showNotice(
    reply.ok
      ? { kind: 'done', text: `${documentsText(reply.value.held)} held back`, undo: { label: 'Send', run: () => void sendExports(exportIds) } }
      : { kind: 'refused', error: reply.error },
  )
}

/** Says that documents were entered in QuickBooks by hand, with the way back. */
export function saidByHand(exportIds: readonly number[]): void {
  const back = commandOnce('export.unmark', { exportIds: [...exportIds] }, () => ({ kind: 'done', text: 'They are to be exported again' }))
  showNotice({ kind: 'done', text: `${documentsText(exportIds.length)} not exported: done by hand`, undo: { label: 'Undo', run: back } })
}

/** Lets what was left to people be exported after all. */
export async function unmarkExports(exportIds: readonly number[]): Promise<void> {
  const reply = await client.runCommand('export.unmark', newId(), { exportIds: [...exportIds] })
  if (!reply.ok) return showNotice({ kind: 'refused', error: reply.error })
  const { waiting } = reply.value
  showNotice({ kind: 'done', text: waiting === 0 ? 'Taken back since, so there is nothing to send' : `${documentsText(waiting)} to be exported after all` })
}

/** Stops everything from going out, or goes on. */
export async function pauseExports(paused: boolean): Promise<void> {
  const reply = await client.runCommand('export.pause', newId(), { paused })
  if (!reply.ok) return showNotice({ kind: 'refused', error: reply.error })
  const undo = commandOnce('export.pause', { paused: !paused }, () => ({ kind: 'done', text: paused ? 'Exporting goes on' : 'Exporting is paused' }))
  showNotice({ kind: 'done', text: paused ? 'Exporting is paused: nothing leaves this PC' : 'Exporting goes on', undo: { label: 'Undo', run: undo } })
}

/** Takes a document that is in QuickBooks already as the one that waits here. */
export async function adoptExport(exportId: number, externalId: string, docNumber: string): Promise<void> {
  const reply = await client.runCommand('export.adopt', newId(), { exportId, externalId })
  showNotice(reply.ok ? { kind: 'done', text: `${docNumber} is taken as the one in QuickBooks, and is not sent again` } : { kind: 'refused', error: reply.error })
}

/** Takes every document that is in QuickBooks already as the one that waits here; what lacks something first stays in the list. */
export async function adoptAll(): Promise<void> {
  const tried = new Set<number>()
  let adopted = 0
  for (;;) {
    const found = await client.runQuery('reconcile.documents', { left: false, limit: pageRows, offset: 0 })
    if (!found.ok) return showNotice({ kind: 'refused', error: found.error })
    const next = found.value.findings.flatMap(({ state, externalId, export: mine }) => (state === 'adoptable' && mine !== null && !tried.has(mine.exportId) ? [{ exportId: mine.exportId, externalId }] : []))
    if (next.length === 0) break
    showNotice({ kind: 'working', text: `${documentsText(adopted)} taken as those in QuickBooks…` })
    for (const input of next) {
      tried.add(input.exportId)
      const reply = await client.runCommand('export.adopt', newId(), input)
      if (reply.ok) adopted += 1
    }
  }
  const lacking = tried.size - adopted
  const later = lacking === 0 ? '' : `; ${documentsText(lacking)} could not be, and say why when adopted alone`
  showNotice({ kind: 'done', text: `${documentsText(adopted)} taken as those in QuickBooks, and not sent again${later}` })
}

/** Leaves a document over there as it was found, or has it looked at again. */
export async function leaveFound({ kind, externalId, docNumber }: Pick<FindingRow, 'kind' | 'externalId' | 'docNumber'>, left: boolean): Promise<void> {
  const said = (isLeft: boolean) => (isLeft ? `${docNumber} is left as it is, until it changes` : `${docNumber} is to be looked at again`)
  const reply = await client.runCommand('export.leave_found', newId(), { kind, externalId, left })
  if (!reply.ok) return showNotice({ kind: 'refused', error: reply.error })
  const undo = commandOnce('export.leave_found', { kind, externalId, left: !left }, () => ({ kind: 'done', text: said(!left) }))
  showNotice({ kind: 'done', text: said(left), undo: { label: 'Undo', run: undo } })
}

/** Sends again what is not in QuickBooks any more. */
export async function sendAnew(exportId: number): Promise<void> {
  const reply = await client.runCommand('export.send_anew', newId(), { exportIds: [exportId] })
  if (!reply.ok) return showNotice({ kind: 'refused', error: reply.error })
  toldSent([exportId], reply.value)
}

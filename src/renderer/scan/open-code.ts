import { client } from '../api/bridge.ts'
import { showNotice } from '../state/window-state.ts'
import { takenByScreen } from './scan-taker.ts'

/** As long as a code can be. */
const codeLengthMax = 80

/** Gives what a code stands for to the screen that wants it, else opens it; or says that nothing has it and offers the ways on. */
export async function openCode(code: string, goTo: (path: string) => void): Promise<void> {
  // What a panel holds is not thrown away by a scan beside it.
  if (document.querySelector('[role="dialog"]') !== null) return showNotice({ kind: 'scanned_beside', code })
  const reply = await client.runQuery('product.find_by_code', { code: code.slice(0, codeLengthMax) })
  if (!reply.ok) return showNotice({ kind: 'refused', error: reply.error })
  const { found } = reply.value
  if (found === null) return showNotice({ kind: 'unknown_code', code })
  showNotice(null)
  if (takenByScreen(found)) return
  goTo(found.lot ? `/lots/${found.lot.lotId}` : `/products/${found.product.productId}`)
}

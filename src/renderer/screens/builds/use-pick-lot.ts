import { client } from '../../api/bridge.ts'
import { lotsWithFirst, withLine } from './build-text.ts'
import { lineFor } from './change-line.ts'
import type { BuildHandle } from './use-build.ts'

/** As many open lots of one product as are looked through. */
const openLotsMax = 500

/** Draws a scanned lot first; whether it holds a component of this build is the answer. */
export function usePickLot({ typed, preview, change }: BuildHandle): (productId: number, lotId: number) => boolean {
  return (productId, lotId) => {
    const component = preview?.components.find(({ product }) => product.productId === productId)
    if (component === undefined) return false
    async function pick(of: NonNullable<typeof component>) {
      const page = { search: '', productId, status: 'active' as const, limit: openLotsMax, offset: 0 }
      const reply = await client.runQuery('lot.list', page)
      if (!reply.ok) return
      const line = lineFor(typed.lines, of)
      const lots = [...lotsWithFirst(reply.value.lots, of.needed, line.lots ?? [], lotId)]
      change({ lines: withLine(typed.lines, productId, { ...line, lots }) })
    }
    void pick(component)
    return true
  }
}

import { useNavigate } from '@tanstack/react-router'
import { client } from '../../api/bridge.ts'
import { useScanTaker, type Scanned } from '../../scan/scan-taker.ts'
import { isBuilt } from '../../text/product-words.ts'

const isBuiltHere = ({ product, lot }: Scanned) => lot === null && !product.archived && isBuilt(product.kind)

/** On the queue a scanned product that is built narrows it to its planned builds; without one, a build of it begins. */
export function useScanInQueue(onFound: (productId: number, firstPlannedId: number) => void): void {
  const navigate = useNavigate()
  async function find(productId: number) {
    const reply = await client.runQuery('planned_build.list', { productId, limit: 1, offset: 0 })
    const first = reply.ok ? reply.value.plannedBuilds[0] : undefined
    if (first === undefined) void navigate({ to: '/builds/new', search: { product: productId } as object })
    else onFound(productId, first.plannedBuildId)
  }

  useScanTaker((scanned) => {
    if (!isBuiltHere(scanned)) return false
    void find(scanned.product.productId)
    return true
  })
}

/** In the history a scanned product that is built narrows it to its builds, and a scanned lot opens the build that made it. */
export function useScanInHistory(onProduct: (productId: number) => void): void {
  const navigate = useNavigate()
  async function openMaker(lotId: number) {
    const reply = await client.runQuery('lot.get', { lotId })
    const source = reply.ok ? reply.value.lot.source : null
    void navigate({ to: source?.kind === 'build' ? `/builds/${source.id}` : `/lots/${lotId}` })
  }

  useScanTaker((scanned) => {
    if (scanned.lot !== null) void openMaker(scanned.lot.lotId)
    else if (isBuiltHere(scanned)) onProduct(scanned.product.productId)
    else return false
    return true
  })
}

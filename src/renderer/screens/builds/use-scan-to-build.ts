import { useNavigate } from '@tanstack/react-router'
import { useScanTaker } from '../../scan/scan-taker.ts'

/** On the lists of builds, a scanned product that is built begins a build of it. */
export function useScanToBuild(): void {
  const navigate = useNavigate()
  useScanTaker(({ product, lot }) => {
    if (lot !== null || product.archived || !['finished_good', 'sub_assembly'].includes(product.kind)) return false
    void navigate({ to: '/builds/new', search: { product: product.productId } as object })
    return true
  })
}

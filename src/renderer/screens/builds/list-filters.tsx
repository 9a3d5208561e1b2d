import { useState } from 'react'
import { useLedgerQuery } from '../../api/use-query.ts'
import { BusinessDateInput } from '../../components/date-input.tsx'
import { ProductPicker, type PickedProduct } from '../../components/product-picker.tsx'
import { AssigneeField, useAssignments } from './assignee-field.tsx'
import classes from './builds.module.css'
import { idIn, type AddressFilters } from './use-address-filters.ts'

interface FilterProps {
  readonly filters: AddressFilters
  readonly onChange: (change: Partial<AddressFilters>) => void
}

/** Only what is made of one product. */
export function ProductFilter({ filters, onChange }: FilterProps) {
  const productId = idIn(filters.product)
  const { data } = useLedgerQuery('product.get', { productId: productId ?? 1 }, { enabled: productId !== null })
  const [picked, setPicked] = useState<PickedProduct | null>(null)
  const known = data?.product.productId === productId ? data.product : null
  return (
    <ProductPicker
      className={classes.productFilter}
      aria-label="Product"
      placeholder="Any product"
      kinds={['finished_good', 'sub_assembly']}
      value={productId === null ? null : (known ?? picked)}
      onChange={(product) => {
        setPicked(product)
        onChange({ product: product === null ? '' : String(product.productId) })
      }}
    />
  )
}

/** From one day to another, both included. */
export function DayFilter({ filters, onChange, of }: FilterProps & { readonly of: string }) {
  return (
    <div className={classes.days}>
      <BusinessDateInput className={classes.day} aria-label={`${of} from`} placeholder={`${of} from`} value={filters.from} onChange={(from) => onChange({ from })} />
      <BusinessDateInput className={classes.day} aria-label={`${of} to`} placeholder="to" value={filters.to} onChange={(to) => onChange({ to })} />
    </div>
  )
}

/** Only what is for one person, while builds are done by somebody. */
export function AssigneeFilter({ filters, onChange }: FilterProps) {
  const assignments = useAssignments()
  const value = idIn(filters.assignee)
  if (!assignments && value === null) return null
  return <AssigneeField nobody="Anybody" value={value} onChange={(personId) => onChange({ assignee: personId === null ? '' : String(personId) })} />
}

import { useState } from 'react'
import type { ProductKind } from '../../../shared/contract/product.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { BusinessDateInput } from '../../components/date-input.tsx'
import { ProductPicker, type PickedProduct } from '../../components/product-picker.tsx'
import { useWindowState } from '../../state/window-state.ts'
import { AssigneeField, useAssignments } from './assignee-field.tsx'
import classes from './builds.module.css'
import { idIn, type AddressFilters, type FilterName } from './use-address-filters.ts'

interface FilterProps {
  readonly filters: AddressFilters
  readonly onChange: (change: Partial<AddressFilters>) => void
}

/** Some of the filters, as other lists have them too. */
interface PartOf<Name extends FilterName> {
  readonly filters: Pick<AddressFilters, Name>
  readonly onChange: (change: Partial<Pick<AddressFilters, Name>>) => void
}

interface MoreFiltersProps extends FilterProps {
  /** What the days are of: `Target`, `Built`. */
  readonly of: string
}

/** By product, day and person. Where targets are large there is no room for them; what is set shows all the same. */
export function MoreFilters({ of, filters, onChange }: MoreFiltersProps) {
  const office = useWindowState((state) => state.preferences.mode === 'office')
  return (
    <>
      {(office || filters.product !== '') && <ProductFilter filters={filters} onChange={onChange} />}
      {(office || filters.from !== '' || filters.to !== '') && <DayFilter of={of} filters={filters} onChange={onChange} />}
      <AssigneeFilter filters={filters} onChange={onChange} />
    </>
  )
}

interface ProductFilterProps extends PartOf<'product'> {
  /** Which products it offers. */
  readonly kinds?: readonly ProductKind[]
}

/** Only what is of one product. */
export function ProductFilter({ filters, onChange, kinds = ['finished_good', 'sub_assembly'] }: ProductFilterProps) {
  const productId = idIn(filters.product)
  const { data } = useLedgerQuery('product.get', { productId: productId ?? 1 }, { enabled: productId !== null })
  const [picked, setPicked] = useState<PickedProduct | null>(null)
  const known = data?.product.productId === productId ? data.product : null
  return (
    <ProductPicker
      className={classes.productFilter}
      aria-label="Product"
      placeholder="Any product"
      kinds={kinds}
      value={productId === null ? null : (known ?? picked)}
      onChange={(product) => {
        setPicked(product)
        onChange({ product: product === null ? '' : String(product.productId) })
      }}
    />
  )
}

/** From one day to another, both included. */
export function DayFilter({ filters, onChange, of }: PartOf<'from' | 'to'> & Pick<MoreFiltersProps, 'of'>) {
  return (
    <div className={classes.days}>
      <BusinessDateInput className={classes.day} aria-label={`${of} from`} placeholder={`${of} from`} value={filters.from} onChange={(from) => onChange({ from })} />
      <BusinessDateInput className={classes.day} aria-label={`${of} to`} placeholder="to" value={filters.to} onChange={(to) => onChange({ to })} />
    </div>
  )
}

/** Only what is for one person, while builds are done by somebody. */
function AssigneeFilter({ filters, onChange }: FilterProps) {
  const assignments = useAssignments()
  const value = idIn(filters.assignee)
  if (!assignments && value === null) return null
  return <AssigneeField nobody="Anybody" value={value} onChange={(personId) => onChange({ assignee: personId === null ? '' : String(personId) })} />
}

import { isBusinessDate } from '../../../shared/units/business-date.ts'
import { useFilters } from '../../state/address-filters.ts'

const names = ['product', 'from', 'to', 'assignee'] as const
export type FilterName = (typeof names)[number]
export type AddressFilters = { readonly [N in FilterName]: string }

/** Filters that a list of builds keeps in its address beside what every list keeps there. */
export function useAddressFilters(): readonly [AddressFilters, (change: Partial<AddressFilters>) => void] {
  return useFilters(names)
}

/** An id in the address; `null` for none. */
export function idIn(text: string): number | null {
  const id = Number(text)
  return Number.isSafeInteger(id) && id > 0 ? id : null
}

/** A day in the address; `null` while it is none. */
export function dayIn(text: string): string | null {
  return isBusinessDate(text.trim()) ? text.trim() : null
}

/** Takes every filter away. */
export const noFilters: AddressFilters = { product: '', from: '', to: '', assignee: '' }

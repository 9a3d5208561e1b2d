import { useNavigate, useSearch } from '@tanstack/react-router'
import { isBusinessDate } from '../../../shared/units/business-date.ts'

const names = ['product', 'from', 'to', 'assignee'] as const
export type FilterName = (typeof names)[number]
export type AddressFilters = { readonly [N in FilterName]: string }

/** Filters that a list keeps in its address beside what every list keeps there. Empty means any. */
export function useAddressFilters(): readonly [AddressFilters, (change: Partial<AddressFilters>) => void] {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const navigate = useNavigate()
  const filters = Object.fromEntries(names.map((name) => [name, textOf(search[name])])) as AddressFilters
  function change(part: Partial<AddressFilters>) {
    const next = (before: object) => Object.fromEntries(Object.entries({ ...before, ...part }).filter(([, value]) => value !== ''))
    void navigate({ to: '.', search: next as never, replace: true, resetScroll: false })
  }
  return [filters, change]
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
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

import { useNavigate, useSearch } from '@tanstack/react-router'

/** Filters that a list keeps in its address beside what every list keeps there. Empty means any. */
export type Filters<Name extends string> = { readonly [N in Name]: string }

/** Reads the filters of these names from the address, and changes some of them in place. */
export function useFilters<Name extends string>(names: readonly Name[]): readonly [Filters<Name>, (change: Partial<Filters<Name>>) => void] {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const navigate = useNavigate()
  const filters = Object.fromEntries(names.map((name) => [name, textOf(search[name])])) as Filters<Name>
  function change(part: Partial<Filters<Name>>) {
    const next = (before: object) => Object.fromEntries(Object.entries({ ...before, ...part }).filter(([, value]) => value !== ''))
    void navigate({ to: '.', search: next as never, replace: true, resetScroll: false })
  }
  return [filters, change]
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

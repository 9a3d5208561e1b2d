import { typedBefore } from '../state/kept-typing.ts'
import { useWindowState } from '../state/window-state.ts'
import type { GoTo } from './actions.ts'

interface Left {
  readonly what: string
  readonly path: string
  readonly search?: Readonly<Record<string, string>>
}

/** What is kept under a name, and where it is typed; `null` of what is found where one does it. */
function leftAs(keptAs: string): Left | null {
  const [, kind = '', of = ''] = /^(receipt|sale|return|bom|planned build|product|supplier\.create) ?(\S*)/.exec(keptAs) ?? []
  switch (kind) {
    case 'receipt':
      return { what: of === 'new' ? 'A new receipt' : 'A draft of a receipt', path: `/receipts/${of}` }
    case 'sale':
      return of === 'new' ? { what: 'A new sale', path: '/sales/new' } : { what: 'A change of a sale', path: `/sales/${of}/edit` }
    case 'return':
      return of === 'new' ? { what: 'A new return', path: '/sales/new', search: { as: 'return' } } : { what: 'A change of a return', path: `/sales/${of}/edit` }
    case 'bom':
      return { what: 'A BOM', path: `/boms/${of}` }
    case 'planned build':
      return { what: 'A change of a planned build', path: `/builds/planned/${of}` }
    case 'product':
      return { what: 'A new product', path: '/products', search: { panel: 'new' } }
    case 'supplier.create':
      return { what: 'A new supplier', path: '/suppliers', search: { panel: 'new' } }
    default:
      return null
  }
}

/** Says what was typed and not saved when the program ended, with the way to the last of it. */
export function tellTypedBefore(goTo: GoTo): void {
  const left = typedBefore().flatMap((keptAs) => leftAs(keptAs) ?? [])
  const last = left.at(-1)
  if (last === undefined) return
  const others = left.length - 1
  const more = others === 0 ? '' : others === 1 ? ' Neither was one other.' : ` Neither were ${others} others.`
  const text = `${last.what} was not saved. It is there as it was typed.${more}`
  // It is nothing that was done, and so nothing that is taken back.
  useWindowState.setState({ notice: { kind: 'done', text, show: () => goTo(last.path, last.search) } })
}

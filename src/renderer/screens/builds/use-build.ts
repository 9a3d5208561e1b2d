import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { quantityTyped } from '../../../shared/contract/figures.ts'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import type { AppError } from '../../../shared/errors.ts'
import { isBusinessDate } from '../../../shared/units/business-date.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import type { PickedProduct } from '../../components/product-picker.tsx'
import { businessDateAt } from '../../text/dates.ts'
import { fieldTexts } from '../../text/errors.ts'
import { problemText } from '../../text/problems.ts'

export interface BuildText {
  readonly product: PickedProduct | null
  readonly quantity: string
  readonly businessDate: string
}

export interface BuildHandle {
  readonly typed: BuildText
  /** What building it now would do; `undefined` while something typed does not say what to build. */
  readonly preview: OutputOf<'query', 'build.preview'> | undefined
  /** Texts beside the fields, by field. */
  readonly fields: Readonly<Record<string, string>>
  /** What stands in the way and belongs beside no field. */
  readonly error: AppError | null
  readonly pending: boolean
  change(part: Partial<BuildText>): void
  /** Builds; returns what was made, the field to look at first, or `null` when an earlier sending is still on its way. */
  execute(): Promise<OutputOf<'command', 'build.execute'> | { readonly badField: string | null } | null>
}

/** A build while it is typed, kept in the address, with what it would do refreshed at every key. */
export function useBuild(): BuildHandle {
  const [typed, change] = useTyped()
  const [refusal, setRefusal] = useState<AppError | null>(null)
  const command = useCommand('build.execute')
  const input = { productId: typed.product?.productId ?? 0, quantity: typed.quantity, businessDate: typed.businessDate }
  // What is not complete yet is not wrong yet: it is said when a field holds something that cannot be.
  const complete = typed.product !== null && typed.quantity.trim() !== '' && isBusinessDate(typed.businessDate.trim())
  const asked = useLedgerQuery('build.preview', input, { enabled: complete })
  const previewed = complete && asked.error === null && asked.data?.product.productId === input.productId ? asked.data : undefined
  const shown = refusal ?? (complete ? asked.error : null)
  const fields = { ...dateText(typed.businessDate), ...(shown === null ? {} : placed(shown)) }

  async function execute() {
    const reply = await command.run(input)
    if (reply === null) return null
    if (reply.ok) {
      setRefusal(null)
      return reply.value
    }
    setRefusal(reply.error)
    return { badField: Object.keys(placed(reply.error))[0] ?? null }
  }

  return {
    typed,
    preview: previewed,
    fields,
    error: shown !== null && Object.keys(placed(shown)).length === 0 ? shown : null,
    pending: command.pending,
    change: (part) => {
      setRefusal(null)
      change(part)
    },
    execute,
  }
}

/** A date that was typed and is none is said at once; the rest waits for it. */
function dateText(businessDate: string): { readonly businessDate?: string } {
  if (businessDate.trim() === '' || isBusinessDate(businessDate.trim())) return {}
  return { businessDate: problemText('date.not_a_date') }
}

/** The words beside fields, in the order of the screen. */
function placed(error: AppError): Record<string, string> {
  const texts = fieldTexts(error, {}, Date.now())
  const { productId, quantity, businessDate } = texts
  return {
    ...(productId === undefined ? {} : { product: error.code === 'input.invalid' ? 'Choose a product from the list.' : productId }),
    ...(quantity === undefined ? {} : { quantity }),
    ...(businessDate === undefined ? {} : { businessDate }),
  }
}

/** What is typed; the address follows, so that *Back* finds it as it was left. */
function useTyped(): readonly [BuildText, (part: Partial<BuildText>) => void] {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const navigate = useNavigate()
  const [first] = useState(search)
  const [typed, setTyped] = useState<BuildText>(() => ({
    product: null,
    quantity: textIn(first['quantity']) ?? '1',
    businessDate: textIn(first['date']) ?? businessDateAt(Date.now()),
  }))
  const firstId = Number(first['product'])
  const wanted = Number.isSafeInteger(firstId) && firstId > 0
  const { data } = useLedgerQuery('product.get', { productId: wanted ? firstId : 1 }, { enabled: wanted && typed.product === null })
  const [settled, setSettled] = useState(!wanted)
  if (!settled && data?.product.productId === firstId) {
    setSettled(true)
    const { productId, sku, name } = data.product
    setTyped({ ...typed, product: { productId, sku, name } })
  }

  const { product, quantity, businessDate } = typed
  const builtFirst = first['first']
  useEffect(() => {
    if (!settled) return
    const next = { ...(product && { product: product.productId }), quantity, date: businessDate, ...(builtFirst !== undefined && { first: builtFirst }) }
    void navigate({ to: '.', search: next as object, replace: true, resetScroll: false })
  }, [settled, product, quantity, businessDate, builtFirst, navigate])

  return [
    typed,
    (part) => {
      setSettled(true)
      setTyped((before) => ({ ...before, ...part }))
    },
  ]
}

function textIn(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null
}

/** The quantity typed as millionths; `null` while it is none. */
export function typedQuantity(text: string): number | null {
  const parsed = quantityTyped.safeParse(text)
  return parsed.success ? parsed.data : null
}

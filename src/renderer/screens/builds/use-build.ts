import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import type { AppError } from '../../../shared/errors.ts'
import { isBusinessDate } from '../../../shared/units/business-date.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { businessDateAt } from '../../text/dates.ts'
import { fieldTexts } from '../../text/errors.ts'
import { problemText } from '../../text/problems.ts'
import { addressOf, buildAddress, buildInput, lineProblems, type BuildText } from './build-text.ts'

export type BuildPreview = OutputOf<'query', 'build.preview'>

/** Which field to look at first after a refusal; `null` when it is about none. */
interface BadField {
  readonly badField: string | null
}

export interface BuildHandle {
  readonly typed: BuildText
  /** What building it now would do; `undefined` while something typed does not say what to build. */
  readonly preview: BuildPreview | undefined
  /** Texts beside the fields, by field; those of a changed component by `lines.0.quantity`. */
  readonly fields: Readonly<Record<string, string>>
  /** What stands in the way and belongs beside no field. */
  readonly error: AppError | null
  readonly pending: boolean
  change(part: Partial<BuildText>): void
  /** Builds; returns what was made, the field to look at first, or `null` when an earlier sending is still on its way. */
  execute(): Promise<OutputOf<'command', 'build.execute'> | BadField | null>
  /** Puts it into the queue instead; answers in the same way. */
  plan(): Promise<OutputOf<'command', 'planned_build.create'> | BadField | null>
}

/** A build while it is typed, kept in the address it was opened by, with what it would do refreshed at every key. */
export function useBuild(address: object): BuildHandle {
  const [typed, change, awaitedProductId] = useTyped(address)
  const [refusal, setRefusal] = useState<AppError | null>(null)
  const executing = useCommand('build.execute')
  const planning = useCommand('planned_build.create')
  // Who comes with a product and builds at once does not wait for its name.
  const input = { ...buildInput(typed), productId: typed.product?.productId ?? awaitedProductId ?? 0 }
  const wrongLines = lineProblems(typed.lines)
  // What is not complete yet is not wrong yet: it is said when a field holds something that cannot be.
  const complete = input.productId > 0 && typed.quantity.trim() !== '' && isBusinessDate(typed.businessDate.trim())
  const asked = useLedgerQuery('build.preview', input, { enabled: complete && Object.keys(wrongLines).length === 0 })
  const fresh = complete && asked.error === null && asked.data?.product.productId === input.productId ? asked.data : undefined
  // Components that are being changed stay while one of their figures is none.
  const [kept, setKept] = useState(fresh)
  if (fresh !== undefined && fresh !== kept) setKept(fresh)
  const preview = fresh ?? (typed.changing && kept?.product.productId === input.productId ? kept : undefined)

  const shown = refusal ?? (complete ? asked.error : null)
  const fields = {
    ...dateText('businessDate', typed.businessDate),
    ...(typed.asPlan ? dateText('targetDate', typed.targetDate) : {}),
    ...(preview === undefined || typed.asPlan ? {} : pickTexts(preview)),
    ...wrongLines,
    ...(shown === null ? {} : placed(shown)),
  }

  function answered<T>(reply: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError } | null): T | BadField | null {
    if (reply === null) return null
    setRefusal(reply.ok ? null : reply.error)
    return reply.ok ? reply.value : { badField: Object.keys(placed(reply.error))[0] ?? null }
  }

  return {
    typed,
    preview,
    fields,
    error: shown !== null && Object.keys(placed(shown)).length === 0 ? shown : null,
    pending: executing.pending || planning.pending,
    change: (part) => {
      setRefusal(null)
      change(part)
    },
    execute: async () => answered(await executing.run(input)),
    plan: async () => {
      const { productId, quantity, assigneeId } = input
      const targetDate = typed.targetDate.trim() === '' ? null : typed.targetDate
      return answered(await planning.run({ productId, quantity, targetDate, assigneeId: assigneeId ?? null, notes: typed.notes ?? '' }))
    },
  }
}

/** A date that was typed and is none is said at once; the rest waits for it. */
function dateText(field: string, typed: string): Record<string, string> {
  return typed.trim() === '' || isBusinessDate(typed.trim()) ? {} : { [field]: problemText('date.not_a_date') }
}

const ownFields = ['quantity', 'businessDate', 'targetDate', 'rest', 'assigneeId', 'notes']

/** The words beside fields, in the order of the screen. */
function placed(error: AppError): Record<string, string> {
  const texts = fieldTexts(error, {}, Date.now())
  const { productId } = texts
  const own = ownFields.flatMap((field) => (texts[field] === undefined ? [] : [[field, texts[field]]]))
  const ofLines = Object.entries(texts).flatMap(([field, text]) => (field.startsWith('lines.') ? [[lotField(error, field), text]] : []))
  return {
    ...(productId === undefined ? {} : { product: error.code === 'input.invalid' ? 'Choose a product from the list.' : productId }),
    ...Object.fromEntries([...own, ...ofLines]),
  }
}

/** What is wrong with the lots chosen is said at once, beside them. */
function pickTexts({ problems }: BuildPreview): Record<string, string> {
  return Object.assign({}, ...problems.filter(({ code }) => code.startsWith('build.pick')).map(placed)) as Record<string, string>
}

/** A lot is told by itself and not by its place, as those of which nothing is taken are not sent. */
function lotField(error: AppError, field: string): string {
  return 'lotId' in error.data ? field.replace(/lots\..*$/, `lots.${error.data.lotId}`) : field
}

/** What is typed; the address follows, so that *Back* finds it as it was left. */
function useTyped(address: object): readonly [BuildText, (part: Partial<BuildText>) => void, awaitedProductId: number | null] {
  const navigate = useNavigate()
  const [first] = useState(() => buildAddress.parse(address))
  const [typed, setTyped] = useState<BuildText>(() => ({
    product: null,
    quantity: first.quantity,
    businessDate: first.date === '' ? businessDateAt(Date.now()) : first.date,
    plannedBuildId: first.plan,
    rest: first.rest,
    assigneeId: first.assignee,
    notes: first.notes,
    lines: first.lines,
    useHeld: first.held === 1,
    asPlan: first.as === 'plan',
    targetDate: first.target,
    changing: first.change === 1,
  }))
  const { data } = useLedgerQuery('product.get', { productId: first.product ?? 1 }, { enabled: first.product !== null && typed.product === null })
  const [settled, setSettled] = useState(first.product === null)
  if (!settled && data?.product.productId === first.product) {
    setSettled(true)
    const { productId, sku, name } = data.product
    setTyped({ ...typed, product: { productId, sku, name } })
  }

  useEffect(() => {
    if (!settled) return
    void navigate({ to: '.', search: addressOf(typed, first.first) as object, replace: true, resetScroll: false })
  }, [settled, typed, first, navigate])

  return [
    typed,
    (part) => {
      // What is typed before the product of the address has come does not take its place.
      if (part.product !== undefined) setSettled(true)
      setTyped((before) => ({ ...before, ...part }))
    },
    settled ? null : first.product,
  ]
}

import { useForm, type UseFormReturnType } from '@mantine/form'
import { useEffect, useRef, useState } from 'react'
import type { DraftOf, NameOf, OutputOf } from '../../shared/contract/registry.ts'
import type { AppError } from '../../shared/errors.ts'
import { useCommand } from '../api/use-command.ts'
import { keepTyped, typedOf } from '../state/kept-typing.ts'
import { useDenied } from '../state/operator.ts'
import { fieldTexts, type FieldHints } from '../text/errors.ts'
import { useGuard } from './guard.ts'

interface CommandFormOptions<N extends NameOf<'command'>, Values> {
  readonly command: N
  readonly initialValues: Values
  readonly toDraft: (values: Values) => DraftOf<'command', N>
  /** This form's own words for a problem of a field, by `field.problem`. */
  readonly hints?: FieldHints
  readonly onDone: (output: OutputOf<'command', N>) => void
  /** Under this name what is typed waits when the form is closed unsent, or the program ends, until it is opened again. */
  readonly keepAs?: string
}

export interface CommandForm<Values> {
  /** What it sends. */
  readonly command: NameOf<'command'>
  readonly form: UseFormReturnType<Values>
  readonly pending: boolean
  /** The refusal that belongs beside no field. Whoever may not send it is told before they type. */
  readonly error: AppError | null
  /** The last refusal, wherever it is shown; `null` before the first and after a success. */
  readonly refusal: AppError | null
  submit(): void
}

/** Keeps what is typed, unless it says nothing new or was sent. */
function useKeptForm(keepAs: string | undefined, blank: string, values: unknown, isDone: { readonly current: boolean }) {
  useEffect(() => {
    if (keepAs !== undefined) keepTyped(keepAs, isDone.current || JSON.stringify(values) === blank ? null : values)
  }, [keepAs, blank, values, isDone])
}

/**
 * A form that sends one command. A refusal lands beside its fields with the focus on the first of them, or above the
 * form when it is about none; what was typed stays either way.
 */
export function useCommandForm<N extends NameOf<'command'>, Values extends Record<string, unknown>>(
  options: CommandFormOptions<N, Values>,
): CommandForm<Values> {
  const { command: name, initialValues, toDraft, hints = {}, onDone, keepAs } = options
  const command = useCommand(name, keepAs)
  const denied = useDenied(name)
  const guard = useGuard(name)
  const [start] = useState(() => (keepAs === undefined ? undefined : typedOf<Values>(keepAs)) ?? initialValues)
  const form = useForm<Values>({ initialValues: start, validateInputOnBlur: false })
  const [error, setError] = useState<AppError | null>(null)
  const [refusal, setRefusal] = useState<AppError | null>(null)
  const badField = useRef<string | null>(null)
  const isDone = useRef(false)
  useKeptForm(keepAs, JSON.stringify(initialValues), form.values, isDone)

  async function submit() {
    const reply = await command.run(toDraft(form.getValues()))
    if (reply === null) return
    if (reply.ok) {
      setError(null)
      setRefusal(null)
      isDone.current = true
      if (keepAs !== undefined) keepTyped(keepAs, null)
      onDone(reply.value as OutputOf<'command', N>)
      return
    }
    const refused = reply.error as AppError
    const texts = besideShown(fieldTexts(refused, hints, Date.now()), form.getInputNode)
    const fields = shownFields(Object.keys(texts), form.getInputNode)
    form.setErrors(texts)
    setError(fields.length === 0 ? refused : null)
    setRefusal(refused)
    badField.current = fields[0] ?? null
  }

  // After the message is drawn, so that it is read out together with its field.
  useEffect(() => {
    if (badField.current === null) return
    form.getInputNode(badField.current)?.focus()
    badField.current = null
  })

  return { command: name, form, pending: command.pending, error: error ?? denied, refusal, submit: () => guard.run(() => void submit()) }
}

/** What is wrong with one thing of a list that is typed in one field stands beside that field: `barcodes.2` beside `barcodes`. */
function besideShown(texts: Readonly<Record<string, string>>, nodeOf: (field: string) => HTMLElement | null): Record<string, string> {
  const shownName = (field: string) => (nodeOf(field) === null ? field.replace(/\.\d+$/, '') : field)
  return Object.fromEntries(Object.entries(texts).map(([field, text]) => [shownName(field), text]))
}

/** Of the fields those that the form shows, in the order they are on the screen: `lines.2.quantity` as well as `name`. */
function shownFields(fields: readonly string[], nodeOf: (field: string) => HTMLElement | null): readonly string[] {
  const shown = fields.flatMap((field) => {
    const node = nodeOf(field)
    return node === null ? [] : [{ field, node }]
  })
  const comesFirst = (a: Node, b: Node) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1)
  return shown.toSorted((a, b) => comesFirst(a.node, b.node)).map(({ field }) => field)
}

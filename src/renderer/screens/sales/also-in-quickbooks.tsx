import { Checkbox } from '@mantine/core'
import { useCommand } from '../../api/use-command.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { useGuard } from '../../components/guard.ts'
import { commandOnce } from '../../state/undo.ts'
import { showNotice } from '../../state/window-state.ts'
import classes from './sales.module.css'

/** What follows where a sale was entered in QuickBooks too; `null` where nothing of manual sales is told there, so that it means nothing. */
export function useAlsoThereWords(kind: 'sale' | 'return'): string | null {
  const settings = useLedgerQuery('accounting.settings', {}).data
  if (settings === undefined || settings.company === null || settings.company.exportFrom === null) return null
  if (settings.source === 'sync') return `Nothing of it is sent then, as QuickBooks ${kind === 'sale' ? 'takes the goods out of its stock' : 'moves its stock for it'} itself.`
  if (settings.source === 'partsemble' && settings.costOfSalesFrom !== null) return 'Its cost is left out of the journal of that day then, as QuickBooks books it itself.'
  return null
}

const label = 'Also entered in QuickBooks'

interface AlsoThereChoiceProps {
  readonly kind: 'sale' | 'return'
  readonly on: boolean
  readonly onChange: (on: boolean) => void
}

/** Says of a sale or return that is typed that it is entered there too. */
export function AlsoThereChoice({ kind, on, onChange }: AlsoThereChoiceProps) {
  const words = useAlsoThereWords(kind)
  return words === null ? null : <Checkbox className={classes.wide} label={label} description={words} checked={on} onChange={(event) => onChange(event.currentTarget.checked)} />
}

interface AlsoThereProps {
  readonly saleId: number
  readonly kind: 'sale' | 'return'
  /** `Sale PSB-M-00001`. */
  readonly name: string
  readonly on: boolean
}

/** Says of a recorded sale that it was entered there too, with the way back. */
export function AlsoThere({ saleId, kind, name, on }: AlsoThereProps) {
  const words = useAlsoThereWords(kind)
  const { run } = useCommand('sale.set_also_in_quickbooks')
  const guard = useGuard('sale.set_also_in_quickbooks')
  if (words === null) return null
  const said = (alsoInQuickbooks: boolean) => `${name} is ${alsoInQuickbooks ? 'also entered in QuickBooks' : 'entered here alone'}`

  async function set(alsoInQuickbooks: boolean) {
    const reply = await run({ saleId, alsoInQuickbooks })
    if (reply === null) return
    if (!reply.ok) return showNotice({ kind: 'refused', error: reply.error })
    const back = commandOnce('sale.set_also_in_quickbooks', { saleId, alsoInQuickbooks: !alsoInQuickbooks }, () => ({ kind: 'done', text: said(!alsoInQuickbooks) }))
    showNotice({ kind: 'done', text: said(alsoInQuickbooks), undo: { label: 'Undo', run: back } })
  }

  return (
    <Checkbox
      label={label}
      description={words}
      checked={on}
      {...guard.greyed}
      onChange={(event) => {
        const wanted = event.currentTarget.checked
        guard.run(() => void set(wanted))
      }}
    />
  )
}

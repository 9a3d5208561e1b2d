import { Button } from '@mantine/core'
import { IconReceipt2 } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { useCommand } from '../../api/use-command.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { Page } from '../../components/page.tsx'
import { commandOnce } from '../../state/undo.ts'
import { showNotice } from '../../state/window-state.ts'

interface SalesWords {
  /** The screen's own title. */
  readonly title: string
  readonly purpose: string
}

/** The screen while sales are tracked; while they are not, what that does and the way to the switch, receiving first. */
export function whileSales(Screen: ComponentType, words: SalesWords): ComponentType {
  return function WhileSales() {
    const settings = useLedgerQuery('company.settings', {}).data
    if (settings === undefined) return null
    return settings.sales ? <Screen /> : <SalesOff {...words} receiving={settings.receiving} />
  }
}

function SalesOff({ title, purpose, receiving }: SalesWords & { readonly receiving: boolean }) {
  const navigate = useNavigate()
  const switching = useCommand('company.set_feature')

  async function switchOn() {
    const reply = await switching.run({ feature: 'sales', on: true })
    if (reply === null) return
    if (!reply.ok) return showNotice({ kind: 'refused', error: reply.error })
    const back = commandOnce('company.set_feature', { feature: 'sales', on: false }, () => ({ kind: 'done', text: 'Sales tracking is off' }))
    showNotice({ kind: 'done', text: 'Sales tracking is on', undo: { label: 'Undo', run: back } })
  }

  return (
    <Page title={title} purpose={purpose}>
      <EmptyState
        icon={<IconReceipt2 size={32} stroke={1.5} />}
        title="Sales tracking is off"
        action={
          receiving ? (
            <GuardedButton command="company.set_feature" aria-disabled={switching.pending} onClick={() => void switchOn()}>
              Switch sales tracking on
            </GuardedButton>
          ) : (
            <Button onClick={() => void navigate({ to: '/settings', search: { panel: 'receiving' } })}>Open the switch of receiving</Button>
          )
        }
      >
        {receiving
          ? 'Switched on, each sale draws its goods from their lots, so that it has its own cost and margin.'
          : 'Each sale draws its goods from their lots, and stock is kept without lots here. Receiving comes first; then sales tracking can be switched on.'}
      </EmptyState>
    </Page>
  )
}

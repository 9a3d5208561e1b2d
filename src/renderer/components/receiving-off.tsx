import { Button } from '@mantine/core'
import { IconPackageImport } from '@tabler/icons-react'
import { useLocation, useNavigate } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { useReceiving } from '../state/company.ts'
import { EmptyState } from './empty-state.tsx'
import { Page } from './page.tsx'

interface ReceivingWords {
  /** The screen's own title. */
  readonly title: string
  readonly purpose: string
  /** Why the screen has nothing to do while stock is kept without lots. */
  readonly why: string
  /** The one address it is about; the whole screen without it. */
  readonly onlyAt?: string
}

/** The screen while receiving is on; while it is off, why it cannot be used, with the way to the switch. */
export function whileReceiving(Screen: ComponentType, { title, purpose, why, onlyAt }: ReceivingWords): ComponentType {
  return function WhileReceiving() {
    const receiving = useReceiving()
    const navigate = useNavigate()
    const path = useLocation({ select: ({ pathname }) => pathname })
    if (onlyAt !== undefined && path !== onlyAt) return <Screen />
    if (receiving === undefined) return null
    if (receiving) return <Screen />
    return (
      <Page title={title} purpose={purpose}>
        <EmptyState
          icon={<IconPackageImport size={32} stroke={1.5} />}
          title="Receiving is off"
          action={<Button onClick={() => void navigate({ to: '/settings', search: { panel: 'receiving' } })}>Open the switch</Button>}
        >
          {why}
        </EmptyState>
      </Page>
    )
  }
}

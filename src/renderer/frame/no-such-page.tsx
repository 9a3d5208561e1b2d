import { Button } from '@mantine/core'
import { IconError404 } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { EmptyState } from '../components/empty-state.tsx'
import { Page } from '../components/page.tsx'

/** Stands where an address leads nowhere. */
export function NoSuchPage() {
  const navigate = useNavigate()
  return (
    <Page title="No such page" purpose="">
      <EmptyState
        icon={<IconError404 size={32} stroke={1.5} />}
        title="Nothing is at this address"
        action={
          <Button data-autofocus onClick={() => void navigate({ to: '/dashboard' })}>
            Open the dashboard
          </Button>
        }
      >
        The page was never there, or is not part of this version. Nothing in your books has changed.
      </EmptyState>
    </Page>
  )
}

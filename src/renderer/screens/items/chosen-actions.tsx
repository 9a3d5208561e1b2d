import { Button } from '@mantine/core'
import { IconPackageImport } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ItemRow } from '../../../shared/contract/item.ts'
import { useGuard } from '../../components/guard.ts'
import type { Chosen } from '../../components/use-chosen-rows.ts'
import { showNotice } from '../../state/window-state.ts'
import { countedText } from '../../text/numbers.ts'
import { startImport } from './import-draft.ts'
import { sayNotProduct } from './item-actions.ts'
import classes from './items.module.css'

/** As many as one command takes. */
const saidMax = 500

/** What can be done with the chosen items together. */
export function ChosenActions({ chosen: { chosen: items, clear } }: { readonly chosen: Chosen<ItemRow> }) {
  const importing = useGuard('item.import')
  const saying = useGuard('item.set_not_product')
  const navigate = useNavigate()
  const [pending, setPending] = useState(false)
  if (items.length === 0) return null
  const unlinked = items.filter(({ state }) => state !== 'linked')

  async function openImport() {
    setPending(true)
    const error = await startImport(items.map(({ accountingItemId }) => accountingItemId))
    setPending(false)
    if (error !== null) return showNotice({ kind: 'refused', error })
    clear()
    void navigate({ to: '/items/import' })
  }

  async function say() {
    if (await sayNotProduct(unlinked.slice(0, saidMax), true)) clear()
  }

  return (
    <span className={classes.chosen} role="group" aria-label="Chosen items">
      <span role="status">{countedText(items.length, 'item', 'items')} chosen</span>
      <Button
        variant="default"
        leftSection={<IconPackageImport size="1.1em" stroke={1.75} aria-hidden />}
        aria-disabled={pending}
        {...importing.greyed}
        onClick={() => importing.run(() => void openImport())}
      >
        Import as products
      </Button>
      <Button variant="default" {...saying.greyed} onClick={() => saying.run(() => void say())}>
        Not products
      </Button>
      <Button variant="default" onClick={clear}>
        Clear
      </Button>
    </span>
  )
}

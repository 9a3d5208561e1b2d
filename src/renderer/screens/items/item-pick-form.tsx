import { Radio, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useLedgerQuery } from '../../api/use-query.ts'
import { AppErrorPanel } from '../../components/error-panel.tsx'
import { FormActions } from '../../components/form-actions.tsx'
import { SidePanelForm } from '../../components/side-panel.tsx'
import { useOneChoice } from '../../components/use-one-choice.ts'
import { itemKindText } from '../../text/item-words.ts'
import { countedText } from '../../text/numbers.ts'
import { link } from './item-actions.ts'
import classes from './items.module.css'

interface ItemPickFormProps {
  readonly product: { readonly productId: number; readonly sku: string; readonly name: string }
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** As many as are offered; the words typed narrow them. */
const shownMax = 12

/** Says which item a product is, among those that are no product yet. */
export function ItemPickForm({ product, onDone, onCancel }: ItemPickFormProps) {
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed.trim(), 150)
  const [chosen, setChosen] = useState<number | null>(null)
  const { data } = useLedgerQuery('item.list', { search, kinds: [], state: 'unlinked', limit: shownMax, offset: 0 })
  const items = data?.items ?? []
  const item = items.find(({ accountingItemId }) => accountingItemId === chosen) ?? null
  const { missing, refusal, pending, choose, submit } = useOneChoice(item, (next) => setChosen(next?.accountingItemId ?? null), (picked) => link(picked, product), onDone)

  return (
    <SidePanelForm onSubmit={() => void submit()} footer={<FormActions label="Link" command="item.link" pending={pending} onCancel={onCancel} />}>
      {refusal && <AppErrorPanel error={refusal} />}
      <TextInput
        type="search"
        label="Search items"
        description="Name, category, SKU or description in QuickBooks."
        autoFocus
        data-autofocus
        autoComplete="off"
        maxLength={120}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {data?.total === 0 ? (
        <p className={classes.note} role="status">
          {search === '' ? 'Every item is linked already, or none was read yet. Sync items first.' : 'No item that is not linked matches this.'}
        </p>
      ) : (
        <Radio.Group
          label="Items that are no product yet"
          value={chosen === null ? null : String(chosen)}
          error={missing ? 'Choose the item that this product is.' : undefined}
          onChange={(value) => choose(items.find(({ accountingItemId }) => String(accountingItemId) === value) ?? null)}
        >
          <div className={classes.radios}>
            {items.map(({ accountingItemId, name, sku, kind }) => (
              <Radio key={accountingItemId} value={String(accountingItemId)} label={name} description={[itemKindText[kind], sku].filter((text) => text !== '').join(' · ')} />
            ))}
          </div>
        </Radio.Group>
      )}
      {data !== undefined && data.total > items.length && <p className={classes.small}>{countedText(data.total - items.length, 'more item', 'more items')}: type a word to narrow them.</p>}
    </SidePanelForm>
  )
}

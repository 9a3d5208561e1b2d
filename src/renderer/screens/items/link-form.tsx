import type { ItemRow } from '../../../shared/contract/item.ts'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { ChooseProductForm } from '../../components/choose-product-form.tsx'
import { link } from './item-actions.ts'
import classes from './items.module.css'

interface LinkFormProps {
  readonly item: ItemRow
  readonly match: OutputOf<'query', 'item.get'>['match']
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** Says which product an item is. */
export function LinkForm({ item, match, onDone, onCancel }: LinkFormProps) {
  return (
    <ChooseProductForm
      label="Link"
      command="item.link"
      offered={match}
      missingText="Choose the product that this item is."
      onSend={(product) => link(item, product)}
      onDone={onDone}
      onCancel={onCancel}
    >
      <p className={classes.note}>Which product is {item.name}?</p>
    </ChooseProductForm>
  )
}

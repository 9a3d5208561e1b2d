import { Radio, Textarea } from '@mantine/core'
import { BusinessDateInput } from '../../components/date-input.tsx'
import { QuantityInput } from '../../components/figure-input.tsx'
import { QuantityText } from '../../components/figure.tsx'
import { NumberPad } from '../../components/number-pad.tsx'
import { ProductPicker } from '../../components/product-picker.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { useWindowState } from '../../state/window-state.ts'
import { businessDateText } from '../../text/dates.ts'
import { plannedText } from '../../text/planned-words.ts'
import { AssigneeField, useAssignments } from './assignee-field.tsx'
import classes from './builds.module.css'
import type { BuildHandle, BuildPreview } from './use-build.ts'

/** What to make, how many, when, and what goes with it. */
export function BuildFields({ handle, onPicked }: { readonly handle: BuildHandle; readonly onPicked: () => void }) {
  const { typed, preview, fields, change } = handle
  const floor = useWindowState((state) => state.preferences.mode === 'floor')
  const planned = preview?.planned ?? null
  const assignments = useAssignments()
  return (
    <div className={classes.fields}>
      {typed.plannedBuildId === null ? (
        <ProductPicker
          label="Product"
          className={classes.large}
          autoFocus
          data-field="product"
          kinds={['finished_good', 'sub_assembly']}
          error={fields['product']}
          value={typed.product}
          onChange={(product) => change({ product: product && { productId: product.productId, sku: product.sku, name: product.name }, lines: [], changing: false, useHeld: false })}
          onPicked={onPicked}
        />
      ) : (
        <OfPlan typed={typed} planned={planned} />
      )}
      <QuantityInput
        label="Quantity"
        className={classes.large}
        data-field="quantity"
        autoFocus={typed.plannedBuildId !== null}
        unit={preview?.product.unit ?? ''}
        error={fields['quantity']}
        value={typed.quantity}
        onChange={(quantity) => change({ quantity })}
      />
      {floor && <NumberPad label="Quantity" value={typed.quantity} onChange={(quantity) => change({ quantity })} />}
      {planned !== null && planned.left > 0 && <Rest handle={handle} left={planned.left} unit={preview?.product.unit ?? ''} />}
      {typed.asPlan ? (
        <BusinessDateInput
          label="Target date"
          description="When it should be built; it may stay empty."
          data-field="targetDate"
          error={fields['targetDate']}
          value={typed.targetDate}
          onChange={(targetDate) => change({ targetDate })}
        />
      ) : (
        <BusinessDateInput
          label="Built on"
          data-field="businessDate"
          error={fields['businessDate']}
          value={typed.businessDate}
          onChange={(businessDate) => change({ businessDate })}
        />
      )}
      {assignments && (
        <AssigneeField
          label={typed.asPlan ? 'Assigned to' : 'Built by'}
          nobody="Nobody yet"
          error={fields['assigneeId']}
          value={typed.assigneeId ?? planned?.assignee?.personId ?? null}
          onChange={(assigneeId) => change({ assigneeId })}
        />
      )}
      <Textarea
        label="Notes"
        data-field="notes"
        autosize
        minRows={1}
        maxRows={5}
        maxLength={2000}
        error={fields['notes']}
        value={typed.notes ?? planned?.notes ?? ''}
        onChange={(event) => change({ notes: event.currentTarget.value })}
      />
    </div>
  )
}

interface OfPlanProps {
  readonly typed: BuildHandle['typed']
  readonly planned: BuildPreview['planned']
}

/** What was planned; its product stands. */
function OfPlan({ typed: { product, plannedBuildId }, planned }: OfPlanProps) {
  const target = planned?.targetDate ?? null
  return (
    <div>
      <p className={classes.madeOf}>{product?.sku ?? ''}</p>
      <p className={classes.quiet}>
        {product !== null && product.name !== product.sku && <>{product.name}, </>}
        from <TextLink to={`/builds/planned/${plannedBuildId}`}>{plannedText(plannedBuildId ?? 0)}</TextLink>
        {target !== null && `, target ${businessDateText(target)}`}
      </p>
    </div>
  )
}

/** Fewer are built than were planned: the rest is decided on here. */
function Rest({ handle, left, unit }: { readonly handle: BuildHandle; readonly left: number; readonly unit: string }) {
  const { typed, fields, change } = handle
  return (
    <Radio.Group
      label={
        <>
          <QuantityText value={left} unit={unit} /> of the plan are left
        </>
      }
      error={fields['rest']}
      value={typed.rest}
      onChange={(rest) => change({ rest: rest === 'close' ? 'close' : 'keep' })}
    >
      <div className={classes.radios}>
        <Radio value="keep" label="Keep the rest planned" data-field="rest" />
        <Radio value="close" label="Close the rest" />
      </div>
    </Radio.Group>
  )
}

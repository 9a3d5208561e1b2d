import { Button, NativeSelect, SegmentedControl, Textarea } from '@mantine/core'
import { useId, useState } from 'react'
import { rejectionReason } from '../../../shared/contract/quality.ts'
import type { DraftOf, OutputOf } from '../../../shared/contract/registry.ts'
import { formatQuantity } from '../../../shared/units/quantity.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { AppErrorPanel } from '../../components/error-panel.tsx'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { SidePanel, SidePanelForm } from '../../components/side-panel.tsx'
import { useCommandForm } from '../../components/use-command-form.ts'
import { fieldTexts } from '../../text/errors.ts'
import { rejectionReasonText } from '../../text/quality-words.ts'
import { Amounts } from './amounts.tsx'
import classes from './quality.module.css'
import { RejectionOutcome, RejectionSums } from './rejection-outcome.tsx'

type Draft = DraftOf<'command', 'build.reject'>
type Review = OutputOf<'query', 'quality.get'>

export interface RejectValues extends Record<string, unknown> {
  /** Empty until one is chosen. */
  readonly reason: string
  readonly recovery: { readonly kind: Draft['recovery']['kind']; readonly recovered: readonly { readonly productId: number; readonly quantity: string }[] }
  readonly notes: string
}

const kinds: { value: Draft['recovery']['kind']; label: string }[] = [
  { value: 'full', label: 'All goes back' },
  { value: 'partial', label: 'Part goes back' },
  { value: 'total_loss', label: 'All is wasted' },
]

const reasons = [{ value: '', label: 'Choose a reason' }, ...rejectionReason.options.map((value) => ({ value, label: rejectionReasonText[value] }))]

const recoveryOf = ({ kind, recovered }: RejectValues['recovery']): Draft['recovery'] => (kind === 'partial' ? { kind, recovered: [...recovered] } : { kind })

interface RejectPanelProps {
  /** Of a build that waits; `null` keeps the panel closed. */
  readonly review: Review | null
  readonly onDone: (rejected: OutputOf<'command', 'build.reject'>) => void
  readonly onClose: () => void
}

/** Why a build is not good, what of its material goes back into stock, and what that comes to. */
export function RejectPanel({ review, onDone, onClose }: RejectPanelProps) {
  return (
    <SidePanel opened={review !== null} title={review === null ? 'Reject build' : `Reject ${review.reference}`} wide holdsForm onClose={onClose}>
      {review !== null && <RejectForm key={review.buildId} review={review} onDone={onDone} onCancel={onClose} />}
    </SidePanel>
  )
}

interface RejectFormProps {
  readonly review: Review
  readonly onDone: RejectPanelProps['onDone']
  readonly onCancel: () => void
}

function RejectForm({ review: { buildId, reference, components }, onDone, onCancel }: RejectFormProps) {
  const howId = useId()
  const [start] = useState<RejectValues>(() => ({
    reason: '',
    recovery: { kind: 'full', recovered: components.map(({ product, drawn }) => ({ productId: product.productId, quantity: formatQuantity(drawn.quantity) })) },
    notes: '',
  }))
  const { form, pending, error, submit } = useCommandForm({
    command: 'build.reject',
    initialValues: start,
    // While none is chosen the reason is refused, beside its field.
    toDraft: ({ reason, recovery, notes }): Draft => ({ buildId, reason: reason as Draft['reason'], recovery: recoveryOf(recovery), notes }),
    hints: { 'reason.not_allowed': 'Choose why it is rejected.' },
    onDone,
    keepAs: `reject ${buildId}`,
  })
  const { recovery } = form.values
  const preview = useLedgerQuery('build.preview_rejection', { buildId, recovery: recoveryOf(recovery) })
  const told = preview.error === null && preview.data?.buildId === buildId ? preview.data : undefined
  const problems = preview.error === null ? {} : fieldTexts(preview.error, {}, 0)
  return (
    <SidePanelForm
      onSubmit={submit}
      footer={
        <>
          <GuardedButton command="build.reject" type="submit" aria-disabled={pending}>
            Reject {reference}
          </GuardedButton>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          {told && <RejectionSums recovered={told.recovered} wasted={told.wasted} />}
        </>
      }
    >
      {error && <AppErrorPanel error={error} {...(error.code === 'call.lost' ? { onRetry: submit } : {})} />}
      <NativeSelect label="Reason" data={reasons} data-autofocus {...form.getInputProps('reason')} />
      <div className={classes.choice}>
        <span id={howId} className={classes.choiceName}>
          What becomes of the material
        </span>
        <SegmentedControl
          aria-labelledby={howId}
          data={kinds}
          value={recovery.kind}
          onChange={(kind) => {
            form.setFieldValue('recovery.kind', kind)
            form.clearErrors()
          }}
        />
      </div>
      {recovery.kind === 'partial' && (
        <Amounts
          components={components}
          inputOf={(place) => form.getInputProps(`recovery.recovered.${place}.quantity`)}
          problemOf={(place) => problems[`recovery.recovered.${place}.quantity`]}
          valueOf={(place) => recovery.recovered[place]?.quantity ?? ''}
          onChange={(place, quantity) => form.setFieldValue(`recovery.recovered.${place}.quantity`, quantity)}
        />
      )}
      <RejectionOutcome preview={told} />
      <Textarea label="Notes" maxLength={2000} autosize minRows={2} maxRows={6} {...form.getInputProps('notes')} />
    </SidePanelForm>
  )
}

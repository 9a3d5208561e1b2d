import { SegmentedControl } from '@mantine/core'
import { IconAlertTriangle, IconPencil } from '@tabler/icons-react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { useCommand } from '../../api/use-command.ts'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { useNowMs } from '../../state/now.ts'
import { showNotice } from '../../state/window-state.ts'
import { instantText } from '../../text/dates.ts'
import { countedText } from '../../text/numbers.ts'
import classes from './bom-page.module.css'
import type { RecipeSource } from './unsaved-recipes.ts'

type Details = OutputOf<'query', 'bom.get'>

interface DraftBannerProps {
  readonly details: Details
  readonly draft: NonNullable<Details['draft']>
  readonly source: RecipeSource
  readonly changed: boolean
  readonly onEdit: (source: RecipeSource) => void
  readonly onDiscarded: () => void
}

/** Says that there is a draft, what it lacks, and lets one edit it or what is in force. */
export function DraftBanner({ details: { product, bom }, draft, source, changed, onEdit, onDiscarded }: DraftBannerProps) {
  const nowMs = useNowMs()
  const discard = useCommand('bom.discard_draft')
  const lacking = source === 'draft' && !changed ? draft.problems.length : 0

  async function run() {
    const reply = await discard.run({ productId: product.productId })
    if (reply === null) return
    if (reply.ok) onDiscarded()
    else showNotice({ kind: 'refused', error: reply.error })
  }

  const Icon = lacking > 0 ? IconAlertTriangle : IconPencil
  const standing = bom === null ? 'No version is in use meanwhile.' : `Version ${bom.version} is in use meanwhile.`
  return (
    <section className={classes.banner} data-lacking={lacking > 0} aria-label="Draft">
      <Icon size={20} stroke={1.75} aria-hidden />
      <p className={classes.bannerText}>
        <strong>Draft saved {instantText(draft.savedAt, nowMs)}.</strong> {standing}{' '}
        {lacking > 0 && `${countedText(lacking, 'thing has', 'things have')} to be put right before it can be activated.`}
      </p>
      {bom !== null && (
        <SegmentedControl
          aria-label="What to edit"
          data={[
            { value: 'draft', label: 'Edit the draft' },
            { value: 'active', label: `Edit version ${bom.version}` },
          ]}
          value={source}
          onChange={(value) => onEdit(value === 'draft' ? 'draft' : 'active')}
        />
      )}
      <GuardedButton command="bom.discard_draft" variant="default" onClick={() => void run()}>
        Discard draft
      </GuardedButton>
    </section>
  )
}

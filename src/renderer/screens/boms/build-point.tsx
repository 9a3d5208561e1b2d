import type { OutputOf } from '../../../shared/contract/registry.ts'
import { formatQuantity } from '../../../shared/units/quantity.ts'
import { AppErrorPanel } from '../../components/error-panel.tsx'
import { QuantityInput } from '../../components/figure-input.tsx'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { Inset, Section } from '../../components/sections.tsx'
import { useCommandForm } from '../../components/use-command-form.ts'
import { commandOnce } from '../../state/undo.ts'
import { showNotice } from '../../state/window-state.ts'
import classes from './bom-page.module.css'

type Details = OutputOf<'query', 'bom.get'>
type Level = Details['buildPoint']

/** At which stock the product is to be built, and up to which. */
export function BuildPointSection({ details }: { readonly details: Details }) {
  const { product, buildPoint } = details
  // What is set elsewhere, such as by *Undo*, is typed anew.
  const key = buildPoint === null ? 'none' : `${buildPoint.buildPoint} ${buildPoint.targetLevel}`
  return (
    <Section title="When to build">
      <Inset>
        <BuildPointForm key={key} product={product} level={buildPoint} />
      </Inset>
    </Section>
  )
}

const typedLevel = (level: Level) => (level === null ? null : { buildPoint: formatQuantity(level.buildPoint), targetLevel: formatQuantity(level.targetLevel) })

function BuildPointForm({ product, level }: { readonly product: Details['product']; readonly level: Level }) {
  const { productId, sku, unit } = product
  const before = typedLevel(level)
  const { form, error, submit } = useCommandForm({
    command: 'bom.set_build_point',
    initialValues: { level: before ?? { buildPoint: '', targetLevel: '' } },
    toDraft: ({ level: typed }) => ({ productId, level: typed.buildPoint.trim() === '' && typed.targetLevel.trim() === '' ? null : typed }),
    onDone: () => {
      const { buildPoint, targetLevel } = form.getValues().level
      const cleared = buildPoint.trim() === '' && targetLevel.trim() === ''
      showNotice({
        kind: 'done',
        text: cleared ? `${sku} has no build point any more` : `${sku} is to be built at ${buildPoint} ${unit}, up to ${targetLevel} ${unit}`,
        undo: {
          label: 'Undo',
          run: commandOnce('bom.set_build_point', { productId, level: before }, () => ({ kind: 'done', text: `The build point of ${sku} is as it was before` })),
        },
      })
    },
  })
  return (
    <form
      noValidate
      className={classes.buildPoint}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <QuantityInput
        label="Build point"
        description="At this stock or less, a build is suggested."
        unit={unit}
        {...form.getInputProps('level.buildPoint')}
      />
      <QuantityInput
        label="Target level"
        description="A build brings the stock up to this."
        unit={unit}
        {...form.getInputProps('level.targetLevel')}
      />
      <GuardedButton command="bom.set_build_point" type="submit" variant="default">
        {level === null ? 'Set build point' : 'Change build point'}
      </GuardedButton>
      {level !== null && (
        <GuardedButton
          command="bom.set_build_point"
          variant="subtle"
          onClick={() => {
            form.setValues({ level: { buildPoint: '', targetLevel: '' } })
            submit()
          }}
        >
          Clear
        </GuardedButton>
      )}
      {error && <AppErrorPanel error={error} />}
    </form>
  )
}

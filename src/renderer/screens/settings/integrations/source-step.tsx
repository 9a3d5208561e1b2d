import { Button } from '@mantine/core'
import type { InventorySource } from '../../../../shared/accounting.ts'
import { useGuard } from '../../../components/guard.ts'
import { SidePanel, SidePanelContent } from '../../../components/side-panel.tsx'
import { TextLink } from '../../../components/text-link.tsx'
import { useScreenSearch } from '../../../state/screen-search.ts'
import { obstacleText, sourceText } from '../../../text/accounting-words.ts'
import { sourceWords, switchWords } from '../../../text/integration-words.ts'
import classes from './integrations.module.css'
import type { StepProps } from './step-props.ts'
import { useSetting } from './use-setting.ts'

/** Where the catalogue lives, which decides what a build becomes in QuickBooks. Chosen once, and changed at any time. */
export function SourceStep(props: StepProps) {
  const { settings, isNext } = props
  const [{ panel }, setSearch] = useScreenSearch()
  const close = () => setSearch({ panel: '' }, 'in place')
  if (settings.source === null) return <Choices {...props} onChosen={() => {}} />
  return (
    <>
      <p className={classes.prose}>
        <strong>{sourceText[settings.source]}.</strong> {sourceWords[settings.source].inOneLine}
      </p>
      <div className={classes.actions}>
        <Button variant={isNext ? 'filled' : 'default'} onClick={() => setSearch({ panel: 'source' })}>
          Change the inventory source
        </Button>
        {settings.source === 'sync' && <TextLink to="/items/matches">Items that may be your products</TextLink>}
      </div>
      <SidePanel opened={panel === 'source'} title="Change the inventory source" wide onClose={close}>
        <SidePanelContent
          footer={
            <Button variant="default" onClick={close}>
              Close
            </Button>
          }
        >
          <p>{switchWords[settings.source]}</p>
          <Choices {...props} onChosen={close} />
        </SidePanelContent>
      </SidePanel>
    </>
  )
}

const sources: readonly InventorySource[] = ['sync', 'partsemble']

function Choices({ status, settings, isNext, onChosen }: StepProps & { readonly onChosen: () => void }) {
  const { change } = useSetting('accounting.choose_source')
  const guard = useGuard('accounting.choose_source')
  const company = status.company
  const recommended: InventorySource = company === null || company.obstacle === null ? 'sync' : 'partsemble'

  async function choose(source: InventorySource) {
    const chosen = await change({ source }, { source: settings.source }, `${sourceText[source]} is the inventory source`)
    if (chosen) onChosen()
  }

  return (
    <>
      {company !== null && company.obstacle !== null && (
        <p className={classes.hint}>{obstacleText({ obstacle: company.obstacle, plan: company.plan, country: company.country })} Choose Partsemble only.</p>
      )}
      <div className={classes.choices}>
        {sources.map((source) => {
          const { title, points, hint } = sourceWords[source]
          const isChosen = settings.source === source
          return (
            <section key={source} className={classes.choice} data-chosen={isChosen} aria-label={title}>
              <h3>{title}</h3>
              <ul className={classes.points}>
                {points.map((point) => (
                  <li key={point}>{point}</li>
                ))}
              </ul>
              <p className={classes.quiet}>{hint}</p>
              <div className={classes.actions}>
                {isChosen ? (
                  <p className={classes.quiet}>Chosen now</p>
                ) : (
                  <Button variant={isNext && source === recommended ? 'filled' : 'default'} {...guard.greyed} onClick={() => guard.run(() => void choose(source))}>
                    {`Choose ${sourceText[source]}`}
                  </Button>
                )}
              </div>
            </section>
          )
        })}
      </div>
      <p className={classes.quiet}>It can be changed later. Products, stock and links stay as they are, whichever it is.</p>
    </>
  )
}

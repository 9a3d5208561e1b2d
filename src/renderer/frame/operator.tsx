import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconUser } from '@tabler/icons-react'
import type { PersonRow } from '../../shared/contract/people.ts'
import { SidePanel, SidePanelContent } from '../components/side-panel.tsx'
import { askWhoIsWorking, useAtThisPc, workAs } from '../state/operator.ts'
import { useWindowState } from '../state/window-state.ts'
import { roleWords } from '../text/people-words.ts'
import type { GoTo } from './actions.ts'
import classes from './operator.module.css'

/** Who works here, in the status bar; a press asks who is working. In a company without people it leads to naming some. */
export function OperatorButton({ goTo }: { readonly goTo: GoTo }) {
  const here = useAtThisPc()
  if (here === undefined) return null
  const { people, operator } = here
  const needed = people.length > 0 && operator === null
  const Icon = needed ? IconAlertTriangle : IconUser
  return (
    <button
      type="button"
      className={classes.operator}
      data-needed={needed}
      aria-label={operator === null ? undefined : `${operator.name}, ${roleWords[operator.role].one.toLowerCase()}`}
      aria-haspopup={people.length > 0 ? 'dialog' : undefined}
      onClick={() => (people.length === 0 ? goTo('/settings/people') : askWhoIsWorking())}
    >
      <Icon size="1.15em" stroke={1.75} aria-hidden />
      {operator === null ? (
        needed ? 'Who is working?' : 'Nobody named'
      ) : (
        <>
          <span className={classes.here}>{operator.name}</span>
          <span className={classes.hereAs}>{roleWords[operator.role].one.toLowerCase()}</span>
        </>
      )}
    </button>
  )
}

/** *Who is working?*: everybody who works here, one press each. */
export function OperatorPanel({ goTo }: { readonly goTo: GoTo }) {
  const here = useAtThisPc()
  const opened = useWindowState((state) => state.choosingOperator)
  const close = () => useWindowState.setState({ choosingOperator: false })
  function choose(person: PersonRow) {
    close()
    if (person.personId !== here?.operator?.personId) void workAs(person, here?.operator ?? null)
  }
  return (
    <SidePanel opened={opened} title="Who is working?" onClose={close}>
      <SidePanelContent
        footer={
          <>
            <Button
              variant="default"
              onClick={() => {
                close()
                goTo('/settings/people')
              }}
            >
              People and permissions
            </Button>
            <Button variant="default" onClick={close}>
              Close
            </Button>
          </>
        }
      >
        {here?.people.length === 0 && <p>Nobody is named yet. Name the people who work here first.</p>}
        <ul className={classes.people}>
          {here?.people.map((person) => (
            <li key={person.personId}>
              <PersonButton person={person} isHere={person.personId === here.operator?.personId} onChoose={() => choose(person)} />
            </li>
          ))}
        </ul>
      </SidePanelContent>
    </SidePanel>
  )
}

interface PersonButtonProps {
  readonly person: PersonRow
  readonly isHere: boolean
  readonly onChoose: () => void
}

function PersonButton({ person: { name, role }, isHere, onChoose }: PersonButtonProps) {
  return (
    <button type="button" className={classes.person} aria-current={isHere ? 'true' : undefined} data-autofocus={isHere || undefined} onClick={onChoose}>
      <span className={classes.name}>{name}</span>
      <span className={classes.role}>{roleWords[role].one}</span>
      {isHere && <IconCheck size="1.3em" stroke={2} aria-hidden />}
    </button>
  )
}

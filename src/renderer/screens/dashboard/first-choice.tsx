import { Button } from '@mantine/core'
import { IconBuildingBank, IconSchool, IconTools, type Icon } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { PracticeShopButton } from '../../components/practice-shop-button.tsx'
import { setPreferences } from '../../state/window-state.ts'
import classes from './dashboard.module.css'

/** How a new company begins; asked once on this PC, and each answer can be given later too. */
export function FirstChoice() {
  const navigate = useNavigate()
  async function chosen(path: string) {
    await setPreferences({ begun: true })
    void navigate({ to: path })
  }
  return (
    <section className={classes.choice} aria-labelledby="dashboard-choice">
      <h2 id="dashboard-choice">How do you want to begin?</h2>
      <div className={classes.choices}>
        <Choice
          icon={IconBuildingBank}
          title="With QuickBooks"
          text="Connect your QuickBooks Online company. Bring your items in from it, and send builds and receipts to it. You can work before it is connected."
        >
          <Button onClick={() => void chosen('/settings/integrations')}>Connect QuickBooks</Button>
        </Choice>
        <Choice icon={IconTools} title="On your own" text="Everything works on this PC alone, without accounting. You can connect QuickBooks any day.">
          <Button variant="default" onClick={() => void chosen('/dashboard')}>
            Work without accounting
          </Button>
        </Choice>
        <Choice
          icon={IconSchool}
          title="Try it first"
          text="A metal shop with a year behind it: stock, builds, sales, and a practice QuickBooks company. Nothing in it is real, nothing leaves this PC, and your own company stays as it is."
        >
          <PracticeShopButton />
        </Choice>
      </div>
    </section>
  )
}

interface ChoiceProps {
  readonly icon: Icon
  readonly title: string
  readonly text: string
  readonly children: ReactNode
}

function Choice({ icon: Shape, title, text, children }: ChoiceProps) {
  return (
    <div className={classes.way}>
      <Shape className={classes.wayIcon} size="1.9em" stroke={1.5} aria-hidden />
      <h3>{title}</h3>
      <p className={classes.facts}>{text}</p>
      <div className={classes.wayAction}>{children}</div>
    </div>
  )
}

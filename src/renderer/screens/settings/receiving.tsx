import { Button, Checkbox } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useCommand } from '../../api/use-command.ts'
import { AppErrorPanel } from '../../components/error-panel.tsx'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { SidePanel, SidePanelContent, SidePanelForm } from '../../components/side-panel.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { useReceiving } from '../../state/company.ts'
import { useScreenSearch } from '../../state/screen-search.ts'
import { showNotice } from '../../state/window-state.ts'
import classes from './settings-screen.module.css'

/** Whether stock is kept in lots, and the switch for it. The address opens it, so that other screens can lead here. */
export function Receiving() {
  const receiving = useReceiving()
  const [{ panel }, setSearch] = useScreenSearch()
  if (receiving === undefined) return null
  const close = () => setSearch({ panel: '' }, 'in place')
  return (
    <div className={classes.content}>
      <div className={classes.setting}>
        <StatusChip tone={receiving ? 'good' : 'plain'}>{receiving ? 'Receiving is on' : 'Receiving is off'}</StatusChip>
        <p className={classes.settingHelp}>
          {receiving
            ? 'Stock is kept in lots: each delivery line and each build is one, and the oldest is drawn first.'
            : 'Stock is one quantity per product at its average cost. There are no lots, receipts or sales.'}
        </p>
      </div>
      <div className={classes.actions}>
        <GuardedButton command="company.set_receiving" variant="default" onClick={() => setSearch({ panel: 'receiving' })}>
          {receiving ? 'Turn receiving off' : 'Turn receiving on'}
        </GuardedButton>
      </div>
      <SidePanel opened={panel === 'receiving'} title={receiving ? 'Turn receiving off' : 'Turn receiving on'} holdsForm onClose={close}>
        {receiving ? <TurnOff onClose={close} /> : <TurnOn onClose={close} />}
      </SidePanel>
    </div>
  )
}

const told = (receiving: boolean) => showNotice({ kind: 'done', text: receiving ? 'Receiving is on: stock is kept in lots' : 'Receiving is off: stock is kept without lots' })

function TurnOn({ onClose }: { readonly onClose: () => void }) {
  const command = useCommand('company.set_receiving')
  const [understood, setUnderstood] = useState(false)
  const [missing, setMissing] = useState(false)
  const box = useRef<HTMLInputElement>(null)
  // After the message is drawn, so that it is read out together with its box.
  useEffect(() => {
    if (missing) box.current?.focus()
  }, [missing])

  async function turnOn() {
    if (!understood) return setMissing(true)
    const reply = await command.run({ receiving: true })
    if (reply?.ok !== true) return
    onClose()
    told(true)
  }

  return (
    <SidePanelForm
      onSubmit={() => void turnOn()}
      footer={
        <>
          <GuardedButton command="company.set_receiving" type="submit" aria-disabled={command.pending}>
            Turn receiving on
          </GuardedButton>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </>
      }
    >
      {command.error && <AppErrorPanel error={command.error} />}
      <p>What happens when receiving is turned on:</p>
      <ul className={classes.points}>
        <li>What is in stock now becomes one lot per product, numbered LEGACY- and its SKU. It keeps its quantity, its value and its place as the oldest.</li>
        <li>Nothing is revalued and nothing moves.</li>
        <li>From then on each receipt line and each build is a lot of its own, drawn first in, first out. Sales can be recorded.</li>
        <li>Stock is adjusted lot by lot instead of product by product.</li>
        <li>Once any other lot exists, receiving cannot be turned off again.</li>
      </ul>
      <Checkbox
        ref={box}
        data-autofocus
        label="I understand that this cannot be turned back once other lots exist"
        checked={understood}
        error={missing && !understood ? 'Tick this to go on.' : undefined}
        onChange={(event) => {
          setUnderstood(event.currentTarget.checked)
          setMissing(false)
        }}
      />
    </SidePanelForm>
  )
}

function TurnOff({ onClose }: { readonly onClose: () => void }) {
  const command = useCommand('company.set_receiving')

  async function turnOff() {
    const reply = await command.run({ receiving: false })
    if (reply?.ok !== true) return
    onClose()
    told(false)
  }

  return (
    <SidePanelContent
      footer={
        <>
          <GuardedButton command="company.set_receiving" data-autofocus aria-disabled={command.pending} onClick={() => void turnOff()}>
            Turn receiving off
          </GuardedButton>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </>
      }
    >
      {command.error && <AppErrorPanel error={command.error} />}
      <p>Stock would be one quantity per product at its average cost again, without lots, receipts or sales.</p>
      <p className={classes.settingHelp}>This is possible only while no lot exists besides the legacy lots: an average cannot tell the others apart.</p>
    </SidePanelContent>
  )
}

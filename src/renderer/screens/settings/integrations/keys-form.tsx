import { PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { AppError } from '../../../../shared/errors.ts'
import type { ConnectionStatus } from '../../../../shared/contract/connection.ts'
import { AppErrorPanel } from '../../../components/error-panel.tsx'
import { FormActions } from '../../../components/form-actions.tsx'
import { SidePanelForm } from '../../../components/side-panel.tsx'
import { askConnection } from '../../../state/connection.ts'
import { showNotice } from '../../../state/window-state.ts'
import { fieldTexts } from '../../../text/errors.ts'
import classes from './integrations.module.css'

interface KeysFormProps {
  readonly service: 'production' | 'sandbox'
  readonly status: ConnectionStatus
  readonly onDone: () => void
}

const hints = {
  'clientId.missing': 'Copy the client ID from your app’s keys.',
  'clientSecret.missing': 'Copy the client secret from your app’s keys.',
  'redirectAddress.invalid': 'It begins with https:// and a domain name.',
}

/** The keys of the shop's own Intuit app. The secret goes to the keychain and is never shown again. */
export function KeysForm({ service, status, onDone }: KeysFormProps) {
  const kept = status.keys.find((keys) => keys.service === service)
  const form = useForm({ initialValues: { clientId: kept?.clientId ?? '', clientSecret: '', redirectAddress: kept?.redirectAddress ?? '' } })
  const [error, setError] = useState<AppError | null>(null)
  const [pending, setPending] = useState(false)
  const keepsSecret = kept?.hasSecret === true

  async function save() {
    if (pending) return
    setPending(true)
    const { clientId, clientSecret, redirectAddress } = form.getValues()
    const secret = clientSecret === '' && keepsSecret ? null : clientSecret
    const reply = await askConnection('connection.set_keys', { service, clientId, clientSecret: secret, redirectAddress }, 'beside')
    setPending(false)
    if (reply === null) return
    if (reply.ok) {
      showNotice({ kind: 'done', text: status.keychain === 'os' ? 'App keys kept in this PC’s keychain' : 'App keys kept until the program is closed' })
      return onDone()
    }
    const texts = fieldTexts(reply.error, hints, Date.now())
    form.setErrors(texts)
    const [first] = Object.keys(texts)
    setError(first === undefined ? reply.error : null)
    if (first !== undefined) form.getInputNode(first)?.focus()
  }

  return (
    <SidePanelForm onSubmit={() => void save()} footer={<FormActions label="Save app keys" pending={pending} onCancel={onDone} />}>
      {error && <AppErrorPanel error={error} />}
      <p>
        {service === 'sandbox'
          ? 'The sandbox is Intuit’s company for trying things out. Its keys are the development keys of an app at developer.intuit.com.'
          : 'QuickBooks lets a program in by the keys of an app. Make one for your company at developer.intuit.com, switch on accounting, and copy its production keys here.'}
      </p>
      <TextInput label="Client ID" required data-autofocus autoComplete="off" spellCheck={false} maxLength={200} key={form.key('clientId')} {...form.getInputProps('clientId')} />
      <PasswordInput
        label="Client secret"
        required={!keepsSecret}
        description={keepsSecret ? 'One is kept. Leave this empty to keep it.' : 'It is kept encrypted and not shown again.'}
        autoComplete="off"
        maxLength={200}
        key={form.key('clientSecret')}
        {...form.getInputProps('clientSecret')}
      />
      {service === 'production' ? (
        <TextInput
          label="Address of your bounce page"
          description="Production keys send the browser back to an https page only. Host the small page that comes with the program, enter its address here and as redirect URI of the app. The README says how."
          placeholder="https://example.com/partsemble"
          autoComplete="off"
          spellCheck={false}
          key={form.key('redirectAddress')}
          {...form.getInputProps('redirectAddress')}
        />
      ) : (
        <p className={classes.quiet}>Enter http://localhost:8710/callback and the same with 8711 to 8714 as redirect URIs of the app.</p>
      )}
      {status.keychain === 'memory' && <p className={classes.quiet}>This PC has no keychain the program may use. The keys are kept in memory and asked for again at the next start.</p>}
    </SidePanelForm>
  )
}

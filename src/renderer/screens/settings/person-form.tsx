import { Button, Radio, Stack, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { PersonRow } from '../../../shared/contract/people.ts'
import { givenRole, type GivenRole } from '../../../shared/permissions.ts'
import { useCommand } from '../../api/use-command.ts'
import { AppErrorPanel } from '../../components/error-panel.tsx'
import { FormActions } from '../../components/form-actions.tsx'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { SidePanelContent, SidePanelForm } from '../../components/side-panel.tsx'
import { useCommandForm } from '../../components/use-command-form.ts'
import { useAtThisPc } from '../../state/operator.ts'
import { commandOnce } from '../../state/undo.ts'
import { showNotice } from '../../state/window-state.ts'
import { roleWords } from '../../text/people-words.ts'
import classes from './settings-screen.module.css'

interface PersonText extends Record<string, unknown> {
  readonly name: string
  readonly role: GivenRole
}

const hints = { 'name.missing': 'Write the person’s name.' }

interface NewPersonFormProps {
  /** Nobody is named yet: this is the owner. */
  readonly isFirst: boolean
  readonly onDone: (personId: number) => void
  readonly onCancel: () => void
}

/** Names somebody. */
export function NewPersonForm({ isFirst, onDone, onCancel }: NewPersonFormProps) {
  const { form, pending, error, submit } = useCommandForm({
    command: 'person.create',
    initialValues: { name: '', role: 'builder' } as PersonText,
    toDraft: (values) => values,
    hints,
    onDone: ({ personId, name, role }) => {
      const also = role === 'owner' ? ' and at this PC' : ''
      const back = commandOnce('person.deactivate', { personId }, () => ({ kind: 'done', text: `${name} is no longer listed as working here` }))
      showNotice({ kind: 'done', text: `${name} is named as ${roleWords[role].one.toLowerCase()}${also}`, ...(role !== 'owner' && { undo: { label: 'Undo', run: back } }) })
      onDone(personId)
    },
  })
  return (
    <SidePanelForm onSubmit={submit} footer={<FormActions label={isFirst ? 'Name the owner' : 'Save person'} command="person.create" pending={pending} onCancel={onCancel} />}>
      {error && <AppErrorPanel error={error} {...(error.code === 'call.lost' ? { onRetry: submit } : {})} />}
      {isFirst && <p>The first person is the owner, who may do everything, and is at this PC from then on.</p>}
      <TextInput label="Name" required maxLength={120} autoFocus data-autofocus autoComplete="off" {...form.getInputProps('name')} />
      {!isFirst && <RoleChoice form={form} />}
    </SidePanelForm>
  )
}

interface EditPersonFormProps {
  readonly person: PersonRow
  readonly onDone: (personId: number) => void
  readonly onCancel: () => void
}

/** Changes somebody's name and role, or tells that they have left or are back. */
export function EditPersonForm(props: EditPersonFormProps) {
  return props.person.active ? <Working {...props} /> : <Left {...props} />
}

function Working({ person, onDone, onCancel }: EditPersonFormProps) {
  const { personId, name, role } = person
  const isOwner = role === 'owner'
  const { form, pending, error, submit } = useCommandForm({
    command: 'person.update',
    initialValues: { name, role: isOwner ? 'admin' : role } as PersonText,
    toDraft: (values) => ({ personId, name: values.name, role: isOwner ? null : values.role }),
    hints,
    onDone: (changed) => {
      const back = commandOnce('person.update', { personId, name, role: isOwner ? null : role }, () => ({ kind: 'done', text: `${name} is as before` }))
      showNotice({ kind: 'done', text: `${changed.name} changed`, undo: { label: 'Undo', run: back } })
      onDone(personId)
    },
  })
  return (
    <SidePanelForm onSubmit={submit} footer={<FormActions label="Save person" command="person.update" pending={pending} onCancel={onCancel} />}>
      {error && <AppErrorPanel error={error} {...(error.code === 'call.lost' ? { onRetry: submit } : {})} />}
      <TextInput label="Name" required maxLength={120} autoFocus data-autofocus autoComplete="off" {...form.getInputProps('name')} />
      {isOwner ? <p className={classes.settingHelp}>{name} is the owner. To change that, open somebody else and hand the ownership over.</p> : <RoleChoice form={form} />}
      {!isOwner && <Leaving person={person} onDone={onDone} />}
    </SidePanelForm>
  )
}

/** What can be done with somebody besides changing them: they leave, or become the owner. */
function Leaving({ person: { personId, name }, onDone }: Pick<EditPersonFormProps, 'person' | 'onDone'>) {
  const operator = useAtThisPc()?.operator
  const leaving = useCommand('person.deactivate')
  const handing = useCommand('person.hand_over')

  async function leave() {
    const reply = await leaving.run({ personId })
    if (reply?.ok !== true) return
    const back = commandOnce('person.reactivate', { personId }, () => ({ kind: 'done', text: `${name} works here again` }))
    showNotice({ kind: 'done', text: `${name} has left, and stays in the record`, undo: { label: 'Undo', run: back } })
    onDone(personId)
  }
  async function handOver() {
    const reply = await handing.run({ personId })
    if (reply?.ok !== true) return
    showNotice({ kind: 'done', text: `${name} is the owner now; ${operator?.name ?? 'the owner before'} is an admin` })
    onDone(personId)
  }

  const refused = leaving.error ?? handing.error
  return (
    <div className={classes.setting}>
      {refused && <AppErrorPanel error={refused} />}
      <div className={classes.actions}>
        <GuardedButton command="person.deactivate" variant="default" aria-disabled={leaving.pending} onClick={() => void leave()}>
          {name} has left
        </GuardedButton>
        {operator?.role === 'owner' && (
          <Button variant="default" aria-disabled={handing.pending} onClick={() => void handOver()}>
            Hand the ownership to {name}
          </Button>
        )}
      </div>
      <p className={classes.settingHelp}>
        Who has left stays in the record and can no longer be chosen.
        {operator?.role === 'owner' && ' After handing over you are an admin, and only the new owner can hand it back.'}
      </p>
    </div>
  )
}

function Left({ person: { personId, name }, onDone, onCancel }: EditPersonFormProps) {
  const { run, pending, error } = useCommand('person.reactivate')

  async function bringBack() {
    const reply = await run({ personId })
    if (reply?.ok !== true) return
    const back = commandOnce('person.deactivate', { personId }, () => ({ kind: 'done', text: `${name} has left` }))
    showNotice({ kind: 'done', text: `${name} works here again`, undo: { label: 'Undo', run: back } })
    onDone(personId)
  }

  return (
    <SidePanelContent
      footer={
        <>
          <GuardedButton command="person.reactivate" data-autofocus aria-disabled={pending} onClick={() => void bringBack()}>
            {name} works here again
          </GuardedButton>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </>
      }
    >
      {error && <AppErrorPanel error={error} />}
      <p>{name} has left. What {name} did stays in the record under this name.</p>
    </SidePanelContent>
  )
}

function RoleChoice({ form }: { readonly form: UseFormReturnType<PersonText> }) {
  return (
    <Radio.Group label="Role" {...form.getInputProps('role')}>
      <Stack gap={10} mt={6}>
        {givenRole.options.map((role) => (
          <Radio key={role} value={role} label={roleWords[role].one} description={roleWords[role].help} />
        ))}
      </Stack>
    </Radio.Group>
  )
}

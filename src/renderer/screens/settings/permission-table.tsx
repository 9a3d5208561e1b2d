import { Checkbox } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { givenRole, isFixed, permission, type GivenRole, type Permission } from '../../../shared/permissions.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { useGuard } from '../../components/guard.ts'
import { ListError } from '../../components/list-parts.tsx'
import { useSavableRows } from '../../components/save-as-button.tsx'
import { Inset, Section } from '../../components/sections.tsx'
import type { FileColumn } from '../../state/save-list.ts'
import { commandOnce } from '../../state/undo.ts'
import { showNotice } from '../../state/window-state.ts'
import { permissionWords, roleWords } from '../../text/people-words.ts'
import classes from './permission-table.module.css'

interface PermissionLine {
  readonly todo: string
  readonly owner: string
  readonly admin: string
  readonly accountant: string
  readonly builder: string
}

const fileColumns: readonly FileColumn<PermissionLine>[] = [
  { header: 'To do', at: 'todo' },
  { header: roleWords.owner.one, at: 'owner' },
  { header: roleWords.admin.one, at: 'admin' },
  { header: roleWords.accountant.one, at: 'accountant' },
  { header: roleWords.builder.one, at: 'builder' },
]

function linesOf(allowed: OutputOf<'query', 'company.permissions'>): readonly PermissionLine[] {
  const may = (role: GivenRole, asked: Permission) => (isFixed(role, asked) ? 'Never' : allowed[role][asked] ? 'Yes' : 'No')
  return permission.options.map((asked) => ({
    todo: permissionWords[asked].name,
    owner: 'Always',
    admin: may('admin', asked),
    accountant: may('accountant', asked),
    builder: may('builder', asked),
  }))
}

/** What each role may do, as a table of boxes to tick. */
export function PermissionTable() {
  const { data, error, retry } = useLedgerQuery('company.permissions', {})
  const lines = useMemo(() => data && linesOf(data), [data])
  useSavableRows('Permissions', ['permission', 'permissions'], lines, fileColumns)
  return (
    <Section title="What each role may do">
      {error && <ListError error={error} onRetry={retry} />}
      {data && (
        <Inset>
          <p className={classes.help}>Whoever may do a thing may take it back. A change holds at once, on every screen.</p>
          <div className={classes.scroll} role="region" tabIndex={0} aria-label="What each role may do">
            <table className={classes.table}>
              <thead>
                <tr>
                  <th scope="col">To do</th>
                  <th scope="col">{roleWords.owner.one}</th>
                  {givenRole.options.map((role) => (
                    <th key={role} scope="col">
                      {roleWords[role].one}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {permission.options.map((asked) => (
                  <tr key={asked}>
                    <th scope="row">{permissionWords[asked].name}</th>
                    <td>
                      <span className={classes.always}>
                        <IconCheck size="1.1em" stroke={2} aria-hidden /> Always
                      </span>
                    </td>
                    {givenRole.options.map((role) => (
                      <td key={role}>{isFixed(role, asked) ? <span className={classes.never}>Never</span> : <Box role={role} asked={asked} allowed={data[role][asked]} />}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Inset>
      )}
    </Section>
  )
}

interface BoxProps {
  readonly role: GivenRole
  readonly asked: Permission
  readonly allowed: boolean
}

function Box({ role, asked, allowed }: BoxProps) {
  const { run } = useCommand('company.set_permission')
  const guard = useGuard('company.set_permission')
  const told = (may: boolean) => `${roleWords[role].many} ${may ? 'may' : 'may not'} ${permissionWords[asked].todo}`

  async function set(may: boolean) {
    const reply = await run({ role, permission: asked, allowed: may })
    if (reply === null) return
    if (!reply.ok) return showNotice({ kind: 'refused', error: reply.error })
    const back = commandOnce('company.set_permission', { role, permission: asked, allowed: !may }, () => ({ kind: 'done', text: told(!may) }))
    showNotice({ kind: 'done', text: told(may), undo: { label: 'Undo', run: back } })
  }

  return (
    <label className={classes.cell}>
      <Checkbox
        aria-label={`${roleWords[role].one}: ${permissionWords[asked].name}`}
        checked={allowed}
        {...guard.greyed}
        onChange={(event) => {
          const may = event.currentTarget.checked
          guard.run(() => void set(may))
        }}
      />
    </label>
  )
}

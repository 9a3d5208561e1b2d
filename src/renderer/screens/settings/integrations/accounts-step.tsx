import { Button, Select } from '@mantine/core'
import type { RoleSetting } from '../../../../shared/contract/accounting.ts'
import { useLedgerQuery } from '../../../api/use-query.ts'
import { useGuard } from '../../../components/guard.ts'
import { askConnection, canAsk } from '../../../state/connection.ts'
import { accountRoleText } from '../../../text/accounting-words.ts'
import { accountName, accountProblemText, roleWords } from '../../../text/integration-words.ts'
import classes from './integrations.module.css'
import { LastRun } from './last-run.tsx'
import type { StepProps } from './step-props.ts'
import { useAskedFor } from './use-asked-for.ts'
import { useSetting } from './use-setting.ts'

/** Which account takes which side of what is exported, from the accounts QuickBooks has. */
export function AccountsStep({ status, settings, step, isNext }: StepProps) {
  const roles = settings.roles.filter(({ need }) => need !== 'not_used')
  const mustLoad = step.task === 'load_accounts'
  return (
    <>
      {settings.source === null && <p className={classes.quiet}>Which accounts are needed follows from the inventory source.</p>}
      {!mustLoad && roles.length > 0 && (
        <div className={classes.roles}>
          {roles.map((role) => (
            <Role key={role.role} setting={role} />
          ))}
        </div>
      )}
      {status.company !== null && (
        <div className={classes.actions}>
          <Button
            variant={isNext && mustLoad ? 'filled' : 'default'}
            disabled={!canAsk(status)}
            onClick={() => void askConnection('sync.run', { kinds: ['accounts', 'vendors'] })}
          >
            {mustLoad ? 'Load accounts' : 'Load accounts again'}
          </Button>
          <LastRun status={status} kind="accounts" />
        </div>
      )}
    </>
  )
}

function Role({ setting: { role, need, account, problem } }: { readonly setting: RoleSetting }) {
  const { data } = useLedgerQuery('accounting.accounts', { role })
  const { change } = useSetting('accounting.set_account')
  const guard = useGuard('accounting.set_account')
  const field = useAskedFor(role)
  const { label, words } = roleWords[role]
  const options = (data?.accounts ?? []).map((row) => ({ value: String(row.accountingAccountId), label: accountName(row) }))
  const chosen = account === null ? null : String(account.accountingAccountId)
  const needed = need === 'required' ? '' : need === 'fallback' ? ' (the COGS account stands in)' : ' (may stay empty)'

  function choose(value: string | null) {
    if (value === chosen) return
    const row = options.find((option) => option.value === value)
    const accountingAccountId = value === null ? null : Number(value)
    const said = row === undefined ? `No ${accountRoleText[role]}` : `${row.label} is the ${accountRoleText[role]}`
    void change({ role, accountingAccountId }, { role, accountingAccountId: account?.accountingAccountId ?? null }, said)
  }

  return (
    <div className={classes.role}>
      <Select
        ref={field}
        label={`${label}${needed}`}
        description={words}
        placeholder={options.length === 0 ? 'No account of a fitting type was loaded' : 'Choose an account'}
        data={options}
        value={chosen}
        searchable
        clearable={need !== 'required' && account !== null}
        clearButtonProps={{ 'aria-label': `Choose no ${accountRoleText[role]}` }}
        nothingFoundMessage={`No account of type ${data?.types.join(', ') ?? ''} like this`}
        error={problem === null || account === null ? undefined : accountProblemText({ name: accountName(account), problem })}
        {...guard.greyed}
        onChange={(value) => guard.run(() => choose(value))}
      />
    </div>
  )
}

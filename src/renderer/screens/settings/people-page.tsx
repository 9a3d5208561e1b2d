import { IconPlus, IconUsers } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { PersonRow } from '../../../shared/contract/people.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { DataTable, type TableColumn } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { useGuard } from '../../components/guard.ts'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { ListError } from '../../components/list-parts.tsx'
import { Page } from '../../components/page.tsx'
import { Section, Sections } from '../../components/sections.tsx'
import { SidePanel } from '../../components/side-panel.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { useGoBack } from '../../state/detail-page.ts'
import { useLetterKey } from '../../state/letter-key.ts'
import { useAtThisPc } from '../../state/operator.ts'
import { useScreenSearch } from '../../state/screen-search.ts'
import { roleWords } from '../../text/people-words.ts'
import { PermissionTable } from './permission-table.tsx'
import { EditPersonForm, NewPersonForm } from './person-form.tsx'

const roleNames = Object.fromEntries(Object.entries(roleWords).map(([role, { one }]) => [role, one]))

function columnsWith(operatorId: number | undefined): readonly TableColumn<PersonRow>[] {
  return [
    { id: 'name', header: 'Name', width: 'minmax(180px, 2fr)', value: (p) => p.name, file: [{ header: 'Name', at: 'name' }] },
    { id: 'role', header: 'Role', width: 'minmax(120px, 1fr)', value: (p) => roleWords[p.role].one, file: [{ header: 'Role', at: 'role', words: roleNames }] },
    {
      id: 'status',
      header: 'Status',
      width: 'minmax(170px, 1fr)',
      value: (p) => statusOf(p, operatorId).text,
      cell: (p) => <Status person={p} operatorId={operatorId} />,
      file: [{ header: 'Works here', at: 'active', as: 'yes_no' }],
    },
  ]
}

/** Who works here and what each role may do. */
export function PeoplePage() {
  const goBack = useGoBack('/settings')
  const { data, error, retry } = useLedgerQuery('person.list', {})
  const operatorId = useAtThisPc()?.operator?.personId
  const columns = useMemo(() => columnsWith(operatorId), [operatorId])
  const [{ panel, selected }, setSearch] = useScreenSearch()
  const [focusRow, setFocusRow] = useState<{ readonly id: string } | null>(null)
  // Each new person has a form of its own, even when its panel is opened again before it has slid away.
  const [formNo, setFormNo] = useState(1)
  const guard = useGuard('person.create')
  const openNew = () => setSearch({ panel: 'new' })
  useLetterKey('n', () => guard.run(openNew))
  const people = data?.people ?? []
  const nobody = data !== undefined && people.length === 0
  const chosen = people.find(({ personId }) => String(personId) === selected)

  function close() {
    if (chosen && panel === 'edit') setFocusRow({ id: selected })
    setSearch({ panel: '' }, 'in place')
  }
  function onDone(personId: number) {
    setFormNo(formNo + 1)
    setFocusRow({ id: String(personId) })
    setSearch({ panel: '' }, 'in place')
  }

  return (
    <Page
      title="People"
      purpose="Who works here. Whoever is at the PC is kept with everything they do; their role says what that may be."
      onBack={goBack}
      {...(!nobody && { primary: { label: 'New person', icon: <IconPlus size="1.1em" stroke={2} aria-hidden />, shortcut: 'N', command: 'person.create', onRun: openNew } as const })}
    >
      {error && <ListError error={error} onRetry={retry} />}
      {data && (
        <Sections>
          {nobody ? (
            <EmptyState icon={<IconUsers size={32} stroke={1.5} />} title="Nobody is named yet" action={<GuardedButton command="person.create" onClick={openNew}>Name yourself, the owner</GuardedButton>}>
              Everything works without names. Once people are named, each change says who made it, builds can be assigned, and roles decide who may do what.
            </EmptyState>
          ) : (
            <Section title="Who works here">
              <DataTable
                label="People"
                savedAs={{ title: 'People', noun: ['person', 'people'] }}
                rows={people}
                columns={columns}
                rowId={({ personId }) => String(personId)}
                sortedBy={{ column: 'name' }}
                height="whole"
                focusRow={panel === '' ? focusRow : null}
                onOpen={({ personId }) => setSearch({ panel: 'edit', selected: String(personId) })}
              />
            </Section>
          )}
          <PermissionTable />
        </Sections>
      )}
      <SidePanel opened={panel === 'new'} title={nobody ? 'Name the owner' : 'New person'} holdsForm onClose={close}>
        <NewPersonForm key={formNo} isFirst={nobody} onDone={onDone} onCancel={close} />
      </SidePanel>
      <SidePanel opened={panel === 'edit' && chosen !== undefined} title={chosen?.name ?? ''} holdsForm onClose={close}>
        {chosen && <EditPersonForm key={chosen.personId} person={chosen} onDone={onDone} onCancel={close} />}
      </SidePanel>
    </Page>
  )
}

function statusOf({ personId, active }: PersonRow, operatorId: number | undefined) {
  if (!active) return { tone: 'plain', text: 'Has left' } as const
  return personId === operatorId ? ({ tone: 'good', text: 'At this PC' } as const) : ({ tone: 'plain', text: 'Works here' } as const)
}

function Status({ person, operatorId }: { readonly person: PersonRow; readonly operatorId: number | undefined }) {
  const { tone, text } = statusOf(person, operatorId)
  return text === 'Works here' ? text : <StatusChip tone={tone}>{text}</StatusChip>
}

import { Button } from '@mantine/core'
import { IconArrowsExchange, IconRefresh, IconX } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { useHostQuery, useLedgerQuery } from '../../api/use-query.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { FiguresTable } from '../../components/figures-table.tsx'
import { MoneyText } from '../../components/figure.tsx'
import { useGuard } from '../../components/guard.ts'
import { ListError } from '../../components/list-parts.tsx'
import { Page } from '../../components/page.tsx'
import { useSavableRows } from '../../components/save-as-button.tsx'
import { FigureStrip, Inset, Section, Sections } from '../../components/sections.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { useGoBack } from '../../state/detail-page.ts'
import { useExporting } from '../../state/exporting.ts'
import { cancelSync, compareWithQuickBooks } from '../../state/host-actions.ts'
import type { FileColumn } from '../../state/save-list.ts'
import { useNowMs } from '../../state/now.ts'
import { instantText } from '../../text/dates.ts'
import { wordsOf } from '../../text/errors.ts'
import { countText } from '../../text/numbers.ts'
import { adoptAll } from './export-actions.ts'
import { PausedStrip } from './paused-strip.tsx'
import { FoundDocuments } from './reconcile-documents.tsx'
import { ReconciledItems } from './reconcile-items.tsx'
import classes from './sync.module.css'

type Reconciled = OutputOf<'query', 'reconcile.get'>

const purpose = 'What was sent, held against what QuickBooks has. Nothing is changed there.'

/** What QuickBooks has of what was exported: each document, each item, each account, as the last comparison found it. */
export function ReconcilePage() {
  const goBack = useGoBack('/sync')
  const { on } = useExporting()
  const navigate = useNavigate()
  const { data, error, retry } = useLedgerQuery('reconcile.get', {})
  const status = useHostQuery('connection.status', {}).data
  const pullsSales = useLedgerQuery('sales.last_sync', {}).data?.channel?.active === true
  const tracksSales = useLedgerQuery('company.settings', {}).data?.sales === true
  const comparing = status?.running.some(({ kind }) => kind === 'documents') === true
  if (on === undefined) return null
  if (!on) {
    return (
      <Page title="Reconcile" purpose={purpose} onBack={goBack}>
        <EmptyState icon={<IconArrowsExchange size={32} stroke={1.5} />} title="Nothing to compare yet" action={<Button onClick={() => void navigate({ to: '/settings/integrations' })}>Open Integrations</Button>}>
          Once builds and receipts go to QuickBooks, what arrived there is compared with these books here.
        </EmptyState>
      </Page>
    )
  }
  const compare = { label: 'Compare now', icon: <IconRefresh size="1.1em" stroke={2} aria-hidden />, onRun: () => void compareWithQuickBooks(pullsSales && tracksSales) }
  return (
    <Page
      title="Reconcile"
      purpose={purpose}
      onBack={goBack}
      actions={
        comparing && (
          <Button variant="default" leftSection={<IconX size="1.1em" stroke={2} aria-hidden />} onClick={() => void cancelSync()}>
            Stop comparing
          </Button>
        )
      }
      {...(!comparing && { primary: compare })}
    >
      {error && <ListError error={error} onRetry={retry} />}
      {data?.paused && <PausedStrip why={data.paused} inReconcile />}
      <LastProblem />
      {data && data.compared === null && (
        <EmptyState icon={<IconArrowsExchange size={32} stroke={1.5} />} title={comparing ? 'Comparing…' : 'Not compared yet'} {...(!comparing && { action: <Button onClick={compare.onRun}>Compare now</Button> })}>
          Every document that was sent is looked up in QuickBooks, and the stock of every linked item with it.
        </EmptyState>
      )}
      {data && data.compared !== null && <Compared data={data} compared={data.compared} />}
    </Page>
  )
}

/** Why the last comparison did not come to its end; what is shown is of the one before. */
function LastProblem() {
  const nowMs = useNowMs()
  const run = useHostQuery('connection.status', {}).data?.lastRuns.find(({ kind }) => kind === 'documents')
  if (run?.summary.problem === null || run === undefined) return null
  const { what, toDo } = wordsOf(run.summary.problem, nowMs)
  return (
    <div className={classes.strip} data-tone="attention" role="status">
      <p>
        Comparing stopped {instantText(run.endedAt, nowMs)}. {what} {toDo} What is shown is older.
      </p>
    </div>
  )
}

interface ComparedProps {
  readonly data: Reconciled
  readonly compared: NonNullable<Reconciled['compared']>
}

function Compared({ data, compared }: ComparedProps) {
  const nowMs = useNowMs()
  const { documents, at } = compared
  // What is there twice, or is not known here, is not one of those that were sent.
  const besides = ['twice', 'arriving', 'adoptable', 'stranger']
  const otherwise = data.findings.filter(({ state }) => !besides.includes(state)).reduce((sum, { count }) => sum + count, data.left.sent)
  const all = data.findings.reduce((sum, { count }) => sum + count, 0)
  return (
    <Sections readAs="Comparison with QuickBooks">
      <FigureStrip
        figures={[
          { term: 'Compared', value: instantText(at, nowMs), size: 'text' },
          { term: 'There as sent', value: `${countText(documents - otherwise)} of ${countText(documents)}` },
          { term: 'To look at', value: countText(all) },
          { term: 'Items apart', value: countText(data.itemsApart) },
        ]}
      />
      <Section title="Documents" action={<AdoptAll count={data.findings.find(({ state }) => state === 'adoptable')?.count ?? 0} />}>
        <FoundDocuments open={all} left={data.left.all} />
      </Section>
      <ReconciledItems apart={data.itemsApart} />
      <Accounts accounts={data.accounts} />
      <Values values={data.values} />
      <Kept compared={compared} />
    </Sections>
  )
}

/** After a backup was restored there may be as many as were sent since. */
function AdoptAll({ count }: { readonly count: number }) {
  const guard = useGuard('export.adopt')
  const [running, setRunning] = useState(false)
  if (count < 2) return null
  const run = async () => {
    if (running) return
    setRunning(true)
    await adoptAll()
    setRunning(false)
  }
  return (
    <Button variant="default" {...guard.greyed} onClick={() => guard.run(() => void run())}>
      Adopt all {countText(count)}
    </Button>
  )
}

const accountColumns: readonly FileColumn<Reconciled['accounts'][number] & { readonly difference: number }>[] = [
  { header: 'Account', at: 'name' },
  { header: 'Sent by journals', at: 'sent', as: 'cents' },
  { header: 'There', at: 'there', as: 'cents' },
  { header: 'Difference', at: 'difference', as: 'cents' },
]
const valueColumns: readonly FileColumn<Reconciled['values'][number] & { readonly difference: number }>[] = [
  { header: 'Account of linked items', at: 'name' },
  { header: 'Here, first in first out', at: 'here', as: 'money' },
  { header: 'Balance there', at: 'there', as: 'money' },
  { header: 'Difference', at: 'difference', as: 'money' },
]

/** What all journals move, to the cent. */
function Accounts({ accounts }: Pick<Reconciled, 'accounts'>) {
  const apart = useMemo(() => accounts.map((row) => ({ ...row, difference: row.sent - row.there })), [accounts])
  useSavableRows('Accounts', ['account', 'accounts'], apart, accountColumns)
  if (accounts.length === 0) return null
  return (
    <Section title="Accounts">
      <Inset>
        <FiguresTable label="Accounts" head={['Account', 'Sent by journals', 'There', 'Difference']}>
          {accounts.map(({ account, name, sent, there }) => (
            <Amounts key={account} name={name} amounts={[sent * 10_000, there * 10_000, (sent - there) * 10_000]} />
          ))}
        </FiguresTable>
      </Inset>
    </Section>
  )
}

/** Quantities alone are sent, so QuickBooks values them by itself. */
function Values({ values }: Pick<Reconciled, 'values'>) {
  const apart = useMemo(() => values.map((row) => ({ ...row, difference: row.here - row.there })), [values])
  useSavableRows('Value of stock', ['account', 'accounts'], apart, valueColumns)
  if (values.length === 0) return null
  return (
    <Section title="Value of stock">
      <Inset>
        <p className={classes.about}>Adjustments carry quantities, and QuickBooks values them by its own costs. The difference is for the accountant to book; it is never sent.</p>
        <FiguresTable label="Value of stock" head={['Account of linked items', 'Here, first in first out', 'Balance there', 'Difference']}>
          {values.map(({ account, name, here, there }) => (
            <Amounts key={account} name={name} amounts={[here, there, here - there]} plain />
          ))}
        </FiguresTable>
      </Inset>
    </Section>
  )
}

interface AmountsProps {
  readonly name: string
  readonly amounts: readonly [number, number, number]
  /** Balances, of which only the difference has a direction. */
  readonly plain?: boolean
}

function Amounts({ name, amounts: [here, there, difference], plain = false }: AmountsProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <MoneyText value={here} signed={!plain} />
      </td>
      <td>
        <MoneyText value={there} signed={!plain} />
      </td>
      <td>
        <MoneyText value={difference} signed />
      </td>
    </tr>
  )
}

const keptWords = {
  rounding: 'Fractions of a cent that journals rounded',
  leftOut: 'Labor and overhead left out, without a conversion account',
  leftToPeople: 'Documents left to people',
} as const

const keptColumns: readonly FileColumn<{ readonly why: string; readonly amount: number | null; readonly documents: number | null }>[] = [
  { header: 'Why', at: 'why' },
  { header: 'Amount', at: 'amount', as: 'unit_cost' },
  { header: 'Documents', at: 'documents', as: 'count' },
]

/** What stays here by rule or by choice. */
function Kept({ compared: { rounding, leftOut, leftToPeople } }: Pick<ComparedProps, 'compared'>) {
  const rows = useMemo(
    () => [
      { why: keptWords.rounding, amount: rounding, documents: null },
      { why: keptWords.leftOut, amount: leftOut, documents: null },
      { why: keptWords.leftToPeople, amount: null, documents: leftToPeople },
    ],
    [rounding, leftOut, leftToPeople],
  )
  useSavableRows('Not sent', ['reason', 'reasons'], rows, keptColumns)
  return (
    <Section title="Not sent">
      <Inset>
        <FiguresTable label="Not sent" head={['Why', 'How much']}>
          <tr>
            <th scope="row">{keptWords.rounding}</th>
            <td>
              <MoneyText value={rounding} signed />
            </td>
          </tr>
          <tr>
            <th scope="row">
              <TextLink to="/sync" search={{ filter: 'left_out' }}>
                {keptWords.leftOut}
              </TextLink>
            </th>
            <td>
              <MoneyText value={leftOut} signed />
            </td>
          </tr>
          <tr>
            <th scope="row">
              <TextLink to="/sync" search={{ filter: 'done' }}>
                {keptWords.leftToPeople}
              </TextLink>
            </th>
            <td>{countText(leftToPeople)}</td>
          </tr>
        </FiguresTable>
      </Inset>
    </Section>
  )
}

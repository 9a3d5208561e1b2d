import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPackageImport } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { ImportPreviewRow } from '../../../shared/contract/item.ts'
import { productKind, type ProductKind } from '../../../shared/contract/product.ts'
import type { AppError } from '../../../shared/errors.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { AppErrorPanel } from '../../components/error-panel.tsx'
import { Page } from '../../components/page.tsx'
import { Sections } from '../../components/sections.tsx'
import { useGoBack } from '../../state/detail-page.ts'
import { commandOnce } from '../../state/undo.ts'
import { showNotice } from '../../state/window-state.ts'
import { fieldTexts } from '../../text/errors.ts'
import { countedText, countText } from '../../text/numbers.ts'
import { productKindText } from '../../text/product-words.ts'
import { changeAll, forgetImport, takenRows, toDraft, useImportDraft, type ImportRow } from './import-draft.ts'
import { ImportGrid, rowsPerPage, type CellTexts } from './import-grid.tsx'
import classes from './import.module.css'

const kinds = [{ value: '', label: 'Kind of all' }, ...productKind.options.map((value) => ({ value, label: productKindText[value] }))]

type Problem = ImportPreviewRow['problem']

/** Decides what becomes of chosen items: one row each, all of them taken together. */
export function ImportPage() {
  const goBack = useGoBack('/items')
  const navigate = useNavigate()
  const { rows, receiving, askedFor } = useImportDraft()
  const { run, pending } = useCommand('item.import')
  const [refusal, setRefusal] = useState<AppError | null>(null)
  const [cellTexts, setCellTexts] = useState<ReadonlyMap<number, CellTexts>>(new Map())
  const [page, setPage] = useState(0)
  /** The row to go to once it is drawn. */
  const wanted = useRef<number | null>(null)
  const problems = useProblems(rows)
  const taken = takenRows(rows)
  const unsolved = taken.filter(({ accountingItemId, choice }) => choice === 'product' && (problems.get(accountingItemId) ?? null) !== null)

  useEffect(() => {
    if (wanted.current === null) return
    const row = document.querySelector(`[data-row="${wanted.current}"]`)
    const cell = row?.querySelector<HTMLElement>('[aria-invalid="true"]') ?? row?.querySelector<HTMLElement>('[data-cell="sku"]') ?? null
    if (cell === null) return
    wanted.current = null
    cell.focus()
  })

  function goToRow(accountingItemId: number) {
    setPage(Math.floor(rows.findIndex((row) => row.accountingItemId === accountingItemId) / rowsPerPage))
    wanted.current = accountingItemId
  }

  async function submit() {
    const [first] = unsolved
    if (first !== undefined) return goToRow(first.accountingItemId)
    const reply = await run(toDraft(rows))
    if (reply === null) return
    setRefusal(reply.ok ? null : reply.error)
    const texts = reply.ok ? new Map() : besideCells(reply.error, taken)
    setCellTexts(texts)
    if (!reply.ok) {
      // The first on the page, whichever was found first.
      const bad = taken.find(({ accountingItemId }) => texts.has(accountingItemId))
      if (bad !== undefined) goToRow(bad.accountingItemId)
      return
    }
    const { importId, made, linked } = reply.value
    forgetImport()
    const undone = () => ({ kind: 'done', text: 'The import is undone' }) as const
    const text = [made.length > 0 ? `${countedText(made.length, 'product', 'products')} made` : '', linked.length > 0 ? `${countedText(linked.length, 'item', 'items')} linked` : '']
      .filter((part) => part !== '')
      .join(', ')
    const undo = { label: 'Undo', run: commandOnce('item.undo_import', { importId }, undone) }
    if (askedFor === null) void navigate({ to: '/items' })
    else askedFor.goBack()
    showNotice({ kind: 'done', text, undo, show: () => void navigate({ to: '/products' }) })
    askedFor?.onDone({ text, undo })
  }

  if (rows.length === 0) {
    return (
      <Page title="Import items" purpose="Makes products of items of QuickBooks." onBack={goBack}>
        <EmptyState
          icon={<IconPackageImport size={32} stroke={1.5} />}
          title="No items chosen"
          action={<Button onClick={() => void navigate({ to: '/items' })}>Choose items</Button>}
        >
          Choose items in the list, then say here what becomes of each.
        </EmptyState>
      </Page>
    )
  }
  const beside = cellTexts.size > 0
  return (
    <Page
      title="Import items"
      purpose={
        receiving
          ? 'Each row becomes a product, with its opening stock in a lot of its own. All are made together, and can be undone together.'
          : 'Each row becomes a product with its opening stock. All are made together, and can be undone together.'
      }
      onBack={goBack}
      primary={{
        label: taken.length === 0 ? 'Import' : `Import ${countedText(taken.length, 'item', 'items')}`,
        icon: <IconPackageImport size="1.1em" stroke={2} aria-hidden />,
        command: 'item.import',
        onRun: () => {
          if (!pending && taken.length > 0) void submit()
        },
      }}
      actions={
        <Button
          variant="default"
          onClick={() => {
            forgetImport()
            goBack()
          }}
        >
          Cancel
        </Button>
      }
      filters={<SetAll rows={rows} unsolved={unsolved} onGoTo={goToRow} />}
    >
      {refusal && !beside && (
        <div className={classes.refusal}>
          <AppErrorPanel error={refusal} />
        </div>
      )}
      <Sections>
        <ImportGrid rows={rows} problems={problems} texts={cellTexts} page={page} onPage={setPage} />
      </Sections>
    </Page>
  )
}

/** What stands in the way of each row that becomes a product, as its SKU is typed now. */
function useProblems(rows: readonly ImportRow[]): ReadonlyMap<number, Problem> {
  const asked = rows.filter(({ choice }) => choice === 'product').map(({ accountingItemId, sku }) => ({ accountingItemId, sku: sku.trim().slice(0, 200) }))
  const [settled] = useDebouncedValue(asked, 200)
  const { data } = useLedgerQuery('item.import_preview', { rows: settled }, { enabled: settled.length > 0 })
  const typed = new Map(asked.map(({ accountingItemId, sku }) => [accountingItemId, sku]))
  // An answer about a SKU that was typed over since says nothing of the new one.
  return new Map((data?.rows ?? []).filter(({ accountingItemId, sku }) => typed.get(accountingItemId) === sku).map(({ accountingItemId, problem }) => [accountingItemId, problem]))
}

/** The texts of a refusal, by row and cell: its fields name rows by their place among those taken. */
function besideCells(error: AppError, taken: readonly ImportRow[]): ReadonlyMap<number, CellTexts> {
  const texts = new Map<number, CellTexts>()
  for (const [field, text] of Object.entries(fieldTexts(error, {}, Date.now()))) {
    const [, place = '', cell = ''] = /^rows\.(\d+)\.(?:as\.)?(\w+)$/.exec(field) ?? []
    const row = taken[Number(place)]
    if (place !== '' && row !== undefined) texts.set(row.accountingItemId, { ...texts.get(row.accountingItemId), [cell]: text })
  }
  return texts
}

interface SetAllProps {
  readonly rows: readonly ImportRow[]
  readonly unsolved: readonly ImportRow[]
  readonly onGoTo: (accountingItemId: number) => void
}

/** Says the same of every row at once, and what is still open. */
function SetAll({ rows, unsolved, onGoTo }: SetAllProps) {
  const [unit, setUnit] = useState('')
  const [first] = unsolved
  return (
    <>
      <NativeSelect
        aria-label="Kind of all"
        className={classes.all}
        data={kinds}
        value=""
        onChange={(event) => event.currentTarget.value !== '' && changeAll({ kind: event.currentTarget.value as ProductKind })}
      />
      <TextInput
        aria-label="Unit of all"
        placeholder="Unit of all"
        className={classes.allUnit}
        autoComplete="off"
        spellCheck={false}
        maxLength={20}
        value={unit}
        onChange={(event) => {
          setUnit(event.currentTarget.value)
          if (event.currentTarget.value.trim() !== '') changeAll({ unit: event.currentTarget.value })
        }}
      />
      <span className={classes.count} role="status">
        {countText(takenRows(rows).length)} of {countedText(rows.length, 'row', 'rows')} taken
      </span>
      {first !== undefined && (
        <Button variant="default" onClick={() => onGoTo(first.accountingItemId)}>
          {countedText(unsolved.length, 'row needs', 'rows need')} a decision
        </Button>
      )}
    </>
  )
}

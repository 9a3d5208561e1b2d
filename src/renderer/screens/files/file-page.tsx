import { Button, FileButton, Menu, Progress } from '@mantine/core'
import { IconFileImport, IconFileSpreadsheet } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { importKind, type ImportKind } from '../../../shared/imports.ts'
import { importKindWords } from '../../../shared/import-words.ts'
import { client } from '../../api/bridge.ts'
import { newId } from '../../api/ids.ts'
import { useHostQuery } from '../../api/use-query.ts'
import { ActionMenu } from '../../components/action-menu.tsx'
import { AppErrorPanel } from '../../components/error-panel.tsx'
import { Page } from '../../components/page.tsx'
import { Sections } from '../../components/sections.tsx'
import { useGoBack } from '../../state/detail-page.ts'
import { useScreenSearch } from '../../state/screen-search.ts'
import { painted } from '../../state/painted.ts'
import { showNotice } from '../../state/window-state.ts'
import { nameOfFile } from '../../state/save-list.ts'
import { countedText } from '../../text/numbers.ts'
import { FileColumns, Recognised } from './file-columns.tsx'
import { forgetFile, refuse, takeFile, useFileDraft } from './file-draft.ts'
import { FileRows, usePreview } from './file-rows.tsx'
import classes from './files.module.css'
import { broughtIn, ImportedBefore } from './imported-before.tsx'
import { undoImport } from './undo-import.ts'

/** From as many rows on, writing takes long enough to be shown. */
const longImport = 2000

const endings = '.xlsx,.csv,.tsv,.txt'
const listOf: { readonly [K in ImportKind]: string } = { products: '/products', stock: '/adjustments', suppliers: '/suppliers', boms: '/boms' }

/** Brings in products, opening stock, suppliers or BOMs from a spreadsheet: everything is shown before anything is written. */
export function FilePage() {
  const goBack = useGoBack('/products')
  const { fileName, read, decided, error, busy } = useFileDraft()
  const whole = read !== null && decided !== null
  const preview = usePreview()
  const { commit, pending } = useCommit(preview.current)
  const { counts } = preview.data ?? {}
  const taken = counts === undefined ? 0 : counts.new + counts.changed
  const [{ filter }] = useScreenSearch()
  const likely = importKind.safeParse(filter).data ?? null
  const over = useFileDrop((file) => void takeFile(file, likely))
  // It scrolls with the rest, so that in a small window nothing is out of reach.
  const refusal = error && (
    <div className={classes.refusal}>
      <AppErrorPanel error={error} />
    </div>
  )
  return (
    <Page
      title="Import from a spreadsheet"
      purpose={whole ? `${fileName}: nothing is written before you say so, and all of it can be undone.` : 'Products, opening stock, suppliers and BOMs, from an Excel workbook or a CSV file.'}
      onBack={goBack}
      {...(whole && {
        primary: {
          label: pending ? 'Importing…' : taken === 0 ? 'Import' : `Import ${countedText(taken, 'row', 'rows')}`,
          icon: <IconFileImport size="1.1em" stroke={2} aria-hidden />,
          command: 'file.import' as const,
          // What does not fit is mended or left out first.
          onRun: counts !== undefined && counts.rejected > 0 && decided?.leaveOutRejected === false ? preview.mend : commit,
        },
        actions: (
          <Button variant="default" onClick={forgetFile}>
            Choose another file
          </Button>
        ),
      })}
    >
      {whole && pending && taken >= longImport ? (
        <Writing rows={taken} />
      ) : whole ? (
        <Sections>
          {refusal}
          <Recognised read={read} kind={decided.kind} />
          <FileColumns read={read} decided={decided} missing={preview.data?.missing ?? []} />
          <FileRows decided={decided} preview={preview} />
        </Sections>
      ) : busy ? (
        <Reading fileName={fileName} />
      ) : (
        <Sections>
          {refusal}
          <ChooseFile over={over} likely={likely} />
          <ImportedBefore />
        </Sections>
      )}
    </Page>
  )
}

/**
 * Brings the file in as decided, once what is shown answers that (`current`); sent again with the same id when the answer was
 * lost.
 */
function useCommit(current: boolean) {
  const navigate = useNavigate()
  const [pending, setPending] = useState(false)
  const lost = useRef<string | null>(null)
  /** The file that comes in as soon as its rows are shown. */
  const wanted = useRef<string | null>(null)
  async function commitWanted() {
    const { token, decided } = useFileDraft.getState()
    const asked = wanted.current === token
    wanted.current = null
    if (token === null || decided === null || !asked || pending) return
    const commandId = lost.current ?? newId()
    setPending(true)
    // The program writes in one go and answers nothing meanwhile: what it does is said before it begins.
    await painted()
    const reply = await client.askHost('file.commit', { token, commandId, decided })
    setPending(false)
    lost.current = !reply.ok && reply.error.code === 'call.lost' ? commandId : null
    if (!reply.ok) return refuse(reply.error)
    const { kind } = decided
    forgetFile()
    void navigate({ to: listOf[kind] })
    showNotice({
      kind: 'done',
      text: `${importKindWords[kind]} imported: ${broughtIn(reply.value)}`,
      undo: { label: 'Undo', run: undoImport(reply.value) },
    })
  }
  function commit() {
    wanted.current = useFileDraft.getState().token
    if (current) void commitWanted()
  }
  const onCurrent = useEffectEvent(() => void commitWanted())
  useEffect(() => {
    if (current) onCurrent()
  }, [current])
  return { commit, pending }
}

/** Takes a file that is dropped anywhere on the window, and tells whether one is held over it. */
function useFileDrop(take: (file: File) => void): boolean {
  const [over, setOver] = useState(false)
  const onDrag = useEffectEvent((event: DragEvent) => {
    if (event.dataTransfer?.types.includes('Files') !== true) return
    event.preventDefault()
    setOver(event.type === 'dragover')
    const [file] = event.type === 'drop' ? event.dataTransfer.files : []
    if (file) take(file)
  })
  useEffect(() => {
    const told = (event: DragEvent) => onDrag(event)
    const kinds = ['dragover', 'dragleave', 'drop'] as const
    for (const kind of kinds) window.addEventListener(kind, told)
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, told)
    }
  }, [])
  return over
}

/** Where a file is chosen or dropped, and what one may look like. */
function ChooseFile({ over, likely }: { readonly over: boolean; readonly likely: ImportKind | null }) {
  return (
    <div className={classes.choose}>
      <div className={classes.drop} data-over={over}>
        <IconFileSpreadsheet size={36} stroke={1.5} aria-hidden />
        <p>Drop a file here: one row for each thing, the names of the columns above them.</p>
        <FileButton accept={endings} onChange={(file) => file && void takeFile(file, likely)} inputProps={{ 'aria-label': 'File to import' }}>
          {(props) => (
            <Button {...props} leftSection={<IconFileImport size="1.1em" stroke={2} aria-hidden />}>
              Choose a file
            </Button>
          )}
        </FileButton>
      </div>
      <p className={classes.quiet}>
        Names of columns are recognised, in the order you have them. You see what becomes of each row, and mend what does not fit, before anything is written. The same file twice changes nothing.
      </p>
      <ActionMenu position="bottom-start" label="Save a template…">
        {importKind.options.map((of) => (
          <Menu.Item key={of} onClick={() => void saveTemplate(of)}>
            {importKindWords[of]}
          </Menu.Item>
        ))}
      </ActionMenu>
    </div>
  )
}

async function saveTemplate(kind: ImportKind): Promise<void> {
  const reply = await client.askHost('file.save_template', { kind, format: 'xlsx' })
  if (!reply.ok) return showNotice({ kind: 'refused', error: reply.error })
  if (reply.value.file !== null) showNotice({ kind: 'done', text: `Template for ${importKindWords[kind].toLowerCase()} saved as ${nameOfFile(reply.value.file)}` })
}

/** Shown from before the first row is written until the last one is. */
function Writing({ rows }: { readonly rows: number }) {
  return (
    <div className={classes.choose} role="status">
      <p>Writing {countedText(rows, 'row', 'rows')} into the books: all of them, or none.</p>
      <Progress className={classes.progress} value={100} striped animated aria-label="Writing into the books" />
    </div>
  )
}

const steps = { unpacking: 'Unpacking', reading: 'Reading', looking: 'Looking at' } as const

function Reading({ fileName }: { readonly fileName: string }) {
  const reading = useHostQuery('file.status', {}).data?.reading ?? null
  return (
    <div className={classes.choose} role="status">
      <p>
        {steps[reading?.step ?? 'reading']} {fileName}…
      </p>
      <Progress className={classes.progress} value={100} striped animated aria-label={`Reading ${fileName}`} />
      <div>
        <Button variant="default" autoFocus onClick={forgetFile}>
          Cancel
        </Button>
      </div>
    </div>
  )
}

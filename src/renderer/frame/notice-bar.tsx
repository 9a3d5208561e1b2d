import { Button, CloseButton, Loader } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { useNowMs } from '../state/now.ts'
import { showNotice, undoLast, useWindowState, type Notice, type NoticeUndo } from '../state/window-state.ts'
import { wordsOf } from '../text/errors.ts'
import classes from './notice-bar.module.css'

const shownMs = 12_000

/** Says what was just done and where to see it. What was refused stays until it is closed. */
export function NoticeBar() {
  const notice = useWindowState((state) => state.notice)
  const [held, setHeld] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => keepFocusClear(notice === null ? null : (place.current?.firstElementChild ?? null)), [notice])
  // Whether the notice is still there or not.
  useHotkeys([['mod+Z', undoOutsideText, { preventDefault: false }]], ['TEXTAREA', 'SELECT'])

  useEffect(() => {
    if (notice?.kind !== 'done' || held) return
    const timer = setTimeout(() => showNotice(null), shownMs)
    return () => clearTimeout(timer)
  }, [notice, held])

  return (
    <div
      ref={place}
      className={classes.place}
      role="status"
      aria-live="polite"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {notice && <NoticeContent notice={notice} />}
    </div>
  )
}

const besidePx = 24

/** What has the focus is never behind the notice: pages scroll by so much more, and at once where it came up over the field at hand. */
function keepFocusClear(notice: Element | null): void {
  const covered = notice?.getBoundingClientRect()
  document.documentElement.style.setProperty('--ps-notice-room', covered === undefined ? '0px' : `${Math.ceil(covered.height) + besidePx}px`)
  const focused = document.activeElement
  if (covered === undefined || focused === null || focused.closest('main') === null) return
  const { top, bottom, right, height } = focused.getBoundingClientRect()
  const isBehind = bottom > covered.top && top < covered.bottom && right > covered.left
  if (isBehind && height < window.innerHeight / 2) focused.scrollIntoView({ block: 'nearest' })
}

/** In a field the key takes back what was typed; a box that is ticked or a choice is no such field. */
function undoOutsideText(event: KeyboardEvent): void {
  if (event.target instanceof HTMLInputElement && event.target.type !== 'checkbox' && event.target.type !== 'radio') return
  event.preventDefault()
  undoLast()
}

function NoticeContent({ notice }: { readonly notice: Notice }) {
  const nowMs = useNowMs()
  const close = <CloseButton className={classes.close} aria-label="Close the notice" onClick={() => showNotice(null)} />
  if (notice.kind === 'refused') {
    const { what, why, toDo } = wordsOf(notice.error, nowMs)
    return (
      <div className={classes.notice} data-kind="refused">
        <IconAlertTriangle className={classes.icon} size={20} stroke={2} aria-hidden />
        <p className={classes.text}>
          <strong>{what}</strong> {why} {toDo}
        </p>
        {close}
      </div>
    )
  }
  if (notice.kind === 'working') {
    return (
      <div className={classes.notice} data-kind="working">
        <Loader size={20} aria-hidden />
        <p className={classes.text}>{notice.text}</p>
      </div>
    )
  }
  if (notice.kind !== 'done') return <ScanNotice kind={notice.kind} code={notice.code} close={close} />
  const { text, undo, show } = notice
  return (
    <div className={classes.notice} data-kind="done">
      <IconCheck className={classes.icon} size={20} stroke={2} aria-hidden />
      <p className={classes.text}>{text}</p>
      {undo && <UndoButton undo={undo} />}
      {show && (
        <Button
          variant="default"
          onClick={() => {
            showNotice(null)
            show()
          }}
        >
          Show
        </Button>
      )}
      {close}
    </div>
  )
}

interface ScanNoticeProps {
  readonly kind: 'unknown_code' | 'scanned_beside'
  readonly code: string
  readonly close: ReactNode
}

/** What became of a scan that opened nothing. */
function ScanNotice({ kind, code, close }: ScanNoticeProps) {
  const navigate = useNavigate()
  function go(panel: string) {
    showNotice(null)
    void navigate({ to: '/products', search: { panel, code } })
  }
  return (
    <div className={classes.notice} data-kind="refused">
      <IconAlertTriangle className={classes.icon} size={20} stroke={2} aria-hidden />
      <p className={classes.text}>
        {kind === 'unknown_code' ? (
          <>
            <strong>No product has the code {code}.</strong> Scan it again, or say what it is.
          </>
        ) : (
          <>
            <strong>Scanned {code}.</strong> Close the panel first, then scan again.
          </>
        )}
      </p>
      {kind === 'unknown_code' && (
        <>
          <Button variant="default" onClick={() => go('add-barcode')}>
            Add to a product
          </Button>
          <Button variant="default" onClick={() => go('new')}>
            New product with this barcode
          </Button>
        </>
      )}
      {close}
    </div>
  )
}

function UndoButton({ undo: { label, run } }: { readonly undo: NoticeUndo }) {
  const undo = () => {
    showNotice(null)
    run()
  }
  return (
    <Button variant="default" rightSection={<kbd className={classes.key}>Ctrl+Z</kbd>} aria-label={label} aria-keyshortcuts="Control+Z" onClick={undo}>
      {label}
    </Button>
  )
}

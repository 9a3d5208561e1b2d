import { Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect } from 'react'
import { bridge } from '../api/bridge.ts'
import { openCode } from '../scan/open-code.ts'
import { useScanner } from '../scan/use-scanner.ts'
import { screens } from '../screens/registry.tsx'
import { usePractice } from '../state/practice.ts'
import { screenAt } from '../screens/screen.ts'
import { runMenuAction, type GoTo } from './actions.ts'
import classes from './frame.module.css'
import { NoticeBar } from './notice-bar.tsx'
import { OperatorPanel } from './operator.tsx'
import { openPalette, Palette } from './palette.tsx'
import { PracticeBanner } from './practice-banner.tsx'
import { Rail } from './rail.tsx'
import { StatusBar } from './status-bar.tsx'
import { tellTypedBefore } from './typed-before.ts'

/** What stays around every screen. */
export function Frame() {
  const navigate = useNavigate()
  const goTo = useCallback<GoTo>((path, search = {}) => void navigate({ to: path, search }), [navigate])
  const path = useLocation({ select: (location) => location.pathname })

  const practising = usePractice()?.here === 'practice'

  useScanner(useCallback((code: string) => void openCode(code, goTo), [goTo]))
  useEffect(() => tellTypedBefore(goTo), [goTo])
  useEffect(() => bridge.onMenu((action) => runMenuAction(action, goTo, openPalette)), [goTo])
  useEffect(() => {
    const label = screenAt(screens, path)?.label
    document.title = [...(practising ? ['Practice shop'] : []), ...(label ? [label] : []), 'Partsemble Desktop'].join(' – ')
  }, [path, practising])

  return (
    <div className={classes.frame}>
      <a
        href="#content"
        className={classes.skip}
        onClick={(event) => {
          // The address belongs to the router, so the jump is made by hand.
          event.preventDefault()
          document.getElementById('content')?.focus()
        }}
      >
        Skip to the content
      </a>
      <PracticeBanner />
      <Rail />
      <main id="content" tabIndex={-1} className={classes.content}>
        <Outlet />
      </main>
      <StatusBar goTo={goTo} />
      <NoticeBar />
      <Palette goTo={goTo} />
      <OperatorPanel goTo={goTo} />
    </div>
  )
}

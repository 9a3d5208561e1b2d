import { Tooltip } from '@mantine/core'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconSearch, type Icon } from '@tabler/icons-react'
import { Link, useLocation, useRouter } from '@tanstack/react-router'
import { useEffect, useRef, type ReactNode } from 'react'
import { screens } from '../screens/registry.tsx'
import { groupScreens, screenAt, type Screen } from '../screens/screen.ts'
import { useWindowState } from '../state/window-state.ts'
import { toggleRail } from './actions.ts'
import { Mark } from './mark.tsx'
import { openPalette } from './palette.tsx'
import classes from './rail.module.css'

const isMac = /Mac/.test(navigator.userAgent)
const groups = groupScreens(screens)

/** A path that begins like another screen's is not on that screen; the list of screens tells which one it is on. */
const onlyItself = { exact: true, includeSearch: false }
const isHere = { 'aria-current': 'page' } as const

/** Where one can go. Collapsed it shows icons, each with its words on hover and focus. */
export function Rail() {
  const collapsed = useWindowState((state) => state.preferences.railCollapsed)
  const here = useLocation({ select: ({ pathname }) => screenAt(screens, pathname)?.path })
  const list = useRef<HTMLDivElement>(null)
  const router = useRouter()
  // In a low window the list scrolls; where one is stays in sight, also once the router has put each scroller back.
  useEffect(() => {
    const show = () => void list.current?.querySelector(`[data-screen="${here}"]`)?.scrollIntoView({ block: 'nearest' })
    show()
    return router.subscribe('onRendered', show)
  }, [here, router])
  return (
    <nav className={classes.rail} data-collapsed={collapsed} aria-label="Main">
      <div className={classes.name}>
        <Mark size={24} />
        {!collapsed && <span>Partsemble</span>}
      </div>
      <Named label="Search and commands" shown={collapsed}>
        <button type="button" className={`${classes.item} ${classes.search}`} onClick={openPalette} aria-keyshortcuts={isMac ? 'Meta+K' : 'Control+K'}>
          <RailIcon of={IconSearch} />
          <span className={classes.label}>Search</span>
          {!collapsed && <kbd className={classes.key}>{isMac ? '⌘ K' : 'Ctrl K'}</kbd>}
        </button>
      </Named>
      <div ref={list} className={classes.groups}>
        {groups.map(({ group, screens }) => (
          <div key={group ?? ''} role="group" aria-label={group ?? 'Program'} className={classes.group}>
            {group !== null && !isNamedByItsOne(group, screens) && <div className={classes.heading}>{collapsed ? '' : group}</div>}
            {screens.map((screen) => (
              <Named key={screen.path} label={screen.label} shown={collapsed}>
                <Link to={screen.path} data-screen={screen.path} className={classes.item} activeOptions={onlyItself} inactiveProps={here === screen.path ? isHere : {}}>
                  <RailIcon of={screen.icon} />
                  <span className={classes.label}>{screen.label}</span>
                  {screen.count && <screen.count />}
                </Link>
              </Named>
            ))}
          </div>
        ))}
      </div>
      <Named label="Expand the navigation" shown={collapsed}>
        <button type="button" className={`${classes.item} ${classes.toggle}`} onClick={toggleRail} aria-expanded={!collapsed}>
          <RailIcon of={collapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse} />
          <span className={classes.label}>{collapsed ? 'Expand' : 'Collapse'}</span>
        </button>
      </Named>
    </nav>
  )
}

/** A group of one screen of the same name says it once. */
function isNamedByItsOne(group: string, screens: readonly Screen[]): boolean {
  return screens.length === 1 && screens[0]?.label === group
}

function RailIcon({ of: Shape }: { readonly of: Icon }) {
  return <Shape className={classes.icon} size="var(--ps-icon-size)" stroke={1.75} aria-hidden />
}

function Named({ label, shown, children }: { readonly label: string; readonly shown: boolean; readonly children: ReactNode }) {
  return (
    <Tooltip label={label} position="right" disabled={!shown} events={{ hover: true, focus: true, touch: false }}>
      {children}
    </Tooltip>
  )
}

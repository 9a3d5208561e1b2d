import { createSpotlight, Spotlight, useSpotlight } from '@mantine/spotlight'
import {
  IconAdjustmentsHorizontal,
  IconArrowRight,
  IconBolt,
  IconHammer,
  IconListNumbers,
  IconPackage,
  IconPackageImport,
  IconReceipt,
  IconSearch,
  IconSend,
  IconStack2,
  IconTruckDelivery,
} from '@tabler/icons-react'
import { useLayoutEffect, useMemo, useState } from 'react'
import { useGuard } from '../components/guard.ts'
import { FocusBack, HoldFocus } from '../components/hold-focus.tsx'
import { screens } from '../screens/registry.tsx'
import { allActions, type GoTo } from './actions.ts'
import { fixedEntries, matchingEntries, namedFirst, type PaletteEntry } from './palette-entries.ts'
import classes from './palette.module.css'
import { useFound } from './use-found.ts'

const icons = {
  screen: IconArrowRight,
  action: IconBolt,
  supplier: IconTruckDelivery,
  product: IconPackage,
  lot: IconStack2,
  receipt: IconPackageImport,
  build: IconHammer,
  planned: IconListNumbers,
  adjustment: IconAdjustmentsHorizontal,
  sale: IconReceipt,
  export: IconSend,
} as const

const [store, spotlight] = createSpotlight()

// The list hands these on to its scroll area, which its own type does not say; they let the keyboard scroll it.
const scrolling = { viewportProps: { tabIndex: 0, role: 'group', 'aria-label': 'Matches' } }

/** Goes anywhere, runs anything, finds anyone, by name. Ctrl+K or Cmd+K opens it from everywhere. */
export function Palette({ goTo }: { readonly goTo: GoTo }) {
  const { opened } = useSpotlight(store)
  const [typed, setTyped] = useState('')
  const search = typed.trim()
  const found = useFound(search, goTo)
  const fixed = useMemo(() => fixedEntries(screens, allActions(goTo), goTo), [goTo])
  const entries = namedFirst([...matchingEntries(fixed, typed), ...found], typed)
  useFirstMarked(search === '' ? '' : entries.map(({ id }) => id).join(' '))

  return (
    <>
      <FocusBack opened={opened} />
      <Spotlight.Root
        store={store}
        query={typed}
        onQueryChange={setTyped}
        shortcut="mod + K"
        tagsToIgnore={[]}
        scrollable
        maxHeight={420}
        // It is there at once: one that came frames later would not hear the first keys.
        transitionProps={{ duration: 0 }}
        trapFocus={false}
        returnFocus={false}
        overlayProps={{ color: 'var(--ps-shade)', backgroundOpacity: 1 }}
        classNames={{ content: classes.content, search: classes.search }}
        attributes={{ content: { 'aria-label': 'Command palette' } }}
      >
        <Spotlight.Search
          placeholder="Go to, run, or find anything"
          aria-label="Go to, run, or find anything"
          leftSection={<IconSearch size={20} stroke={1.75} aria-hidden />}
        />
        <Spotlight.ActionsList className={classes.list} {...scrolling}>
          {entries.map((entry) => (
            <PaletteLine key={entry.id} entry={entry} />
          ))}
          {entries.length === 0 && <Spotlight.Empty>Nothing here is called “{search}”.</Spotlight.Empty>}
        </Spotlight.ActionsList>
        <HoldFocus />
      </Spotlight.Root>
    </>
  )
}

function PaletteLine({ entry }: { readonly entry: PaletteEntry }) {
  const Icon = icons[entry.kind]
  const { greyed, run } = useGuard(entry.command)
  return (
    <Spotlight.Action className={classes.line} aria-disabled={greyed['aria-disabled']} onClick={() => run(entry.run)}>
      <Icon className={classes.icon} size={18} stroke={1.75} aria-hidden />
      <span className={classes.label}>{entry.label}</span>
      <span className={classes.detail}>{greyed.title ?? entry.detail}</span>
    </Spotlight.Action>
  )
}

/** Marks the first line until an arrow has chosen another: what the ledger finds comes later, and the best of it before the rest. */
function useFirstMarked(shown: string) {
  useLayoutEffect(() => {
    const { listId, selected } = store.getState()
    const list = shown === '' ? null : document.getElementById(listId)
    if (list === null || (selected > 0 && list.querySelector('[data-selected]') !== null)) return
    for (const line of list.querySelectorAll('[data-selected]')) line.removeAttribute('data-selected')
    list.querySelector('[data-action]')?.setAttribute('data-selected', 'true')
    store.updateState((state) => ({ ...state, selected: 0 }))
  }, [shown])
}

/** Opens the palette. */
export const openPalette = (): void => spotlight.open()

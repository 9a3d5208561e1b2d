import { ipcMain } from 'electron'
import ElectronStore from 'electron-store'
import { z } from 'zod'
import { preferences, type Preferences } from '../../shared/contract/app.ts'

/** A window's place on the screens, in device-independent pixels. */
export interface WindowPlace {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly maximized: boolean
}

/** Somebody as a PC remembers them: with the command that named them, as the same number is somebody else in other books. */
const keptOperator = z.object({ personId: z.int(), namedBy: z.string() })
export type KeptOperator = z.infer<typeof keptOperator>

interface Kept {
  preferences: unknown
  operator: unknown
  practising: unknown
  practiceOperator: unknown
  windowPlace: unknown
}

const defaultPreferences: Preferences = { theme: 'auto', mode: 'office', railCollapsed: false, letterKeys: true, begun: false, views: [] }

/**
 * What this PC remembers, in one JSON file beside the ledger. Nothing here is needed to open the ledger: a damaged file
 * is put aside and the defaults hold.
 */
export interface PcStore {
  preferences(): Preferences
  /** Changes what is given, keeps the rest, returns all. */
  changePreferences(change: { readonly [K in keyof Preferences]?: Preferences[K] | undefined }): Preferences
  /** Who works here; `null` while nobody was named. */
  operator(): KeptOperator | null
  keepOperator(operator: KeptOperator | null): void
  /** Whether the practice shop is open in place of the company. */
  practising(): boolean
  keepPractising(practising: boolean): void
  /** Who works in the practice shop; nobody of the company's people. */
  practiceOperator(): number | null
  keepPracticeOperator(personId: number | null): void
  windowPlace(): WindowPlace | null
  keepWindowPlace(place: WindowPlace): void
}

export function openPcStore(folder: string): PcStore {
  const store = new ElectronStore<Kept>({ cwd: folder, name: 'this-pc', clearInvalidConfig: true })
  // The library answers any page that asks for its folder over a channel of its own; ours has no use for that.
  ipcMain.removeAllListeners('electron-store-get-data')
  const read = () => {
    const kept = preferences.safeParse({ ...defaultPreferences, ...(store.get('preferences') as object | undefined) })
    return kept.success ? kept.data : defaultPreferences
  }
  return {
    preferences: read,
    changePreferences: (change) => {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
      const next = preferences.parse({ ...read(), ...given })
      store.set('preferences', next)
      return next
    },
    operator: () => {
      const kept = keptOperator.safeParse(store.get('operator'))
      return kept.success ? kept.data : null
    },
    keepOperator: (operator) => {
      store.set('operator', operator)
    },
    practising: () => store.get('practising') === true,
    keepPractising: (practising) => {
      store.set('practising', practising)
    },
    practiceOperator: () => asPerson(store.get('practiceOperator')),
    keepPracticeOperator: (personId) => {
      store.set('practiceOperator', personId)
    },
    windowPlace: () => asPlace(store.get('windowPlace')),
    keepWindowPlace: (place) => {
      store.set('windowPlace', place)
    },
  }
}

function asPerson(kept: unknown): number | null {
  return Number.isSafeInteger(kept) ? (kept as number) : null
}

function asPlace(kept: unknown): WindowPlace | null {
  if (kept === null || typeof kept !== 'object') return null
  const { x, y, width, height, maximized } = kept as Record<string, unknown>
  const numbers = [x, y, width, height].every((n) => typeof n === 'number' && Number.isFinite(n))
  return numbers ? { x: x as number, y: y as number, width: width as number, height: height as number, maximized: maximized === true } : null
}

import type { Icon } from '@tabler/icons-react'
import type { ComponentType } from 'react'

/** The headings of the rail, in its order. `null` stands for screens of their own, without a heading. */
export const railGroups = ['Dashboard', 'Inventory', 'BOMs', 'Builds', 'Receiving', 'Sync', null] as const
export type RailGroup = (typeof railGroups)[number]

/** One screen of the window. The rail, the palette and the router are made from the list of these. */
export interface Screen {
  readonly path: `/${string}`
  readonly label: string
  readonly icon: Icon
  readonly group: RailGroup
  /** Other words a person might look for it by. */
  readonly keywords: readonly string[]
  readonly component: ComponentType
  /** How many things wait there for a person, beside its name in the rail. */
  readonly count?: ComponentType
  /** Pages that belong to it though their paths begin like another screen's. */
  readonly pages?: readonly `/${string}`[]
}

/** A page behind a screen, reached from its rows: `/products/$productId`. The rail and the palette do not offer it. */
export interface DetailPage {
  readonly path: `/${string}`
  readonly component: ComponentType
}

/** Screens by group in the rail's order; a group without screens is left out. */
export function groupScreens<S extends Pick<Screen, 'group'>>(screens: readonly S[]): { group: RailGroup; screens: S[] }[] {
  return railGroups
    .map((group) => ({ group, screens: screens.filter((screen) => screen.group === group) }))
    .filter(({ screens }) => screens.length > 0)
}

/** The screen a path belongs to: the one with the longest path, its own or of its pages, that it begins with. */
export function screenAt<S extends Pick<Screen, 'path' | 'pages'>>(screens: readonly S[], path: string): S | undefined {
  const holding = screens.flatMap((screen) =>
    [screen.path, ...(screen.pages ?? [])].filter((own) => path === own || path.startsWith(`${own}/`)).map((own) => ({ screen, length: own.length })),
  )
  return holding.toSorted((a, b) => b.length - a.length)[0]?.screen
}

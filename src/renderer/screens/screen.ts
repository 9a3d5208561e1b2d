import type { Icon } from '@tabler/icons-react'
import type { ComponentType } from 'react'

/** The headings of the rail, in its order. `null` stands for screens of their own, without a heading. */
export const railGroups = ['Inventory', 'BOMs', 'Builds', 'Receiving', 'Sync', null] as const
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

/** The screen a path belongs to: the one with the longest path that it begins with. */
export function screenAt<S extends Pick<Screen, 'path'>>(screens: readonly S[], path: string): S | undefined {
  const holding = screens.filter((screen) => path === screen.path || path.startsWith(`${screen.path}/`))
  return holding.toSorted((a, b) => b.path.length - a.path.length)[0]
}

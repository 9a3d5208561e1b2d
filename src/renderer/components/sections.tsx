import { useLocation } from '@tanstack/react-router'
import { useId, type ReactNode } from 'react'
import classes from './sections.module.css'

interface SectionsProps {
  /** Names content that is only read: without fields or rows in it, it needs a Tab stop of its own to be scrolled by keyboard. */
  readonly readAs?: string
  readonly children: ReactNode
}

/** What is below the header of a detail page: it scrolls, the header stays. */
export function Sections({ readAs, children }: SectionsProps) {
  // By its own address, so that another page of the same build does not start where this one was left.
  const path = useLocation({ select: ({ pathname }) => pathname })
  const reading = readAs === undefined ? {} : { role: 'region', tabIndex: 0, 'aria-label': readAs }
  return (
    <div className={classes.sections} data-scroll-restoration-id={`page:${path}`} {...reading}>
      {children}
    </div>
  )
}

interface SectionProps {
  readonly title: string
  /** At the right of the title. */
  readonly action?: ReactNode
  readonly children: ReactNode
}

/** One subject of a detail page. Tables in it reach from edge to edge. */
export function Section({ title, action, children }: SectionProps) {
  const titleId = useId()
  return (
    <section className={classes.section} aria-labelledby={titleId}>
      <div className={classes.head}>
        <h2 id={titleId} className={classes.title}>
          {title}
        </h2>
        {action}
      </div>
      {children}
    </section>
  )
}

/** Content of a section that keeps to the page's margins. */
export function Inset({ children }: { readonly children: ReactNode }) {
  return <div className={classes.inset}>{children}</div>
}

/** Says what will be in a section that has nothing yet. */
export function NothingYet({ children }: { readonly children: ReactNode }) {
  return <p className={classes.none}>{children}</p>
}

export interface StripFigure {
  readonly term: string
  readonly value: ReactNode
  /** `figure` is large, `text` as running text. */
  readonly size?: 'figure' | 'text'
}

/** The figures a detail page is about, at its top. */
export function FigureStrip({ figures }: { readonly figures: readonly StripFigure[] }) {
  return (
    <dl className={classes.strip}>
      {figures.map(({ term, value, size = 'figure' }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd data-size={size}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

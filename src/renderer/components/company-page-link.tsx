import { Anchor } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import type { MouseEvent, ReactNode } from 'react'
import { askConnection } from '../state/connection.ts'
import { useExporting } from '../state/exporting.ts'

interface CompanyPageLinkProps {
  /** Below the web address of QuickBooks: `/app/journal?txnId=12`. */
  readonly page: string
  readonly children: ReactNode
}

/** Leads to a page of the accounting company in the person's browser; nothing more than its text while there is no company. */
export function CompanyPageLink({ page, children }: CompanyPageLinkProps) {
  const { service, address } = useExporting()
  const shown = (
    <>
      {children} <IconExternalLink size="1em" stroke={1.75} aria-label="(opens in your browser)" />
    </>
  )
  const stay = (event: MouseEvent) => event.stopPropagation()
  if (address !== null) {
    return (
      <Anchor href={`${address}${page}`} target="_blank" rel="noreferrer" underline="always" inherit onClick={stay}>
        {shown}
      </Anchor>
    )
  }
  if (service !== 'practice') return children
  // No link may open an address of this PC: the program opens it itself.
  return (
    <Anchor
      component="button"
      type="button"
      underline="always"
      inherit
      onClick={(event) => {
        stay(event)
        void askConnection('connection.show_page', { page })
      }}
    >
      {shown}
    </Anchor>
  )
}

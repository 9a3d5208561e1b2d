import { Fragment } from 'react'
import { TextLink } from '../../components/text-link.tsx'
import { plannedText } from '../../text/planned-words.ts'

/** The planned builds that hold something, in the order of the queue, each leading to its page. */
export function HeldBy({ holds }: { readonly holds: readonly { readonly plannedBuildId: number }[] }) {
  return holds.map(({ plannedBuildId }, place) => (
    <Fragment key={plannedBuildId}>
      {place > 0 && (place === holds.length - 1 ? ' and ' : ', ')}
      <TextLink to={`/builds/planned/${plannedBuildId}`}>{plannedText(plannedBuildId)}</TextLink>
    </Fragment>
  ))
}

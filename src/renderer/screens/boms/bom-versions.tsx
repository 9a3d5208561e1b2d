import { Button } from '@mantine/core'
import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLedgerPages } from '../../api/use-query.ts'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { ListError } from '../../components/list-parts.tsx'
import { useSavableList, wholeAnswer } from '../../components/save-as-button.tsx'
import { NothingYet, Section } from '../../components/sections.tsx'
import { SidePanel } from '../../components/side-panel.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { useNowMs } from '../../state/now.ts'
import type { FileColumn } from '../../state/save-list.ts'
import { showNotice } from '../../state/window-state.ts'
import { instantText } from '../../text/dates.ts'
import { countText } from '../../text/numbers.ts'
import { BomDiff, type Compared } from './bom-diff.tsx'
import classes from './bom-page.module.css'
import { tellRetired, tellSaved } from './told-saves.ts'

type Details = OutputOf<'query', 'bom.get'>
type Version = OutputOf<'query', 'bom.history'>['versions'][number]

const pageSize = 20

const statusText = { active: 'Active', archived: 'Archived' } as const

const fileColumns: readonly FileColumn<Version>[] = [
  { header: 'Version', at: 'version', as: 'count' },
  { header: 'Status', at: 'status', words: statusText },
  { header: 'Saved', at: 'savedAt', as: 'instant' },
  { header: 'Note', at: 'notes' },
  { header: 'Components', at: 'componentCount', as: 'count' },
  { header: 'Cost lines', at: 'costLineCount', as: 'count' },
]

/** Every version there was, the newest first: to compare, and to be used again. */
export function BomVersions({ details }: { readonly details: Details }) {
  const { product, bom, draft } = details
  const { productId } = product
  const history = useLedgerPages('bom.history', { productId }, {
    draftAfter: (last) => ({ productId, limit: pageSize, offset: last === null ? 0 : offsetAfter(last) }),
    hasMore: (last) => (last.versions.at(-1)?.version ?? 1) > 1,
  })
  const [compared, setCompared] = useState<Compared | null>(null)
  const retire = useCommand('bom.retire')
  const activate = useCommand('bom.activate')
  const versions = history.pages?.flatMap((page) => page.versions) ?? []
  useSavableList(`Versions of ${product.sku}`, ['version', 'versions'], wholeAnswer('bom.history', { productId }, 'versions', history.pages?.[0]?.total), fileColumns)

  async function retireActive() {
    const reply = await retire.run({ productId })
    if (reply === null) return
    if (reply.ok) tellRetired(product, reply.value)
    else showNotice({ kind: 'refused', error: reply.error })
  }
  async function useAgain({ bomVersionId }: Version) {
    const reply = await activate.run({ productId, from: { kind: 'version', bomVersionId } })
    if (reply === null) return
    if (reply.ok) tellSaved(product, reply.value.version, bom?.bomVersionId ?? null)
    else showNotice({ kind: 'refused', error: reply.error })
  }

  return (
    <Section
      title="Versions"
      action={
        bom !== null && (
          <GuardedButton command="bom.retire" variant="default" onClick={() => void retireActive()}>
            Retire version {bom.version}
          </GuardedButton>
        )
      }
    >
      {history.error && <ListError error={history.error} onRetry={history.retry} />}
      {history.pages && versions.length === 0 && <NothingYet>Every version that was in use will be listed here, with what it changed.</NothingYet>}
      {versions.length > 0 && (
        <VersionTable
          versions={versions}
          onCompare={(version) => setCompared(comparedWith(version, versions, draft !== null))}
          onUse={(version) => void useAgain(version)}
        />
      )}
      {history.more && (
        <div className={classes.more}>
          <Button variant="default" onClick={history.showMore}>
            Show older versions
          </Button>
        </div>
      )}
      <SidePanel opened={compared !== null} title={`What changed in ${product.sku}`} wide onClose={() => setCompared(null)}>
        {compared && <BomDiff product={product} versions={versions} hasDraft={draft !== null} compared={compared} onChoose={setCompared} onClose={() => setCompared(null)} />}
      </SidePanel>
    </Section>
  )
}

/** Versions are numbered without gaps, so the last one told says how many were. */
function offsetAfter(last: OutputOf<'query', 'bom.history'>): number {
  return last.total - (last.versions.at(-1)?.version ?? 1) + 1
}

/** The version against the one before it; the first against what came next, or the draft. */
function comparedWith({ bomVersionId, version }: Version, versions: readonly Version[], hasDraft: boolean): Compared {
  const [before, after] = [versions.find((other) => other.version === version - 1), versions.find((other) => other.version === version + 1)]
  if (before) return { from: String(before.bomVersionId), to: String(bomVersionId) }
  return { from: String(bomVersionId), to: after ? String(after.bomVersionId) : hasDraft ? 'draft' : String(bomVersionId) }
}

interface VersionTableProps {
  readonly versions: readonly Version[]
  readonly onCompare: (version: Version) => void
  readonly onUse: (version: Version) => void
}

function VersionTable({ versions, onCompare, onUse }: VersionTableProps) {
  const nowMs = useNowMs()
  return (
    <div className={classes.wide}>
      <table className={classes.versions} aria-label="Versions">
        <thead>
          <tr>
            <th scope="col">Version</th>
            <th scope="col">Saved</th>
            <th scope="col">Note</th>
            <th scope="col" className={classes.number}>
              Components
            </th>
            <th scope="col" className={classes.number}>
              Cost lines
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {versions.map((version) => (
            <tr key={version.bomVersionId}>
              <td>
                <span className={classes.what}>{countText(version.version)}</span>{' '}
                <StatusChip tone={version.status === 'active' ? 'good' : 'plain'}>{statusText[version.status]}</StatusChip>
              </td>
              <td>{version.savedAt === null ? 'not kept' : instantText(version.savedAt, nowMs)}</td>
              <td className={classes.versionNote}>{version.notes}</td>
              <td className={classes.number}>{countText(version.componentCount)}</td>
              <td className={classes.number}>{countText(version.costLineCount)}</td>
              <td>
                <div className={classes.versionActions}>
                  <Button variant="default" aria-label={`Compare version ${version.version}`} onClick={() => onCompare(version)}>
                    Compare
                  </Button>
                  {version.status === 'archived' && (
                    <GuardedButton command="bom.activate" variant="default" aria-label={`Use version ${version.version} again`} onClick={() => onUse(version)}>
                      Use again
                    </GuardedButton>
                  )}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

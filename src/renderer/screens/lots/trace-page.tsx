import { Button, SegmentedControl } from '@mantine/core'
import { IconFileAlert } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useLedgerQuery } from '../../api/use-query.ts'
import { ListError } from '../../components/list-parts.tsx'
import { Page } from '../../components/page.tsx'
import { useGoBack, useRouteId } from '../../state/detail-page.ts'
import { useScreenSearch } from '../../state/screen-search.ts'
import { useWindowState } from '../../state/window-state.ts'
import { countedText } from '../../text/numbers.ts'
import { TraceTable } from './trace-table.tsx'
import classes from './trace.module.css'
import { pageOfNode, type TraceNode } from './trace-view.ts'

// Graph and layout come when a graph is first shown, so that the window starts without them.
const TraceGraph = lazy(() => import('./trace-graph.tsx'))

const edgesAtFirst = 200
const edgesMost = 20_000

const views = [
  { value: 'graph', label: 'Graph' },
  { value: 'table', label: 'Table' },
]

/** Where a lot's goods came from and everything they became, to any depth, as a graph or as the same in a table. */
export function TracePage() {
  const lotId = useRouteId('lotId')
  const goBack = useGoBack(`/lots/${lotId}`)
  const navigate = useNavigate()
  const mode = useWindowState((state) => state.preferences.mode)
  const [{ filter }, setSearch] = useScreenSearch()
  const [edgesMax, setEdgesMax] = useState(edgesAtFirst)
  const { data, error, retry } = useLedgerQuery('lot.trace', { lotId, direction: 'both', edgesMax })
  const [root] = data?.nodes ?? []
  const trace = root?.what === 'lot' && root.lotId === lotId ? data : undefined
  const view = filter === 'graph' || filter === 'table' ? filter : mode === 'floor' ? 'table' : 'graph'
  if (error) {
    return (
      <Page title="Trace" purpose="" onBack={goBack}>
        <ListError error={error} onRetry={retry} />
      </Page>
    )
  }
  if (!trace || root?.what !== 'lot') return null

  function open(node: TraceNode) {
    const page = pageOfNode(node)
    if (page !== null) void navigate({ to: page })
  }

  return (
    <Page
      title={`Trace of lot ${root.number}`}
      purpose={`${root.product.sku} ${root.product.name}: what its goods came from at the left, what they became at the right.`}
      onBack={goBack}
      actions={
        <Button
          variant="default"
          leftSection={<IconFileAlert size="1.1em" stroke={1.75} aria-hidden />}
          onClick={() => void navigate({ to: `/lots/${lotId}/recall` })}
        >
          Recall sheet
        </Button>
      }
      filters={
        <>
          <SegmentedControl aria-label="Show as" data={views} value={view} onChange={(value) => setSearch({ filter: value }, 'in place')} />
          <span className={classes.quiet} role="status">
            {countedText(trace.edges.length, 'step', 'steps')}
            {trace.more && ', the nearest of them'}
          </span>
          {trace.more && edgesMax < edgesMost && (
            <Button variant="default" onClick={() => setEdgesMax(Math.min(edgesMost, edgesMax * 5))}>
              Show more steps
            </Button>
          )}
        </>
      }
    >
      {view === 'table' && <TraceTable trace={trace} onOpen={open} />}
      {view === 'graph' && (
        <Suspense fallback={<div className={classes.waiting} />}>
          <TraceGraph key={lotId} trace={trace} mode={mode} onOpen={open} />
        </Suspense>
      )}
    </Page>
  )
}

import '@xyflow/react/dist/base.css'
import { ActionIcon } from '@mantine/core'
import { IconFocusCentered, IconZoomIn, IconZoomOut } from '@tabler/icons-react'
import { Panel, ReactFlow, ReactFlowProvider, useReactFlow, useStore, type Edge } from '@xyflow/react'
import { useEffect, useEffectEvent, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { quantityText } from '../../text/numbers.ts'
import { drawnEdges, nodeBeside, placeNodes, type Arrow } from './trace-layout.ts'
import { TraceGraphNode, type GraphNode } from './trace-node.tsx'
import classes from './trace.module.css'
import { shownTrace, unitOfEdge, type Trace, type TraceNode } from './trace-view.ts'

const nodeTypes = { trace: TraceGraphNode }
const sizes = { office: { width: 228, height: 82 }, floor: { width: 312, height: 112 } } as const
const zoomMin = 0.2
/** Never so far away that it cannot be read. */
const fit = { minZoom: 0.8, maxZoom: 1, padding: 0.06 }

interface TraceGraphProps {
  readonly trace: Trace
  /** Given, so that this bundle takes nothing of the window's state, nor its schemas, out of the one that starts. */
  readonly mode: 'office' | 'floor'
  readonly onOpen: (node: TraceNode) => void
}

/**
 * The way of the goods, drawn from left to right. One Tab stop: arrows go from node to node, Enter opens, Space hides
 * or shows what lies beyond.
 */
export default function TraceGraph(props: TraceGraphProps) {
  return (
    <ReactFlowProvider>
      <Drawing {...props} />
    </ReactFlowProvider>
  )
}

function Drawing({ trace, mode, onOpen }: TraceGraphProps) {
  const { width, height } = sizes[mode]
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set())
  const [activeKey, setActiveKey] = useState(trace.nodes[0]?.key ?? '')
  const box = useRef<HTMLDivElement>(null)
  const shown = useMemo(() => shownTrace(trace, collapsed), [trace, collapsed])
  const edges = useMemo(() => drawnEdges(shown.edges), [shown])
  const places = useMemo(() => placeNodes(shown.nodes.map(({ node }) => node.key), edges, { width, height }), [shown, edges, width, height])
  const bringIntoView = useBringIntoView(places, { width, height })

  function toggle({ key }: TraceNode) {
    setCollapsed((before) => (before.has(key) ? new Set([...before].filter((other) => other !== key)) : new Set([...before, key])))
  }

  function onKey(event: KeyboardEvent, node: TraceNode) {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === ' ' && node.depth !== 0) {
      event.preventDefault()
      toggle(node)
    } else if (isArrow(event.key)) {
      event.preventDefault()
      const next = nodeBeside(places, node.key, event.key)
      if (next === null) return
      setActiveKey(next)
      box.current?.querySelector<HTMLElement>(`[data-node-key="${CSS.escape(next)}"]`)?.focus({ preventScroll: true })
    }
  }

  function onFocus({ key }: TraceNode) {
    setActiveKey(key)
    bringIntoView(key)
  }

  const reached = shown.nodes.some(({ node }) => node.key === activeKey) ? activeKey : trace.nodes[0]?.key
  const nodes = shown.nodes.map(
    (each): GraphNode => ({
      id: each.node.key,
      type: 'trace',
      position: places.get(each.node.key) ?? { x: 0, y: 0 },
      width,
      height,
      data: { shown: each, active: each.node.key === reached, collapsed: collapsed.has(each.node.key), onKey, onOpen, onToggle: toggle, onFocus },
    }),
  )
  return (
    <div ref={box} className={classes.graph} role="group" aria-label="Where the goods came from and went">
      <ReactFlow
        nodes={nodes}
        edges={useLabelled(trace, edges)}
        nodeTypes={nodeTypes}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        minZoom={zoomMin}
        fitView
        fitViewOptions={fit}
        proOptions={{ hideAttribution: true }}
      >
        <Panel position="top-right">
          <ZoomButtons onFitted={() => bringIntoView(trace.nodes[0]?.key ?? '')} />
        </Panel>
      </ReactFlow>
    </div>
  )
}

function useLabelled(trace: Trace, edges: ReturnType<typeof drawnEdges>): Edge[] {
  return useMemo(() => {
    const byKey = new Map(trace.nodes.map((node) => [node.key, node]))
    const first = new Map(trace.edges.map((edge) => [`${edge.from} > ${edge.to}`, edge]))
    return edges.map(({ from, to, quantity }) => {
      const edge = first.get(`${from} > ${to}`)
      return {
        id: `${from} > ${to}`,
        source: from,
        target: to,
        label: `${quantityText(quantity)} ${edge ? unitOfEdge(byKey, edge) : ''}`,
        labelBgPadding: [5, 2] as [number, number],
        labelBgBorderRadius: 3,
        focusable: false,
      }
    })
  }, [trace, edges])
}

/** Moves the drawing so that a node is whole in sight; one that is already does not move. */
function useBringIntoView(places: ReadonlyMap<string, { readonly x: number; readonly y: number }>, size: { readonly width: number; readonly height: number }) {
  const { getViewport, setCenter } = useReactFlow()
  const seenWidth = useStore((state) => state.width)
  const seenHeight = useStore((state) => state.height)
  return (key: string) => {
    const place = places.get(key)
    if (!place) return
    const { x, y, zoom } = getViewport()
    const left = place.x * zoom + x
    const top = place.y * zoom + y
    const inSight = left >= 0 && top >= 0 && left + size.width * zoom <= seenWidth && top + size.height * zoom <= seenHeight
    if (!inSight) void setCenter(place.x + size.width / 2, place.y + size.height / 2, { zoom })
  }
}

/** `onFitted` is told when the drawing was placed anew: what does not fit is cut at its edges, wherever the lot asked for is. */
function ZoomButtons({ onFitted }: { readonly onFitted: () => void }) {
  const { zoomIn, zoomOut, fitView } = useReactFlow()
  const width = useStore((state) => state.width)
  const fitted = useEffectEvent(onFitted)
  // Another width of the window shows the whole again.
  useEffect(() => {
    if (width > 0) void fitView(fit).then(fitted)
  }, [width, fitView])
  const look = { variant: 'default', size: 'var(--ps-control-height)' } as const
  return (
    <div className={classes.zoom}>
      <ActionIcon {...look} aria-label="Closer" onClick={() => void zoomIn()}>
        <IconZoomIn size="1.2em" stroke={1.75} aria-hidden />
      </ActionIcon>
      <ActionIcon {...look} aria-label="Farther" onClick={() => void zoomOut()}>
        <IconZoomOut size="1.2em" stroke={1.75} aria-hidden />
      </ActionIcon>
      <ActionIcon {...look} aria-label="Show all of it" onClick={() => void fitView({ ...fit, minZoom: zoomMin })}>
        <IconFocusCentered size="1.2em" stroke={1.75} aria-hidden />
      </ActionIcon>
    </div>
  )
}

function isArrow(key: string): key is Arrow {
  return key === 'ArrowLeft' || key === 'ArrowRight' || key === 'ArrowUp' || key === 'ArrowDown'
}

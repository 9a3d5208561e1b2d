import { Button } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState, type KeyboardEvent } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { MoneyText, QuantityText, UnitCostText } from '../../components/figure.tsx'
import { ListError } from '../../components/list-parts.tsx'
import { rowAfterKey } from '../../components/row-keys.ts'
import { useSavableRows } from '../../components/save-as-button.tsx'
import { Section } from '../../components/sections.tsx'
import { TextLink } from '../../components/text-link.tsx'
import type { FileColumn } from '../../state/save-list.ts'
import { countText } from '../../text/numbers.ts'
import classes from './bom-tree.module.css'
import { openNodes, treeNodes, type TreeNode } from './tree-rows.ts'

interface BomTreeProps {
  readonly productId: number
  readonly unit: string
  readonly version: number
}

/** Everything the active version is made of, level by level. Arrows move and open, Enter goes to the part's own BOM or product. */
export function BomTree({ productId, unit, version }: BomTreeProps) {
  const { data, error, retry } = useLedgerQuery('bom.tree', { productId })
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const nodes = treeNodes(data?.rows ?? [])
  useSavableRows('Parts at every level', ['part', 'parts'], data?.rows, fileColumns)
  const openable = nodes.filter(({ row }) => row.opened)
  const allOpen = openable.every(({ id }) => opened.has(id))
  return (
    <Section
      title={`Parts at every level of version ${version}`}
      action={
        openable.length > 0 && (
          <Button variant="default" onClick={() => setOpened(new Set(allOpen ? [] : openable.map(({ id }) => id)))}>
            {allOpen ? 'Close all levels' : 'Open all levels'}
          </Button>
        )
      }
    >
      {error && <ListError error={error} onRetry={retry} />}
      {data && (
        <>
          <Tree nodes={openNodes(nodes, opened)} opened={opened} unit={unit} onOpened={setOpened} />
          <TreeSums sums={data} shown={nodes.length} unit={unit} />
        </>
      )}
    </Section>
  )
}

const fileColumns: readonly FileColumn<TreeNode['row']>[] = [
  { header: 'Level', at: 'level', as: 'count' },
  { header: 'SKU', at: 'product.sku' },
  { header: 'Product', at: 'product.name' },
  { header: 'In one of what it is a part of', at: 'quantityPerUnit', as: 'quantity' },
  { header: 'In one of the product on top', at: 'quantityPerTop', as: 'quantity' },
  { header: 'Unit', at: 'product.unit' },
  { header: 'Optional', at: 'optional', as: 'yes_no' },
  { header: 'On hand', at: 'onHand', as: 'quantity' },
  { header: 'Unit cost', at: 'costNow', as: 'unit_cost' },
  { header: 'Unit cost when built', at: 'costBuilt', as: 'unit_cost' },
]

interface TreeProps {
  readonly nodes: readonly TreeNode[]
  readonly opened: ReadonlySet<string>
  readonly unit: string
  readonly onOpened: (opened: ReadonlySet<string>) => void
}

const pageRows = 10

function Tree({ nodes, opened, unit, onOpened }: TreeProps) {
  const navigate = useNavigate()
  const table = useRef<HTMLTableElement>(null)
  const [activeId, setActiveId] = useState('')
  // The row that had the keys may be closed away with its parent.
  const active = nodes.find(({ id }) => id === activeId) ?? nodes[0]

  function focus(node: TreeNode | undefined) {
    if (!node) return
    setActiveId(node.id)
    table.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(node.id)}"]`)?.focus()
  }
  function toggle({ id, row }: TreeNode) {
    if (!row.opened) return
    const next = new Set(opened)
    if (!next.delete(id)) next.add(id)
    onOpened(next)
  }
  const goTo = ({ row }: TreeNode) => void navigate({ to: row.partCount > 0 ? `/boms/${row.product.productId}` : `/products/${row.product.productId}` })

  function onKey(event: KeyboardEvent<HTMLElement>, node: TreeNode) {
    // Links inside a row keep their own keys.
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) return
    const place = nodes.indexOf(node)
    const isOpen = opened.has(node.id)
    const next = rowAfterKey(event.key, place, nodes.length, pageRows)
    if (next !== null) focus(nodes[next])
    else if (event.key === 'ArrowRight' && isOpen) focus(nodes[place + 1])
    else if (event.key === 'ArrowRight' || (event.key === 'ArrowLeft' && isOpen)) toggle(node)
    else if (event.key === 'ArrowLeft') focus(nodes.find(({ id }) => id === node.parentId))
    else if (event.key === 'Enter') goTo(node)
    else return
    event.preventDefault()
  }

  return (
    <div className={classes.wide}>
      <table ref={table} role="treegrid" aria-label="Parts at every level" className={classes.tree}>
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">In one of its parent</th>
            <th scope="col">In 1 {unit}</th>
            <th scope="col">On hand</th>
            <th scope="col">Unit cost today</th>
            <th scope="col">Cost to build</th>
          </tr>
        </thead>
        <tbody>
          {nodes.map((node) => (
            <tr
              key={node.id}
              data-node={node.id}
              tabIndex={node === active ? 0 : -1}
              aria-level={node.row.level}
              aria-posinset={node.place}
              aria-setsize={node.siblings}
              {...(node.row.opened ? { 'aria-expanded': opened.has(node.id) } : {})}
              onFocus={() => setActiveId(node.id)}
              onKeyDown={(event) => onKey(event, node)}
            >
              <PartCells node={node} isOpen={opened.has(node.id)} onToggle={() => toggle(node)} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function PartCells({ node: { row }, isOpen, onToggle }: { readonly node: TreeNode; readonly isOpen: boolean; readonly onToggle: () => void }) {
  const { product, level, optional, quantityPerUnit, quantityPerTop, onHand, costNow, costBuilt, partCount, opened } = row
  const Chevron = isOpen ? IconChevronDown : IconChevronRight
  return (
    <>
      <td>
        <span className={classes.part} style={{ paddingInlineStart: `calc(${level - 1} * 1.6em)` }}>
          {opened ? (
            // The arrows do the same from the row; the button is the mouse's way.
            <button type="button" className={classes.toggle} tabIndex={-1} aria-label={`${isOpen ? 'Close' : 'Open'} ${product.sku}`} onClick={onToggle}>
              <Chevron size={18} stroke={1.75} aria-hidden />
            </button>
          ) : (
            <span className={classes.leaf} aria-hidden />
          )}
          <span className={classes.sku}>
            <TextLink to={partCount > 0 ? `/boms/${product.productId}` : `/products/${product.productId}`}>{product.sku}</TextLink>
          </span>
          {product.name !== product.sku && <span className={classes.quiet}>{product.name}</span>}
          {optional && <span className={classes.quiet}>Optional</span>}
          {partCount > 0 && !opened && <span className={classes.quiet}>{countText(partCount)} parts, see its own BOM</span>}
        </span>
      </td>
      <td>
        <QuantityText value={quantityPerUnit} unit={product.unit} />
      </td>
      <td>
        <QuantityText value={quantityPerTop} unit={product.unit} />
      </td>
      <td>
        <QuantityText value={onHand} unit={product.unit} />
      </td>
      <td>
        <UnitCostText value={costNow} unit={product.unit} />
      </td>
      <td>{partCount > 0 ? <UnitCostText value={costBuilt} unit={product.unit} /> : <span className={classes.quiet}>bought</span>}</td>
    </>
  )
}

interface TreeSumsProps {
  readonly sums: OutputOf<'query', 'bom.tree'>
  readonly shown: number
  readonly unit: string
}

/** What the two costs are, and what is missing where one is not known. */
function TreeSums({ sums, shown, unit }: TreeSumsProps) {
  const { directCost, directMissing, recursiveCost, recursiveMissing, rowsTotal } = sums
  return (
    <div className={classes.sums}>
      <p>
        Direct cost of 1 {unit}: <Cost cost={directCost} missing={directMissing} />. Components at what they cost today, and cost lines.
      </p>
      <p>
        Recursive cost of 1 {unit}: <Cost cost={recursiveCost} missing={recursiveMissing} />. Each sub-assembly at the cost of building it.
      </p>
      {shown < rowsTotal && (
        <p>
          {countText(shown)} of {countText(rowsTotal)} rows are shown, the upper levels first. The rest is in the BOMs of the sub-assemblies.
        </p>
      )}
    </div>
  )
}

function Cost({ cost, missing }: { readonly cost: number | null; readonly missing: readonly { readonly productId: number; readonly sku: string }[] }) {
  if (cost !== null) {
    return (
      <strong>
        <MoneyText value={cost} />
      </strong>
    )
  }
  if (missing.length === 0) return 'too large to say'
  return (
    <>
      not known, no cost for{' '}
      {missing.map(({ productId, sku }, place) => (
        <span key={productId}>
          {place > 0 && ', '}
          <TextLink to={`/products/${productId}`}>{sku}</TextLink>
        </span>
      ))}
    </>
  )
}

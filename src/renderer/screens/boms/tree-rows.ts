import type { OutputOf } from '../../../shared/contract/registry.ts'

type Row = OutputOf<'query', 'bom.tree'>['rows'][number]

/** A row of the tree with its place in it. */
export interface TreeNode {
  /** The way from the top, so that a row stays the same row when the tree is read again. */
  readonly id: string
  readonly parentId: string | null
  readonly row: Row
  /** From 1, among its brothers. */
  readonly place: number
  readonly siblings: number
}

/** Rows that come level by level, each followed by its own, as nodes that know whose they are. */
export function treeNodes(rows: readonly Row[]): readonly TreeNode[] {
  const way: { readonly id: string; children: number }[] = [{ id: '', children: 0 }]
  const counts = new Map<string, number>()
  const nodes = rows.map((row) => {
    way.length = row.level
    const parent = way.at(-1) ?? { id: '', children: 0 }
    parent.children += 1
    counts.set(parent.id, parent.children)
    const id = `${parent.id}/${row.product.productId}`
    way.push({ id, children: 0 })
    return { id, parentId: parent.id === '' ? null : parent.id, row, place: parent.children }
  })
  return nodes.map((node) => ({ ...node, siblings: counts.get(node.parentId ?? '') ?? 1 }))
}

/** The nodes whose every parent is open. */
export function openNodes(nodes: readonly TreeNode[], opened: ReadonlySet<string>): readonly TreeNode[] {
  const seen = new Set<string>()
  return nodes.filter(({ id, parentId }) => {
    const visible = parentId === null || (seen.has(parentId) && opened.has(parentId))
    if (visible) seen.add(id)
    return visible
  })
}

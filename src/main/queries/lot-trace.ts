import type { OutputOf } from '../../shared/contract/registry.ts'
import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import type { DocumentRef } from '../domain/document.ts'
import type { QueryHandler } from './context.ts'
import { drawnByBuild, endOfGoods, heldOfLot, lotOfBuild, nameGoodsDocument, putIntoLot } from './goods.ts'
import { describeLot, nameProduct } from './lot-rows.ts'

type Traced = OutputOf<'query', 'lot.trace'>
type Edge = Traced['edges'][number]
type Side = 'from' | 'into'

interface Limits {
  readonly depthMax: number
  readonly edgesMax: number
}

/** A lot whose neighbours are still to be looked up, and how far it is from the first. */
interface Waiting {
  readonly lotId: number
  readonly depth: number
}

/** An edge, and the node at its far end: a lot, or a document at which goods end. */
interface Step {
  readonly edge: Edge
  readonly to: { readonly lotId: number } | { readonly document: DocumentRef }
}

/** What was found so far, in the order in which it was met. */
interface Found {
  readonly nodes: Map<string, { readonly depth: number; readonly of: Step['to'] }>
  readonly edges: Map<string, Edge>
  readonly more: Record<Side, Set<number>>
}

/** Where a lot's goods came from and went to, to any depth, breadth first, so that a limit leaves out what is farthest. */
export const traceLot: QueryHandler<'lot.trace'> = ({ db }, { lotId, direction, depthMax, edgesMax }) => {
  if (describeLot(db, lotId) === undefined) return err(appError('lot.not_found', { lotId }))
  const root = { depth: 0, of: { lotId } }
  const found: Found = { nodes: new Map([[keyOf(root.of), root]]), edges: new Map(), more: { from: new Set(), into: new Set() } }
  for (const side of ['from', 'into'] as const) {
    if (direction === side || direction === 'both') follow(db, found, lotId, side, { depthMax, edgesMax: found.edges.size + edgesMax })
  }
  const nodes = [...found.nodes].map(([key, { depth, of }]) => ('lotId' in of ? lotNode(db, key, depth, of.lotId, found) : endNode(db, key, depth, of.document)))
  return ok({ nodes, edges: [...found.edges.values()], more: found.more.from.size + found.more.into.size > 0 })
}

function follow(db: Database, found: Found, rootId: number, side: Side, { depthMax, edgesMax }: Limits): void {
  const queue: Waiting[] = [{ lotId: rootId, depth: 0 }]
  const met = new Set([rootId])
  for (let place = 0, at = queue[0]; at !== undefined; place += 1, at = queue[place]) {
    const mayGoOn = at.depth < depthMax
    for (const { edge, to } of side === 'from' ? stepsBack(db, at.lotId) : stepsOn(db, at.lotId)) {
      if (!mayGoOn || found.edges.size >= edgesMax) {
        found.more[side].add(at.lotId)
        break
      }
      found.edges.set(`${edge.from} ${edge.to} ${edge.document.kind} ${edge.document.id}`, edge)
      const depth = at.depth + 1
      const key = keyOf(to)
      if (!found.nodes.has(key)) found.nodes.set(key, { depth: side === 'from' ? 0 - depth : depth, of: to })
      if (!('lotId' in to) || met.has(to.lotId)) continue
      met.add(to.lotId)
      queue.push({ lotId: to.lotId, depth })
    }
  }
}

/** What holds goods of the lot: the lots that builds made of them, and the documents at which they end. */
function* stepsOn(db: Database, lotId: number): Generator<Step> {
  const from = keyOf({ lotId })
  for (const { kind, id, quantity, value } of heldOfLot(db, lotId)) {
    const made = kind === 'build' ? lotOfBuild(db, id) : undefined
    const to = made === undefined ? { document: { kind, id } } : { lotId: made }
    yield { edge: { from, to: keyOf(to), quantity, value, document: nameGoodsDocument(db, { kind, id }) }, to }
  }
}

/** What the lot's goods were made of: the lots its builds drew from; and adjustments that added to it later. */
function* stepsBack(db: Database, lotId: number): Generator<Step> {
  const into = keyOf({ lotId })
  for (const { kind, id, quantity, value, made } of putIntoLot(db, lotId)) {
    const document = nameGoodsDocument(db, { kind, id })
    if (kind === 'build') {
      for (const drawn of drawnByBuild(db, id)) {
        const to = { lotId: drawn.lotId }
        yield { edge: { from: keyOf(to), to: into, quantity: drawn.quantity, value: drawn.value, document }, to }
      }
    } else if (made === 0) {
      const to = { document: { kind, id } }
      yield { edge: { from: keyOf(to), to: into, quantity, value, document }, to }
    }
  }
}

function keyOf(of: Step['to']): string {
  return 'lotId' in of ? `lot ${of.lotId}` : `${of.document.kind} ${of.document.id}`
}

function lotNode(db: Database, key: string, depth: number, lotId: number, { more }: Found) {
  const lot = describeLot(db, lotId)
  if (lot === undefined) throw new Error(`lot ${lotId} is gone`)
  const { supplierLot: _, expiresOn: __, ...shown } = lot
  return { ...shown, what: 'lot' as const, key, depth, more: { from: more.from.has(lotId), into: more.into.has(lotId) } }
}

function endNode(db: Database, key: string, depth: number, document: DocumentRef) {
  const { reason: _, productId, ...end } = endOfGoods(db, document)
  return { ...end, key, depth, product: productId === null ? null : nameProduct(db, productId) }
}

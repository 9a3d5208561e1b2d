import type { OutputOf } from '../../shared/contract/registry.ts'
import { appError } from '../../shared/errors.ts'
import { err, ok } from '../../shared/result.ts'
import type { Database } from '../database/open.ts'
import type { DocumentRef } from '../domain/document.ts'
import type { QueryHandler } from './context.ts'
import { drawnByBuilds, endsOfGoods, heldOfLots, lotsOfBuilds, nameGoodsDocument, putIntoLots, type GoodsEnd, type HeldOfLot, type PutIntoLot } from './goods.ts'
import { describeLots, nameProduct, type DescribedLot } from './lot-rows.ts'

type Traced = OutputOf<'query', 'lot.trace'>
type Side = 'from' | 'into'

interface Limits {
  readonly depthMax: number
  readonly edgesMax: number
}

/** Lots whose neighbours are looked up together. */
const atOnce = 256

type Node = { readonly lotId: number } | { readonly document: DocumentRef }

/** What a document moved between two nodes, and the one at its far end. */
interface Step {
  readonly from: string
  readonly to: string
  readonly quantity: number
  readonly value: number
  readonly document: DocumentRef
  readonly far: Node
}

/** What was found so far, in the order in which it was met. */
interface Found {
  readonly nodes: Map<string, { readonly depth: number; readonly of: Node }>
  readonly edges: Step[]
  /** Edges met from the other side: only goods that go in a circle have any. Kept when both sides are followed. */
  readonly met: Set<string> | null
  readonly more: Record<Side, Set<number>>
}

/** Where a lot's goods came from and went to, to any depth, breadth first, so that a limit leaves out what is farthest. */
export const traceLot: QueryHandler<'lot.trace'> = ({ db }, { lotId, direction, depthMax, edgesMax }) => {
  const found: Found = { nodes: new Map([[keyOf({ lotId }), { depth: 0, of: { lotId } }]]), edges: [], met: direction === 'both' ? new Set() : null, more: { from: new Set(), into: new Set() } }
  for (const side of ['from', 'into'] as const) {
    if (direction === side || direction === 'both') follow(db, found, lotId, side, { depthMax, edgesMax: found.edges.length + edgesMax })
  }
  const nodes = describeNodes(db, found)
  if (nodes === null) return err(appError('lot.not_found', { lotId }))
  return ok({ nodes, edges: nameEdges(db, found, nodes), more: found.more.from.size + found.more.into.size > 0 })
}

function follow(db: Database, found: Found, rootId: number, side: Side, { depthMax, edgesMax }: Limits): void {
  const queue = [{ lotId: rootId, depth: 0 }]
  const met = new Set([rootId])
  for (let place = 0; place < queue.length; ) {
    const next = queue.slice(place, place + atOnce)
    place += next.length
    const steps = (side === 'from' ? stepsBack : stepsOn)(db, next.map(({ lotId }) => lotId))
    for (const { lotId, depth: before } of next) {
      const depth = before + 1
      for (const step of steps.get(lotId) ?? []) {
        if (depth > depthMax || found.edges.length >= edgesMax) {
          found.more[side].add(lotId)
          break
        }
        if (isNew(found, step)) found.edges.push(step)
        const key = side === 'from' ? step.from : step.to
        if (!found.nodes.has(key)) found.nodes.set(key, { depth: side === 'from' ? 0 - depth : depth, of: step.far })
        if (!('lotId' in step.far) || met.has(step.far.lotId)) continue
        met.add(step.far.lotId)
        queue.push({ lotId: step.far.lotId, depth })
      }
    }
  }
}

function isNew({ met }: Found, { from, to, document }: Step): boolean {
  if (met === null) return true
  const before = met.size
  return met.add(`${from} ${to} ${keyOf({ document })}`).size > before
}

/** What holds goods of each lot: the lots that builds made of them, and the documents at which they end. */
function stepsOn(db: Database, lotIds: readonly number[]): Map<number, Step[]> {
  const lots = heldOfLots(db, lotIds)
  const builds = new Set([...lots.values()].flatMap((held) => held.filter(({ kind }) => kind === 'build').map(({ id }) => id)))
  const made = lotsOfBuilds(db, [...builds])
  const stepOn = (lotId: number, { kind, id, quantity, value }: HeldOfLot): Step => {
    const document = { kind, id }
    const into = kind === 'build' ? made.get(id) : undefined
    const far = into === undefined ? { document } : { lotId: into }
    return { from: keyOf({ lotId }), to: keyOf(far), quantity, value, document, far }
  }
  return new Map([...lots].map(([lotId, held]) => [lotId, held.map((part) => stepOn(lotId, part))]))
}

/** What the goods of each lot were made of: the lots its builds drew from; and adjustments that added to it later. */
function stepsBack(db: Database, lotIds: readonly number[]): Map<number, Step[]> {
  const lots = putIntoLots(db, lotIds)
  const builds = new Set([...lots.values()].flatMap((puts) => puts.filter(({ kind }) => kind === 'build').map(({ id }) => id)))
  const drawn = drawnByBuilds(db, [...builds])
  const stepBack = (lotId: number, { kind, id, quantity, value, made }: PutIntoLot): Step[] => {
    const to = keyOf({ lotId })
    const document = { kind, id }
    if (kind === 'build') return (drawn.get(id) ?? []).map((part) => ({ ...part, from: keyOf(part), to, document, far: { lotId: part.lotId } }))
    return made === 1 ? [] : [{ from: keyOf({ document }), to, quantity, value, document, far: { document } }]
  }
  return new Map([...lots].map(([lotId, puts]) => [lotId, puts.flatMap((put) => stepBack(lotId, put))]))
}

function keyOf(of: Node): string {
  return 'lotId' in of ? `lot ${of.lotId}` : `${of.document.kind} ${of.document.id}`
}

/** What each node says; `null` when the first lot is none. */
function describeNodes(db: Database, { nodes, more }: Found): Traced['nodes'] | null {
  const all = [...nodes]
  const lots = describeLots(db, all.flatMap(([, { of }]) => ('lotId' in of ? [of.lotId] : [])))
  const documents = all.flatMap(([, { of }]) => ('lotId' in of ? [] : [of.document]))
  const ends = new Map(endsOfGoods(db, documents).map((end) => [keyOf(end), end]))
  const described: Traced['nodes'] = []
  for (const [key, { depth, of }] of all) {
    const lot = 'lotId' in of ? lots.get(of.lotId) : undefined
    const end = ends.get(key)
    if (lot !== undefined) described.push(lotNode(key, depth, lot, more))
    else if (end !== undefined) described.push(endNode(db, key, depth, end))
    else return null
  }
  return described
}

function lotNode(key: string, depth: number, lot: DescribedLot, { from, into }: Found['more']) {
  const { supplierLot: _, expiresOn: __, ...shown } = lot
  return { ...shown, what: 'lot' as const, key, depth, more: { from: from.has(lot.lotId), into: into.has(lot.lotId) } }
}

function endNode(db: Database, key: string, depth: number, { reason: _, productId, ...end }: GoodsEnd) {
  return { ...end, key, depth, product: productId === null ? null : nameProduct(db, productId) }
}

/** A build that joined a pool is the only document of an edge that is named at neither of its ends. */
function nameEdges(db: Database, { edges }: Found, nodes: Traced['nodes']): Traced['edges'] {
  const names = new Map(nodes.map((node) => (node.what === 'lot' ? node.source : node.document)).map((named) => [`${named.kind} ${named.id}`, named.reference]))
  return edges.map(({ from, to, quantity, value, document }) => {
    const reference = names.get(keyOf({ document })) ?? nameGoodsDocument(db, document).reference
    return { from, to, quantity, value, document: { ...document, reference } }
  })
}

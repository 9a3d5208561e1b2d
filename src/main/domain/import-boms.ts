import type { ImportField, ImportProblem } from '../../shared/imports.ts'
import { moneyDecimalsMax } from '../../shared/units/money.ts'
import { bomQuantityDecimalsMax, formatQuantity, quantityDecimalsMax, type Quantity } from '../../shared/units/quantity.ts'
import { bomLevelsMax, bomProblems, type BomGraph } from './bom.ts'
import type { BuildCostKind, CostPerUnit } from './costing.ts'
import type { KnownProduct } from './import-products.ts'
import { choiceWords, problem, RowReader, verdict, type FieldChange, type FileRow, type HowWritten, type Verdict } from './import-rows.ts'

export interface ImportedComponent {
  readonly productId: number
  readonly quantityPerUnit: Quantity
  readonly optional: boolean
}

export interface ImportedCostLine {
  readonly kind: BuildCostKind
  readonly name: string
  readonly cost: CostPerUnit
}

/** A recipe without its notes, which a file does not tell. */
export interface ImportedRecipe {
  readonly components: readonly ImportedComponent[]
  readonly costLines: readonly ImportedCostLine[]
}

/** The books, as rows of recipes ask them. */
export interface BomFacts {
  readonly product: (sku: string) => KnownProduct | undefined
  readonly activeRecipe: (productId: number) => ImportedRecipe | undefined
  readonly graph: BomGraph
}

/** The recipe of one product, told with its first row. */
export interface BomPlan {
  readonly productId: number
  readonly recipe: ImportedRecipe
}

interface Line {
  readonly row: number
  readonly cells: FileRow['cells']
  readonly problems: ImportProblem[]
  readonly component: ImportedComponent | null
  readonly costLine: ImportedCostLine | null
}

/** All rows of one product. */
interface Group {
  readonly productId: number
  readonly archived: boolean
  readonly lines: readonly Line[]
  readonly recipe: ImportedRecipe
}

const linesMax = { components: 500, costLines: 50 } as const
const yesOrNo = choiceWords<'yes' | 'no'>({ yes: ['yes', 'y', 'true', '1', 'x', 'optional', 'ja', 'oui'], no: ['no', 'n', 'false', '0', 'required', '-', 'nein', 'non'] })
const costKinds = choiceWords<BuildCostKind>({ labor: ['labor', 'labour', 'work', 'wages'], overhead: ['overhead', 'burden', 'machine'], other: ['other', 'misc', 'miscellaneous'] })

/**
 * What becomes of each row of recipes. A product's rows are its recipe, taken whole or not at all; a file without columns of
 * costs leaves the costs of a recipe as they are. Circles and depth are looked for with all recipes of the file in force.
 */
export function planBoms(rows: readonly FileRow[], how: HowWritten, facts: BomFacts): Verdict<BomPlan>[] {
  const tellsCosts = rows.some(({ cells }) => cells.costName !== undefined || cells.costKind !== undefined)
  const ungrouped: Verdict<BomPlan>[] = []
  const grouped = new Map<number, { readonly product: KnownProduct; readonly lines: Line[] }>()
  for (const row of rows) {
    const reader = new RowReader(row, how)
    const product = readProduct(reader)(facts, 'product')
    const line = readLine(row, reader, facts)
    if (product === undefined) ungrouped.push(verdict(row.row, { problems: line.problems }))
    else {
      const group = grouped.get(product.productId)
      if (group === undefined) grouped.set(product.productId, { product, lines: [line] })
      else group.lines.push(line)
    }
  }
  const groups = [...grouped.values()].map(({ product, lines }) => groupOf(product, lines, tellsCosts, facts))
  checkTogether(groups, facts)
  const verdicts = [...ungrouped, ...groups.flatMap((group) => verdictsOf(group, facts))]
  return verdicts.toSorted((a, b) => a.row - b.row)
}

/** Reads the product of a field; refuses one that is not there, archived, or as the maker of a recipe one that is not made. */
function readProduct(reader: RowReader) {
  return (facts: BomFacts, field: 'product' | 'component'): KnownProduct | undefined => {
    const sku = reader.needed(field, 60)
    if (sku === undefined) return undefined
    const product = facts.product(sku)
    if (product === undefined) reader.refuse(field, 'sku_unknown', {})
    else if (product.archived && field === 'component') reader.refuse(field, 'archived', { sku })
    else if (field === 'product' && product.kind !== 'sub_assembly' && product.kind !== 'finished_good') reader.refuse(field, 'not_built', { sku })
    return product
  }
}

function readLine({ row, cells }: FileRow, reader: RowReader, facts: BomFacts): Line {
  const hasCosts = (['costKind', 'costName', 'costAmount', 'costRate', 'costQuantity'] as const).some((field) => reader.textOf(field) !== '')
  // A row of a cost alone has no component.
  const component = hasCosts && reader.textOf('component') === '' ? null : readComponent(reader, facts)
  const costLine = hasCosts ? readCostLine(reader) : null
  return { row, cells, problems: [...reader.problems], component, costLine }
}

function readComponent(reader: RowReader, facts: BomFacts): ImportedComponent | null {
  const product = readProduct(reader)(facts, 'component')
  if (reader.textOf('quantity') === '') reader.refuse('quantity', 'missing', {})
  const quantityPerUnit = reader.figure('quantity', bomQuantityDecimalsMax, 'above')
  const optional = reader.choice('optional', yesOrNo, ['yes', 'no']) === 'yes'
  return product === undefined || quantityPerUnit === undefined ? null : { productId: product.productId, quantityPerUnit, optional }
}

function readCostLine(reader: RowReader): ImportedCostLine | null {
  const kind = reader.choice('costKind', costKinds, ['labor', 'overhead', 'other'])
  const name = reader.needed('costName', 120)
  if (reader.textOf('costKind') === '') reader.refuse('costKind', 'missing', {})
  const cost = readCost(reader)
  return kind === undefined || name === undefined || cost === null ? null : { kind, name, cost }
}

function readCost(reader: RowReader): CostPerUnit | null {
  const amountPerUnit = reader.figure('costAmount', moneyDecimalsMax, 'zero')
  const rate = reader.figure('costRate', moneyDecimalsMax, 'zero')
  const quantityPerUnit = reader.figure('costQuantity', quantityDecimalsMax, 'zero')
  const byRate = reader.textOf('costRate') !== '' || reader.textOf('costQuantity') !== ''
  if (!byRate) {
    if (reader.textOf('costAmount') === '') reader.refuse('costAmount', 'missing', {})
    return amountPerUnit === undefined ? null : { amountPerUnit }
  }
  if (reader.textOf('costRate') === '') reader.refuse('costQuantity', 'needs_other', { other: 'costRate' })
  if (reader.textOf('costQuantity') === '') reader.refuse('costRate', 'needs_other', { other: 'costQuantity' })
  return rate === undefined || quantityPerUnit === undefined ? null : { rate, quantityPerUnit }
}

/** The rows of a product as its recipe, with what is wrong between them. */
function groupOf({ productId, archived }: KnownProduct, lines: readonly Line[], tellsCosts: boolean, facts: BomFacts): Group {
  const rowOf = new Map<number, number>()
  for (const { row, cells, component, problems } of lines) {
    if (component === null) continue
    const first = rowOf.get(component.productId)
    if (first === undefined) rowOf.set(component.productId, row)
    else problems.push(problem('component', cells.component ?? '', 'component_twice', { row: first }))
  }
  const components = lines.flatMap(({ component }) => component ?? [])
  const told = lines.flatMap(({ costLine }) => costLine ?? [])
  const costLines = tellsCosts ? told : (facts.activeRecipe(productId)?.costLines ?? [])
  const [first] = lines
  if (first !== undefined) {
    const { problems, cells } = first
    if (components.length > linesMax.components) problems.push(problem('component', cells.component ?? '', 'too_many_lines', { linesMax: linesMax.components }))
    if (told.length > linesMax.costLines) problems.push(problem('costName', cells.costName ?? '', 'too_many_lines', { linesMax: linesMax.costLines }))
    if (components.length === 0 && lines.every((line) => line.problems.length === 0)) problems.push(problem('component', '', 'no_components', {}))
  }
  return { productId, archived, lines, recipe: { components, costLines } }
}

/** Looks for circles and too many levels as they would be with every recipe of the file in force. */
function checkTogether(groups: readonly Group[], facts: BomFacts): void {
  const graph = graphWith(groups, facts.graph)
  for (const { productId, lines, recipe } of groups) {
    const [first] = lines
    if (first === undefined || recipe.components.length === 0) continue
    for (const refusal of bomProblems(productId, recipe.components.map((component) => component.productId), graph)) {
      if (refusal.code !== 'bom.contains_itself' && refusal.code !== 'bom.too_deep') continue
      const path = refusal.data.path.map(({ sku }) => sku)
      const next = refusal.data.path[1]?.productId
      const at = lines.find(({ component }) => component !== null && component.productId === next) ?? first
      const found = at.cells.component ?? ''
      at.problems.push(refusal.code === 'bom.contains_itself' ? problem('component', found, 'circle', { path }) : problem('component', found, 'too_deep', { path, levelsMax: bomLevelsMax }))
    }
  }
}

function graphWith(groups: readonly Group[], graph: BomGraph): BomGraph {
  const componentsOf = new Map(groups.map(({ productId, recipe }) => [productId, recipe.components.map((component) => component.productId)] as const))
  const usedIn = new Map<number, number[]>()
  for (const [productId, components] of componentsOf) {
    for (const component of components) {
      const users = usedIn.get(component)
      if (users === undefined) usedIn.set(component, [productId])
      else users.push(productId)
    }
  }
  return {
    skuOf: graph.skuOf,
    componentsOf: (productId) => componentsOf.get(productId) ?? graph.componentsOf(productId),
    usedIn: (productId) => [...(usedIn.get(productId) ?? []), ...graph.usedIn(productId).filter((user) => !componentsOf.has(user))],
  }
}

function verdictsOf({ productId, archived, lines, recipe }: Group, facts: BomFacts): Verdict<BomPlan>[] {
  const active = facts.activeRecipe(productId)
  const same = active !== undefined && sameRecipe(active, recipe)
  const [first] = lines
  if (archived && !same && first !== undefined) first.problems.push(problem('product', first.cells.product ?? '', 'archived', { sku: facts.graph.skuOf(productId) }))
  const wrong = lines.find(({ problems }) => problems.length > 0)
  if (wrong !== undefined) {
    return lines.map(({ row, cells, problems }) =>
      verdict(row, { productId, problems: problems.length > 0 ? problems : [problem('product', cells.product ?? '', 'other_row', { row: wrong.row })] }),
    )
  }
  if (same) return lines.map(({ row }) => verdict(row, { productId }))
  return lines.map((line, place) => {
    const plan = place === 0 ? { productId, recipe } : null
    const changes = active === undefined ? [] : [...lineChanges(line, active), ...(place === 0 ? goneFrom(active, recipe, facts) : [])]
    return verdict(line.row, { outcome: active === undefined ? 'new' : 'changed', productId, plan, changes })
  })
}

function sameRecipe(before: ImportedRecipe, after: ImportedRecipe): boolean {
  return JSON.stringify(plainRecipe(before)) === JSON.stringify(plainRecipe(after))
}

/** A recipe with its cells in one order, whoever wrote it down. */
function plainRecipe({ components, costLines }: ImportedRecipe) {
  return [
    components.map(({ productId, quantityPerUnit, optional }) => [productId, quantityPerUnit, optional]),
    costLines.map(({ kind, name, cost }) => [kind, name, 'rate' in cost ? [cost.rate, cost.quantityPerUnit] : [cost.amountPerUnit]]),
  ]
}

function lineChanges({ component, cells }: Line, active: ImportedRecipe): FieldChange[] {
  if (component === null) return []
  const before = active.components.find(({ productId }) => productId === component.productId)
  if (before === undefined) return [{ field: 'component', before: '', after: cells.component ?? '' }]
  const changed: (readonly [ImportField, string, string])[] = [
    ['quantity', formatQuantity(before.quantityPerUnit), formatQuantity(component.quantityPerUnit)],
    ['optional', before.optional ? 'yes' : 'no', component.optional ? 'yes' : 'no'],
  ]
  return changed.flatMap(([field, was, is]) => (was === is ? [] : [{ field, before: was, after: is }]))
}

function goneFrom(active: ImportedRecipe, recipe: ImportedRecipe, facts: BomFacts): FieldChange[] {
  const kept = new Set(recipe.components.map(({ productId }) => productId))
  return active.components.flatMap(({ productId }) => (kept.has(productId) ? [] : [{ field: 'component', before: facts.graph.skuOf(productId), after: '' } as const]))
}

import type { BomInFull } from '../../../shared/contract/bom.ts'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { columnWords } from '../../../shared/import-words.ts'
import type { SortOf } from '../../api/use-list.ts'
import { MoneyText, QuantityText } from '../../components/figure.tsx'
import type { SavedFrom } from '../../components/save-as-button.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import type { TableColumn } from '../../components/table-view.tsx'
import { savedColumns } from '../../state/save-list.ts'
import { countText } from '../../text/numbers.ts'
import classes from './boms-screen.module.css'

export type BomRow = OutputOf<'query', 'bom.list'>['boms'][number]

export const bomColumns: readonly TableColumn<BomRow, SortOf<'bom.list'>>[] = [
  { id: 'sku', header: 'SKU', width: 'minmax(150px, 1fr)', value: (b) => b.sku, cell: (b) => <span className={classes.sku}>{b.sku}</span>, file: [{ header: 'SKU', at: 'sku' }] },
  { id: 'name', header: 'Product', width: 'minmax(150px, 2fr)', value: (b) => b.name, cell: (b) => <NameCell bom={b} />, file: [{ header: 'Product', at: 'name' }] },
  { id: 'version', officeOnly: true, wideOnly: true, header: 'Version', width: 'minmax(84px, 0.5fr)', align: 'end', value: (b) => b.version, cell: (b) => countText(b.version), file: [{ header: 'Version', at: 'version', as: 'count' }] },
  { id: 'components', officeOnly: true, wideOnly: true, header: 'Components', width: 'minmax(112px, 0.6fr)', align: 'end', value: (b) => b.componentCount, cell: (b) => countText(b.componentCount), file: [{ header: 'Components', at: 'componentCount', as: 'count' }] },
  {
    id: 'cost',
    header: 'Estimated cost',
    width: 'minmax(132px, 0.9fr)',
    align: 'end',
    value: (b) => b.estimatedCost ?? -1,
    cell: (b) => <MoneyText value={b.estimatedCost} />,
    file: [{ header: 'Estimated cost', at: 'estimatedCost', as: 'unit_cost' }],
  },
  { id: 'on_hand', header: 'On hand', width: 'minmax(96px, 0.7fr)', align: 'end', value: (b) => b.onHand, cell: (b) => <QuantityText value={b.onHand} unit={b.unit} />, file: [{ header: 'On hand', at: 'onHand', as: 'quantity' }, { header: 'Unit', at: 'unit' }] },
  {
    id: 'build_point',
    officeOnly: true,
    wideOnly: true,
    header: 'Build point',
    width: 'minmax(124px, 0.9fr)',
    align: 'end',
    value: (b) => b.buildPoint ?? -1,
    cell: (b) => <BuildPointCell bom={b} />,
    file: [{ header: 'Build point', at: 'buildPoint', as: 'quantity' }, { header: 'Target stock', at: 'targetLevel', as: 'quantity' }],
  },
  {
    id: 'buildable',
    header: 'Can build',
    width: 'minmax(168px, 1.1fr)',
    align: 'end',
    value: (b) => b.buildableMax ?? Number.MAX_SAFE_INTEGER,
    cell: (b) => <BuildableCell bom={b} />,
    file: [{ header: 'Can build', at: 'buildableMax', as: 'count' }, { header: 'Limited by', at: 'limitedBy.sku' }],
  },
]

/** One line of a BOM, beside what the BOM says. */
type BomLine = Omit<BomInFull, 'lines'> & { readonly line: BomInFull['lines'][number] }

/** A file of BOMs says them line by line: what can be brought in again, then what is on the screen. */
export const bomFile: SavedFrom = {
  query: 'bom.list_in_full',
  eachOf: 'lines',
  columns: [
    ...savedColumns<BomLine>([
      { header: columnWords.product, at: 'sku' },
      { header: 'Product name', at: 'name' },
      { header: columnWords.component, at: 'line.component' },
      { header: 'Component name', at: 'line.componentName' },
      { header: columnWords.quantity, at: 'line.quantity', as: 'quantity' },
      { header: 'Component unit', at: 'line.componentUnit' },
      { header: columnWords.optional, at: 'line.optional', as: 'yes_no' },
      { header: columnWords.costKind, at: 'line.costKind' },
      { header: columnWords.costName, at: 'line.costName' },
      { header: columnWords.costAmount, at: 'line.costAmount', as: 'unit_cost' },
      { header: columnWords.costRate, at: 'line.costRate', as: 'unit_cost' },
      { header: columnWords.costQuantity, at: 'line.costQuantity', as: 'quantity' },
    ]),
    ...savedColumns(bomColumns.slice(2).flatMap(({ file = [] }) => file)),
  ],
}

function NameCell({ bom: { name, hasDraft } }: { readonly bom: BomRow }) {
  return (
    <span className={classes.named}>
      <span className={classes.name}>{name}</span>
      {hasDraft && <StatusChip tone="plain">Draft</StatusChip>}
    </span>
  )
}

/** From the build point up to the target: `5 → 20 ea`. */
function BuildPointCell({ bom: { buildPoint, targetLevel, unit } }: { readonly bom: BomRow }) {
  if (buildPoint === null || targetLevel === null) return <QuantityText value={null} unit={unit} />
  return (
    <span>
      <QuantityText value={buildPoint} unit="" />→ <QuantityText value={targetLevel} unit={unit} />
    </span>
  )
}

function BuildableCell({ bom: { buildableMax, limitedBy } }: { readonly bom: BomRow }) {
  if (buildableMax === null) return 'No limit'
  return (
    <span className={classes.limited}>
      {limitedBy && <span className={classes.by}>{limitedBy.sku}</span>}
      <span>{countText(buildableMax)}</span>
    </span>
  )
}

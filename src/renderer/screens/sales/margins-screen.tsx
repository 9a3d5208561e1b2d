import { SegmentedControl } from '@mantine/core'
import { IconChartBar } from '@tabler/icons-react'
import { lazy, Suspense, useMemo } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { MoneyText } from '../../components/figure.tsx'
import { ListError } from '../../components/list-parts.tsx'
import { Page } from '../../components/page.tsx'
import { useSavableRows } from '../../components/save-as-button.tsx'
import { FigureStrip, Section, Sections } from '../../components/sections.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { useGoBack } from '../../state/detail-page.ts'
import { useNowMs } from '../../state/now.ts'
import type { FileColumn } from '../../state/save-list.ts'
import { useScreenSearch } from '../../state/screen-search.ts'
import { businessDateAt } from '../../text/dates.ts'
import { countText } from '../../text/numbers.ts'
import { monthText } from '../../text/quality-words.ts'
import { marginPartText } from '../../text/sale-words.ts'
import quality from '../quality/quality.module.css'
import { daysOf, monthsUntil } from '../quality/rejections-filter.ts'
import classes from './sales.module.css'

// The chart comes when there is something to draw, so that the window starts without it.
const MarginChart = lazy(() => import('./margin-chart.tsx'))

type Margins = OutputOf<'query', 'sale.margins'>
type Row = Margins['rows'][number]

const kinds = [
  { value: 'product', label: 'Product' },
  { value: 'customer', label: 'Customer' },
  { value: 'month', label: 'Month' },
] as const
type By = (typeof kinds)[number]['value']

const periods = [
  { value: '3', label: '3 months' },
  { value: '12', label: '12 months' },
  { value: '24', label: '24 months' },
]

/** What sales left after the cost of what was sold, by product, customer and month: as a chart and as its table. */
export function MarginsScreen() {
  const goBack = useGoBack('/sales')
  const [{ filter, sort }, setSearch] = useScreenSearch()
  const today = businessDateAt(useNowMs())
  const period = periods.find(({ value }) => value === filter)?.value ?? '12'
  const by: By = kinds.find(({ value }) => value === sort)?.value ?? 'product'
  const days = { from: `${monthsUntil(today, Number(period))[0] ?? ''}-01`, to: today }
  const { data, error, retry } = useLedgerQuery('sale.margins', { by, ...days })
  return (
    <Page
      title="Margins"
      purpose="What sales brought, what the goods cost from their own lots, and what was left."
      onBack={goBack}
      filters={
        <>
          <SegmentedControl aria-label="By" data={[...kinds]} value={by} onChange={(value) => setSearch({ sort: value }, 'in place')} />
          <SegmentedControl aria-label="Period" data={periods} value={period} onChange={(value) => setSearch({ filter: value }, 'in place')} />
        </>
      }
    >
      {error && <ListError error={error} onRetry={retry} />}
      {!error && data && data.rows.length === 0 && (
        <EmptyState icon={<IconChartBar size={32} stroke={1.5} />} title="Nothing was sold" action={<TextLink to="/sales/new">Record a sale</TextLink>}>
          In these {period} months nothing was sold. What is sold is added up here, with its cost and what was left.
        </EmptyState>
      )}
      {!error && data && data.rows.length > 0 && <Figures margins={data} by={by} days={days} />}
    </Page>
  )
}

type NamedRow = Row & { readonly name: string; readonly about: string }
const figureColumns: readonly FileColumn<NamedRow>[] = [
  { header: 'Sales', at: 'sales', as: 'count' },
  { header: 'Revenue', at: 'revenue', as: 'money' },
  { header: 'Cost', at: 'cost', as: 'money' },
  { header: 'Margin', at: 'margin', as: 'money' },
]
const fileColumns: { readonly [B in By]: readonly FileColumn<NamedRow>[] } = {
  product: [{ header: 'SKU', at: 'name' }, { header: 'Product', at: 'about' }, ...figureColumns],
  customer: [{ header: 'Customer', at: 'name' }, ...figureColumns],
  month: [{ header: 'Month', at: 'key' }, ...figureColumns],
}

interface FiguresProps {
  readonly margins: Margins
  readonly by: By
  readonly days: { readonly from: string; readonly to: string }
}

function Figures({ margins: { rows, totals }, by, days }: FiguresProps) {
  const sorted = useMemo(() => (by === 'month' ? rows.toSorted((a, b) => b.key.localeCompare(a.key)) : rows.toSorted((a, b) => (b.margin ?? 0) - (a.margin ?? 0))), [rows, by])
  const part = marginPartText(totals.margin, totals.revenue)
  const named = useMemo(() => sorted.map((row) => ({ ...row, name: nameOf(row, by), about: row.product?.name ?? '' })), [sorted, by])
  useSavableRows(`Margins by ${by}`, [by, `${by}s`], named, fileColumns[by])
  const leading = (value: number | null) => (
    <TextLink to="/sales" search={days}>
      <MoneyText value={value} />
    </TextLink>
  )
  return (
    <Sections>
      <FigureStrip
        figures={[
          { term: 'Revenue', value: leading(totals.revenue) },
          { term: 'Cost', value: leading(totals.cost) },
          { term: 'Margin', value: leading(totals.margin) },
          ...(part === null ? [] : [{ term: 'Of revenue', value: part }]),
        ]}
      />
      <Suspense fallback={<div className={quality.plot} />}>
        <MarginChart rows={sorted.map((row) => ({ name: nameOf(row, by), revenue: row.revenue, cost: row.cost, margin: row.margin ?? 0 }))} byMonth={by === 'month'} />
      </Suspense>
      <Section title={`By ${by}`}>
        <MarginTable rows={sorted} totals={totals} by={by} days={days} />
      </Section>
    </Sections>
  )
}

function nameOf({ key, product }: Row, by: By): string {
  if (product !== null) return product.sku
  if (by === 'month') return monthText(key)
  return key === '' ? 'No customer named' : key
}

/** The figures of the chart and all others; each leads to the sales behind it. */
function MarginTable({ rows, totals, by, days }: { readonly rows: readonly Row[]; readonly totals: Margins['totals'] } & Pick<FiguresProps, 'by' | 'days'>) {
  return (
    // A place that scrolls sideways is reached by keyboard too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.place} role="region" aria-label={`By ${by}`} tabIndex={0}>
      <table className={classes.table} aria-label={`Margins by ${by}`}>
        <thead>
          <tr>
            <th scope="col">{kinds.find(({ value }) => value === by)?.label}</th>
            <th scope="col">Sales</th>
            <th scope="col">Revenue</th>
            <th scope="col">Cost</th>
            <th scope="col">Margin</th>
            <th scope="col">Of revenue</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                <TextLink to="/sales" search={behind(row, by, days)}>
                  {nameOf(row, by)}
                </TextLink>{' '}
                {row.product !== null && row.product.name !== row.product.sku && <span className={classes.quiet}>{row.product.name}</span>}
              </th>
              <td>{countText(row.sales)}</td>
              <td><MoneyText value={row.revenue} /></td>
              <td><MoneyText value={row.cost} /></td>
              <td><MoneyText value={row.margin} /></td>
              <td>{marginPartText(row.margin, row.revenue)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All</th>
            <td />
            <td><MoneyText value={totals.revenue} /></td>
            <td><MoneyText value={totals.cost} /></td>
            <td><MoneyText value={totals.margin} /></td>
            <td>{marginPartText(totals.margin, totals.revenue)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

/** The list of sales narrowed to those behind a row. A blank is the customer nobody named. */
function behind({ key, product }: Row, by: By, days: FiguresProps['days']): Readonly<Record<string, string>> {
  if (by === 'month') {
    const { from, to } = daysOf(key)
    return { from, to: to < days.to ? to : days.to }
  }
  return { ...days, ...(product === null ? { customer: key === '' ? ' ' : key } : { product: String(product.productId) }) }
}

import { SegmentedControl } from '@mantine/core'
import { IconChartBar } from '@tabler/icons-react'
import { lazy, Suspense, useMemo, type ReactNode } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { MoneyText } from '../../components/figure.tsx'
import { ListError } from '../../components/list-parts.tsx'
import { Page } from '../../components/page.tsx'
import { ProductPicker } from '../../components/product-picker.tsx'
import { FigureStrip, Section, Sections } from '../../components/sections.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { useNowMs } from '../../state/now.ts'
import { useScreenSearch } from '../../state/screen-search.ts'
import { businessDateAt } from '../../text/dates.ts'
import { countText } from '../../text/numbers.ts'
import classes from './quality.module.css'
import { monthsUntil, writeRejectionsFilter, type RejectionsFilter } from './rejections-filter.ts'
import { reasonTable, type Measure } from './reason-table.ts'
import { ReasonTableView } from './reason-table-view.tsx'

// The charts come when there is something to draw, so that the window starts without them.
const ReasonCharts = lazy(() => import('./reason-charts.tsx'))

const periods = [
  { value: '3', label: '3 months' },
  { value: '12', label: '12 months' },
  { value: '24', label: '24 months' },
]

const measures: { value: Measure; label: string }[] = [
  { value: 'wasted', label: 'Waste' },
  { value: 'count', label: 'Builds' },
]

/** Why builds were rejected and what that cost, per month and reason, as charts and as the table of the same figures. */
export function QualityScreen() {
  const [{ filter, sort, selected }, setSearch] = useScreenSearch()
  const today = businessDateAt(useNowMs())
  const period = periods.find(({ value }) => value === filter)?.value ?? '12'
  const measure: Measure = sort === 'count' ? 'count' : 'wasted'
  const months = useMemo(() => monthsUntil(today, Number(period)), [today, period])
  const productId = Number.isSafeInteger(Number(selected)) && Number(selected) > 0 ? Number(selected) : null
  const product = useLedgerQuery('product.get', { productId: productId ?? 1 }, { enabled: productId !== null }).data?.product
  const asked: RejectionsFilter = { reason: null, from: `${months[0] ?? ''}-01`, to: today, productId }
  const { data, error, retry } = useLedgerQuery('quality.reasons', { from: asked.from ?? '', to: today, productId })
  return (
    <Page
      title="Quality"
      purpose="Why builds were rejected, and what that wasted."
      filters={
        <>
          <SegmentedControl aria-label="Period" data={periods} value={period} onChange={(value) => setSearch({ filter: value }, 'in place')} />
          <SegmentedControl aria-label="Show" data={measures} value={measure} onChange={(value) => setSearch({ sort: value }, 'in place')} />
          <ProductPicker
            className={classes.product}
            aria-label="Product"
            placeholder="All products"
            kinds={['finished_good', 'sub_assembly']}
            value={productId !== null && product?.productId === productId ? product : null}
            onChange={(picked) => setSearch({ selected: picked === null ? '' : String(picked.productId) }, 'in place')}
          />
        </>
      }
    >
      {error && <ListError error={error} onRetry={retry} />}
      {!error && data && data.rows.length === 0 && (
        <EmptyState icon={<IconChartBar size={32} stroke={1.5} />} title="Nothing was rejected" action={<TextLink to="/builds/review">See what waits for review</TextLink>}>
          In these {period} months no build{product && productId !== null ? ` of ${product.sku}` : ''} was rejected. When one is, its reason and what it wasted are counted here.
        </EmptyState>
      )}
      {!error && data && data.rows.length > 0 && <Figures rows={data.rows} months={months} measure={measure} asked={asked} />}
    </Page>
  )
}

interface FiguresProps {
  readonly rows: OutputOf<'query', 'quality.reasons'>['rows']
  readonly months: readonly string[]
  readonly measure: Measure
  readonly asked: RejectionsFilter
}

function Figures({ rows, months, measure, asked }: FiguresProps) {
  const table = useMemo(() => reasonTable(rows, months, measure), [rows, months, measure])
  const sum = (part: 'count' | 'recovered' | 'wasted') => rows.reduce((total, row) => total + row[part], 0)
  const all = { filter: writeRejectionsFilter(asked) }
  const leading = (figure: ReactNode) => (
    <TextLink to="/builds/quality/rejections" search={all}>
      {figure}
    </TextLink>
  )
  return (
    <Sections>
      <FigureStrip
        figures={[
          { term: 'Builds rejected', value: leading(countText(sum('count'))) },
          { term: 'Wasted', value: leading(<MoneyText value={sum('wasted')} />) },
          { term: 'Back in stock', value: leading(<MoneyText value={sum('recovered')} />) },
        ]}
      />
      <Suspense fallback={<div className={classes.plot} />}>
        <ReasonCharts table={table} measure={measure} />
      </Suspense>
      <Section title={measure === 'wasted' ? 'Waste by month and reason' : 'Rejected builds by month and reason'}>
        <ReasonTableView table={table} measure={measure} asked={asked} />
      </Section>
    </Sections>
  )
}

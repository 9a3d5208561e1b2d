import { BarChart } from '@mantine/charts'
import '@mantine/charts/styles.layer.css'
import { rejectionReason } from '../../../shared/contract/quality.ts'
import { countText, moneyText } from '../../text/numbers.ts'
import { monthText, rejectionReasonText } from '../../text/quality-words.ts'
import classes from './quality.module.css'
import type { Measure, ReasonTable } from './reason-table.ts'

interface ReasonChartsProps {
  readonly table: ReasonTable
  readonly measure: Measure
}

/** The sums of the table beside them, by month and by reason. */
export default function ReasonCharts({ table, measure }: ReasonChartsProps) {
  const what = measure === 'wasted' ? 'Waste' : 'Rejected builds'
  const byMonth = table.months.map(({ month, all }) => ({ name: monthText(month), value: all }))
  const byReason = rejectionReason.options.map((reason) => ({ name: rejectionReasonText[reason], value: table.byReason[reason] }))
  return (
    <div className={classes.charts}>
      <Bars title={`${what} by month`} data={byMonth} measure={measure} />
      <Bars title={`${what} by reason`} data={byReason} measure={measure} sideways />
    </div>
  )
}

interface BarsProps {
  readonly title: string
  readonly data: readonly { readonly name: string; readonly value: number }[]
  readonly measure: Measure
  /** Bars from left to right, where names are long. */
  readonly sideways?: boolean
}

function Bars({ title, data, measure, sideways = false }: BarsProps) {
  // Millionths are drawn as what they count; floats are good enough for the length of a bar.
  const scale = measure === 'wasted' ? 1_000_000 : 1
  const label = measure === 'wasted' ? 'Waste' : 'Builds'
  const shown = data.map(({ name, value }) => ({ name, [label]: value / scale }))
  const exactText = (value: number) => (measure === 'wasted' ? moneyText(Math.round(value * scale)) : countText(value))
  return (
    <figure className={classes.chart}>
      <h3>{title}</h3>
      <div role="img" aria-label={`${title}; the table below has the same figures`}>
        <BarChart
          className={classes.plot}
          h={220}
          data={shown}
          dataKey="name"
          orientation={sideways ? 'vertical' : 'horizontal'}
          series={[{ name: label, color: 'var(--ps-accent)' }]}
          gridColor="var(--ps-line)"
          textColor="var(--ps-ink-quiet)"
          valueFormatter={exactText}
          maxBarWidth={36}
          withTooltip
          tooltipAnimationDuration={0}
          barProps={{ isAnimationActive: false, radius: 2 }}
          barChartProps={{ accessibilityLayer: false }}
          xAxisProps={sideways ? { tickFormatter: tickText, allowDecimals: false } : { minTickGap: 12 }}
          yAxisProps={sideways ? { width: 130 } : { tickFormatter: tickText, width: 56, allowDecimals: false }}
        />
      </div>
    </figure>
  )
}

/** Figures of an axis stand for the scale, so they are whole. */
function tickText(value: number): string {
  return value.toLocaleString(undefined, { maximumFractionDigits: 2 })
}

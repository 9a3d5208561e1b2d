import { BarChart } from '@mantine/charts'
import '@mantine/charts/styles.layer.css'
import { moneyText } from '../../text/numbers.ts'
import quality from '../quality/quality.module.css'
import classes from './sales.module.css'

interface MarginChartProps {
  /** In the order of the table below. */
  readonly rows: readonly { readonly name: string; readonly revenue: number; readonly cost: number; readonly margin: number }[]
  readonly byMonth: boolean
}

const scale = 1_000_000
const barsMax = 12

/** Cost and margin beside each other: of each month in time, or of those with the largest margin. */
export default function MarginChart({ rows, byMonth }: MarginChartProps) {
  const drawn = byMonth ? rows.toReversed().slice(-24) : rows.slice(0, barsMax)
  // Millionths are drawn as what they count; floats are good enough for the length of a bar.
  const data = drawn.map(({ name, cost, margin }) => ({ name, Cost: cost / scale, Margin: margin / scale }))
  const title = byMonth ? 'Cost and margin by month' : rows.length > barsMax ? `Cost and margin, the ${barsMax} with the largest margin` : 'Cost and margin'
  return (
    <figure className={classes.chart}>
      <h3>{title}</h3>
      <div role="img" aria-label={`${title}; the table below has the same figures`}>
        <BarChart
          className={quality.plot}
          h={220}
          data={data}
          dataKey="name"
          series={[
            { name: 'Cost', color: 'var(--ps-line-control)' },
            { name: 'Margin', color: 'var(--ps-accent)' },
          ]}
          gridColor="var(--ps-line)"
          textColor="var(--ps-ink-quiet)"
          valueFormatter={(value: number) => moneyText(Math.round(value * scale))}
          maxBarWidth={28}
          withLegend
          withTooltip
          tooltipAnimationDuration={0}
          barProps={{ isAnimationActive: false, radius: 2 }}
          barChartProps={{ accessibilityLayer: false }}
          xAxisProps={{ minTickGap: 12 }}
          yAxisProps={{ tickFormatter: (value: number) => value.toLocaleString(undefined, { maximumFractionDigits: 2 }), width: 64, allowDecimals: false }}
        />
      </div>
    </figure>
  )
}

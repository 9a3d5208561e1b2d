import classes from './label.module.css'

/** Nothing is printed this many modules beside a barcode, so that a scanner sees where it begins. */
const quiet = 10

interface BarcodeProps {
  /** What it stands for, for those who cannot see it. */
  readonly text: string
  /** Bars and spaces in modules, as `code128` makes them. */
  readonly bars: readonly number[]
}

/** A barcode as wide as its place. */
export function Barcode({ text, bars }: BarcodeProps) {
  const width = bars.reduce((sum, bar) => sum + bar, 0) + 2 * quiet
  // Each bar is drawn and closed where it began; then it goes on to where the next one begins.
  const drawn = bars.map((bar, place) => `${place % 2 === 0 ? `h${bar}v1h${-bar}z` : ''}m${bar} 0`)
  return (
    <svg className={classes.barcode} role="img" aria-label={`Barcode of ${text}`} viewBox={`0 0 ${width} 1`} preserveAspectRatio="none" shapeRendering="crispEdges">
      <path d={`M${quiet} 0${drawn.join('')}`} fill="#000" />
    </svg>
  )
}

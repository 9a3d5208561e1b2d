import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { formatQuantity } from '../../../shared/units/quantity.ts'
import { useCommand } from '../../api/use-command.ts'
import { useGuard } from '../../components/guard.ts'
import { QuantityText } from '../../components/figure.tsx'
import { StatusChip, type StatusTone } from '../../components/status-chip.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { commandOnce } from '../../state/undo.ts'
import { showNotice } from '../../state/window-state.ts'
import { quantityText } from '../../text/numbers.ts'
import { plannedText } from '../../text/planned-words.ts'
import type { FileColumn } from '../../state/save-list.ts'
import { Answer, AnswerRow, wholeUnits } from './answer.tsx'
import { BuildButton } from './build-button.tsx'
import type { Dashboard } from './dashboard.ts'
import { useSavableAnswer } from './savable-answer.ts'

type ShouldBuildAnswer = NonNullable<Dashboard['shouldBuild']>
type Row = ShouldBuildAnswer['rows'][number]

const chips: { readonly [S in Row['state']]: { readonly tone: StatusTone; readonly word: string } } = {
  build: { tone: 'attention', word: 'At its build point' },
  out_of_stock: { tone: 'danger', word: 'Out of stock' },
  covered: { tone: 'good', word: 'On its way' },
  approaching: { tone: 'plain', word: 'Approaching' },
}

const fileColumns: readonly FileColumn<Row>[] = [
  { header: 'SKU', at: 'product.sku' },
  { header: 'Product', at: 'product.name' },
  { header: 'State', at: 'state', words: { build: chips.build.word, out_of_stock: chips.out_of_stock.word, covered: chips.covered.word, approaching: chips.approaching.word } },
  { header: 'On hand', at: 'onHand', as: 'quantity' },
  { header: 'Unit', at: 'product.unit' },
  { header: 'Build point', at: 'buildPoint', as: 'quantity' },
  { header: 'Target level', at: 'targetLevel', as: 'quantity' },
  { header: 'Planned', at: 'planned', as: 'quantity' },
  { header: 'In review', at: 'inReview', as: 'quantity' },
  { header: 'To build', at: 'suggested', as: 'quantity' },
  { header: 'Stock allows', at: 'buildableMax', as: 'count' },
]

/** Products at their build point, close to it, or out of stock, with what is missing. */
export function ShouldBuild({ rows, total }: ShouldBuildAnswer) {
  useSavableAnswer('Should be built', ['product', 'products'], 'shouldBuild', total, fileColumns)
  const planning = useCommand('planned_build.create')

  async function plan({ product: { productId, sku }, suggested }: Row) {
    if (suggested === null) return
    const reply = await planning.run({ productId, quantity: formatQuantity(suggested), targetDate: null, assigneeId: null, notes: '' })
    if (reply === null) return
    if (!reply.ok) return showNotice({ kind: 'refused', error: reply.error })
    const { plannedBuildId } = reply.value
    showNotice({
      kind: 'done',
      text: `${plannedText(plannedBuildId)} is in the queue: ${quantityText(suggested)} ${sku}`,
      undo: {
        label: 'Undo',
        run: commandOnce('planned_build.delete', { plannedBuildId }, () => ({ kind: 'done', text: `${plannedText(plannedBuildId)} is out of the queue again` })),
      },
    })
  }

  return (
    <Answer
      question="What should I build?"
      total={total}
      shown={rows.length}
      all={{ to: '/boms', label: 'All build points', search: { sort: '-build_point' } }}
      none="Nothing: every product with a build point is well above it, and no finished good is out of stock."
    >
      {rows.map((row) => (
        <AnswerRow
          key={row.product.productId}
          product={row.product}
          chips={<StatusChip tone={chips[row.state].tone}>{chips[row.state].word}</StatusChip>}
          facts={<Facts row={row} />}
          actions={<Actions row={row} onPlan={() => void plan(row)} />}
        />
      ))}
    </Answer>
  )
}

function Facts({ row: { product, onHand, buildPoint, targetLevel, planned, inReview, plannedBuildId, suggested, buildableMax } }: { readonly row: Row }) {
  const { unit } = product
  const tooFew = suggested !== null && buildableMax !== null && wholeUnits(buildableMax) < suggested
  return (
    <>
      <TextLink to={`/products/${product.productId}`}>
        <QuantityText value={onHand} unit={unit} /> on hand
      </TextLink>
      {buildPoint !== null && (
        <>
          {'; '}build at <QuantityText value={buildPoint} unit={unit} /> up to <QuantityText value={targetLevel} unit={unit} />
        </>
      )}
      {planned > 0 && (
        <>
          {'; '}
          <TextLink to={plannedBuildId === null ? '/builds/queue' : `/builds/planned/${plannedBuildId}`}>
            <QuantityText value={planned} unit={unit} /> planned
          </TextLink>
        </>
      )}
      {inReview > 0 && (
        <>
          {'; '}
          <TextLink to="/builds/review">
            <QuantityText value={inReview} unit={unit} /> in review
          </TextLink>
        </>
      )}
      {tooFew && (
        <>
          {'; '}
          <TextLink to={`/boms/${product.productId}`}>
            stock allows <QuantityText value={wholeUnits(buildableMax)} unit={unit} />
          </TextLink>
        </>
      )}
    </>
  )
}

function Actions({ row, onPlan }: { readonly row: Row; readonly onPlan: () => void }) {
  const navigate = useNavigate()
  const guard = useGuard('planned_build.create')
  const { product, state, suggested, hasBom, planned, plannedBuildId } = row
  if (!hasBom) {
    return (
      <Button variant="default" aria-label={`Open the BOM of ${product.sku}`} onClick={() => void navigate({ to: `/boms/${product.productId}` })}>
        No BOM in use
      </Button>
    )
  }
  if (state === 'build') {
    return (
      <>
        <Button variant="default" aria-label={`Plan ${quantityText(suggested ?? 0)} ${product.sku}`} {...guard.greyed} onClick={() => guard.run(onPlan)}>
          Plan
        </Button>
        <BuildButton product={product} quantity={suggested} main />
      </>
    )
  }
  if (state === 'out_of_stock') return <BuildButton product={product} quantity={null} />
  if (planned > 0 && plannedBuildId !== null) {
    return (
      <Button variant="default" aria-label={`Open ${plannedText(plannedBuildId)} of ${product.sku}`} onClick={() => void navigate({ to: `/builds/planned/${plannedBuildId}` })}>
        Open {plannedText(plannedBuildId)}
      </Button>
    )
  }
  return null
}

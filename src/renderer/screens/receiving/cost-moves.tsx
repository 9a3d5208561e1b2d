import type { OutputOf } from '../../../shared/contract/registry.ts'
import { DocumentLink } from '../../components/document-link.tsx'
import { MoneyText } from '../../components/figure.tsx'
import { FiguresTable } from '../../components/figures-table.tsx'
import { LotLink } from '../../components/text-link.tsx'
import classes from './receiving.module.css'

type Preview = OutputOf<'query', 'receipt.preview_cost'>
type Move = Preview['moves'][number]

/** Everything a corrected cost would move, before and after, with a total that adds up. */
export function CostMoves({ preview: { difference, toBeConfirmed, moves, rest } }: { readonly preview: Preview }) {
  if (difference === 0) {
    return (
      <p className={classes.help} role="status">
        {toBeConfirmed ? 'Nothing moves: this confirms the cost as it is.' : 'This is what the line costs already: nothing moves.'}
      </p>
    )
  }
  const passing = moves.some(({ passesOn }) => passesOn)
  return (
    <>
      <FiguresTable
        label="What the correction moves"
        head={['What moves', 'Now', 'After', 'By']}
        foot={
          <tr>
            <th scope="row" colSpan={3}>
              Total
            </th>
            <td>
              <MoneyText value={difference} signed />
            </td>
          </tr>
        }
      >
        {moves.map((move) => (
          <tr key={`${move.what}:${move.id}`} className={move.passesOn ? classes.passing : undefined}>
            <th scope="row">
              <Where move={move} /> <span className={classes.help}>{move.product}</span>
            </th>
            <td>
              <MoneyText value={move.before} />
            </td>
            <td>
              <MoneyText value={move.after} />
            </td>
            <td>{move.passesOn ? <span className={classes.help}>goes on</span> : <MoneyText value={move.after - move.before} signed />}</td>
          </tr>
        ))}
        {rest !== 0 && (
          <tr>
            <th scope="row" colSpan={3}>
              Booked as an adjustment: nothing is left to carry it
            </th>
            <td>
              <MoneyText value={rest} signed />
            </td>
          </tr>
        )}
      </FiguresTable>
      {passing && <p className={classes.help}>What goes on through a build is counted in the lot that it made.</p>}
    </>
  )
}

function Where({ move: { what, id, label } }: { readonly move: Move }) {
  if (what === 'lot') return <>Lot <LotLink lotId={id} number={label} /></>
  if (what === 'waste') return <>Wasted by <DocumentLink document={{ kind: 'build', id, reference: label }} /></>
  if (what === 'return') return <DocumentLink document={{ kind: 'sale', id, reference: label, isReturn: true }} />
  return <DocumentLink document={{ kind: what, id, reference: label }} />
}

import { Button } from '@mantine/core'
import { IconArrowsExchange } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { OutputOf } from '../../../shared/contract/registry.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { FiguresTable } from '../../components/figures-table.tsx'
import { QuantityText } from '../../components/figure.tsx'
import { useGuard } from '../../components/guard.ts'
import { ListCount, ListError } from '../../components/list-parts.tsx'
import { Page } from '../../components/page.tsx'
import { useSavableRows } from '../../components/save-as-button.tsx'
import { Inset, Sections } from '../../components/sections.tsx'
import { ProductLink, TextLink } from '../../components/text-link.tsx'
import { useGoBack } from '../../state/detail-page.ts'
import type { FileColumn } from '../../state/save-list.ts'
import { showNotice } from '../../state/window-state.ts'
import { matchText } from '../../text/item-words.ts'
import { countedText } from '../../text/numbers.ts'
import { undoLinks } from './item-actions.ts'
import classes from './items.module.css'

type Match = OutputOf<'query', 'item.matches'>['matches'][number]

/** As many as one command takes. */
const acceptedMax = 500

const purpose = 'Products that are likely items of QuickBooks. Nothing is linked before you say so; from then on QuickBooks owns what it says of them.'

const fileColumns: readonly FileColumn<Match>[] = [
  { header: 'Item in QuickBooks', at: 'item.name' },
  { header: 'SKU in QuickBooks', at: 'item.sku' },
  { header: 'SKU', at: 'product.sku' },
  { header: 'Product', at: 'product.name' },
  { header: 'The same in', at: 'by', words: matchText },
  { header: 'In QuickBooks', at: 'item.quantity', as: 'quantity' },
  { header: 'On hand', at: 'product.onHand', as: 'quantity' },
  { header: 'Unit', at: 'product.unit' },
]

/** Offers links between products and items, one by one or together. */
export function MatchesPage() {
  const goBack = useGoBack('/items')
  const navigate = useNavigate()
  const { data, error, retry } = useLedgerQuery('item.matches', { limit: acceptedMax, offset: 0 })
  const accepting = useCommand('item.accept_matches')
  const guard = useGuard('item.accept_matches')
  /** Those that a person put aside, for as long as the page is open. */
  const [aside, setAside] = useState<ReadonlySet<number>>(new Set())
  const matches = useMemo(() => (data?.matches ?? []).filter(({ item }) => !aside.has(item.accountingItemId)), [data, aside])
  useSavableRows('Matches', ['match', 'matches'], matches, fileColumns)

  async function accept(taken: readonly Match[]) {
    const reply = await accepting.run({ matches: taken.map(({ item, product }) => ({ accountingItemId: item.accountingItemId, productId: product.productId })) })
    if (reply === null) return
    if (!reply.ok) return showNotice({ kind: 'refused', error: reply.error })
    const [one] = taken
    const text = taken.length === 1 && one ? `${one.item.name} is ${one.product.sku} from now on` : `${countedText(taken.length, 'item', 'items')} linked`
    showNotice({ kind: 'done', text, undo: undoLinks(reply.value.links.map(({ productId }) => productId)) })
  }

  return (
    <Page
      title="Matches"
      purpose={purpose}
      onBack={goBack}
      {...(matches.length > 1 && {
        primary: { label: `Accept all ${matches.length}`, command: 'item.accept_matches', onRun: () => void accept(matches) },
      })}
      filters={matches.length > 0 && <ListCount total={(data?.total ?? 0) - aside.size} one="match" many="matches" />}
    >
      {error && <ListError error={error} onRetry={retry} />}
      {data && matches.length === 0 && (
        <EmptyState
          icon={<IconArrowsExchange size={32} stroke={1.5} />}
          title="Nothing to match"
          action={<Button onClick={() => void navigate({ to: '/items', search: { filter: 'unlinked' } as object })}>See items that are not linked</Button>}
        >
          No item without a product has the SKU or name of a product without an item. {data.unmatched > 0 && `${countedText(data.unmatched, 'item is', 'items are')} left to import or to link by hand.`}
        </EmptyState>
      )}
      {matches.length > 0 && (
        <Sections>
          <div className={classes.matches}>
            <Inset>
              <FiguresTable label="Matches" head={['Item in QuickBooks', 'Product here', 'In QuickBooks', 'On hand']} names={2} actions>
                {matches.map((match) => (
                  <MatchRow
                    key={match.item.accountingItemId}
                    match={match}
                    greyed={guard.greyed}
                    onAccept={() => guard.run(() => void accept([match]))}
                    onAside={() => setAside((before) => new Set([...before, match.item.accountingItemId]))}
                  />
                ))}
              </FiguresTable>
            </Inset>
          </div>
        </Sections>
      )}
    </Page>
  )
}

interface MatchRowProps {
  readonly match: Match
  readonly greyed: ReturnType<typeof useGuard>['greyed']
  readonly onAccept: () => void
  readonly onAside: () => void
}

function MatchRow({ match: { by, item, product }, greyed, onAccept, onAside }: MatchRowProps) {
  return (
    <tr>
      <th scope="row">
        <TextLink to="/items" search={{ panel: 'item', selected: String(item.accountingItemId) }}>
          {item.name}
        </TextLink>{' '}
        <span className={classes.small}>{item.sku}</span>
      </th>
      <th scope="row">
        <ProductLink {...product} /> <span className={classes.small}>{product.name === product.sku ? '' : product.name}</span>
        <br />
        <span className={classes.small}>{matchText[by]}</span>
      </th>
      <td>
        <QuantityText value={item.quantity} unit={product.unit} />
      </td>
      <td>
        <QuantityText value={product.onHand} unit={product.unit} />
      </td>
      <td>
        <span className={classes.rowActions}>
          <Button size="compact-md" variant="default" aria-label={`Accept ${item.name} as ${product.sku}`} {...greyed} onClick={onAccept}>
            Accept
          </Button>
          <Button size="compact-md" variant="default" aria-label={`Not now: ${item.name}`} onClick={onAside}>
            Not now
          </Button>
        </span>
      </td>
    </tr>
  )
}

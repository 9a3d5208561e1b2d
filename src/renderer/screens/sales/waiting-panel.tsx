import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { SaleDocumentProblem } from '../../../shared/contract/sale-document.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { ChooseProductForm } from '../../components/choose-product-form.tsx'
import { AppErrorPanel } from '../../components/error-panel.tsx'
import { Facts, type Fact } from '../../components/facts.tsx'
import { MoneyText } from '../../components/figure.tsx'
import { useGuard } from '../../components/guard.ts'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { SidePanel, SidePanelContent } from '../../components/side-panel.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { showNotice } from '../../state/window-state.ts'
import { businessDateText } from '../../text/dates.ts'
import { countedText } from '../../text/numbers.ts'
import { waitingText } from '../../text/sale-words.ts'
import { documentNameText, documentTypeText, itemNameText, saleProblemWords } from '../../text/sales-sync-words.ts'
import { startImport } from '../items/import-draft.ts'
import { TreatmentChoice } from './document-section.tsx'
import { QuantityForm } from './quantity-form.tsx'
import classes from './sales.module.css'
import { UnreadItemWays } from './unread-item-ways.tsx'
import { linkFor, notProductFor, tryAgain, type SaleDocument, type Settled } from './waiting-actions.ts'

interface WaitingPanelProps {
  /** `null` keeps the panel closed. */
  readonly saleDocumentId: number | null
  /** The document is in the books, or left alone by rule: its row is gone. */
  readonly onSettled: () => void
  readonly onClose: () => void
}

type NotLinked = Extract<SaleDocumentProblem, { code: 'item_not_linked' }>
type Unsaid = Extract<SaleDocumentProblem, { code: 'quantity_unknown' }>
type Asked = { readonly of: number } & ({ readonly what: 'product'; readonly problem: NotLinked } | { readonly what: 'quantity'; readonly problem: Unsaid })

/** A document of QuickBooks that is not in the books: why, and everything that can be done about it here. */
export function WaitingPanel({ saleDocumentId, onSettled, onClose }: WaitingPanelProps) {
  const asking = useLedgerQuery('sale.document', { saleDocumentId: saleDocumentId ?? 1 }, { enabled: saleDocumentId !== null })
  const [asked, setAsked] = useState<Asked | null>(null)
  /** The document whose form was left, or whose items are read: what is shown instead has the focus. */
  const [left, setLeft] = useState<number | null>(null)
  const openSale = useOpenSale()
  const document = asking.data?.saleDocumentId === saleDocumentId ? asking.data : undefined
  const form = asked !== null && asked.of === saleDocumentId ? asked : null
  const leave = () => {
    setAsked(null)
    setLeft(saleDocumentId)
  }
  const settle = (settled: Settled) => {
    leave()
    if (settled === true) onSettled()
  }
  return (
    <SidePanel
      opened={saleDocumentId !== null && (document !== undefined || asking.error !== null)}
      title={document === undefined ? 'Document' : documentNameText(document)}
      holdsForm={form !== null}
      onClose={onClose}
    >
      {asking.error && <AppErrorPanel error={asking.error} onRetry={asking.retry} />}
      {document && form?.what === 'product' && <LinkForm document={document} problem={form.problem} onDone={settle} onCancel={leave} />}
      {document && form?.what === 'quantity' && <QuantityForm document={document} problem={form.problem} onDone={settle} onCancel={leave} />}
      {document && form === null && (
        <SidePanelContent footer={<Footer document={document} onSettled={settle} onOpenSale={openSale} onClose={onClose} />}>
          <Details document={document} takesFocus={left === saleDocumentId} onAsk={setAsked} onSyncItems={() => setLeft(saleDocumentId)} onSettled={settle} />
        </SidePanelContent>
      )}
    </SidePanel>
  )
}

function useOpenSale(): (saleId: number) => void {
  const navigate = useNavigate()
  return (saleId) => void navigate({ to: `/sales/${saleId}` })
}

const isOpen = ({ state }: SaleDocument) => state !== 'applied' && state !== 'ignored'

interface PartProps {
  readonly document: SaleDocument
  readonly onSettled: (settled: Settled) => void
}

interface DetailsProps extends PartProps {
  /** Its first button takes the focus when it comes in place of a form. */
  readonly takesFocus: boolean
  readonly onAsk: (asked: Asked) => void
  readonly onSyncItems: () => void
}

function Details({ document, takesFocus, onAsk, onSyncItems, onSettled }: DetailsProps) {
  const { saleDocumentId, state, kind, type, customer, txnDate, total, foreign, problems, saleId, others } = document
  const facts: readonly Fact[] = [
    { term: 'Type', value: documentTypeText[type] },
    { term: 'Customer', value: customer },
    { term: 'Date', value: businessDateText(txnDate) },
    ...(total === null ? [] : [{ term: 'Total in QuickBooks', value: <><MoneyText value={total} /> {foreign?.currency}</> }]),
    ...(saleId === null ? [] : [{ term: isOpen(document) ? 'In force meanwhile' : 'Here', value: <TextLink to={`/sales/${saleId}`}>Its sale</TextLink> }]),
  ]
  return (
    <div className={classes.document}>
      <div>
        <StatusChip tone={isOpen(document) ? 'attention' : 'good'}>{isOpen(document) ? waitingText[kind] : state === 'ignored' ? 'Left alone' : 'In the books'}</StatusChip>
      </div>
      {isOpen(document) && problems.length === 0 && <p className={classes.note}>It came from QuickBooks, and was not taken into the books yet. Retry takes it.</p>}
      {problems.length > 0 && (
        <ul className={classes.problems} aria-label="What it waits for">
          {problems.map((problem, place) => (
            // Problems of one document never move.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={place}>
              <Problem document={document} problem={problem} focus={place === 0 ? { 'data-autofocus': true, autoFocus: takesFocus } : {}} onAsk={(what) => onAsk({ of: saleDocumentId, ...what })} onSyncItems={onSyncItems} onSettled={onSettled} />
              {problem.code === 'item_not_linked' && <Others others={others} accountingItemId={problem.accountingItemId} />}
            </li>
          ))}
        </ul>
      )}
      <Facts facts={facts} />
    </div>
  )
}

function Others({ others, accountingItemId }: Pick<SaleDocument, 'others'> & { readonly accountingItemId: number }) {
  const { documents = 0 } = others.find((other) => other.accountingItemId === accountingItemId) ?? {}
  return documents === 0 ? null : <p className={classes.others}>{countedText(documents, 'more document waits', 'more documents wait')} for the same.</p>
}

type WhatToAsk = Pick<Extract<Asked, { what: 'product' }>, 'what' | 'problem'> | Pick<Extract<Asked, { what: 'quantity' }>, 'what' | 'problem'>

interface ProblemProps extends PartProps {
  readonly problem: SaleDocumentProblem
  /** Of its first button: where the focus is when the panel opens. */
  readonly focus: object
  readonly onAsk: (what: WhatToAsk) => void
  readonly onSyncItems: () => void
}

/** One thing that stands in the way, and the buttons that settle it. */
function Problem({ document, problem, focus, onAsk, onSyncItems, onSettled }: ProblemProps) {
  const { what, toDo } = saleProblemWords(problem)
  return (
    <>
      <p>
        {what} {toDo}
      </p>
      <div className={classes.ways}>
        {problem.code === 'item_not_linked' && <ItemWays document={document} problem={problem} focus={focus} onAsk={onAsk} onSettled={onSettled} />}
        {problem.code === 'item_unknown' && problem === document.problems.find(({ code }) => code === 'item_unknown') && <UnreadItemWays focus={focus} onAsked={onSyncItems} />}
        {problem.code === 'quantity_unknown' && (
          <GuardedButton command="sale.settle_quantity" {...focus} onClick={() => onAsk({ what: 'quantity', problem })}>
            Say how many
          </GuardedButton>
        )}
        {problem.code === 'taken_off_memo' && <TreatmentChoice document={document} />}
        {problem.code === 'receiving_off' && (
          <TextLink to="/settings" search={{ panel: 'receiving' }}>
            Open the switch of receiving
          </TextLink>
        )}
      </div>
    </>
  )
}

interface ItemWaysProps extends PartProps {
  readonly problem: NotLinked
  readonly focus: object
  readonly onAsk: (what: WhatToAsk) => void
}

/** What an item can be said to be. */
function ItemWays({ document, problem, focus, onAsk, onSettled }: ItemWaysProps) {
  const item = { accountingItemId: problem.accountingItemId, name: itemNameText(problem.item) }
  const navigate = useNavigate()
  const openSale = useOpenSale()
  const importing = useGuard('item.import')
  const [pending, setPending] = useState(false)

  async function openImport() {
    setPending(true)
    // What was said of it before is over: it is imported now.
    showNotice(null)
    const goBack = () => void navigate({ to: '/sales', search: { filter: 'waiting' } as object })
    // What stands on a sale is sold.
    const refused = await startImport([item.accountingItemId], { kind: 'finished_good', goBack, onDone: (done) => void tryAgain(document, done, openSale) })
    setPending(false)
    if (refused !== null) showNotice({ kind: 'refused', error: refused })
    else void navigate({ to: '/items/import' })
  }

  return (
    <>
      <GuardedButton command="item.link" {...focus} onClick={() => onAsk({ what: 'product', problem })}>
        Link…
      </GuardedButton>
      <Button variant="default" aria-disabled={pending} {...importing.greyed} onClick={() => importing.run(() => void openImport())}>
        Import as product
      </Button>
      <GuardedButton command="item.set_not_product" variant="default" onClick={() => void notProductFor(document, item, openSale).then(onSettled)}>
        Not a product
      </GuardedButton>
    </>
  )
}

/** Which product an item is; what has its name or SKU is offered. */
function LinkForm({ document, problem, onDone, onCancel }: Pick<PartProps, 'document'> & { readonly problem: NotLinked; readonly onDone: (settled: Settled) => void; readonly onCancel: () => void }) {
  const item = { accountingItemId: problem.accountingItemId, name: itemNameText(problem.item) }
  const { data, error } = useLedgerQuery('item.get', { accountingItemId: item.accountingItemId })
  const openSale = useOpenSale()
  const settled = useRef<Settled>(null)
  // The field starts with what is offered, so it waits for that.
  if (data === undefined && error === null) return null
  return (
    <ChooseProductForm
      label="Link"
      command="item.link"
      offered={data?.match ?? null}
      missingText="Choose the product that this item is."
      onSend={async (product) => {
        const done = await linkFor(document, item, product, openSale)
        settled.current = done.settled
        return done.refused
      }}
      onDone={() => onDone(settled.current)}
      onCancel={onCancel}
    >
      <p className={classes.note}>
        Which product is {item.name}? Lines of a finished good draw its lots; lines of anything else have no part in the sale.
      </p>
    </ChooseProductForm>
  )
}

interface FooterProps extends PartProps {
  readonly onOpenSale: (saleId: number) => void
  readonly onClose: () => void
}

function Footer({ document, onSettled, onOpenSale, onClose }: FooterProps) {
  const { saleId } = document
  if (!isOpen(document)) {
    return (
      <>
        {saleId !== null && <Button onClick={() => onOpenSale(saleId)}>Open the sale</Button>}
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
      </>
    )
  }
  return (
    <>
      <GuardedButton command="sale.try_again" variant="default" leftSection={<IconRefresh size="1.1em" stroke={2} aria-hidden />} onClick={() => void tryAgain(document, null, onOpenSale).then(onSettled)}>
        Retry
      </GuardedButton>
      <Button variant="default" onClick={onClose}>
        Close
      </Button>
    </>
  )
}

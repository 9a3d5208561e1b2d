import { IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import type { LotRow } from '../../../shared/contract/lot.ts'
import type { DocumentKind } from '../../../shared/errors.ts'
import { formatQuantity } from '../../../shared/units/quantity.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { ListError } from '../../components/list-parts.tsx'
import { PadQuantityInput } from '../../components/pad-quantity-input.tsx'
import { Page } from '../../components/page.tsx'
import { Inset, Section, Sections } from '../../components/sections.tsx'
import { useGoBack, useRouteId } from '../../state/detail-page.ts'
import { useLetterKey } from '../../state/letter-key.ts'
import { usePrintStyle } from '../../state/print-style.ts'
import { businessDateText } from '../../text/dates.ts'
import { Barcode } from './barcode.tsx'
import { code128 } from './code-128.ts'
import classes from './label.module.css'

/** 90 mm at 0.25 mm for each module, which every hand scanner reads, less the quiet zones. */
const modulesMax = 340

/** The label of a lot, to be printed and stuck on its box. */
export function LabelPage() {
  const lotId = useRouteId('lotId')
  const goBack = useGoBack(`/lots/${lotId}`)
  const { data, error, retry } = useLedgerQuery('lot.get', { lotId })
  const lot = data?.lot.lotId === lotId ? data.lot : undefined
  if (error) {
    return (
      <Page title="Label" purpose="" onBack={goBack}>
        <ListError error={error} onRetry={retry} />
      </Page>
    )
  }
  return lot ? <LabelOf key={lotId} lot={lot} onBack={goBack} /> : null
}

/** Bars of a lot's number as they fit on the label; `null` when a scanner could not read them there. */
function barsOf(number: string): readonly number[] | null {
  const bars = code128(number)
  return bars !== null && bars.reduce((sum, bar) => sum + bar, 0) <= modulesMax ? bars : null
}

function LabelOf({ lot, onBack }: { readonly lot: LotRow; readonly onBack: () => void }) {
  const { number, product, remaining } = lot
  const bars = barsOf(number)
  const [quantity, setQuantity] = useState(formatQuantity(remaining))
  usePrintStyle('@page { size: 100mm 60mm; margin: 5mm }')
  const print = () => window.print()
  useLetterKey('p', print)
  return (
    <Page
      title={`Label of lot ${number}`}
      purpose="One label, 100 × 60 mm. Another size is chosen where the printer is."
      onBack={onBack}
      primary={{ label: 'Print', icon: <IconPrinter size="1.1em" stroke={2} aria-hidden />, shortcut: 'P', onRun: print }}
    >
      <Sections>
        <Section title="What it says">
          <Inset>
            <div className={classes.beside}>
              <Label lot={lot} quantity={quantity} bars={bars} />
              <div className={classes.quantity}>
                <PadQuantityInput
                  of="Quantity on the label"
                  label="Quantity on the label"
                  description="All that is left of the lot. Write less where it is in several boxes; leave it empty to print none."
                  unit={product.unit}
                  value={quantity}
                  onChange={setQuantity}
                />
                {bars === null && (
                  <p className={classes.help}>
                    There is no barcode: this lot’s number is too long for this size of label, or has a letter that barcodes do not know. Type it where it would be scanned.
                  </p>
                )}
              </div>
            </div>
          </Inset>
        </Section>
      </Sections>
    </Page>
  )
}

const cameOn: { readonly [K in DocumentKind]: string } = { receipt: 'Received', build: 'Made', sale: 'Returned', adjustment: 'Taken in' }

function Label({ lot, quantity, bars }: { readonly lot: LotRow; readonly quantity: string; readonly bars: readonly number[] | null }) {
  const { number, product, receivedOn, expiresOn, supplierLot, source } = lot
  return (
    <section className={classes.label} aria-label="Label">
      <p className={classes.sku}>{product.sku}</p>
      {product.name !== product.sku && <p className={classes.name}>{product.name}</p>}
      <dl className={classes.facts}>
        {quantity.trim() !== '' && (
          <div className={classes.large}>
            <dt>Quantity</dt>
            <dd>
              {quantity} {product.unit}
            </dd>
          </div>
        )}
        <div>
          <dt>{cameOn[source.kind]}</dt>
          <dd>{businessDateText(receivedOn)}</dd>
        </div>
        {expiresOn !== null && (
          <div>
            <dt>Expires</dt>
            <dd>{businessDateText(expiresOn)}</dd>
          </div>
        )}
        {supplierLot !== null && (
          <div>
            <dt>Supplier lot</dt>
            <dd>{supplierLot}</dd>
          </div>
        )}
      </dl>
      {bars && <Barcode text={number} bars={bars} />}
      <p className={classes.lot}>
        <span className={classes.lotTerm}>Lot</span> {number}
      </p>
    </section>
  )
}

import type { OutputOf } from '../../../shared/contract/registry.ts'
import type { SupplierRow } from '../../../shared/contract/supplier.ts'
import { useLedgerQuery } from '../../api/use-query.ts'
import { AppErrorPanel } from '../../components/error-panel.tsx'
import { Facts } from '../../components/facts.tsx'
import { UnitCostText } from '../../components/figure.tsx'
import { FiguresTable } from '../../components/figures-table.tsx'
import { GuardedButton } from '../../components/guarded-button.tsx'
import { SaveListButton, useListToSave, wholeAnswer } from '../../components/save-as-button.tsx'
import { SidePanelContent } from '../../components/side-panel.tsx'
import { ProductLink, TextLink } from '../../components/text-link.tsx'
import type { FileColumn } from '../../state/save-list.ts'
import { businessDateText } from '../../text/dates.ts'
import { countText } from '../../text/numbers.ts'
import { receiptColumns } from '../receiving/receipt-columns.tsx'
import { ReceiptStanding } from '../receiving/receipt-status.tsx'
import classes from './suppliers-screen.module.css'

interface SupplierDetailsProps {
  readonly supplier: SupplierRow
  readonly onEdit: () => void
}

/** Everything there is about a supplier: who it is, what was bought there and at which price, and its receipts. */
export function SupplierDetails({ supplier, onEdit }: SupplierDetailsProps) {
  const vendor = useLedgerQuery('supplier.purchases', { supplierId: supplier.id }).data?.vendor ?? null
  return (
    <SidePanelContent
      footer={
        <GuardedButton command="supplier.update" variant="default" data-autofocus onClick={onEdit}>
          Edit supplier
        </GuardedButton>
      }
    >
      <Facts
        facts={[
          { term: 'Code', value: supplier.code },
          { term: 'Contact', value: supplier.contact },
          { term: 'Phone', value: supplier.phone },
          { term: 'Email', value: supplier.email },
          { term: 'Notes', value: supplier.notes },
          ...(vendor === null ? [] : [{ term: 'Vendor in QuickBooks', value: <Vendor {...vendor} /> }]),
        ]}
      />
      <Purchases supplier={supplier} />
    </SidePanelContent>
  )
}

/** Who it is in QuickBooks, where the link can be taken away. */
function Vendor({ name, active }: { readonly name: string; readonly active: boolean }) {
  return (
    <>
      <TextLink to="/suppliers/vendors" search={{ search: name }}>
        {name}
      </TextLink>
      {!active && ' (not active there)'}
    </>
  )
}

const fileColumns: readonly FileColumn<OutputOf<'query', 'supplier.purchases'>['products'][number]>[] = [
  { header: 'SKU', at: 'sku' },
  { header: 'Product', at: 'name' },
  { header: 'Last price', at: 'unitCost', as: 'unit_cost' },
  { header: 'Unit', at: 'unit' },
  { header: 'Receipt', at: 'reference' },
  { header: 'Received on', at: 'receivedOn', as: 'day' },
]

const receiptFileColumns = receiptColumns.flatMap(({ file = [] }) => file)

function Purchases({ supplier: { id, code } }: { readonly supplier: SupplierRow }) {
  const { data, current, error, retry } = useLedgerQuery('supplier.purchases', { supplierId: id })
  const bought = useListToSave(`Bought from ${code}`, ['product', 'products'], wholeAnswer('supplier.purchases', { supplierId: id }, 'products', data?.total), fileColumns)
  const delivered = useListToSave(`Receipts of ${code}`, ['receipt', 'receipts'], wholeAnswer('receipt.list', { search: '', status: null, supplierId: id }, 'receipts', data?.receiptCount), receiptFileColumns)
  if (error) return <AppErrorPanel error={error} onRetry={retry} />
  if (!current || !data) return null
  const { receipts, receiptCount, products, total } = data
  if (receiptCount === 0) return <p className={classes.count}>Nothing was received from here yet. Receipts and last prices will be listed here.</p>
  return (
    <>
      {products.length > 0 && (
        <FiguresTable caption="Products bought here" head={['Product', 'Last price', 'Receipt']}>
          {products.map((product) => (
            <tr key={product.productId}>
              <th scope="row">
                <ProductLink {...product} /> <span className={classes.count}>{product.name === product.sku ? '' : product.name}</span>
              </th>
              <td>
                <UnitCostText value={product.unitCost} unit={product.unit} />
              </td>
              <td>
                <TextLink to={`/receipts/${product.receiptId}`}>{product.reference}</TextLink>
                <br />
                <span className={classes.count}>{businessDateText(product.receivedOn)}</span>
              </td>
            </tr>
          ))}
        </FiguresTable>
      )}
      {total > products.length && <p className={classes.count}>The {countText(products.length)} bought last, of {countText(total)}; a file has all of them.</p>}
      {bought && (
        <div>
          <SaveListButton list={bought} />
        </div>
      )}
      <FiguresTable caption="Receipts" head={['Receipt', 'Status', 'Received on']}>
        {receipts.map(({ receiptId, reference, status, exported, receivedOn }) => (
          <tr key={receiptId}>
            <th scope="row">
              <TextLink to={`/receipts/${receiptId}`}>{reference ?? 'Draft'}</TextLink>
            </th>
            <td>
              <ReceiptStanding status={status} exported={exported} />
            </td>
            <td>{businessDateText(receivedOn)}</td>
          </tr>
        ))}
      </FiguresTable>
      {receiptCount > receipts.length && (
        <p>
          <TextLink to="/receipts" search={{ search: code }}>{`All ${countText(receiptCount)} receipts`}</TextLink>
        </p>
      )}
      {delivered && (
        <div>
          <SaveListButton list={delivered} />
        </div>
      )}
    </>
  )
}

import { Button } from '@mantine/core'
import type { SupplierRow } from '../../../shared/contract/supplier.ts'
import { Facts } from '../../components/facts.tsx'
import { SidePanelContent } from '../../components/side-panel.tsx'

interface SupplierDetailsProps {
  readonly supplier: SupplierRow
  readonly onEdit: () => void
}

/** Everything there is about a supplier. */
export function SupplierDetails({ supplier, onEdit }: SupplierDetailsProps) {
  return (
    <SidePanelContent
      footer={
        <Button variant="default" data-autofocus onClick={onEdit}>
          Edit supplier
        </Button>
      }
    >
      <Facts
        facts={[
          { term: 'Code', value: supplier.code },
          { term: 'Contact', value: supplier.contact },
          { term: 'Phone', value: supplier.phone },
          { term: 'Email', value: supplier.email },
          { term: 'Notes', value: supplier.notes },
        ]}
      />
    </SidePanelContent>
  )
}

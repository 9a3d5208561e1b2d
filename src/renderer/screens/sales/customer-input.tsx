import { Autocomplete, type AutocompleteProps } from '@mantine/core'
import { useLedgerQuery } from '../../api/use-query.ts'

interface CustomerInputProps extends Omit<AutocompleteProps, 'data' | 'value' | 'onChange'> {
  readonly value: string
  readonly onChange: (name: string) => void
}

/** A customer by name: offers those of sales so far once something is typed or asked for, and takes any other as it is typed. */
export function CustomerInput({ value, onChange, ...rest }: CustomerInputProps) {
  const { data } = useLedgerQuery('sale.customers', { search: value })
  return (
    <Autocomplete
      autoComplete="off"
      spellCheck={false}
      maxLength={200}
      // A page that opens with the focus here is not covered by its list.
      openOnFocus={false}
      // What is scanned is no customer.
      data-scan="never"
      {...rest}
      data={[...(data?.customers ?? [])]}
      filter={({ options }) => options}
      value={value}
      onChange={onChange}
      comboboxProps={{ transitionProps: { duration: 0 }, offset: 4 }}
    />
  )
}

/** Suppliers, each also a vendor. Ids of both count from 1 in this order. */
export const suppliers = [
  { name: 'Acme', code: 'ACM', vendor: 'Acme Metals Inc' },
  { name: 'Bolten', code: 'BOL', vendor: 'Bolten & Sons' },
] as const

/** Says which vendor a supplier is. */
export function linkOf(supplierId: number) {
  return { supplierId, accountingVendorId: supplierId }
}

import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import classes from './text-link.module.css'

interface TextLinkProps {
  /** A path of the window: `/lots/12`. */
  readonly to: string
  /** Which part of that screen: `{ panel: 'details', selected: '3' }`. */
  readonly search?: Readonly<Record<string, string>>
  readonly children: ReactNode
}

/** A link inside text or a table. */
export function TextLink({ to, search = {}, children }: TextLinkProps) {
  return (
    <Link to={to} search={search as object} className={classes.link} onClick={(event) => event.stopPropagation()}>
      {children}
    </Link>
  )
}

/** The lot's page, by the lot's number. */
export function LotLink({ lotId, number }: { readonly lotId: number; readonly number: string }) {
  return <TextLink to={`/lots/${lotId}`}>{number}</TextLink>
}

/** The product's page, by its SKU. */
export function ProductLink({ productId, sku }: { readonly productId: number; readonly sku: string }) {
  return <TextLink to={`/products/${productId}`}>{sku}</TextLink>
}

/** The supplier's details, by code and name. */
export function SupplierLink({ supplierId, code, name }: { readonly supplierId: number; readonly code: string; readonly name: string }) {
  return <TextLink to="/suppliers" search={{ panel: 'details', selected: String(supplierId) }}>{`${code} · ${name}`}</TextLink>
}

import { blankProduct, type ProductText } from './product-draft.ts'

let kept: ProductText | null = null

/** The new product that is being typed, for as long as the window lives: closing its panel by accident loses nothing. */
export const newProducts = {
  /** What the form starts with: what was left in it, and the barcode that was scanned for it. */
  start(barcode: string): ProductText {
    const text = kept ?? blankProduct
    return barcode === '' || text.barcodes.includes(barcode) ? text : { ...text, barcodes: [...text.barcodes, barcode] }
  },
  keep(text: ProductText): void {
    kept = text
  },
  forget(): void {
    kept = null
  },
}

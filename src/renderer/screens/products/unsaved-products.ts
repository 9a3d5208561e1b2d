import { keepTyped, typedOf } from '../../state/kept-typing.ts'
import { blankProduct, type ProductText } from './product-draft.ts'

const keptAs = 'product new'
const blank = JSON.stringify(blankProduct)

/** The new product that is being typed: closing its panel by accident, or the program, loses nothing. */
export const newProducts = {
  /** What the form starts with: what was left in it, and the barcode that was scanned for it. */
  start(barcode: string): ProductText {
    const text = typedOf<ProductText>(keptAs) ?? blankProduct
    return barcode === '' || text.barcodes.includes(barcode) ? text : { ...text, barcodes: [...text.barcodes, barcode] }
  },
  keep(text: ProductText): void {
    keepTyped(keptAs, JSON.stringify(text) === blank ? null : text)
  },
  forget(): void {
    keepTyped(keptAs, null)
  },
}

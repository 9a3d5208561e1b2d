import { one } from '../../shared/units/decimal.ts'
import { formatQuantity } from '../../shared/units/quantity.ts'
import { sampleProducts, sampleSuppliers } from '../practice/sample-catalogue.ts'
import { sampleBoms, type SampleBom } from '../practice/sample-recipes.ts'
import type { SampleDesk } from './desk.ts'
import { emptyMemory, figure, openStock, sizeOf, type SampleShop } from './shop.ts'

/** The first day: switches, people by what they do here, suppliers, products, recipes, and what was on the shelves. */
export function openShop(desk: SampleDesk): SampleShop {
  const people = namePeople(desk)
  desk.actAs(people.office)
  desk.does('company.set_feature', { feature: 'sales', on: true })
  const suppliers = new Map<string, number>()
  for (const { code, ...fields } of sampleSuppliers) {
    suppliers.set(code, desk.does('supplier.create', { ...fields, code, notes: '' }).supplierId)
  }
  const products = createProducts(desk, suppliers)
  const known = (map: ReadonlyMap<string, number>, what: string) => (name: string) => {
    const id = map.get(name)
    if (id === undefined) throw new Error(`The sample shop has no ${what} ${name}.`)
    return id
  }
  const shop: SampleShop = {
    desk,
    stock: openStock(),
    productId: known(products, 'product'),
    supplierId: known(suppliers, 'supplier'),
    people,
    memory: emptyMemory(),
  }
  for (const bom of sampleBoms) writeRecipe(shop, bom)
  bringInStock(shop)
  return shop
}

function namePeople(desk: SampleDesk): SampleShop['people'] {
  const named = (name: string, role: 'admin' | 'builder') => {
    const { personId } = desk.does('person.create', { name, role })
    return personId
  }
  // The first is the owner, and names the others.
  const office = named('Office', 'admin')
  desk.actAs(office)
  return {
    office,
    cutting: named('Laser and press brake', 'builder'),
    welding: named('Weld cell', 'builder'),
    assembly: named('Assembly bench', 'builder'),
    quality: named('Quality', 'admin'),
  }
}

function createProducts(desk: SampleDesk, suppliers: ReadonlyMap<string, number>): Map<string, number> {
  const products = new Map<string, number>()
  for (const { sku, name, kind, unit, unitCost, reorderPoint, purchase, supplier, barcodes } of sampleProducts) {
    const supplierId = supplier === null ? null : (suppliers.get(supplier) ?? null)
    const fields = { sku, name, kind, unit, unitCost, reorderPoint, purchase, supplierId, barcodes: [...barcodes], notes: '' }
    products.set(sku, desk.does('product.create', fields).productId)
  }
  return products
}

/** Saves a recipe as its product's next version. */
export function writeRecipe({ desk, productId }: SampleShop, { sku, components, costLines, level }: SampleBom, notes = ''): void {
  desk.does('bom.save', {
    productId: productId(sku),
    components: components.map((component) => ({ productId: productId(component.sku), quantityPerUnit: component.quantity, optional: component.optional })),
    costLines: costLines.map(({ kind, name, ...cost }) => ({
      kind,
      name,
      cost: 'amount' in cost ? { by: 'amount', amountPerUnit: cost.amount } : { by: 'rate', rate: cost.rate, quantityPerUnit: cost.hours },
    })),
    notes,
  })
  if (level !== null) desk.does('bom.set_build_point', { productId: productId(sku), level })
}

/** Twice the reorder point of what is bought, in whole units of its purchase, and the target level of what is made. */
function bringInStock({ desk, stock, productId }: SampleShop): void {
  const levels = new Map(sampleBoms.map(({ sku, level }) => [sku, level]))
  for (const product of sampleProducts) {
    const size = sizeOf(product)
    const target = levels.get(product.sku)?.targetLevel
    const wanted = product.reorderPoint === null ? figure(target ?? '6') : 2 * figure(product.reorderPoint)
    const quantity = product.supplier === null ? Math.ceil(wanted / one) * one : Math.ceil(wanted / size) * size
    desk.does('stock.open', {
      productId: productId(product.sku),
      quantity: formatQuantity(quantity),
      cost: { per: 'unit', amount: product.unitCost },
      businessDate: desk.today(),
      notes: 'Counted when the books began',
    })
    stock.move(product.sku, quantity)
  }
}

import { describe, expect, it } from 'vitest'
import { sampleBundle, sampleCustomers, sampleProducts, sampleServices, sampleSuppliers } from '../../../src/main/practice/sample-catalogue.ts'
import { sampleBoms } from '../../../src/main/practice/sample-recipes.ts'
import { parseMoney } from '../../../src/shared/units/money.ts'
import { parseQuantity } from '../../../src/shared/units/quantity.ts'

const skus = sampleProducts.map(({ sku }) => sku)
const bomOf = new Map(sampleBoms.map((bom) => [bom.sku, bom]))

describe('the sample catalogue', () => {
  it('names nothing twice', () => {
    const codes = sampleSuppliers.map(({ code }) => code)
    const barcodes = sampleProducts.flatMap((product) => product.barcodes)
    for (const names of [skus, codes, barcodes, sampleBoms.map(({ sku }) => sku), sampleCustomers.map(({ name }) => name)]) {
      expect(new Set(names).size).toBe(names.length)
    }
  })

  it('buys everything it does not make, from a supplier it knows, and makes the rest', () => {
    const codes = new Set(sampleSuppliers.map(({ code }) => code))
    for (const { sku, supplier } of sampleProducts) {
      expect({ sku, bought: supplier !== null && codes.has(supplier), made: bomOf.has(sku) }).toEqual({ sku, bought: !bomOf.has(sku), made: bomOf.has(sku) })
    }
    expect(codes).toEqual(new Set(sampleProducts.flatMap(({ supplier }) => supplier ?? [])))
  })

  it('uses everything it buys', () => {
    const used = new Set(sampleBoms.flatMap(({ components }) => components.map(({ sku }) => sku)))
    expect(sampleProducts.filter(({ sku, kind }) => kind !== 'finished_good' && !used.has(sku)).map(({ sku }) => sku)).toEqual([])
  })

  it('has recipes of up to four levels, each after those of what goes into it', () => {
    const depth = new Map<string, number>()
    for (const { sku, components } of sampleBoms) {
      for (const component of components) {
        expect(skus).toContain(component.sku)
        expect(bomOf.has(component.sku)).toBe(depth.has(component.sku))
      }
      depth.set(sku, 1 + Math.max(...components.map((component) => depth.get(component.sku) ?? 0)))
    }
    expect(Math.max(...depth.values())).toBe(4)
  })

  it('prices what it sells above what it costs, in figures that are exact', () => {
    for (const { sku, kind, unitCost, price, reorderPoint, purchase } of sampleProducts) {
      const cost = parseMoney(unitCost)
      const asked = parseMoney(price ?? '0')
      expect({ sku, ok: cost.ok && asked.ok && parseQuantity(reorderPoint ?? '1').ok && parseQuantity(purchase?.factor ?? '1').ok }).toEqual({ sku, ok: true })
      if (cost.ok && asked.ok) expect({ sku, above: asked.value > cost.value }).toEqual({ sku, above: kind === 'finished_good' })
    }
  })

  it('says of what it makes what making it costs', () => {
    const cost = new Map(sampleProducts.map(({ sku, unitCost }) => [sku, Number(unitCost)]))
    for (const { sku, components, costLines } of sampleBoms) {
      const parts = components.reduce((sum, component) => sum + (cost.get(component.sku) ?? 0) * Number(component.quantity), 0)
      const work = costLines.reduce((sum, line) => sum + ('amount' in line ? Number(line.amount) : Number(line.rate) * Number(line.hours)), 0)
      expect({ sku, off: Math.abs((cost.get(sku) ?? 0) / (parts + work) - 1) < 0.01 }).toEqual({ sku, off: true })
    }
  })

  it('sells bundles of what there is', () => {
    for (const { sku } of sampleBundle.items) expect(skus).toContain(sku)
    for (const { sku } of [...sampleServices, sampleBundle]) expect(skus).not.toContain(sku)
  })
})

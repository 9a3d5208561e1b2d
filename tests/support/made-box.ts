import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import type { DraftOf, NameOf, OutputOf } from '../../src/shared/contract/registry.ts'
import { callBridge } from './bridge.ts'
import { today } from './calendar.ts'

/** Runs a command through the bridge and returns what it answered; throws when it is refused. */
export async function runCommand<N extends NameOf<'command'>>(page: Page, name: N, input: DraftOf<'command', N>): Promise<OutputOf<'command', N>> {
  const reply = await callBridge(page, { kind: 'command', name, commandId: randomUUID(), input })
  if (!reply.ok) throw new Error(`${name} was refused: ${JSON.stringify(reply.error)}`)
  return reply.value as OutputOf<'command', N>
}

interface MadeBox {
  readonly plateId: number
  readonly boltId: number
  readonly boxId: number
  /** The lot of plates, and the one of boxes made from it. */
  readonly plateLotId: number
  readonly boxLotId: number
}

/** A small shop in the middle of its day: PLATE 10 at 12.60 and BOLT 100 at 0.035 received, a BOM of BOX, two built. */
export async function makeBoxes(page: Page): Promise<MadeBox> {
  const product = { unit: 'ea', unitCost: null, reorderPoint: null, notes: '' }
  const { supplierId } = await runCommand(page, 'supplier.create', { name: 'Acme Metals', code: 'ACM', contact: '', email: '', phone: '', notes: '' })
  const plate = await runCommand(page, 'product.create', { ...product, sku: 'PLATE', name: 'Steel plate', kind: 'component', reorderPoint: '8' })
  const bolt = await runCommand(page, 'product.create', { ...product, sku: 'BOLT', name: 'Bolt M6', kind: 'component' })
  const box = await runCommand(page, 'product.create', { ...product, sku: 'BOX', name: 'Junction box', kind: 'finished_good' })
  const line = { lotNumber: null, supplierLot: null, expiresOn: null }
  const { receiptId } = await runCommand(page, 'receipt.save_draft', {
    receiptId: null,
    supplierId,
    receivedOn: today(),
    lines: [
      { ...line, productId: plate.productId, quantity: '10', cost: { per: 'unit', amount: '12.60' } },
      { ...line, productId: bolt.productId, quantity: '100', cost: { per: 'unit', amount: '0.035' } },
    ],
  })
  const { lots } = await runCommand(page, 'receipt.confirm', { receiptId })
  await runCommand(page, 'bom.save', {
    productId: box.productId,
    components: [
      { productId: plate.productId, quantityPerUnit: '2', optional: false },
      { productId: bolt.productId, quantityPerUnit: '8', optional: false },
    ],
    costLines: [{ kind: 'labor', name: 'Labor', cost: { by: 'rate', rate: '30', quantityPerUnit: '0.5' } }],
  })
  const { lotId } = await runCommand(page, 'build.execute', { productId: box.productId, quantity: '2', businessDate: today() })
  return { plateId: plate.productId, boltId: bolt.productId, boxId: box.productId, plateLotId: lots[0]?.lotId ?? 0, boxLotId: lotId ?? 0 }
}

/** Goes to an address of the window: `/lots/3`. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash
  }, `#${path}`)
}

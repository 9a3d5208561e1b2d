import { expect, test } from 'vitest'
import { exportPusher } from '../../src/main/exports/push.ts'
import { openDoor } from '../support/door.ts'
import { mirrorOf } from '../support/mirror.ts'
import { testEnvironment } from '../support/ports.ts'
import { scriptedCompany } from '../support/scripted-company.ts'

/** Where exports stand, told wherever a build or receipt shows. */
const { db, done, ask, openShop } = openDoor()

const capabilities = { plan: 'QuickBooks Online Plus', tracksQuantity: true, takesAdjustments: true, booksClosedUntil: null }
const page = { limit: 50, offset: 0, search: '' }
const { account } = mirrorOf(db)

async function connect(exportFrom: string) {
  account(1, 'Raw materials', 'Other Current Asset')
  account(2, 'Clearing', 'Other Current Liability')
  await done('accounting.bind_company', { service: 'practice', realmId: '1', name: 'Ridgeline', country: 'US', currency: 'USD', capabilities })
  await done('accounting.choose_source', { source: 'partsemble' })
  await done('accounting.set_export_from', { date: exportFrom })
  await done('accounting.set_account', { role: 'receiving_debit', accountingAccountId: 1 })
  await done('accounting.set_account', { role: 'receiving_credit', accountingAccountId: 2 })
}

const receipts = async () => (await ask('receipt.list', { ...page, status: null, sort: 'reference', descending: false })).receipts.map(({ reference, exported }) => `${reference} ${exported}`)
const builds = async () => (await ask('build.list', { ...page, productId: null })).builds.map(({ reference, exported }) => `${reference} ${exported}`)

test('without a company there is no export state', async () => {
  const shop = await openShop()
  await done('build.execute', { productId: shop.box, quantity: '1', businessDate: '2026-01-31' })
  expect([...(await receipts()), ...(await builds())].map((told) => told.split(' ')[1])).toEqual(['null', 'null', 'null'])
})

test('lists say what waits, what lacks something and what has arrived; what was sent together says how far it is', async () => {
  await connect('2026-01-01')
  const shop = await openShop()
  const { buildId } = await done('build.execute', { productId: shop.box, quantity: '1', businessDate: '2026-01-31' })
  expect(await receipts()).toEqual(['PSB-R-00001 pending', 'PSB-R-00002 pending'])
  expect(await builds()).toEqual(['PSB-B-00001 needs'])

  const ofBuild = await ask('export.of_document', { kind: 'build', id: buildId })
  const ofReceipt = await ask('export.of_document', { kind: 'receipt', id: shop.receipts[0] ?? 0 })
  const exportIds = [...ofBuild.exports, ...ofReceipt.exports].map(({ exportId }) => exportId)
  await done('export.send', { exportIds })
  const waiting = ofReceipt.exports.map(({ exportId }) => exportId)
  expect(await ask('export.progress', { exportIds })).toEqual({ arrived: 0, refused: 0, lacking: 1, unknown: 0, sending: 0, waiting })
  await exportPusher({ db: db(), environment: testEnvironment(), random: { fraction: () => 0 }, onChanged: () => {} }).run(scriptedCompany().client)
  expect(await ask('export.progress', { exportIds })).toEqual({ arrived: 1, refused: 0, lacking: 1, unknown: 0, sending: 0, waiting: [] })
  expect(await receipts()).toEqual(['PSB-R-00001 synced', 'PSB-R-00002 pending'])

  // A list is narrowed to each of them.
  const found = async (exported: 'needs_you' | 'waiting' | 'synced') => {
    const { receipts: ofReceipts } = await ask('receipt.list', { ...page, status: null, exported })
    const { builds: ofBuilds } = await ask('build.list', { ...page, productId: null, exported })
    const { adjustments } = await ask('adjustment.list', { ...page, productId: null, status: null, exported })
    return [...ofReceipts, ...ofBuilds, ...adjustments].map(({ reference }) => reference)
  }
  await done('lot.adjust', { lotId: 1, change: { by: 'signed', quantity: '-1' }, reason: 'loss', businessDate: '2026-01-31', notes: '' })
  expect([await found('needs_you'), await found('waiting'), await found('synced')]).toEqual([['PSB-B-00001', 'PSB-A-00001'], ['PSB-R-00002'], ['PSB-R-00001']])
})

test('what happened before the first day is not exported; a draft is nothing to export yet', async () => {
  await connect('2026-02-15')
  const shop = await openShop()
  const supplierId = (await ask('supplier.list', { ...page })).suppliers[0]?.id ?? 0
  await done('receipt.save_draft', { receiptId: null, supplierId, receivedOn: '2026-01-31', lines: [] })
  await done('build.execute', { productId: shop.box, quantity: '1', businessDate: '2026-01-31' })
  expect(await receipts()).toEqual(['PSB-R-00001 not_exported', 'PSB-R-00002 not_exported', 'null null'])
  expect(await builds()).toEqual(['PSB-B-00001 not_exported'])
})

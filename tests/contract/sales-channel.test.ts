import { describe, expect, test } from 'vitest'
import { verifyBooks } from '../../src/main/ledger/verify.ts'
import { openDoor, today } from '../support/door.ts'
import { connect } from '../support/items.ts'
import { saleDocument } from '../support/sale-documents.ts'
import { areas } from './areas.ts'

/** The channel that sales are pulled by, through the door the window uses. */
const { db, done, ask, refused, unmet } = openDoor()

const trackSales = async () => {
  await done('company.set_feature', { feature: 'sales', on: true })
  connect(db())
}

describe('the channel of sales', () => {
  test('needs sales tracking, a company, and a day that has come', async () => {
    expect(await refused('sales.connect', { startsOn: '2026-01-01' })).toEqual({ code: 'sales.tracking_off', data: {} })
    await done('company.set_feature', { feature: 'sales', on: true })
    expect(await refused('sales.connect', { startsOn: '2026-01-01' })).toEqual({ code: 'accounting.no_company', data: {} })
    connect(db())
    expect(await refused('sales.connect', { startsOn: '2026-02-01' })).toEqual({ code: 'date.invalid', data: { field: 'startsOn', problem: 'in_future', today } })
    expect((await ask('sales.last_sync', {})).channel).toBeNull()
    const channel = { startsOn: '2026-01-01', active: true, everyMinutes: null, pulled: false }
    expect(await done('sales.connect', { startsOn: '2026-01-01' })).toEqual(channel)
    expect(await ask('sales.last_sync', {})).toEqual({ channel, run: null, open: { new: 0, waiting: 0, failed: 0 } })
    expect(verifyBooks(db()).ok).toBe(true)
  })

  test('before the first sync any day may be chosen, afterwards an earlier one alone', async () => {
    await trackSales()
    await done('sales.connect', { startsOn: '2026-01-10' })
    expect(await done('sales.connect', { startsOn: '2026-01-20' })).toMatchObject({ startsOn: '2026-01-20' })
    db().exec("UPDATE sales_channel SET cursor = '2026-01-30T12:00:00.000Z'")
    expect(await refused('sales.connect', { startsOn: '2026-01-21' })).toEqual({ code: 'sales.starts_later', data: { field: 'startsOn', startsOn: '2026-01-20' } })
    saleDocument(db(), { externalId: '1', txnDate: '2026-01-10', state: 'ignored' })
    saleDocument(db(), { externalId: '2', txnDate: '2026-01-04', state: 'ignored' })
    // What was passed over is told once more, and what is here already is looked at anew.
    expect(await done('sales.connect', { startsOn: '2026-01-05' })).toMatchObject({ startsOn: '2026-01-05', pulled: false })
    expect((await ask('sales.last_sync', {})).open).toEqual({ new: 1, waiting: 0, failed: 0 })
    expect(verifyBooks(db()).ok).toBe(true)
  })

  test('is deactivated and resumed, and goes on where it stopped', async () => {
    await trackSales()
    expect(await refused('sales.set_active', { active: false })).toEqual({ code: 'sales.no_channel', data: {} })
    await done('sales.connect', { startsOn: '2026-01-10' })
    db().exec("UPDATE sales_channel SET cursor = '2026-01-30T12:00:00.000Z'")
    expect(await done('sales.set_active', { active: false })).toMatchObject({ active: false, pulled: true })
    await done('company.set_feature', { feature: 'sales', on: false })
    expect(await refused('sales.set_active', { active: true })).toEqual({ code: 'sales.tracking_off', data: {} })
    await done('company.set_feature', { feature: 'sales', on: true })
    expect(await done('sales.set_active', { active: true })).toMatchObject({ active: true, pulled: true })
  })

  test('syncs by hand until it is given a schedule', async () => {
    await trackSales()
    expect(await refused('sales.set_schedule', { everyMinutes: 60 })).toEqual({ code: 'sales.no_channel', data: {} })
    expect(await done('sales.connect', { startsOn: '2026-01-10' })).toMatchObject({ everyMinutes: null })
    expect(await done('sales.set_schedule', { everyMinutes: 60 })).toMatchObject({ everyMinutes: 60 })
    expect(await done('sales.set_schedule', { everyMinutes: null })).toMatchObject({ everyMinutes: null })
  })
})

test('every refusal of its commands was met', () => expect(unmet(areas.salesChannel)).toEqual([]))

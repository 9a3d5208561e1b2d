import { describe, expect, test } from 'vitest'
import { openDoor } from '../support/door.ts'
import { areas } from './areas.ts'

/** People, what each may do, and the company's switches through the door the window uses. */
const { done, ask, refused, unmet } = openDoor()

describe('switches', () => {
  test('a company starts with every feature off and every alert on, and each is switched on its own', async () => {
    const atFirst = await ask('company.settings', {})
    expect(atFirst).toMatchObject({ assignments: false, reservation: false, sales: false, autoBuilds: false })
    expect(atFirst).toMatchObject({ alertLowStock: true, alertBuildPoints: true, alertOverdue: true })
    expect(await done('company.set_feature', { feature: 'reservation', on: true })).toEqual({ ...atFirst, reservation: true })
    await done('company.set_feature', { feature: 'alertOverdue', on: false })
    expect(await ask('company.settings', {})).toEqual({ ...atFirst, reservation: true, alertOverdue: false })
  })

  test('sales are switched on only with receiving, and receiving stays on while they are', async () => {
    await done('company.set_feature', { feature: 'sales', on: true })
    expect(await refused('company.set_receiving', { receiving: false })).toEqual({ code: 'feature.needed_by', data: { feature: 'receiving', by: 'sales' } })
    await done('company.set_feature', { feature: 'sales', on: false })
    await done('company.set_receiving', { receiving: false })
    expect(await refused('company.set_feature', { feature: 'sales', on: true })).toEqual({ code: 'feature.needs', data: { feature: 'sales', needs: 'receiving' } })
    expect(await done('company.set_feature', { feature: 'sales', on: false })).toMatchObject({ sales: false })
  })
})

test('every declared refusal of these commands was met here', () => {
  expect(unmet(areas.people)).toEqual([])
})

import { describe, expect, test } from 'vitest'
import { adjustmentObstacle } from '../../../src/main/domain/accounting-company.ts'
import { needOfRole, refusalOfRole, typesOfRole } from '../../../src/main/domain/account-roles.ts'
import { integrationSteps, type IntegrationFacts } from '../../../src/main/domain/integration-steps.ts'
import { accountRole } from '../../../src/shared/accounting.ts'

const nothing: IntegrationFacts = {
  connection: 'none',
  source: null,
  obstacle: null,
  accountsLoaded: 0,
  rolesMissing: 0,
  rolesBroken: 0,
  itemsLoaded: 0,
  itemsLinked: 0,
  exportFrom: null,
  laborOpen: false,
  receiving: true,
  sales: false,
  salesChannel: false,
}
const working: IntegrationFacts = { ...nothing, connection: 'connected', source: 'sync', accountsLoaded: 40, itemsLoaded: 12, itemsLinked: 9, exportFrom: '2026-01-01' }

const shown = (facts: IntegrationFacts) => integrationSteps(facts).map(({ step, state, task }) => (task === null ? `${step} ${state}` : `${step} ${state}: ${task}`))

describe('the way to working exports', () => {
  test('begins with the company, and nothing else is next', () => {
    expect(shown(nothing)).toEqual([
      'company next: connect',
      'source later: choose_source',
      'accounts later: load_accounts',
      'items later: load_items',
      'exports later: choose_export_from',
      'sales not_needed',
    ])
  })

  test('has nothing to do once all of it is done', () => {
    expect(shown(working)).toEqual(['company done', 'source done', 'accounts done', 'items done', 'exports done', 'sales not_needed'])
  })

  test('goes from one step to the next', () => {
    const next = (facts: IntegrationFacts) => integrationSteps(facts).find(({ state }) => state === 'next')?.task
    expect(next({ ...working, source: null })).toBe('choose_source')
    expect(next({ ...working, accountsLoaded: 0 })).toBe('load_accounts')
    expect(next({ ...working, rolesMissing: 2 })).toBe('choose_accounts')
    expect(next({ ...working, itemsLinked: 0 })).toBe('link_items')
    expect(next({ ...working, exportFrom: null })).toBe('choose_export_from')
    expect(next({ ...working, source: 'partsemble', laborOpen: true })).toBe('answer_labor')
  })

  test('says wherever something does not hold any more, beside what is next', () => {
    expect(shown({ ...working, connection: 'needs_login', rolesBroken: 1, exportFrom: null })).toEqual([
      'company attention: reconnect',
      'source done',
      'accounts attention: mend_accounts',
      'items done',
      'exports next: choose_export_from',
      'sales not_needed',
    ])
    expect(shown({ ...working, connection: 'disconnected' })[0]).toBe('company attention: connect_again')
    expect(shown({ ...working, obstacle: 'plan' })[1]).toBe('source attention: change_source')
    expect(shown({ ...working, source: 'partsemble', obstacle: 'plan' })[1]).toBe('source done')
  })

  test('without Sync and sales no item is needed', () => {
    const partsemble = { ...working, source: 'partsemble', itemsLoaded: 0, itemsLinked: 0 } as const
    expect(shown(partsemble)[3]).toBe('items not_needed')
    expect(shown({ ...partsemble, sales: true })[3]).toBe('items next: load_items')
    expect(shown({ ...working, sales: true })[5]).toBe('sales next: connect_sales')
    expect(shown({ ...working, sales: true, salesChannel: true })[5]).toBe('sales done')
    expect(shown({ ...working, sales: true, receiving: false })[5]).toBe('sales attention: turn_receiving_on')
  })
})

describe('whether a company takes inventory adjustments', () => {
  const plus = { country: 'US', plan: 'QuickBooks Online Plus', tracksQuantity: true, takesAdjustments: true }
  test.each([
    [plus, null],
    [{ ...plus, country: 'CA' }, 'outside_us'],
    [{ ...plus, plan: 'QuickBooks Online Simple Start', takesAdjustments: false }, 'plan'],
    [{ ...plus, plan: 'QuickBooks Online Essentials', takesAdjustments: null }, 'plan'],
    [{ ...plus, takesAdjustments: false }, 'not_taken'],
    [{ ...plus, tracksQuantity: false }, 'quantities_off'],
    [{ ...plus, plan: 'Essentials', tracksQuantity: false }, 'plan'],
    // What it answers counts, whatever its plan is called next year.
    [{ ...plus, plan: 'QuickBooks Online Essentials' }, null],
    [{ ...plus, plan: null, takesAdjustments: null }, null],
  ] as const)('%o: %s', (company, obstacle) => expect(adjustmentObstacle(company)).toBe(obstacle))
})

describe('accounts and their roles', () => {
  const none = { ofPair: null, isOfItem: () => false }
  const account = (type: string, active = true) => ({ externalId: '1', type, active, gone: false })

  test('no role takes receivable, bank or income accounts', () => {
    for (const role of accountRole.options) {
      for (const type of ['Accounts Receivable', 'Bank', 'Income', 'Equity', 'Fixed Asset']) expect(refusalOfRole(role, account(type), none)).toBe('wrong_type')
    }
  })

  test('each role takes each of its types while the account is in use', () => {
    for (const role of accountRole.options) {
      for (const type of typesOfRole[role]) {
        expect(refusalOfRole(role, account(type), none)).toBeNull()
        expect(refusalOfRole(role, account(type, false), none)).toBe('inactive')
        expect(refusalOfRole(role, { ...account(type, false), gone: true }, none)).toBe('gone')
        expect(refusalOfRole(role, account(type), { ...none, ofPair: '1' })).toBe('of_pair')
      }
    }
  })

  test('payables are for what is credited on receiving alone', () => {
    expect(accountRole.options.filter((role) => typesOfRole[role].includes('Accounts Payable'))).toEqual(['receiving_credit'])
  })

  test('receiving is never against an account in which items lie', () => {
    const isOfItem = (externalId: string) => externalId === '1'
    expect(refusalOfRole('receiving', account('Other Current Asset'), { ...none, isOfItem })).toBe('of_item')
    expect(refusalOfRole('build_debit', account('Other Current Asset'), { ...none, isOfItem })).toBeNull()
  })

  test('each source needs its own', () => {
    const required = (source: 'sync' | 'partsemble') => accountRole.options.filter((role) => needOfRole(role, source) === 'required')
    expect(required('sync')).toEqual(['cogs', 'receiving'])
    expect(required('partsemble')).toEqual(['build_debit', 'build_credit', 'receiving_debit', 'receiving_credit'])
    expect(needOfRole('waste', 'sync')).toBe('fallback')
    expect(accountRole.options.every((role) => needOfRole(role, null) === 'not_used')).toBe(true)
  })
})

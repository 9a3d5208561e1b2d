import { randomUUID } from 'node:crypto'
import { readFileSync, writeSync } from 'node:fs'
import { setImmediate as turn } from 'node:timers/promises'
import { execute } from '../../../src/main/commands/execute.ts'
import { openLedger } from '../../../src/main/database/open.ts'
import type { Http } from '../../../src/main/environment.ts'
import { practiceRealm } from '../../../src/main/practice/world.ts'
import { addressesOf } from '../../../src/main/quickbooks/addresses.ts'
import { quickbooksClient } from '../../../src/main/quickbooks/client.ts'
import { syncItems } from '../../../src/main/sync/item-sync.ts'
import { ok } from '../../../src/shared/result.ts'
import { valueOf } from '../../support/database.ts'
import { realClock, realTimers, testOutside } from '../../support/ports.ts'
import { die, dieAtRow } from '../death.ts'
import type { LifeScript } from './script.ts'

/** Reads all items once and dies where it is told to; who lives to the end tells how it went. */
const [scriptFile = ''] = process.argv.slice(2)
const { ledgerFile, origin, token, death } = JSON.parse(readFileSync(scriptFile, 'utf8')) as LifeScript
const db = valueOf(openLedger(ledgerFile, { access: 'read_write' }))
const outside = { ...testOutside({ http: http() }), clock: realClock, timers: realTimers }
const client = quickbooksClient({ ...outside, addresses: addressesOf('practice', origin), realmId: practiceRealm, accessToken: async () => ok(token), refused: () => {} })
if (death.at === 'row') dieAtRow(db, death.nth)
const summary = await syncItems({
  db,
  client,
  kinds: ['inventory', 'service', 'bundle'],
  clock: realClock,
  issue: (name, input) => execute({ db, environment: testOutside(), onCommitted: () => {} }, name, randomUUID(), input) as never,
  pause: turn,
  onProgress: () => {},
  signal: new AbortController().signal,
})
writeSync(1, JSON.stringify(summary))
db.close()

function http(): Http {
  let requests = 0
  return {
    fetch: async (url, init) => {
      requests += 1
      const mine = requests
      if (death.at === 'before_request' && mine === death.nth) die()
      const answer = await fetch(url, init)
      if (death.at === 'after_request' && mine === death.nth) die()
      return answer
    },
  }
}

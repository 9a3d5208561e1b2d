import { randomInt, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { shell } from 'electron'
import type { Browser, Clock, Environment, Http, Ids, Log, Outside, Random, Timers } from '../environment.ts'
import { mayOpenInBrowser } from '../security/external-links.ts'
import { keychainHere, systemKeychain } from './keychain.ts'
import type { Place } from './places.ts'

/** The PC's clock. A business date is today as the calendar on the wall of this PC shows it. */
export const systemClock: Clock = {
  instant: () => new Date().toISOString(),
  monotonicMs: () => performance.now(),
  today: () => {
    const now = new Date()
    const two = (n: number) => String(n).padStart(2, '0')
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
  },
}

export const systemIds: Ids = { uuid: () => randomUUID() }

/** Node's own client: it gives up connecting after ten seconds; everything later is timed by who asks. */
export function systemHttp(log: Log): Http {
  let trusting = false
  return {
    fetch: (url, init) => {
      if (!trusting && url.startsWith('https:')) {
        trusting = true
        trustWhatThisPcTrusts(log)
      }
      return fetch(url, init)
    },
  }
}

/**
 * Whoever looks after this PC may have added certificates, as virus scanners and company networks do. Node knows its own alone.
 * Reading the system's takes a moment, so it is done when they are first needed.
 */
function trustWhatThisPcTrusts(log: Log): void {
  try {
    setDefaultCACertificates([...new Set([...getCACertificates('default'), ...getCACertificates('system')])])
  } catch (thrown) {
    log.warn('certificates of this PC not read', { thrown })
  }
}

export const systemTimers: Timers = {
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

const fractionSteps = 2 ** 47
export const systemRandom: Random = { fraction: () => randomInt(fractionSteps) / fractionSteps }

/** The person's browser, for addresses on the list and, while there is one, the practice company's own. */
export function systemBrowser(practiceOrigin: () => string | null, log: Log): Browser {
  return {
    open: async (url) => {
      if (!mayOpenInBrowser(url, practiceOrigin())) {
        // Without what follows the path: it may carry what nobody else is to see.
        log.warn('refused', { what: 'browser', address: url.split(/[?#]/)[0] })
        throw new Error('This address is on no list of what may be opened.')
      }
      await shell.openExternal(url)
    },
  }
}

/** All ports, with those that reach beyond this PC. Each place has its own secrets, in a file in its folder. */
export function outsideOf(environment: Environment, here: () => Place, practiceOrigin: () => string | null): Outside {
  const { log } = environment
  return {
    ...environment,
    http: systemHttp(log),
    keychain: keychainHere(here, ({ paths }) => systemKeychain(join(paths.dataFolder, 'secrets.json'), log)),
    browser: systemBrowser(practiceOrigin, log),
    timers: systemTimers,
    random: systemRandom,
  }
}

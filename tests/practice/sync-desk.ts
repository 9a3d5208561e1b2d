import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { execute } from '../../src/main/commands/execute.ts'
import { makeBackup } from '../../src/main/database/backup.ts'
import { openLedger } from '../../src/main/database/open.ts'
import { restoreBackup } from '../../src/main/database/restore.ts'
import type { Outside } from '../../src/main/environment.ts'
import { content } from '../../src/main/practice/content.ts'
import type { Issue } from '../../src/main/sync/connection.ts'
import { syncService, type SyncService } from '../../src/main/sync/service.ts'
import type { ConnectionStatus } from '../../src/shared/contract/connection.ts'
import type { ChangedTopic } from '../../src/shared/bridge.ts'
import type { DraftOf, NameOf, OutputOf } from '../../src/shared/contract/registry.ts'
import { commands } from '../../src/shared/contract/registry.ts'
import type { PracticeServer } from '../../src/main/practice/server.ts'
import { testLedger, valueOf, type TestLedger } from '../support/database.ts'
import { testId, testKeychain, testOutside, type TestKeychain } from '../support/ports.ts'
import { control, startToyPractice } from './practice.ts'

/** A ledger with its sync service beside the practice company, and a person who can log in. */
export interface SyncDesk {
  readonly ledger: TestLedger
  readonly practice: PracticeServer
  readonly origin: string
  /** The service of the program that runs now. */
  sync: SyncService
  readonly keychain: TestKeychain
  readonly told: ChangedTopic[]
  /** What the browser does with the page it is shown. */
  browser: 'connect' | 'cancel' | 'nothing'
  /** Called before each request leaves; what it throws is what the network does. */
  cable: (url: string) => void
  readonly command: <N extends NameOf<'command'>>(name: N, input: DraftOf<'command', N>) => OutputOf<'command', N>
  /** Waits until the status is so. */
  readonly until: (holds: (status: ConnectionStatus) => boolean) => Promise<ConnectionStatus>
  /** Waits until nothing runs. */
  readonly settled: () => Promise<ConnectionStatus>
  /** Logs in and waits until the lists are read. */
  readonly connect: () => Promise<ConnectionStatus>
  /** Ends the program without a word about it to anybody. */
  readonly end: () => void
  /** Starts it again on the same books. */
  readonly start: () => void
  readonly trouble: (trouble: Record<string, unknown>) => Promise<void>
  /** Makes a backup as the program does; returns its file. */
  readonly backUp: () => string
  /** Puts a backup in the place of the ledger as the program does, and opens that. */
  readonly restore: (backup: string) => void
  readonly close: () => Promise<void>
}

export const noNetwork = (): never => {
  throw new TypeError('fetch failed', { cause: Object.assign(new Error('no network'), { code: 'ENETUNREACH', syscall: 'connect' }) })
}

/** Answers the login page at this address as a person would, and goes where it leads. */
export async function logInAt(address: string, decision: 'connect' | 'cancel'): Promise<void> {
  const asked = new URL(address)
  const form = new URLSearchParams([...asked.searchParams, ['decision', decision]])
  const answer = await fetch(`${asked.origin}${asked.pathname}`, { method: 'POST', body: form, redirect: 'manual' })
  await fetch(answer.headers.get('location') ?? 'about:blank').then((page) => page.text())
}

/** Long enough for a PC that is busy with something else. */
const waitMsMax = 40_000

interface DeskOptions {
  /** How much faster than the clock on the wall the program's waits go by. */
  readonly hurry?: number
  /** Another way to the practice company than straight there. */
  readonly via?: (origin: string) => Promise<string>
}

export async function openSyncDesk({ hurry = 1, via }: DeskOptions = {}): Promise<SyncDesk> {
  const ledger: { -readonly [K in keyof TestLedger]: TestLedger[K] } = testLedger()
  const backupFolder = join(ledger.folder, 'backups')
  const practice = await startToyPractice({ content, seed: { seed: 1, empty: true, items: 0 } })
  const origin = `http://127.0.0.1:${practice.port}`
  const reached = via === undefined ? origin : await via(origin)
  const keychain = testKeychain()
  const told: ChangedTopic[] = []
  let ids = 10_000
  const base = testOutside({ keychain })
  const desk = {
    ledger,
    practice,
    origin,
    keychain,
    told,
    browser: 'connect' as SyncDesk['browser'],
    cable: (() => {}) as SyncDesk['cable'],
  }
  const outside: Outside = {
    ...base,
    clock: { instant: () => new Date().toISOString(), monotonicMs: () => performance.now() * hurry, today: () => '2026-03-16' },
    timers: {
      after: (ms, run) => {
        const timer = setTimeout(run, ms / hurry)
        return () => clearTimeout(timer)
      },
    },
    http: {
      fetch: async (url, init) => {
        desk.cable(url)
        return fetch(url, init)
      },
    },
    browser: {
      open: async (url) => {
        if (desk.browser !== 'nothing') await logInAt(url, desk.browser)
      },
    },
  }
  const onCommitted = (topics: readonly ChangedTopic[]) => {
    told.push(...topics)
    running.sync.noticed(topics)
  }
  const issue: Issue = (name, input) =>
    execute({ db: ledger.db, environment: outside, onCommitted }, name, testId((ids += 1)), input) as ReturnType<typeof issue<typeof name>>
  const make = () =>
    syncService({
      outside,
      ledger: () => (ledger.db.open ? { db: ledger.db, today: () => '2026-03-16' } : null),
      issue,
      practice: () => ({ origin: async () => reached, originNow: () => reached }),
      ports: [0],
      onChanged: (topics) => told.push(...topics),
    })
  const running = Object.assign(desk, { sync: make() })
  const until: SyncDesk['until'] = async (holds) => {
    const endsAt = performance.now() + waitMsMax
    while (performance.now() < endsAt) {
      const status = running.sync.status()
      if (holds(status)) return status
      await wait(10)
    }
    throw new Error(`it never came to that: ${JSON.stringify(running.sync.status(), null, 2)}`)
  }
  const settled: SyncDesk['settled'] = () => until(({ running, login }) => running.length === 0 && (login.phase === 'idle' || login.phase === 'failed'))
  return Object.assign(running, {
    command: (<N extends NameOf<'command'>>(name: N, input: DraftOf<'command', N>) =>
      valueOf(issue(name, commands[name].input.parse(input) as never))) as SyncDesk['command'],
    until,
    settled,
    connect: async () => {
      valueOf(await running.sync.connection.begin('practice'))
      await until(({ login }) => login.phase === 'idle' || login.phase === 'failed')
      return settled()
    },
    end: () => {
      running.sync.closing()
      running.sync.stop()
    },
    start: () => {
      running.sync = make()
      running.sync.opened()
    },
    trouble: async (trouble: Record<string, unknown>) => {
      const told = await control(origin, 'POST', 'faults', trouble)
      if (told.status !== 200) throw new Error(told.text)
    },
    backUp: () => valueOf(makeBackup({ source: ledger.db, folder: backupFolder, atIso: outside.clock.instant(), reason: 'by-hand' })).file,
    restore: (backup: string) => {
      running.sync.closing()
      ledger.db.close()
      valueOf(restoreBackup({ file: ledger.file, backupFolder, backup, atIso: outside.clock.instant() }))
      ledger.db = valueOf(openLedger(ledger.file, { access: 'read_write' }))
      running.sync.opened()
    },
    close: async () => {
      running.sync.stop()
      await practice.stop()
      ledger.db.close()
      ledger.close()
    },
  })
}

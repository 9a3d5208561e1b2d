import { existsSync, mkdirSync, rmSync } from 'node:fs'
import type { OutputOf } from '../../shared/contract/registry.ts'
import { appError, type AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { renameFile } from '../database/files.ts'
import type { Log } from '../environment.ts'
import type { Company } from './company.ts'
import type { OperatorKeeper } from './operator.ts'
import { practicePaths, type Paths } from './paths.ts'

/** A ledger with all that goes with it. */
export interface Place {
  readonly name: 'company' | 'practice'
  readonly paths: Paths
  readonly company: Company
  readonly operator: OperatorKeeper
}

/** Where people work: in their own company or in the practice shop. One ledger is open at a time. */
export interface Places {
  here(): Place
  status(): OutputOf<'host', 'practice.status'>
  /** Opens the place in which people were when the program ended; a practice shop that is not whole is given up. */
  start(): void
  openPractice(): Promise<Result<Record<never, never>, AppError<'practice.not_made'>>>
  leavePractice(): Promise<void>
}

/** What this PC remembers of it. */
export interface PlaceKeeper {
  practising(): boolean
  keepPractising(practising: boolean): void
  readonly operator: OperatorKeeper
  readonly practiceOperator: OperatorKeeper
}

export interface PlacesParts {
  readonly paths: Paths
  readonly keeper: PlaceKeeper
  readonly log: Log
  readonly companyAt: (paths: Paths) => Company
  /** Makes the ledger of a practice shop; its folder is there. */
  readonly makeShop: (paths: Paths, onDay: (done: number, of: number) => void) => Promise<Result<null, AppError>>
  /** Tells that `status` has another answer. */
  readonly onStatus: () => void
  /** Stops whatever works with the ledger that is about to be closed. */
  readonly leaving: () => Promise<void>
  /** The other ledger is open. */
  readonly arrived: () => void
}

/** The owner of a practice shop is the first person it names; who practises is that person. */
const practiceOwner = 1
const statusEveryDays = 12

export function openPlaces(parts: PlacesParts): Places {
  const { paths, keeper, log, companyAt, makeShop, onStatus, leaving, arrived } = parts
  // Made aside and renamed when it is whole, so that a shop that is there is whole.
  const halfMade = `${paths.practiceFolder}.making`
  const own: Place = { name: 'company', paths, company: companyAt(paths), operator: keeper.operator }
  const practice = (): Place => {
    const at = practicePaths(paths)
    return { name: 'practice', paths: at, company: companyAt(at), operator: keeper.practiceOperator }
  }
  let here = own
  let making: { done: number; of: number } | null = null
  let moving: Promise<unknown> = Promise.resolve()

  /** One move at a time, in the order asked for. */
  const inTurn = <T>(move: () => Promise<T>): Promise<T> => {
    const result = moving.then(move)
    moving = result.catch(() => undefined)
    return result
  }
  const tellMaking = (progress: typeof making) => {
    making = progress
    onStatus()
  }
  const goTo = (place: Place): boolean => {
    here = place
    return here.company.start()
  }
  const goHome = () => {
    keeper.keepPractising(false)
    goTo(own)
    discard(paths.practiceFolder, log)
  }

  const make = async (): Promise<Result<null, AppError>> => {
    discard(halfMade, log)
    const at = practicePaths({ ...paths, practiceFolder: halfMade })
    mkdirSync(at.backupFolder, { recursive: true })
    tellMaking({ done: 0, of: 1 })
    return makeShop(at, (done, of) => {
      if (done % statusEveryDays === 0 || done === of) tellMaking({ done, of })
    })
  }

  /** Puts the shop in its place and opens it; why that did not work, or null. The company is closed. */
  const moveIn = (): AppError | null => {
    discard(paths.practiceFolder, log)
    renameFile(halfMade, paths.practiceFolder)
    keeper.practiceOperator.keep(practiceOwner)
    keeper.keepPractising(true)
    const place = practice()
    if (goTo(place)) return null
    place.company.close()
    return place.company.failure()?.error ?? null
  }

  const openPractice: Places['openPractice'] = async () => {
    if (here.name === 'practice') return ok({})
    try {
      const made = await make()
      if (!made.ok) return err(notMade(made.error, paths, log))
      await leaving()
      await here.company.closeWhenIdle()
      let failed: AppError | null = appError('ledger.io', { file: paths.practiceFolder, detail: 'not moved' })
      try {
        failed = moveIn()
      } finally {
        // Whatever happened: people are never left without a ledger.
        if (failed !== null) goHome()
        arrived()
      }
      return failed === null ? ok({}) : err(notMade(failed, paths, log))
    } finally {
      discard(halfMade, log)
      tellMaking(null)
    }
  }

  const leavePractice = async () => {
    if (here.name === 'company') return
    await leaving()
    await here.company.closeWhenIdle()
    goHome()
    log.info('practice shop left')
    arrived()
  }

  return {
    here: () => here,
    status: () => ({ here: here.name, making }),
    start: () => {
      discard(halfMade, log)
      const at = practicePaths(paths)
      if (keeper.practising() && existsSync(at.ledgerFile)) {
        if (goTo(practice())) return
        // Nothing in it is anybody's: rather than recover it, people get their company back.
        here.company.close()
      }
      goHome()
    },
    openPractice: () => inTurn(openPractice),
    leavePractice: () => inTurn(leavePractice),
  }
}

function notMade(cause: AppError, { practiceFolder }: Paths, log: Log): AppError<'practice.not_made'> {
  log.error('practice shop not made', { cause })
  return appError('practice.not_made', { folder: practiceFolder, diskFull: cause.code === 'ledger.disk_full' })
}

/** Removes a folder; one that another program holds open is removed at the next start. */
export function discard(folder: string, log: Log): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  } catch (thrown) {
    log.warn('folder not removed', { folder, thrown })
  }
}

/** The company of the place where people are, wherever that is. */
export function companyHere(here: () => Place): Company {
  const company = () => here().company
  return {
    start: () => company().start(),
    startAgain: () => company().startAgain(),
    failure: () => company().failure(),
    ledger: () => company().ledger(),
    warnings: () => company().warnings(),
    backups: () => company().backups(),
    backUp: (reason) => company().backUp(reason),
    check: () => company().check(),
    restore: (file) => company().restore(file),
    checkBooks: () => company().checkBooks(),
    cancelBooks: () => company().cancelBooks(),
    saveList: (list) => company().saveList(list),
    settle: () => company().settle(),
    close: () => company().close(),
    closeWhenIdle: () => company().closeWhenIdle(),
  }
}

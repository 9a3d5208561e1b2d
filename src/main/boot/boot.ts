import { app, BrowserWindow, protocol } from 'electron'
import { appScheme } from '../../shared/app-address.ts'
import type { ChangedTopic } from '../../shared/bridge.ts'
import type { ReplyOf } from '../../shared/contract/registry.ts'
import { appError } from '../../shared/errors.ts'
import type { MenuAction } from '../../shared/menu-actions.ts'
import { err, ok } from '../../shared/result.ts'
import type { Environment } from '../environment.ts'
import type { Desk } from '../ipc/dispatch.ts'
import { registerCalls } from '../ipc/register.ts'
import { openLog } from '../log/log.ts'
import { answerRequest } from '../security/app-files.ts'
import { lockDown } from '../security/lockdown.ts'
import { openPcStore, type PcStore } from '../settings/pc-store.ts'
import { bringToFront, openMainWindow } from '../windows/main-window.ts'
import { setMenu } from '../windows/menu.ts'
import { companyAt, type Company } from './company.ts'
import { handleCrashes, reviveWindow } from './crash.ts'
import { deskFor } from './desk.ts'
import { systemClock, systemIds, systemTimers } from './environment.ts'
import type { FileImportParts } from './file-imports.ts'
import { hostHandlers } from './host-handlers.ts'
import { keepHouse } from './housekeeping.ts'
import { operatorHere } from './operator.ts'
import { preparePaths, type Paths } from './paths.ts'
import { companyHere, openPlaces, type PlaceKeeper } from './places.ts'
import { practiceCompanyOf } from './practice-company.ts'
import { practiceProcess } from './practice-process.ts'
import { sampleShops } from './sample-shop.ts'
import { keptTyping } from './kept-typing.ts'
import { askWhere } from './list-handlers.ts'
import { syncHere } from './sync-here.ts'

/**
 * The start, in order: paths, log, lock, restore, migrate, open, ipc, window; the whole file is checked in the background
 * once the window is up. A stage that fails between lock and open leaves a window that offers recovery and nothing else.
 */
export function boot(programFolder: string): void {
  const paths = preparePaths(app.getPath('userData'), programFolder)
  const log = openLog(paths.logFolder, systemClock.instant)
  const environment: Environment = { clock: systemClock, ids: systemIds, log }
  handleCrashes(log, (code) => app.exit(code))
  log.info('start', { version: app.getVersion(), platform: process.platform, node: process.versions.node })

  const store = openPcStore(paths.dataFolder)
  let window: BrowserWindow | null = null
  const tell = (topics: readonly ChangedTopic[]) => window?.webContents.send('partsemble:changed', topics)
  const sync = syncHere({ places: () => places, environment, practice: () => practiceCompany, onCommitted: (topics) => changed(topics), onChanged: tell })
  /** Told to the window, and to the sync, as a setting may be what it waits for. */
  const changed = (topics: readonly ChangedTopic[]) => {
    tell(topics)
    if (company.ledger() !== null) sync.now().noticed(topics)
  }
  const keepHouseHere = () => keepHouse(places.here().company, environment, () => tell([{ kind: 'app' }]))
  let stopHousekeeping = () => {}
  const shops = sampleShops({ clock: systemClock, appVersion: app.getVersion(), log })
  const places = openPlaces({
    paths,
    keeper: placeKeeper(store, () => places.here().company.ledger()),
    log,
    // Only the installed program trusts its own answers; any other holds each of them against its contract.
    companyAt: (at: Paths) =>
      companyAt(at, environment, app.getVersion(), (progress) => window?.webContents.send('partsemble:books', progress), sync, app.isPackaged),
    makeShop: shops.make,
    onStatus: () => tell([{ kind: 'practice' }]),
    leaving: async () => {
      stopHousekeeping()
      sync.stop()
      await practiceCompany.stop()
    },
    arrived: () => {
      stopHousekeeping = keepHouseHere()
      // Nothing of the other ledger stays in the window. The answer to who asked for it goes first.
      setImmediate(() => window?.webContents.reload())
    },
  })
  const practiceCompany = practiceCompanyOf({ start: (port) => practiceProcess(places.here().paths, port, log), timers: systemTimers, log })
  places.start()
  shops.tidy(paths)
  const company = companyHere(places.here)
  const files: FileImportParts = {
    ids: systemIds,
    workerFile: () => places.here().paths.workerFile,
    ledger: () => {
      const ledger = company.ledger()
      return ledger === null ? err(appError('app.not_ready', { stage: company.failure()?.stage ?? 'open' })) : ok(ledger)
    },
    commit: (commandId, input) => desk.command('file.import', commandId, input as never) as ReplyOf<'command', 'file.import'>,
    onStatus: () => tell([{ kind: 'file' }]),
    askWhere,
  }
  const typing = keptTyping({ ledgerFile: () => places.here().paths.ledgerFile, ledger: company.ledger, version: app.getVersion(), log })
  const desk: Desk = deskFor({
    company,
    hosts: hostHandlers({ places, store, company, environment, sync: sync.now, files, typing }),
    environment,
    get ledgerFile() {
      return places.here().paths.ledgerFile
    },
    onChanged: changed,
    operator: { personId: () => places.here().operator.personId(), keep: (personId) => places.here().operator.keep(personId) },
  })

  protocol.handle(appScheme, (request) => answerRequest(request, paths.rendererFolder, systemIds.uuid))
  lockDown((what, address) => log.warn('refused', { what, address }))
  registerCalls(
    desk,
    () => window?.webContents.id ?? null,
    (address) => log.warn('refused', { what: 'sender', address }),
  )
  setMenu(process.platform, (action: MenuAction) => window?.webContents.send('partsemble:menu', action))

  const show = () => {
    window = openMainWindow(paths.preloadFile, store)
    reviveWindow(window, log)
    window.on('closed', () => {
      window = null
    })
  }
  show()
  stopHousekeeping = keepHouseHere()

  app.on('second-instance', () => {
    if (window !== null) bringToFront(window)
  })
  app.on('activate', () => {
    if (window === null) show()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('will-quit', () => {
    stopHousekeeping()
    sync.stop()
    void practiceCompany.stop()
    company.close()
    log.info('stop')
  })
}

function placeKeeper(store: PcStore, ledger: Company['ledger']): PlaceKeeper {
  return {
    practising: store.practising,
    keepPractising: store.keepPractising,
    operator: operatorHere(store, ledger),
    // The program itself makes the books of the practice shop and names who starts there.
    practiceOperator: { personId: store.practiceOperator, keep: store.keepPracticeOperator },
  }
}

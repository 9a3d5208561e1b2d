import { app, BrowserWindow, protocol } from 'electron'
import { appScheme } from '../../shared/app-address.ts'
import type { ChangedTopic } from '../../shared/bridge.ts'
import type { MenuAction } from '../../shared/menu-actions.ts'
import type { Environment } from '../environment.ts'
import { registerCalls } from '../ipc/register.ts'
import { openLog } from '../log/log.ts'
import { answerRequest } from '../security/app-files.ts'
import { lockDown } from '../security/lockdown.ts'
import { openPcStore } from '../settings/pc-store.ts'
import { bringToFront, openMainWindow } from '../windows/main-window.ts'
import { setMenu } from '../windows/menu.ts'
import { companyAt } from './company.ts'
import { handleCrashes, reviveWindow } from './crash.ts'
import { deskFor } from './desk.ts'
import { systemClock, systemIds } from './environment.ts'
import { hostHandlers } from './host-handlers.ts'
import { keepHouse } from './housekeeping.ts'
import { preparePaths } from './paths.ts'

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
  const company = companyAt(paths, environment, app.getVersion(), (progress) => window?.webContents.send('partsemble:books', progress))
  company.start()

  const tell = (topics: readonly ChangedTopic[]) => window?.webContents.send('partsemble:changed', topics)
  const desk = deskFor({
    company,
    hosts: hostHandlers({ paths, store, company, environment }),
    environment,
    ledgerFile: paths.ledgerFile,
    onChanged: tell,
    operator: { personId: () => store.operator(), keep: (personId) => store.keepOperator(personId) },
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
  const stopHousekeeping = keepHouse(company, environment, () => tell([{ kind: 'app' }]))

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
    company.close()
    log.info('stop')
  })
}

import { crashReporter, dialog, type BrowserWindow } from 'electron'
import type { Log } from '../environment.ts'

/**
 * A broken invariant in the main process stops the program: it is logged, told in words, and the process ends. The open
 * transaction is rolled back by that, so nothing half-done stays. `stop` ends the process with a code.
 */
export function handleCrashes(log: Log, stop: (code: number) => void): void {
  crashReporter.start({ uploadToServer: false })
  const die = (kind: string) => (thrown: unknown) => {
    log.error(kind, { thrown })
    dialog.showErrorBox(
      'Partsemble Desktop has to close',
      'It met a condition it does not understand and stopped before anything could be written wrongly. ' +
        'Everything saved so far is safe. Start it again; if this comes back, the log folder tells what happened.',
    )
    stop(1)
  }
  process.on('uncaughtException', die('uncaught exception'))
  process.on('unhandledRejection', die('unhandled rejection'))
}

const reloadsMax = 3

/** A window that dies is loaded again; one that dies over and over is left, and the person is told. */
export function reviveWindow(window: BrowserWindow, log: Log): void {
  let reloads = 0
  window.webContents.on('render-process-gone', (_event, details) => {
    log.error('window gone', { reason: details.reason, exitCode: details.exitCode })
    if (details.reason === 'clean-exit') return
    reloads += 1
    if (reloads <= reloadsMax) window.webContents.reload()
    else dialog.showErrorBox('The window keeps failing', 'Everything saved is safe. Close Partsemble Desktop and start it again.')
  })
  window.webContents.on('unresponsive', () => log.warn('window unresponsive'))
}

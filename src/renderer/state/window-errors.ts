import { client } from '../api/bridge.ts'

const messageLengthMax = 4000
const stackLengthMax = 16_000

/** Writes an error the window caught to the log of the main process, with where on the screen it was. Nothing is shown. */
export function logWindowError(thrown: unknown, context: string, place = ''): void {
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
  const stack = thrown instanceof Error ? (thrown.stack ?? '') : ''
  void client.askHost('log.window_error', {
    message: `${context}: ${message}`.slice(0, messageLengthMax),
    stack: `${stack}${place}`.slice(0, stackLengthMax),
  })
}

/** Has everything nobody caught written to the log. */
export function logUncaughtErrors(): void {
  window.addEventListener('error', (event) => logWindowError(event.error ?? event.message, 'uncaught'))
  window.addEventListener('unhandledrejection', (event) => logWindowError(event.reason, 'unhandled rejection'))
}

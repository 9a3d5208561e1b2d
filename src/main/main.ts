import { join } from 'node:path'
import { app, protocol } from 'electron'
import { appScheme } from '../shared/app-address.ts'
import { boot } from './boot/boot.ts'

// Before anything asks for a path: tests and a second company keep their data apart.
const userData = process.env['PARTSEMBLE_USER_DATA']
if (userData !== undefined && userData !== '') app.setPath('userData', userData)

app.enableSandbox()
protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } }])

if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(() => boot(join(import.meta.dirname, '..', '..')))
} else {
  app.quit()
}

import { app } from './app.ts'
import { ipcMain } from './ipc.ts'
import { Menu, MenuItem } from './menu.ts'
import { protocol } from './protocol.ts'
import { session } from './session.ts'
import { crashReporter, dialog, nativeTheme, powerMonitor, safeStorage, screen, shell } from './system.ts'
import { openTestDoor } from './test-door.ts'
import { utilityProcess } from './utility-process.ts'
import { BrowserWindow } from './window.ts'
import { webContents } from './web-contents.ts'

const electron: Readonly<Record<string, unknown>> = {
  app,
  BrowserWindow,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeTheme,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  utilityProcess,
  webContents,
}

openTestDoor(electron)

export default electron
export {
  app,
  BrowserWindow,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeTheme,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  utilityProcess,
  webContents,
}

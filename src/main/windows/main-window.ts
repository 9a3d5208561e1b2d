import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import { appIndex } from '../../shared/app-address.ts'
import type { PcStore } from '../settings/pc-store.ts'
import { placeOnScreens, smallestWindow } from './window-place.ts'

/** Opens the one window, where it was the last time. It shows itself when its first screen is painted. */
export function openMainWindow(preloadFile: string, store: PcStore): BrowserWindow {
  const primary = screen.getPrimaryDisplay()
  const displays = [primary, ...screen.getAllDisplays().filter((display) => display.id !== primary.id)]
  const { maximized, ...bounds } = placeOnScreens(
    store.windowPlace(),
    displays.map((display) => display.workArea),
  )
  const window = new BrowserWindow({
    ...bounds,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    title: app.getName(),
    backgroundColor: isDark(store) ? '#16181b' : '#f7f8f9',
    webPreferences: {
      preload: preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  })
  window.once('ready-to-show', () => {
    if (maximized) window.maximize()
    window.show()
  })
  window.on('close', () => {
    store.keepWindowPlace({ ...window.getNormalBounds(), maximized: window.isMaximized() })
  })
  void window.loadURL(appIndex)
  return window
}

/** Brings the window to the front, as a second start does. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

function isDark(store: PcStore): boolean {
  const { theme } = store.preferences()
  return theme === 'dark' || (theme === 'auto' && nativeTheme.shouldUseDarkColors)
}

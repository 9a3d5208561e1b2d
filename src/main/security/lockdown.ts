import { app, session, shell, type WebContents } from 'electron'
import { mayOpenOutside } from './external-links.ts'

/**
 * Shuts what a page could otherwise do: go elsewhere, open windows, embed pages, ask for camera or files. A link to a host
 * on the list opens in the person's browser. Call once the app is ready and before the first window exists.
 */
export function lockDown(onRefused: (what: string, address: string) => void): void {
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) => {
    onRefused('permission', permission)
    answer(false)
  })
  session.defaultSession.setPermissionCheckHandler(() => false)
  app.on('web-contents-created', (_event, contents) => lockContents(contents, onRefused))
}

function lockContents(contents: WebContents, onRefused: (what: string, address: string) => void): void {
  contents.on('will-navigate', (event, address) => {
    event.preventDefault()
    onRefused('navigation', address)
  })
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
    onRefused('webview', '')
  })
  contents.setWindowOpenHandler(({ url }) => {
    if (mayOpenOutside(url)) void shell.openExternal(url)
    else onRefused('window', url)
    return { action: 'deny' }
  })
}

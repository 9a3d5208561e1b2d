import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { MenuAction } from '../../shared/menu-actions.ts'

/** Sets the application's menu. Its items only name an action; the window knows what each does. */
export function setMenu(platform: string, send: (action: MenuAction) => void): void {
  const item = (label: string, action: MenuAction, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => send(action),
    ...(accelerator === undefined ? {} : { accelerator }),
  })
  const template: MenuItemConstructorOptions[] = [
    ...(platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        item('New receipt', 'receipt.new'),
        item('New build', 'build.new'),
        item('New product', 'product.new'),
        item('New supplier', 'supplier.new'),
        { type: 'separator' },
        item('Check my books', 'books.check'),
        item('Back up now', 'backup.now'),
        item('Open the data folder', 'folder.data'),
        { type: 'separator' },
        { role: platform === 'darwin' ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu', label: '&Edit' },
    {
      label: '&View',
      submenu: [
        item('Find anything…', 'palette.open', 'CmdOrCtrl+K'),
        { type: 'separator' },
        item('Office mode', 'mode.office'),
        item('Floor mode', 'mode.floor'),
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : ([{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }] as const)),
      ],
    },
    {
      label: '&Help',
      submenu: [item('About this program', 'screen.settings'), item('Open the logs folder', 'folder.logs')],
    },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

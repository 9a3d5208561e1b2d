import { app } from './app.ts'
import type { KeyPress, WebContents } from './web-contents.ts'
import { BrowserWindow } from './window.ts'

interface ItemOptions {
  readonly label?: string
  readonly role?: string
  readonly type?: string
  readonly accelerator?: string
  readonly enabled?: boolean
  readonly visible?: boolean
  readonly id?: string
  readonly submenu?: Menu | readonly ItemOptions[]
  readonly click?: (item: MenuItem, window: BrowserWindow | undefined, event: object) => void
}

export class MenuItem {
  readonly label: string
  readonly role: string | undefined
  readonly type: string
  readonly accelerator: string | undefined
  readonly id: string | undefined
  readonly submenu: Menu | undefined
  enabled: boolean
  visible: boolean
  readonly #click: ItemOptions['click']

  constructor(options: ItemOptions) {
    this.label = options.label ?? options.role ?? ''
    this.role = options.role
    this.type = options.type ?? (options.submenu ? 'submenu' : 'normal')
    this.accelerator = options.accelerator ?? roleAccelerators[options.role?.toLowerCase() ?? '']
    this.id = options.id
    this.enabled = options.enabled ?? true
    this.visible = options.visible ?? true
    this.submenu = options.submenu === undefined || options.submenu instanceof Menu ? options.submenu : Menu.buildFromTemplate(options.submenu)
    this.#click = options.click
  }

  click(): void {
    const window = BrowserWindow.getFocusedWindow() ?? undefined
    if (this.#click) this.#click(this, window, {})
    else if (this.role?.toLowerCase() === 'quit') app.quit()
    else if (this.role?.toLowerCase() === 'close') window?.close()
  }
}

/** The application menu. It has no picture here; its items are pressed by their accelerators, and by tests. */
export class Menu {
  readonly items: MenuItem[] = []
  static #application: Menu | null = null

  static buildFromTemplate(template: readonly (ItemOptions | MenuItem)[]): Menu {
    const menu = new Menu()
    for (const item of template) menu.append(item instanceof MenuItem ? item : new MenuItem(item))
    return menu
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#application
  }

  append(item: MenuItem): void {
    this.items.push(item)
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      if (item.id === id) return item
      const below = item.submenu?.getMenuItemById(id)
      if (below) return below
    }
    return null
  }

  popup(): void {
    // Native menus cannot be shown.
  }
}

// The roles Chromium does not already answer by itself.
const roleAccelerators: Readonly<Record<string, string>> = { quit: 'CmdOrCtrl+Q', close: 'CmdOrCtrl+W' }

app.on('web-contents-created', (_event: object, contents: WebContents) => {
  contents.on('-key', (press: KeyPress) => find(Menu.getApplicationMenu()?.items ?? [], press)?.click())
})

function find(items: readonly MenuItem[], press: KeyPress): MenuItem | undefined {
  for (const item of items) {
    if (!item.enabled) continue
    if (item.accelerator !== undefined && matches(item.accelerator, press)) return item
    const below = find(item.submenu?.items ?? [], press)
    if (below) return below
  }
  return undefined
}

function matches(accelerator: string, press: KeyPress): boolean {
  const parts = accelerator.toLowerCase().split('+')
  const key = parts.pop() || 'plus'
  const mac = process.platform === 'darwin'
  const wants = (...names: string[]): boolean => names.some((name) => parts.includes(name))
  const either = wants('cmdorctrl', 'commandorcontrol')
  return (
    press.ctrl === (wants('ctrl', 'control') || (either && !mac)) &&
    press.meta === (wants('cmd', 'command', 'super', 'meta') || (either && mac)) &&
    press.alt === wants('alt', 'option') &&
    (press.shift === wants('shift') || key === 'plus') &&
    named(press).includes(key)
  )
}

function named(press: KeyPress): string[] {
  const key = press.key.toLowerCase()
  const names = [key, press.code.toLowerCase().replace(/^(key|digit)/, '')]
  if (key === '+') names.push('plus')
  if (key === ' ') names.push('space')
  if (key.startsWith('arrow')) names.push(key.slice('arrow'.length))
  if (key === 'escape') names.push('esc')
  return names
}

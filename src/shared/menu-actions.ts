/** Actions the application's menu asks the window for, by name. The window's command palette knows the same names. */
export const menuActions = ['palette.open', 'supplier.new', 'backup.now', 'folder.data', 'folder.logs', 'mode.office', 'mode.floor', 'screen.settings'] as const

export type MenuAction = (typeof menuActions)[number]

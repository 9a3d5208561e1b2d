/** Actions the application's menu asks the window for, by name. The window's command palette knows the same names. */
export const menuActions = [
  'palette.open',
  'product.new',
  'receipt.new',
  'build.new',
  'supplier.new',
  'books.check',
  'backup.now',
  'folder.data',
  'folder.logs',
  'mode.office',
  'mode.floor',
  'screen.settings',
] as const

export type MenuAction = (typeof menuActions)[number]

import { join } from 'node:path'

/** Where the parts of a run lie in its folder. */
export const ledgerFile = (folder: string) => join(folder, 'ledger.db')
export const practiceFile = (folder: string) => join(folder, 'practice.db')
export const keychainFile = (folder: string) => join(folder, 'keychain.json')

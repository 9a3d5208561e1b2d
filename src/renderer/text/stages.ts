import type { BootStage, StartWarning } from '../../shared/contract/app.ts'
import type { BackupReason } from '../../shared/contract/backup.ts'

/** The steps of the start, as the middle of a sentence. */
const stages: { readonly [S in BootStage]: string } = {
  paths: 'finding its folders',
  log: 'opening the log',
  lock: 'taking the ledger for this PC',
  restore: 'finishing an interrupted restore or update',
  open: 'opening the ledger file',
  migrate: 'bringing the ledger up to date',
  check: 'checking the ledger',
  ipc: 'connecting the window to the ledger',
  window: 'opening the window',
}

/** A step of the start in words; an unknown one keeps its own name. */
export function stageText(stage: string): string {
  return stage in stages ? stages[stage as BootStage] : stage
}

export const warningText: { readonly [W in StartWarning]: { readonly label: string; readonly sentence: string } } = {
  ledger_on_network_share: {
    label: 'Ledger on a network share',
    sentence: 'The ledger is on a network share, where a dropped connection can damage it. Move it to a disk of this PC.',
  },
  ledger_in_synced_folder: {
    label: 'Ledger in a synced folder',
    sentence: 'The ledger is in a folder that a cloud service copies while it changes. Move it to a folder that is not synced.',
  },
}

export const backupReasonText: { readonly [R in BackupReason]: string } = {
  daily: 'Daily',
  'before-migration': 'Before an update',
  'by-hand': 'By hand',
  'before-restore': 'Before a restore',
}

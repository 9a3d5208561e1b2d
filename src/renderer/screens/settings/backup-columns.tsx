import type { BackupRow } from '../../../shared/contract/backup.ts'
import type { TableColumn } from '../../components/data-table.tsx'
import { instantText } from '../../text/dates.ts'
import { sizeText } from '../../text/numbers.ts'
import { backupReasonText } from '../../text/stages.ts'
import classes from './settings-screen.module.css'

/** When, why and how big: the columns of every list of backups. */
export function backupColumns(nowMs: number): readonly TableColumn<BackupRow>[] {
  return [
    { id: 'at', header: 'Made', width: 'minmax(190px, 1.4fr)', value: (b) => b.at, cell: (b) => sentenceCase(instantText(b.at, nowMs)), file: [{ header: 'Made', at: 'at', as: 'instant' }] },
    { id: 'reason', header: 'Kind', width: 'minmax(140px, 1fr)', value: (b) => backupReasonText[b.reason], file: [{ header: 'Kind', at: 'reason', words: backupReasonText }] },
    {
      id: 'bytes',
      header: 'Size',
      width: '130px',
      align: 'end',
      value: (b) => b.bytes,
      cell: (b) => <Size bytes={b.bytes} />,
      file: [{ header: 'Bytes', at: 'bytes', as: 'count' }, { header: 'File', at: 'file' }],
    },
  ]
}

function Size({ bytes }: { readonly bytes: number }) {
  const { figure, unit } = sizeText(bytes)
  return (
    <>
      {figure} <span className={classes.unit}>{unit}</span>
    </>
  )
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

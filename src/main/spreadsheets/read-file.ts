import { fileColumnsMax, fileRowsMax, unpackedBytesMax } from '../../shared/contract/file.ts'
import { appError, type AppError } from '../../shared/errors.ts'
import type { Separator, TextEncoding } from '../../shared/imports.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { archiveOf, containerOf, isEncrypted, type Archive } from './archive.ts'
import { failedFormulas } from './failed-formulas.ts'
import { numberLooks, shownNumbers } from './shown-numbers.ts'
import { sheetParts, textOfPart } from './workbook-parts.ts'
import { decoded, encodingOf, isText, parseText, separatorOf } from './read-text.ts'
import { parseWorkbook, type LeftOut } from './read-workbook.ts'
import type { ReadFile } from './table.ts'

export type ReadError = AppError<
  | 'file.empty'
  | 'file.password'
  | 'file.old_format'
  | 'file.broken'
  | 'file.not_a_table'
  | 'file.unpacks_too_large'
  | 'file.too_many_rows'
  | 'file.too_many_columns'
>

/** How to read a text; `null` leaves it to what the text shows. */
export interface ReadAs {
  readonly encoding: TextEncoding | null
  readonly separator: Separator | null
}

/** What there is to take in. */
export interface FileBytes {
  readonly fileName: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Reads all cells of a workbook or a text. What is no such file, or too much of one, is refused by name. */
export async function readFile(file: FileBytes, as: ReadAs, onStep: (step: 'unpacking' | 'reading') => void = () => {}): Promise<Result<ReadFile, ReadError>> {
  const { fileName, bytes } = file
  if (bytes.length === 0) return err(appError('file.empty', { fileName }))
  onStep('unpacking')
  switch (containerOf(bytes)) {
    case 'compound':
      return err(isEncrypted(bytes) ? appError('file.password', { fileName }) : appError('file.old_format', { fileName, ending: '.xls' }))
    case 'zip':
      return readWorkbook(file, onStep)
    case 'other':
      return readText(file, as, onStep)
  }
}

async function readWorkbook({ fileName, bytes }: FileBytes, onStep: (step: 'reading') => void): Promise<Result<ReadFile, ReadError>> {
  const archive = archiveOf(bytes)
  if (archive === null) return err(appError('file.broken', { fileName, detail: 'no directory' }))
  if (archive.unpackedBytes > unpackedBytesMax) return err(appError('file.unpacks_too_large', { fileName, bytesMax: unpackedBytesMax }))
  if (!archive.parts.some(({ name }) => name.endsWith('workbook.xml'))) {
    return err(isOpenDocument(bytes, archive) ? appError('file.old_format', { fileName, ending: '.ods' }) : appError('file.not_a_table', { fileName }))
  }
  onStep('reading')
  try {
    return checkSize(fileName, { format: 'xlsx', encoding: null, separator: null, tables: await parseWorkbook(bytes, leftOutOf(bytes, archive)) })
  } catch (thrown) {
    // Whatever the reader of workbooks stumbles over is wrong with the workbook.
    return err(appError('file.broken', { fileName, detail: thrown instanceof Error ? thrown.message.slice(0, 200) : '' }))
  }
}

/** What the reader of workbooks leaves out, by the name of the sheet. */
function leftOutOf(bytes: Uint8Array, archive: Archive): ReadonlyMap<string, LeftOut> {
  const looks = numberLooks(textOfPart(bytes, archive, 'xl/styles.xml'))
  return new Map(sheetParts(bytes, archive).map((sheet) => [sheet.name, { failed: failedFormulas(sheet), shown: shownNumbers(sheet, looks) }] as const))
}

/** Whether a packed file is a spreadsheet of LibreOffice and its like. */
function isOpenDocument(bytes: Uint8Array, archive: Archive): boolean {
  return textOfPart(bytes, archive, 'mimetype').startsWith('application/vnd.oasis.opendocument.spreadsheet')
}

function readText({ fileName, bytes }: FileBytes, as: ReadAs, onStep: (step: 'reading') => void): Result<ReadFile, ReadError> {
  const encoding = as.encoding ?? encodingOf(bytes)
  const text = decoded(bytes, encoding)
  if (!isText(text)) return err(appError('file.not_a_table', { fileName }))
  if (text.trim() === '') return err(appError('file.empty', { fileName }))
  onStep('reading')
  const separator = as.separator ?? separatorOf(text)
  return checkSize(fileName, { format: 'csv', encoding, separator, tables: [parseText(text, separator, fileRowsMax + 100)] })
}

function checkSize(fileName: string, read: ReadFile): Result<ReadFile, ReadError> {
  for (const { rows, width } of read.tables) {
    if (rows.length > fileRowsMax + 50) return err(appError('file.too_many_rows', { fileName, rowsMax: fileRowsMax }))
    if (width > fileColumnsMax) return err(appError('file.too_many_columns', { fileName, columns: width, columnsMax: fileColumnsMax }))
  }
  return ok(read)
}

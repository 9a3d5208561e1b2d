import { fieldWords, problemWords } from '../../shared/import-words.ts'
import type { FileCode, WordsFor } from './error-words.ts'
import { countedText, countText, listText, sizeSentence } from './numbers.ts'

const usedBy = {
  movement: 'has moved stock since',
  sale: 'was sold',
  build: 'is in a build',
  receipt: 'is on a receipt',
  bom: 'is in a BOM',
  product: 'is the supplier of a product',
  link: 'is linked to QuickBooks',
  changed: 'was changed since',
} as const

const notSaved = {
  in_use: ['Another program has it open.', 'Close it there and save again, or choose another name.'],
  disk_full: ['The disk is full.', 'Make room and save again, or choose another disk.'],
  not_allowed: ['This folder may not be written to.', 'Choose another folder, such as Documents.'],
  other: ['The PC gave no reason this program knows.', 'Choose another folder or name and save again.'],
} as const

/** Sentences about files of other programs: reading them, and bringing in what they hold. */
export const fileWords: WordsFor<FileCode> = {
  'file.not_open': () => ({
    what: 'This file is not open any more.',
    why: 'Another file was chosen since, or the program was started again.',
    toDo: 'Choose the file again.',
  }),
  'file.empty': ({ fileName }) => ({ what: `${fileName} is empty.`, toDo: 'Choose a file with a row for each thing to bring in.' }),
  'file.too_large': ({ fileName, bytes, bytesMax }) => ({
    what: `${fileName} is too large to read.`,
    why: `It has ${sizeSentence(bytes)}; ${sizeSentence(bytesMax)} can be read.`,
    toDo: 'Remove pictures and sheets that are not needed, or divide it into several files.',
  }),
  'file.unpacks_too_large': ({ fileName, bytesMax }) => ({
    what: `${fileName} unpacks to more than can be read.`,
    why: `A workbook is a packed file; ${sizeSentence(bytesMax)} of what is in it can be read.`,
    toDo: 'Save the sheet you need as a CSV file and choose that.',
  }),
  'file.too_many_rows': ({ fileName, rowsMax }) => ({
    what: `${fileName} has more rows than can be read at once.`,
    why: `One file may have ${countText(rowsMax)}.`,
    toDo: 'Divide it into several files and bring them in one after the other.',
  }),
  'file.too_many_columns': ({ fileName, columns, columnsMax }) => ({
    what: `${fileName} has ${countText(columns)} columns.`,
    why: `${countText(columnsMax)} can be read.`,
    toDo: 'Remove the columns that are not needed, or choose how the columns are separated.',
  }),
  'file.password': ({ fileName }) => ({
    what: `${fileName} is protected with a password.`,
    why: 'What is in it cannot be read without the password, which this program does not ask for.',
    toDo: 'Open it in the program it is from, save it without a password, and choose it again.',
  }),
  'file.old_format': ({ fileName, ending }) => ({
    what: `${fileName} is a workbook of ${ending === '.xls' ? 'an older' : 'another'} kind.`,
    why: `Workbooks that end in ${ending} are not read.`,
    toDo: 'Open it in your spreadsheet program, save it as .xlsx or .csv, and choose that.',
  }),
  'file.broken': ({ fileName }) => ({
    what: `${fileName} is damaged or not complete.`,
    why: 'It says that it is a workbook, but what is in it cannot be read.',
    toDo: 'Open it in your spreadsheet program, save it again, and choose that.',
  }),
  'file.not_a_table': ({ fileName }) => ({
    what: `${fileName} is no spreadsheet.`,
    why: 'Files with the ending .xlsx, .csv, .tsv and .txt are read.',
    toDo: 'Save what you want to bring in as one of them.',
  }),
  'file.no_rows': ({ fileName, sheet }) => ({
    what: `${sheet === null ? fileName : `The sheet ${sheet} of ${fileName}`} has no rows below the names of its columns.`,
    toDo: sheet === null ? 'Choose a file with a row for each thing to bring in.' : 'Choose another sheet, or another row for the names of the columns.',
  }),
  'file.no_sheet': ({ sheet }) => ({ what: `There is no sheet ${sheet} in this file.`, toDo: 'Choose one of the sheets there are.' }),
  'file.cancelled': () => ({ what: 'Reading was stopped.', toDo: 'Nothing was brought in. Choose a file to begin again.' }),
  'file.column_missing': ({ fields }) => ({
    what: `No column is ${listText(fields.map((field) => fieldWords[field]))}.`,
    why: 'Without it no row can be brought in.',
    toDo: 'Choose which column it is.',
  }),
  'file.rows_rejected': ({ rows, count }) => {
    const [first] = rows
    const [problem] = first?.problems ?? []
    return {
      what: `${countedText(count, 'row', 'rows')} cannot be brought in, so nothing was.`,
      ...(first === undefined || problem === undefined ? {} : { why: `Row ${first.row}, ${fieldWords[problem.field]}: ${problemWords(problem)}.` }),
      toDo: 'Mend these rows or leave them out, then bring in the rest.',
    }
  },
  'file.changes_nothing': () => ({ what: 'Everything in this file is in the program already.', toDo: 'There is nothing to bring in.' }),
  'file.not_saved': ({ file, problem }) => ({ what: `${file} was not saved.`, why: notSaved[problem][0], toDo: notSaved[problem][1] }),
  'file.import_not_found': () => ({ what: 'This import is undone already, or never happened.', toDo: 'Nothing is left to undo.' }),
  'file.import_used': ({ subjects, count }) => ({
    what: `What was brought in is in use: ${listText(subjects.map(({ name, by }) => `${name} ${usedBy[by]}`))}${count > subjects.length ? `, and ${countText(count - subjects.length)} more` : ''}.`,
    why: 'An import is undone whole, while nothing uses what it brought and nobody changed it.',
    toDo: 'Undo what came after it first, or change by hand what you do not want.',
  }),
}

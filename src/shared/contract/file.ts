import { z } from 'zod'
import { dateOrder, decimalMark, importField, importKind, importProblem, rowNote, rowOutcome, separator, textEncoding } from '../imports.ts'
import { command, host, query } from './define.ts'
import { id, page } from './figures.ts'

/** The most a file may be, and what it may unpack to. */
export const fileBytesMax = 64 * 1024 * 1024
export const unpackedBytesMax = 256 * 1024 * 1024
export const fileRowsMax = 100_000
export const fileColumnsMax = 200

/** The most of a file that one message carries. */
export const pieceBytesMax = 512 * 1024

/** Names a file that is being looked at; it is forgotten when the program ends, and when others take its place. */
const token = z.uuid()
const rowNo = z.int().min(1).max(2_000_000)
const cellText = z.string().max(32_767)

/** Begins to take a file in, piece by piece: the page has its bytes, not its path. The file before it is forgotten. */
export const fileBegin = host({
  name: 'file.begin',
  version: 1,
  input: z.strictObject({ fileName: z.string().trim().min(1).max(255), bytes: z.int().min(0) }),
  output: z.strictObject({ token }),
  errors: ['file.too_large', 'file.empty'],
})

/** The next bytes of a file, from `at` on. */
export const fileAddPiece = host({
  name: 'file.add_piece',
  version: 1,
  input: z.strictObject({ token, at: z.int().min(0), base64: z.base64().min(1).max(Math.ceil(pieceBytesMax / 3) * 4) }),
  output: z.strictObject({ received: z.int() }),
  errors: ['file.not_open'],
})

/** How to read a file; `null` leaves it to the program. */
const howToRead = z.strictObject({
  encoding: textEncoding.nullable(),
  separator: separator.nullable(),
  sheet: z.string().max(255).nullable(),
  /** The row that holds the names of the columns, from 1; 0 when no row does. */
  headerRow: z.int().min(0).max(fileRowsMax).nullable(),
  decimal: decimalMark.nullable(),
  dateOrder: dateOrder.nullable(),
})

/** Reads a file that was taken in whole, away from the window, and says what was recognised. It may be asked again, read otherwise. */
export const fileRead = host({
  name: 'file.read',
  version: 1,
  /** Without a kind, the words of the columns decide; `likely` is what it holds unless they say otherwise, as it was opened from that list. */
  input: z.strictObject({ token, kind: importKind.nullable(), likely: importKind.nullable().default(null), as: howToRead }),
  output: z.strictObject({
    format: z.enum(['csv', 'xlsx']),
    kind: importKind,
    /** `null` for a workbook. */
    encoding: textEncoding.nullable(),
    separator: separator.nullable(),
    sheet: z.string(),
    sheets: z.array(z.strictObject({ name: z.string(), rows: z.int() })),
    headerRow: z.int(),
    decimal: decimalMark,
    /** Whether a figure of the file shows it, or nothing did. */
    decimalShown: z.boolean(),
    /** The mark between thousands, where a figure shows one. */
    thousands: z.string().nullable(),
    dateOrder,
    dateOrderShown: z.boolean(),
    /** Rows below the names of the columns that are not empty. */
    rows: z.int(),
    columns: z.array(z.strictObject({ header: z.string(), samples: z.array(z.string()), field: importField.nullable() })),
    /** Where the fields of the columns come from. */
    mapped: z.enum(['guessed', 'remembered']),
    /** What new things are to say where their row says nothing, to begin with. */
    defaults: z.partialRecord(importField, cellText),
  }),
  errors: [
    'file.not_open',
    'file.empty',
    'file.password',
    'file.old_format',
    'file.broken',
    'file.not_a_table',
    'file.no_rows',
    'file.unpacks_too_large',
    'file.too_many_rows',
    'file.too_many_columns',
    'file.no_sheet',
    'file.cancelled',
  ],
})

/** How far reading is; told of by the topic `file`. */
export const fileStatus = host({
  name: 'file.status',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({
    reading: z.strictObject({ step: z.enum(['unpacking', 'reading', 'looking']), done: z.int(), of: z.int() }).nullable(),
  }),
  errors: [],
})

/** Stops reading and forgets the file. */
export const fileCancel = host({ name: 'file.cancel', version: 1, input: z.strictObject({ token }), output: z.strictObject({}), errors: [] })

/** What a person decided about a file that was read. */
export const fileDecided = z.strictObject({
  kind: importKind,
  /** What each column is, by its place; `null` leaves it out. */
  columns: z.array(importField.nullable()).max(fileColumnsMax),
  decimal: decimalMark,
  dateOrder,
  /** What new things say where their row says nothing: of a product its type and unit. */
  defaults: z.partialRecord(importField, cellText),
  /** Cells typed anew, in place of what the file says. */
  fixes: z.array(z.strictObject({ row: rowNo, field: importField, text: cellText })).max(20_000),
  leftOut: z.array(rowNo).max(fileRowsMax),
  /** Leaves out what is rejected in place of refusing the whole. */
  leaveOutRejected: z.boolean(),
})
export type FileDecided = z.infer<typeof fileDecided>

export const filePreviewRow = z.strictObject({
  /** As the spreadsheet counts its rows. */
  row: rowNo,
  outcome: rowOutcome,
  /** What the row says, by field, with what was typed in its place. */
  cells: z.partialRecord(importField, z.string()),
  /** Fields that were typed anew. */
  fixed: z.array(importField),
  /** Of a changed row: what each field says now and afterwards, as a person would write it. */
  changes: z.array(z.strictObject({ field: importField, before: z.string(), after: z.string() })),
  problems: z.array(importProblem),
  notes: z.array(rowNote),
  /** What it is about, where that is in the books already. */
  productId: id.nullable(),
  supplierId: id.nullable(),
})
export type FilePreviewRow = z.infer<typeof filePreviewRow>

/** What becomes of every row, before anything is written. Nothing is kept of it. */
export const filePreview = host({
  name: 'file.preview',
  version: 1,
  input: z.strictObject({
    token,
    decided: fileDecided,
    /** Rows of one outcome alone. */
    /** Among the rejected stay those that were mended or left out meanwhile. */
    only: rowOutcome.nullable(),
    limit: z.int().min(1).max(500),
    offset: z.int().min(0),
  }),
  output: z.strictObject({
    /** Needed fields that no column has; the rows then wait. */
    missing: z.array(importField),
    counts: z.strictObject({ new: z.int(), changed: z.int(), unchanged: z.int(), rejected: z.int(), left_out: z.int() }),
    /** How many rows there are of the outcome that was asked for. */
    total: z.int(),
    rows: z.array(filePreviewRow),
  }),
  errors: ['file.not_open'],
})

/** What an import did, by the numbers of rows, products and documents. */
const importDone = z.strictObject({
  /** What to name when it is to be undone. */
  importId: z.uuid(),
  made: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  /** Products whose opening stock came in. */
  opened: z.int(),
})

const importErrors = ['file.rows_rejected', 'file.changes_nothing', 'amount.too_large', 'permission.denied'] as const

/** Brings in the file as decided: one command, all of it or nothing. `commandId` is that command's. */
export const fileCommit = host({
  name: 'file.commit',
  version: 1,
  input: z.strictObject({ token, commandId: z.uuid(), decided: fileDecided }),
  output: importDone,
  errors: ['file.not_open', 'file.column_missing', 'command.same_id_other_content', 'operator.needed', ...importErrors],
})

const saveAs = z.enum(['csv', 'xlsx'])

/** Saves the rejected rows as they stand in the file, each with its row, column, what was found and what was expected. */
export const fileSaveRejected = host({
  name: 'file.save_rejected',
  version: 1,
  input: z.strictObject({ token, decided: fileDecided, format: saveAs }),
  /** `null`: nobody chose where. */
  output: z.strictObject({ file: z.string().nullable() }),
  errors: ['file.not_open', 'file.not_saved'],
})

/** Saves an example of a file of this kind, with the columns it may have. */
export const fileSaveTemplate = host({
  name: 'file.save_template',
  version: 1,
  input: z.strictObject({ kind: importKind, format: saveAs }),
  output: z.strictObject({ file: z.string().nullable() }),
  errors: ['file.not_saved'],
})

/**
 * Brings in rows of a file as they were decided, as text by field: products, opening stock, suppliers or recipes. All rows or
 * none. Rows that say what is there already change nothing. Of recipes, which move no stock, each product's is taken whole.
 * Besides `catalogue` it asks for `stock` where stock comes in, and for `boms` where recipes do.
 */
export const fileImport = command({
  name: 'file.import',
  version: 1,
  permission: 'catalogue',
  input: z.strictObject({
    kind: importKind,
    fileName: z.string().trim().min(1).max(255),
    decimal: decimalMark,
    dateOrder,
    /** What new things say where their row says nothing. */
    defaults: z.partialRecord(importField, cellText),
    rows: z
      .array(z.strictObject({ row: rowNo, cells: z.partialRecord(importField, cellText) }))
      .min(1)
      .max(fileRowsMax),
    /** The names of the columns and what they were taken for, to be remembered for the next such file. */
    columns: z.array(z.strictObject({ header: z.string().max(400), field: importField.nullable() })).max(fileColumnsMax),
  }),
  output: importDone,
  errors: importErrors,
})

/** Takes an import back whole, while nothing uses what it brought and nobody changed it since. */
export const fileUndoImport = command({
  name: 'file.undo_import',
  version: 1,
  permission: 'catalogue',
  input: z.strictObject({ importId: z.uuid() }),
  output: z.strictObject({ kind: importKind, removed: z.int(), restored: z.int(), closed: z.int() }),
  errors: ['file.import_not_found', 'file.import_used', 'permission.denied'],
})

/** The imports of files there were, newest first. */
export const fileImports = query({
  name: 'file.imports',
  version: 1,
  input: z.strictObject({ ...page }),
  output: z.strictObject({
    imports: z.array(
      importDone.extend({ kind: importKind, fileName: z.string(), at: z.string(), by: z.string().nullable(), undone: z.boolean() }),
    ),
    /** The place of the first of them, from 0. */
    offset: z.int(),
    total: z.int(),
  }),
  errors: [],
})

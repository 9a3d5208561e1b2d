import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/*
 * What was done, by whom, and what was decided.
 * Described for drizzle; the truth is the SQL in `drizzle/`, and a test holds the two against each other, column by column.
 */

export const commandLog = sqliteTable('command_log', {
  commandId: text('command_id').primaryKey().notNull(),
  seq: integer('seq').notNull().unique(),
  name: text('name').notNull(),
  contractVersion: integer('contract_version').notNull(),
  inputHash: text('input_hash').notNull(),
  resultJson: text('result_json'),
  doneAt: text('done_at').notNull(),
  personId: integer('person_id').references(() => person.personId),
  hash: text('hash'),
})

export const person = sqliteTable('person', {
  personId: integer('person_id').primaryKey(),
  name: text('name').notNull(),
  role: text('role', { enum: ['owner', 'admin', 'accountant', 'builder'] }).notNull(),
  active: integer('active').notNull().default(1),
})

export const audit = sqliteTable(
  'audit',
  {
    auditId: integer('audit_id').primaryKey(),
    commandId: text('command_id')
      .notNull()
      .references(() => commandLog.commandId),
    subject: text('subject').notNull(),
    subjectId: integer('subject_id').notNull(),
    action: text('action').notNull(),
    afterJson: text('after_json').notNull(),
  },
  (t) => [index('audit_by_subject').on(t.subject, t.subjectId, t.auditId)],
)

export const setting = sqliteTable('setting', {
  name: text('name').primaryKey().notNull(),
  valueJson: text('value_json').notNull(),
})

/** Where the books of each backup ended that a restore left behind. */
export const replacedHead = sqliteTable('replaced_head', {
  replacedHeadId: integer('replaced_head_id').primaryKey(),
  postingCount: integer('posting_count').notNull(),
  postingHash: text('posting_hash'),
  commandCount: integer('command_count').notNull(),
  commandHash: text('command_hash'),
  replacedAt: text('replaced_at').notNull(),
})

/** Tables in which rows are only ever added. Each carries two triggers, `<table>_no_update` and `<table>_no_delete`. */
export const appendOnlyTables = [
  'schema_migration',
  'command_log',
  'audit',
  'posting',
  'entry',
  'lot',
  'sale',
  'sale_version',
  'sale_line',
  'shortage',
  'settlement',
  'adjustment',
  'receipt_correction',
  'build_rejection',
  'replaced_head',
] as const

interface CheckWords {
  readonly name: string
  /** What holds when the check passes. */
  readonly holds: string
  /** What a difference says of a backup, before the time at which that was made. */
  readonly sinceBackup?: string
}

const checks: Readonly<Record<string, CheckWords>> = {
  postings_without_gaps: { name: 'No posting is missing', holds: 'Postings and entries are numbered without gaps.' },
  chain: { name: 'Nothing was changed afterwards', holds: 'Each posting carries the seal of the one before it.' },
  posting_sums_to_zero: { name: 'Postings balance', holds: 'The entries of each posting sum to zero.' },
  document_sums_to_zero: { name: 'Documents balance', holds: 'What each document moved sums to zero too.' },
  follows_its_own: { name: 'Corrections follow what they correct', holds: 'An entry takes back only what its own document moved.' },
  returned_within_drawn: { name: 'No more comes back than went out', holds: 'Nothing was given back that was not drawn.' },
  lot_is_sum_of_entries: { name: 'Lots are what moved them', holds: 'Each lot holds the sum of its entries.' },
  lot_within_what_was_made: { name: 'No lot holds more than it was made with', holds: 'Nothing is below zero, and an empty lot is worth nothing.' },
  product_is_sum_of_lots: { name: 'Products are their lots', holds: 'On hand and value of each product are its lots, less what it is short of.' },
  received_lot_is_its_line: { name: 'Received lots are their receipt lines', holds: 'Product, quantity and cost are those of the line.' },
  finished_lot_is_draws_and_cost_lines: { name: 'Finished lots cost what went into them', holds: 'Each build is worth what it drew and its cost lines.' },
  work_in_process_is_draws_in_review: { name: 'Work in process is what waits for review', holds: 'It holds the draws of the builds in review.' },
  cost_of_goods_sold_is_sales_and_returns: { name: 'Cost of goods sold is sales and returns', holds: 'It is the sum of what they cost.' },
  sale_moved_what_it_says: { name: 'Sales moved what they say', holds: 'Each sale drew, or is short of, what its lines say.' },
  sale_figures_are_sums: { name: 'Totals of sales are their sums', holds: 'What each sale brought and cost, and the totals by day, customer and product, are what its lines and its goods say.' },
  shortage_is_sum_of_open_ones: { name: 'Shortages add up', holds: 'Each product is short by the sum of its open shortages.' },
  no_open_lot_beside_open_shortage: { name: 'No stock waits beside a shortage', holds: 'A product with an open shortage has no open lot.' },
  reversed_document_carries_nothing: { name: 'What was undone is undone whole', holds: 'A reversed document carries nothing on any account.' },
  commands_chained: { name: 'Nothing written down was changed', holds: 'Each entry of the record, who did what and when, carries the seal of the one before it.' },
  rows_are_as_written: { name: 'Products, BOMs, suppliers and settings are as they were saved', holds: 'Each agrees with the second copy that was kept of it.' },
  search_text_is_folded_anew: { name: 'What a search looks at is what is there', holds: 'Products and suppliers are found by what they say now.' },
  listed_as_numbered: { name: 'Lists are in the order of SKUs and numbers', holds: 'Products, lots, sales and items are listed by what they are called now.' },
  nothing_missing_since_backups: {
    name: 'Nothing is missing since a backup',
    holds: 'Where each backup ends, these books are the same.',
    sinceBackup: 'Postings or records are missing or were changed since the backup of',
  },
  backups_are_as_made: {
    name: 'Backups are as they were made',
    holds: 'Each ends where the note beside it says.',
    sinceBackup: 'This backup was changed after it was made,',
  },
  events_have_exports: { name: 'Everything that is to reach QuickBooks is on its way', holds: 'Each event has its export, or the reason why it has none.' },
  numbers_without_gaps: { name: 'No document number is missing', holds: 'Documents of each kind count from 1 without gaps.' },
}

/** A check of the books in words; an unknown one keeps its own name. */
export function checkWords(name: string): CheckWords {
  return checks[name] ?? { name: name.replaceAll('_', ' '), holds: '' }
}

const kept: Readonly<Record<string, string>> = {
  lot_balance: 'What is left in each lot and what it is worth',
  product_balance: 'On hand and value of each product',
  shortage: 'What is still open of each shortage',
  sale_product: 'What each sale sold of each product',
  sale_now: 'What each sale brought and cost',
  sale_day: 'Totals of sales by day',
  sale_customer_month: 'Totals of sales by customer and month',
  sale_product_month: 'Totals of sales by product and month',
  'product.search_text': 'What a search for products looks at',
  'supplier.search_text': 'What a search for suppliers looks at',
  'product.sku_order': 'The order of products by SKU',
  'lot.number_order': 'The order of lots by number',
  'sale_now.reference_order': 'The order of sales by reference',
  'accounting_item.sku_order': 'The order of QuickBooks items by SKU',
}

/** Something kept beside the postings, in words; an unknown one keeps its own name. */
export function keptWords(table: string): string {
  return kept[table] ?? table.replaceAll('_', ' ')
}

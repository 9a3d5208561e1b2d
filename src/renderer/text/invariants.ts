interface CheckWords {
  readonly name: string
  /** What holds when the check passes. */
  readonly holds: string
}

const checks: Readonly<Record<string, CheckWords>> = {
  postings_without_gaps: { name: 'No posting is missing', holds: 'Postings and entries are numbered without gaps.' },
  chain: { name: 'Nothing was changed afterwards', holds: 'Each posting carries the seal of the one before it.' },
  posting_sums_to_zero: { name: 'Postings balance', holds: 'The entries of each posting sum to zero.' },
  follows_its_own: { name: 'Corrections follow what they correct', holds: 'An entry takes back only what its own document moved.' },
  lot_is_sum_of_entries: { name: 'Lots are what moved them', holds: 'Each lot holds the sum of its entries.' },
  lot_within_what_was_made: { name: 'No lot holds more than it was made with', holds: 'Nothing is below zero, and an empty lot is worth nothing.' },
  product_is_sum_of_lots: { name: 'Products are their lots', holds: 'On hand and value of each product are the sum of its lots.' },
  received_lot_is_its_line: { name: 'Received lots are their receipt lines', holds: 'Product, quantity and cost are those of the line.' },
  finished_lot_is_draws_and_cost_lines: { name: 'Finished lots cost what went into them', holds: 'Each build is worth what it drew and its cost lines.' },
  reversed_document_carries_nothing: { name: 'What was undone is undone whole', holds: 'A reversed document carries nothing on any account.' },
  numbers_without_gaps: { name: 'No document number is missing', holds: 'Receipts and builds count from 1 without gaps.' },
}

/** A check of the books in words; an unknown one keeps its own name. */
export function checkWords(name: string): CheckWords {
  return checks[name] ?? { name: name.replaceAll('_', ' '), holds: '' }
}

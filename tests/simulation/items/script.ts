/** Where one life of the program ends: at the nth row it writes, before or after the nth request, or by itself. */
export interface Death {
  readonly at: 'row' | 'before_request' | 'after_request' | 'never'
  readonly nth: number
}

/** One run of the item sync by a process of its own. */
export interface LifeScript {
  readonly ledgerFile: string
  readonly origin: string
  readonly token: string
  readonly death: Death
}

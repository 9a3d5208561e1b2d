/** What a child process is to do: the commands of a week in order, from the first whose answer is not known, and where to die. */
export interface KillScript {
  readonly ledgerFile: string
  readonly commands: readonly ScriptedCommand[]
  readonly from: number
  readonly kill: KillPoint
}

export interface ScriptedCommand {
  readonly place: number
  readonly today: string
  readonly commandId: string
  readonly name: string
  readonly input: unknown
}

/**
 * - `inside`: at the nth row written, with the transaction open.
 * - `after_commit`: when the nth command is committed and its answer not told yet.
 * - `between`: before the nth command is looked at.
 * - `never`: the week is played to its end.
 */
export interface KillPoint {
  readonly at: 'inside' | 'after_commit' | 'between' | 'never'
  readonly nth: number
}

import { hash } from 'node:crypto'
import type { Database } from '../database/open.ts'
import { perConnection } from '../database/statements.ts'
import { emptyHash } from './hash-chain.ts'

/** command_id, seq, name, contract_version, input_hash, result_json, done_at, person_id */
export type CommandRow = readonly [string, number, string, number, string, string | null, string, number | null]
export const commandColumns = 'command_id, seq, name, contract_version, input_hash, result_json, done_at, person_id'

/** audit_id, command_id, subject, subject_id, action, after_json */
export type AuditRow = readonly [number, string, string, number, string, string]
export const auditColumns = 'audit_id, command_id, subject, subject_id, action, after_json'

/** SHA-256, hex, over the hash of the command before, the command as it is remembered, and what it wrote down. */
export function hashCommand(previousHash: string, command: CommandRow, audits: readonly AuditRow[]): string {
  return hash('sha256', JSON.stringify([previousHash, command, audits]), 'hex')
}

/** The newest command's number and hash; what there is before the first. */
export interface CommandHead {
  readonly seq: number
  readonly hash: string
}

const statements = perConnection((db) => ({
  head: db.prepare<[], { seq: number; hash: string | null }>('SELECT seq, hash FROM command_log ORDER BY seq DESC LIMIT 1'),
  hashAt: db.prepare<[number], string>('SELECT hash FROM command_log WHERE seq = ?').pluck(),
  isDone: db.prepare<[string], number>('SELECT EXISTS (SELECT 1 FROM command_log WHERE command_id = ?)').pluck(),
}))

/** Where the next command goes on. A command of the time before there were hashes counts as the beginning. */
export function commandHead(db: Database): CommandHead {
  const { seq, hash } = statements(db).head.get() ?? { seq: 0, hash: null }
  return { seq, hash: hash ?? emptyHash }
}

/** Whether these are the books that head was read from, or ones that go on from there. */
export function goesOnFrom(db: Database, { seq, hash }: CommandHead): boolean {
  return seq === 0 || (statements(db).hashAt.get(seq) ?? emptyHash) === hash
}

/** Whether a command was done. */
export function isCommandDone(db: Database, commandId: string): boolean {
  return statements(db).isDone.get(commandId) === 1
}

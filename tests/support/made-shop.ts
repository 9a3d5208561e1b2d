import { cpSync, existsSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { root } from '../../build/project.ts'
import { startOwnProcess } from '../practice/own-process.ts'

/**
 * The program keeps the practice shop it made for the rest of the day, and opens a copy of it. A run of tests makes one, and gives it to
 * every program that is started; with it comes the practice company that belongs to it, as it is when it was first started.
 */
const kept = path.join(root, 'test-results', 'practice-shop.made')
const made = (userData: string) => path.join(userData, 'practice-shop.made')

/** Nothing of an earlier run, which may have been of other sources. */
export function forgetMadeShop(): void {
  rmSync(kept, { recursive: true, force: true })
}

export function giveMadeShop(userData: string): void {
  if (existsSync(kept)) cpSync(kept, made(userData), { recursive: true })
}

/** Keeps the shop that was made in this folder, if there is one and none is kept yet. */
export async function keepMadeShop(userData: string): Promise<void> {
  if (existsSync(kept) || !existsSync(made(userData))) return
  const aside = `${kept}.${process.pid}`
  cpSync(made(userData), aside, { recursive: true })
  const company = await startOwnProcess(path.join(aside, 'practice-company.db'), ['--stock', path.join(aside, 'stock.json')], path.join(root, 'out', 'main', 'practice.js'))
  company.child.kill('SIGTERM')
  await company.ended
  // Another worker may have been first.
  if (existsSync(kept)) rmSync(aside, { recursive: true, force: true })
  else renameSync(aside, kept)
}

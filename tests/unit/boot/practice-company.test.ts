import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { practiceCompanyOf, type PracticeCompany, type PracticeProcess } from '../../../src/main/boot/practice-company.ts'
import type { Timers } from '../../../src/main/environment.ts'
import { utilityProcess } from '../../support/electron-stand-in/utility-process.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }

describe('the practice company’s process', () => {
  let folder: string
  let company: PracticeCompany
  let running: PracticeProcess | null
  const timers: Timers = {
    after: (ms, run) => {
      const timer = setTimeout(run, Math.min(ms, 20_000) / (ms === 1000 ? 100 : 1))
      return () => clearTimeout(timer)
    },
  }

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'partsemble-practice-'))
    running = null
    company = practiceCompanyOf({
      timers,
      log: silent,
      start: (port) => {
        const main = path.join(import.meta.dirname, '../../../src/main/practice/main.ts')
        const child = utilityProcess.fork(main, ['--file', path.join(folder, 'company.db'), '--port', String(port), '--control', '--empty'], { stdio: 'pipe' })
        running = { stdout: child.stdout, onExit: (listener) => void child.once('exit', listener), kill: () => void child.kill() }
        return running
      },
    })
  })

  afterEach(async () => {
    await company.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('listens once it is asked for, and is the same for everybody who asks', async () => {
    expect(company.originNow()).toBeNull()
    const [one, two] = await Promise.all([company.origin(), company.origin()])
    expect(one).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(two).toBe(one)
    expect(company.originNow()).toBe(one)
    expect((await fetch(`${one}/practice/requests`)).status).toBe(200)
    await company.stop()
    expect(company.originNow()).toBeNull()
    await expect(fetch(`${one}/`)).rejects.toThrow()
  })

  it('is started again at the same address when it dies', async () => {
    const origin = await company.origin()
    running?.kill()
    await expect.poll(() => company.originNow(), { timeout: 10_000, interval: 20 }).toBeNull()
    await expect.poll(() => company.originNow(), { timeout: 10_000, interval: 20 }).toBe(origin)
    expect((await fetch(`${origin}/practice/requests`)).status).toBe(200)
  })
})

/** A process that does what the test says. */
class Scripted implements PracticeProcess {
  readonly stdout = new PassThrough()
  killed = 0
  readonly #listeners: ((code: number | null) => void)[] = []
  readonly port: number
  constructor(port: number) {
    this.port = port
  }
  onExit(listener: (code: number | null) => void): void {
    this.#listeners.push(listener)
  }
  kill(): void {
    this.killed += 1
    this.exit(143)
  }
  exit(code: number): void {
    for (const listener of this.#listeners.splice(0)) listener(code)
  }
}

describe('what a process may do wrong', () => {
  const started: Scripted[] = []
  let due: { ms: number; run: () => void }[] = []
  const timers: Timers = {
    after: (ms, run) => {
      const timer = { ms, run }
      due.push(timer)
      return () => {
        due = due.filter((other) => other !== timer)
      }
    },
  }
  const pass = (ms: number) => due.filter((timer) => timer.ms === ms).forEach(({ run }) => run())
  let company: PracticeCompany

  beforeEach(() => {
    started.length = 0
    due = []
    company = practiceCompanyOf({
      timers,
      log: silent,
      start: (port) => {
        const process = new Scripted(port)
        started.push(process)
        return process
      },
    })
  })

  it('ends before it listens: whoever asked is told, and may ask again', async () => {
    const asked = company.origin()
    started[0]?.exit(1)
    await expect(asked).rejects.toThrow('ended with 1')
    const again = company.origin()
    started[1]?.stdout.write('{"port":8700,"pid":7}\n')
    expect(await again).toBe('http://127.0.0.1:8700')
  })

  it('says nothing: it is ended, and whoever asked is told', async () => {
    const asked = company.origin()
    pass(20_000)
    await expect(asked).rejects.toThrow()
    expect(started[0]?.killed).toBe(1)
  })

  it('says something else', async () => {
    const asked = company.origin()
    started[0]?.stdout.write('Debugger attached.\n')
    await expect(asked).rejects.toThrow()
  })

  it('loses its port to somebody else: it comes back at another one', async () => {
    const asked = company.origin()
    started[0]?.stdout.write('{"port":8700,')
    started[0]?.stdout.write('"pid":7}\n')
    await asked
    started[0]?.exit(9)
    pass(1000)
    expect(started[1]?.port).toBe(8700)
    started[1]?.exit(1)
    await sleep(1)
    expect(started[2]?.port).toBe(0)
    started[2]?.stdout.write('{"port":8701,"pid":9}\n')
    expect(await company.origin()).toBe('http://127.0.0.1:8701')
  })

  it('is not started again once it was stopped', async () => {
    const asked = company.origin()
    started[0]?.stdout.write('{"port":8700,"pid":7}\n')
    await asked
    await company.stop()
    pass(1000)
    expect(started).toHaveLength(1)
    expect(company.originNow()).toBeNull()
  })
})

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'

type SecondListener = (argv: string[], workingDirectory: string, additionalData: unknown) => void

interface Greeting {
  readonly argv: string[]
  readonly workingDirectory: string
  readonly additionalData: unknown
}

/**
 * One running program per data folder. The lock is a file made exclusively; whether its maker still lives is asked over a
 * local socket, which also tells it of this start. The answer is needed at once, so a short-lived process does the asking.
 */
export class SingleInstance {
  held = false
  #lockFile = ''
  #server: net.Server | undefined

  request(userData: string, additionalData: unknown, onSecond: SecondListener): boolean {
    if (this.held) return true
    mkdirSync(userData, { recursive: true })
    this.#lockFile = path.join(userData, 'stand-in.lock')
    const address = socketAddress(userData)
    const greeting: Greeting = { argv: process.argv, workingDirectory: process.cwd(), additionalData: additionalData ?? null }
    if (!take(this.#lockFile)) {
      if (greeted(address, greeting)) return false
      rmSync(this.#lockFile, { force: true })
      if (!take(this.#lockFile)) return false
    }
    this.held = true
    this.#listen(address, onSecond)
    return true
  }

  release(): void {
    if (!this.held) return
    this.held = false
    this.#server?.close()
    rmSync(this.#lockFile, { force: true })
  }

  #listen(address: string, onSecond: SecondListener): void {
    if (process.platform !== 'win32') rmSync(address, { force: true })
    this.#server = net.createServer((socket) => {
      let text = ''
      socket.on('error', () => undefined)
      socket.on('data', (chunk) => {
        text += chunk.toString()
        if (!text.endsWith('\n')) return
        const greeting = JSON.parse(text) as Greeting
        socket.end('heard')
        onSecond(greeting.argv, greeting.workingDirectory, greeting.additionalData)
      })
    })
    this.#server.listen(address)
    this.#server.unref()
  }
}

function take(lockFile: string): boolean {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    return false
  }
}

// What every Unix takes.
const socketPathBytesMax = 100

function socketAddress(userData: string): string {
  const name = `partsemble-${createHash('sha256').update(path.resolve(userData)).digest('hex').slice(0, 16)}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`
  const inData = path.join(userData, 'stand-in.sock')
  return Buffer.byteLength(inData) <= socketPathBytesMax ? inData : path.join(os.tmpdir(), `${name}.sock`)
}

// Tries for a second, as the first may have taken the lock this very moment and not listen yet.
const greet = `
const [address, text] = process.argv.slice(1);
const until = Date.now() + 1000;
(function attempt() {
  const socket = require('node:net').connect(address, () => socket.write(text + '\\n'));
  socket.on('data', () => process.exit(0));
  socket.on('error', (error) => (error.code === 'ECONNREFUSED' || Date.now() > until ? process.exit(1) : setTimeout(attempt, 50)));
})()`

function greeted(address: string, greeting: Greeting): boolean {
  const { NODE_OPTIONS: _options, ...env } = process.env
  return spawnSync(process.execPath, ['-e', greet, address, JSON.stringify(greeting)], { env, stdio: 'ignore', timeout: 5000 }).status === 0
}

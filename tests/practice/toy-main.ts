import { startToyPractice } from './practice.ts'

/** The toy practice company as a process of its own, `[FILE]`: prints `{"port":…}` when it listens, ends when its stdin is closed. */
const server = await startToyPractice({ file: process.argv[2] ?? ':memory:' })
process.stdin.on('end', () => process.exit(0)).resume()
process.stdout.write(`${JSON.stringify({ port: server.port })}\n`)

import { fstatSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { content } from './content.ts'
import { realPorts } from './ports.ts'
import { startPractice } from './server.ts'

/**
 * The practice company as a process of its own: `--file F [--port 0] [--seed N] [--empty] [--items N] [--stock F]
 * [--control] [--no-limits]`. One line of JSON on stdout when it listens, `{"port":…,"pid":…}`. It ends with SIGTERM, and when its
 * stdin is a pipe also when the other end closes, so that it does not outlive whoever started it.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      file: { type: 'string' },
      port: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      items: { type: 'string', default: '0' },
      stock: { type: 'string' },
      empty: { type: 'boolean', default: false },
      control: { type: 'boolean', default: false },
      'no-limits': { type: 'boolean', default: false },
    },
  })
  if (values.file === undefined) throw new Error('--file names the file of the company.')
  const server = await startPractice({
    file: values.file,
    port: Number(values.port),
    content,
    ports: realPorts(),
    seed: { seed: Number(values.seed), empty: values.empty, items: Number(values.items), stock: counted(values.stock) },
    control: values.control,
    limits: !values['no-limits'],
  })
  let ending = false
  const end = () => {
    if (ending) return
    ending = true
    void server.stop().then(() => process.exit(0))
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  // One of Electron's own processes has no stdin, and ends with the program anyhow.
  if (stdinIsPipe()) process.stdin.on('end', end).on('error', end).resume()
  process.stdout.write(`${JSON.stringify({ port: server.port, pid: process.pid })}\n`)
}

/** The quantities in a file, `{"SKU": "12.5"}`. */
function counted(file: string | undefined): Readonly<Record<string, string>> | null {
  return file === undefined ? null : (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)
}

function stdinIsPipe(): boolean {
  try {
    const stats = fstatSync(0)
    return stats.isFIFO() || stats.isSocket()
  } catch {
    return false
  }
}

await main()

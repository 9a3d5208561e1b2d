interface Question {
  readonly id: number
  readonly functionText: string
  readonly argument: unknown
}

/**
 * Lets the test that started this process run a function inside it, as Playwright does with the real runtime. The door is
 * an inherited channel of the process itself and exists only beside a debugging port.
 */
export function openTestDoor(electron: object): void {
  if (process.env['PARTSEMBLE_DEBUG_PORT'] === undefined || !process.send) return
  const say = process.send.bind(process)
  process.on('message', (message) => {
    const { id, functionText, argument } = message as Question
    run(electron, functionText, argument).then(
      (value) => say({ id, value }),
      (error: unknown) => say({ id, error: error instanceof Error ? error.message : String(error) }),
    )
  })
  process.channel?.unref()
}

async function run(electron: object, functionText: string, argument: unknown): Promise<unknown> {
  const compiled = new Function(`return (${functionText})`)() as (electron: object, argument: unknown) => unknown
  return compiled(electron, argument)
}

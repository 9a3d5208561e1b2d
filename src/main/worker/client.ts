import { Worker } from 'node:worker_threads'
import type { DatabaseTask, TaskProgress, TaskResult, WorkerMessage } from './tasks.ts'

export interface TaskOptions {
  readonly onProgress?: (progress: TaskProgress) => void
  /** Ends the worker where it stands; a task that only reads leaves nothing behind. The promise then rejects. */
  readonly signal?: AbortSignal
}

/**
 * Runs one task in a worker of its own. `workerFile` is `worker.ts`, or what it was bundled to. Resolves to the task's
 * result; rejects only when the worker breaks, which is a bug.
 */
export function runDatabaseTask<Task extends DatabaseTask>(
  workerFile: URL | string,
  task: Task,
  options: TaskOptions = {},
): Promise<TaskResult[Task['kind']]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile, { workerData: task, name: `database ${task.kind}` })
    let result: TaskResult[Task['kind']] | null = null
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'progress') options.onProgress?.(message.progress)
      else result = message.result as TaskResult[Task['kind']]
    })
    const stop = () => void worker.terminate()
    if (options.signal?.aborted === true) stop()
    options.signal?.addEventListener('abort', stop, { once: true })
    worker.on('error', reject)
    // Not before it has ended: by then its connection is closed, and the ledger may be replaced.
    worker.on('exit', (exitCode) => {
      if (result === null) reject(new Error(`The database worker ended with code ${exitCode} and no result.`))
      else resolve(result)
    })
  })
}

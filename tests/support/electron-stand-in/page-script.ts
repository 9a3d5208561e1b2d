/** Names on the page's `window` that belong to the stand-in. */
export const sendName = '__electronStandInSend'
export const coreName = '__electronStandIn'

export interface PreloadFacts {
  readonly platform: string
  readonly argv: readonly string[]
}

/**
 * The script every new document runs before its own: in each frame the way to the main process, in the top frame also the
 * preload script, with its `require('electron')`.
 */
export function pageScript(preloadText: string | null, facts: PreloadFacts): string {
  const preload =
    preloadText === null
      ? ''
      : `if (window === window.top) {
  const module = { exports: {} };
  (function (require, module, exports, process) {${preloadText}\n})(core.requireFor(window), module, module.exports, core.process(${JSON.stringify(facts)}));
}`
  return `(() => { const core = (${installCore.toString()})(${JSON.stringify(sendName)}, ${JSON.stringify(coreName)}); if (!core) return; ${preload} })()`
}

// Turned into text and run inside the page: it may use nothing from outside itself.
function installCore(sendName: string, coreName: string): unknown {
  interface PageWindow {
    [name: string]: unknown
    open: unknown
    top: unknown
  }
  const page = globalThis as unknown as PageWindow
  if (page[coreName] !== undefined) return null
  const send = page[sendName] as (text: string) => void
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  const listeners = new Map<string, ((event: object, ...args: unknown[]) => void)[]>()
  let lastId = 0

  const wire = {
    box: (args: readonly unknown[]): string => JSON.stringify(args.map((value) => (value === undefined ? [] : [value]))),
    unbox: (text: string): unknown[] => (JSON.parse(text) as unknown[][]).map((item) => item[0]),
  }
  const invoke = (channel: string, ...args: unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      lastId += 1
      waiting.set(lastId, { resolve, reject })
      send(JSON.stringify({ kind: 'invoke', id: lastId, channel, args: wire.box(args) }))
    })

  const ipcRenderer = {
    invoke,
    send: (channel: string, ...args: unknown[]) => send(JSON.stringify({ kind: 'send', channel, args: wire.box(args) })),
    on: (channel: string, listener: (event: object, ...args: unknown[]) => void) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return ipcRenderer
    },
    once: (channel: string, listener: (event: object, ...args: unknown[]) => void) => {
      const first = (event: object, ...args: unknown[]): void => {
        ipcRenderer.removeListener(channel, first)
        listener(event, ...args)
      }
      return ipcRenderer.on(channel, first)
    },
    removeListener: (channel: string, listener: (event: object, ...args: unknown[]) => void) => {
      listeners.set(channel, (listeners.get(channel) ?? []).filter((each) => each !== listener))
      return ipcRenderer
    },
    off: (channel: string, listener: (event: object, ...args: unknown[]) => void) => ipcRenderer.removeListener(channel, listener),
    removeAllListeners: (channel: string) => {
      listeners.delete(channel)
      return ipcRenderer
    },
  }

  const copyFrozen = (value: unknown): unknown => {
    if (typeof value === 'function') return (...args: unknown[]) => (value as (...all: unknown[]) => unknown)(...args)
    if (Array.isArray(value)) return Object.freeze(value.map(copyFrozen))
    if (value !== null && typeof value === 'object') {
      return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copyFrozen(item)])))
    }
    return value
  }

  const contextBridge = {
    exposeInMainWorld: (key: string, api: unknown) => {
      if (key in page) throw new Error(`Cannot bind an API on top of an existing property on the window object: ${key}`)
      Object.defineProperty(page, key, { value: copyFrozen(api), writable: false, configurable: false, enumerable: true })
    },
  }

  const core = {
    invoke,
    settle: (id: number, value: string | null, error: string | null) => {
      const call = waiting.get(id)
      waiting.delete(id)
      if (error !== null) call?.reject(new Error(error))
      else call?.resolve(wire.unbox(value ?? '[[]]')[0])
    },
    emit: (channel: string, args: string) => {
      for (const listener of listeners.get(channel) ?? []) listener({}, ...wire.unbox(args))
    },
    requireFor: () => (name: string) => {
      if (name === 'electron') return { contextBridge, ipcRenderer }
      throw new Error(`module not found: ${name}`)
    },
    process: (facts: { platform: string; argv: readonly string[] }) => ({
      ...facts,
      type: 'renderer',
      sandboxed: true,
      contextIsolated: true,
      versions: {},
      env: {},
    }),
  }
  Object.defineProperty(page, coreName, { value: core })

  // A window that may not open is answered with null, as Electron does; links with a target are caught at the browser.
  page.open = (url?: unknown, name?: unknown, features?: unknown) => {
    const address = new URL(String(url ?? 'about:blank'), (document as { baseURI: string }).baseURI).href
    send(JSON.stringify({ kind: 'window-open', url: address, frameName: String(name ?? ''), features: String(features ?? '') }))
    return null
  }

  // An address for another program is fetched from nowhere: asked about here, and opened by nobody.
  globalThis.addEventListener?.('click', (event) => {
    const link = (event.target as Element | null)?.closest?.('a[href]') as HTMLAnchorElement | null
    if (!link || event.defaultPrevented || /^(https?|blob|data|about|javascript):$/.test(link.protocol)) return
    event.preventDefault()
    send(JSON.stringify({ kind: 'navigate', url: link.href }))
  })

  // A menu's accelerator works when the page did not take the key for itself.
  globalThis.addEventListener?.('keydown', (event) => {
    const key = event as KeyboardEvent
    if (key.defaultPrevented || !event.isTrusted || !(key.ctrlKey || key.metaKey || key.altKey || /^F\d+$/.test(key.key))) return
    send(JSON.stringify({ kind: 'key', key: key.key, code: key.code, ctrl: key.ctrlKey, meta: key.metaKey, alt: key.altKey, shift: key.shiftKey }))
  })
  return core
}

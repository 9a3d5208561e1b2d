import type { Cdp, Params } from './cdp.ts'
import { toAppUrl, toAppOrigin } from './protocol.ts'

interface CdpFrame {
  readonly id: string
  readonly parentId?: string
  readonly name?: string
  readonly url: string
  readonly urlFragment?: string
  readonly securityOrigin: string
}

/** One frame as a handler's `event.senderFrame` shows it: the same object for the same frame. */
export class WebFrameMain {
  readonly frameToken: string
  readonly parent: WebFrameMain | null
  readonly frames: WebFrameMain[] = []
  name = ''
  detached = false
  #url = 'about:blank'
  #origin = 'null'

  constructor(id: string, parent: WebFrameMain | null) {
    this.frameToken = id
    this.parent = parent
    parent?.frames.push(this)
  }

  /** The address as the program knows it: `app://…`, never the loopback one it is served under. */
  get url(): string {
    return toAppUrl(this.#url)
  }

  get origin(): string {
    // An empty document belongs to whoever made it; Chromium's protocol gives it no origin of its own.
    if (/^about:(blank|srcdoc)/.test(this.#url) && this.parent) return this.parent.origin
    return toAppOrigin(this.#origin)
  }

  get top(): WebFrameMain {
    return this.parent?.top ?? this
  }

  isDestroyed(): boolean {
    return this.detached
  }

  navigated(frame: CdpFrame): void {
    this.#url = frame.url + (frame.urlFragment ?? '')
    this.#origin = frame.securityOrigin
    this.name = frame.name ?? ''
  }

  movedWithin(url: string): void {
    this.#url = url
  }
}

/** Keeps the frames of one page and the script context of each. */
export class Frames {
  readonly main: WebFrameMain
  readonly #byId = new Map<string, WebFrameMain>()
  readonly #frameIdOfContext = new Map<number, string>()

  constructor(cdp: Cdp, sessionId: string, mainFrameId: string) {
    this.main = new WebFrameMain(mainFrameId, null)
    this.#byId.set(mainFrameId, this.main)
    const on = (event: string, hear: (params: Params) => void): void => cdp.on(event, sessionId, hear)

    on('Page.frameAttached', (p) => this.#attach(String(p['frameId']), String(p['parentFrameId'])))
    on('Page.frameDetached', (p) => p['reason'] === 'remove' && this.#detach(String(p['frameId'])))
    on('Page.frameNavigated', (p) => this.#navigated(p['frame'] as CdpFrame))
    on('Page.navigatedWithinDocument', (p) => this.#byId.get(String(p['frameId']))?.movedWithin(String(p['url'])))
    on('Runtime.executionContextCreated', (p) => {
      const context = p['context'] as { id: number; auxData?: { frameId?: string; isDefault?: boolean } }
      if (context.auxData?.isDefault && context.auxData.frameId) this.#frameIdOfContext.set(context.id, context.auxData.frameId)
    })
    on('Runtime.executionContextDestroyed', (p) => this.#frameIdOfContext.delete(Number(p['executionContextId'])))
    on('Runtime.executionContextsCleared', () => this.#frameIdOfContext.clear())
  }

  /** The frame whose page script runs in that context; undefined when it is gone. */
  ofContext(contextId: number): WebFrameMain | undefined {
    return this.#byId.get(this.#frameIdOfContext.get(contextId) ?? '')
  }

  /** The script context of the top frame; undefined between two documents. */
  mainContextId(): number | undefined {
    for (const [contextId, frameId] of this.#frameIdOfContext) if (frameId === this.main.frameToken) return contextId
    return undefined
  }

  #attach(id: string, parentId: string): WebFrameMain {
    const known = this.#byId.get(id)
    if (known) return known
    const frame = new WebFrameMain(id, this.#byId.get(parentId) ?? this.main)
    this.#byId.set(id, frame)
    return frame
  }

  #detach(id: string): void {
    const frame = this.#byId.get(id)
    if (!frame?.parent) return
    frame.detached = true
    frame.parent.frames.splice(frame.parent.frames.indexOf(frame), 1)
    this.#byId.delete(id)
  }

  #navigated(frame: CdpFrame): void {
    const known = frame.parentId === undefined ? this.main : this.#attach(frame.id, frame.parentId)
    known.navigated(frame)
  }
}

/** `electron`, or `browser` where a stand-in module runs the same program on Node with Chromium for its window. */
export function runtimeName(): 'electron' | 'browser' {
  return process.versions['electron'] === undefined ? 'browser' : 'electron'
}

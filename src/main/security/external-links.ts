/** Hosts a link may open in the person's own browser. Everything else stays closed. */
const allowedHosts: readonly string[] = ['quickbooks.intuit.com', 'app.qbo.intuit.com', 'sandbox.qbo.intuit.com', 'developer.intuit.com']

/** Where a company is connected: opened by the program itself, never by a link on a page. */
const loginHost = 'appcenter.intuit.com'

/** True for an https address, without user name or port, of a host on the list. */
export function mayOpenOutside(address: string): boolean {
  return isPlainHttps(address) && allowedHosts.includes(new URL(address).hostname)
}

/**
 * True for what the program itself may show in the browser: the hosts on the list, QuickBooks' login page, and the pages
 * of the practice company while it has an address on this PC (`http://127.0.0.1:PORT`).
 */
export function mayOpenInBrowser(address: string, practiceOrigin: string | null): boolean {
  if (mayOpenOutside(address)) return true
  if (isPlainHttps(address)) return new URL(address).hostname === loginHost
  return practiceOrigin !== null && isLoopback(practiceOrigin) && URL.canParse(address) && new URL(address).origin === new URL(practiceOrigin).origin
}

function isPlainHttps(address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  return url.protocol === 'https:' && url.username === '' && url.password === '' && url.port === ''
}

function isLoopback(origin: string): boolean {
  return /^http:\/\/127\.0\.0\.1:\d{1,5}$/.test(origin)
}

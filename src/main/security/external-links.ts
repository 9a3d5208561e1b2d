/** Hosts a link may open in the person's own browser. Everything else stays closed. */
const allowedHosts: readonly string[] = ['quickbooks.intuit.com', 'app.qbo.intuit.com', 'developer.intuit.com']

/** True for an https address, without user name or port, of a host on the list. */
export function mayOpenOutside(address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  return url.protocol === 'https:' && url.username === '' && url.password === '' && url.port === '' && allowedHosts.includes(url.hostname)
}

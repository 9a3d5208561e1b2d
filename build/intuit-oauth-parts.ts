/**
 * In the bundle this stands for what `intuit-oauth` brings and the program never calls: its HTTP client, its log files, its checks
 * of identity tokens. Our own network carries its requests (`src/main/quickbooks/oauth.ts`), so a megabyte stays out and
 * there is no second way to the network.
 */

/** Called once, when the library makes its client; what it gives back is never used. */
export function create(): object {
  return {}
}

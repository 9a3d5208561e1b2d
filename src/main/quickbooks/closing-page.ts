import { createHash } from 'node:crypto'

const style = `body{font:18px/1.5 system-ui,sans-serif;margin:0;min-height:100vh;display:grid;place-items:center;background:#f6f7f9;color:#1c2430}
main{max-width:26rem;padding:2rem}h1{font-size:1.5rem;margin:0 0 .5rem}p{margin:0}
@media(prefers-color-scheme:dark){body{background:#171b21;color:#e8ebf0}}`

const styleHash = `sha256-${createHash('sha256').update(style).digest('base64')}`

/** Nothing runs on it, nothing is fetched by it, and it tells nobody where it was. */
export const closingPageHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src '${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  connection: 'close',
}

/** A page a person sees in the browser for a moment: a heading and a sentence, both our own words. */
export function closingPage(heading: string, sentence: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${heading}</title><style>${style}</style></head>
<body><main><h1>${heading}</h1><p>${sentence}</p></main></body></html>
`
}

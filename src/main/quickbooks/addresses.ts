/** Which QuickBooks Online: Intuit's own, its sandbox, or the practice company on this PC. */
export type Service = 'production' | 'sandbox' | 'practice'

/** Where a service is reached; none ends with a slash. */
export interface Addresses {
  /** The page on which a person connects a company. */
  readonly authorize: string
  readonly token: string
  readonly revoke: string
  /** Stands before `/v3/company/…`. */
  readonly api: string
  /** Stands before the pages a person looks at. */
  readonly web: string
}

const intuitLogin = {
  authorize: 'https://appcenter.intuit.com/connect/oauth2',
  token: 'https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer',
  revoke: 'https://developer.api.intuit.com/v2/oauth2/tokens/revoke',
}

const intuit: Readonly<Record<Exclude<Service, 'practice'>, Addresses>> = {
  production: { ...intuitLogin, api: 'https://quickbooks.api.intuit.com', web: 'https://app.qbo.intuit.com' },
  sandbox: { ...intuitLogin, api: 'https://sandbox-quickbooks.api.intuit.com', web: 'https://sandbox.qbo.intuit.com' },
}

/**
 * The addresses of a service. The practice company has them below where it listens, `http://127.0.0.1:PORT`; asking for
 * them while it does not run is a mistake of the program.
 */
export function addressesOf(service: Service, practiceOrigin: string | null): Addresses {
  if (service !== 'practice') return intuit[service]
  if (practiceOrigin === null) throw new Error('the practice company does not run')
  return {
    authorize: `${practiceOrigin}/connect/oauth2`,
    token: `${practiceOrigin}/oauth2/v1/tokens/bearer`,
    revoke: `${practiceOrigin}/v2/oauth2/tokens/revoke`,
    api: practiceOrigin,
    web: practiceOrigin,
  }
}

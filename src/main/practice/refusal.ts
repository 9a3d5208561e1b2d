import type { JsonObject } from './json.ts'

/** Why a request is not done, as QuickBooks tells it: a Fault with one Error. */
export interface Refusal {
  /** The HTTP status it comes with. */
  readonly status: number
  readonly type: string
  readonly code: string
  readonly message: string
  readonly detail: string
  readonly element: string
}

/** A request whose content is refused: HTTP 400, `ValidationFault`. */
export function invalid(code: string, message: string, detail = message, element = ''): Refusal {
  return { status: 400, type: 'ValidationFault', code, message, detail, element }
}

/** The Fault object of an answer. */
export function faultOf({ type, code, message, detail, element }: Refusal): JsonObject {
  return { Error: [{ Message: message, Detail: detail, code, element }], type }
}

export const refusals = {
  unknownProperty: (name: string): Refusal =>
    invalid('2010', 'Request has invalid or unsupported property', `Property Name:${name} specified is unsupported or invalid`, name),
  missing: (name: string): Refusal => invalid('2020', 'Required param missing, need to supply the required value for the API', `Required parameter ${name} is missing in the request`, name),
  malformed: (): Refusal => invalid('2010', 'Request has invalid or unsupported property', 'Property Name:Can not instantiate the request : failed to parse json object'),
  notFound: (what: string): Refusal =>
    invalid('610', 'Object Not Found', `Object Not Found : Something you're trying to use has been made inactive. Check the fields with accounts, customers, items, vendors or employees. (${what})`),
  badReference: (name: string, id: string): Refusal => invalid('2500', 'Invalid Reference Id', `Invalid Reference Id : ${name} element id ${id} not found`, name),
  stale: (): Refusal =>
    invalid('5010', 'Stale Object Error', 'Stale Object Error : You and another user were working on this at the same time. They finished before you did, so your work was not saved.'),
  unsupported: (operation: string): Refusal => invalid('500', 'Unsupported Operation', `Operation ${operation} is not supported.`),
  query: (detail: string): Refusal => invalid('4000', 'Error parsing query', `QueryParserError: ${detail}`),
  queryProperty: (name: string, entity: string): Refusal => invalid('4001', 'Invalid query', `QueryValidationError: Property ${name} not found for Entity ${entity}`),
  duplicateRequest: (): Refusal => invalid('600', 'Duplicate Request', 'A request with the same request id is being worked on.'),
  wrongCompany: (): Refusal => ({
    status: 403,
    type: 'AuthorizationFault',
    code: '3100',
    message: 'message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403',
    detail: 'The application may not reach this company.',
    element: '',
  }),
} as const

import { isObject, JsonNumber, numberAt, type Json, type JsonObject } from './json.ts'
import { refusals, type Refusal } from './refusal.ts'
import { schemaEnumerations, schemaTypes } from './schema-table.ts'

interface Field {
  readonly kind: string
  readonly isList: boolean
}

const reference: ReadonlyMap<string, Field> = new Map(['value', 'name', 'type'].map((name) => [name, { kind: 'text', isList: false }]))
const known = new Map<string, ReadonlyMap<string, Field>>([['ref', reference]])

/** The fields of a type with those of what it extends; `null` for a kind that is no type of the schema. */
function fieldsOf(type: string): ReadonlyMap<string, Field> | null {
  const before = known.get(type)
  if (before !== undefined) return before
  const described = schemaTypes[type]
  if (described === undefined) return null
  const inherited = described.is === null ? null : fieldsOf(described.is)
  const own = described.fields.split(' ').filter((word) => word !== '').map((word): [string, Field] => {
    const [name = '', kind = ''] = word.split(':')
    return [name, { kind: kind.replace('[]', ''), isList: kind.endsWith('[]') }]
  })
  const fields = new Map([...(inherited ?? []), ...own])
  known.set(type, fields)
  return fields
}

/**
 * The first thing in an object that Intuit's schema does not know: a name, or a value of another kind, by its path;
 * `null` when all is well. What is missing is not looked for: what the API requires is not what the schema does.
 */
export function firstBreach(type: string, object: JsonObject, path = type): string | null {
  const fields = fieldsOf(type)
  if (fields === null) throw new Error(`The schema has no type ${type}.`)
  for (const [name, value] of Object.entries(object)) {
    const field = fields.get(name)
    const here = `${path}.${name}`
    if (field === undefined) return here
    if (value === undefined || value === null) continue
    if (field.isList !== Array.isArray(value) && field.kind !== 'any') return here
    const breach = Array.isArray(value) ? (value as Json[]).map((each, at) => breachOf(field.kind, each, `${here}[${at}]`)).find((each) => each !== null) : breachOf(field.kind, value, here)
    if (typeof breach === 'string') return breach
  }
  return null
}

/** Why a request's body is refused before anything of it is looked at: 2010, with the path of the field. */
export function refuseBody(type: string, body: JsonObject): Refusal | null {
  const breach = firstBreach(type, body)
  return breach === null ? null : refusals.unknownProperty(breach)
}

function breachOf(kind: string, value: Json, path: string): string | null {
  const allowed = schemaEnumerations[kind]
  if (allowed !== undefined) return typeof value === 'string' && allowed.includes(value) ? null : path
  if (isScalarKind(kind)) return fits(kind, value) ? null : path
  return isObject(value) ? firstBreach(kind, value, path) : path
}

function isScalarKind(kind: string): boolean {
  return ['id', 'text', 'decimal', 'whole', 'boolean', 'date', 'time', 'any'].includes(kind)
}

function fits(kind: string, value: Json): boolean {
  switch (kind) {
    case 'any':
      return true
    case 'id':
      return typeof value === 'string' || value instanceof JsonNumber
    case 'text':
      return typeof value === 'string'
    // A number in quotes is taken as the number it says.
    case 'decimal':
      return numberAt(value) !== undefined
    case 'whole':
      return /^-?\d+$/.test(numberAt(value) ?? '')
    case 'boolean':
      return typeof value === 'boolean'
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value)
    default:
      return typeof value === 'string' && /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/.test(value)
  }
}

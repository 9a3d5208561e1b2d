import { z } from 'zod'
import { appError, errorData, type AppError, type ErrorCode } from '../../../src/shared/errors.ts'

/** Data for every code, made from its schema: each choice of an enumeration once, optional facts once given and once left out. */
export function everyError(): AppError[] {
  return (Object.keys(errorData) as ErrorCode[]).flatMap((code) => {
    const schema: z.ZodType = errorData[code]
    return samplesOf(schema, code).map((data) => appError(code, schema.parse(data) as never))
  })
}

function samplesOf(schema: unknown, name: string): unknown[] {
  if (schema instanceof z.ZodObject) return objectSamples(schema)
  if (schema instanceof z.ZodArray) return [samplesOf(schema.element, name).slice(0, 2), [...samplesOf(schema.element, name), ...samplesOf(schema.element, name)]]
  if (schema instanceof z.ZodOptional) return [undefined, ...samplesOf(schema.unwrap(), name)]
  if (schema instanceof z.ZodNullable) return [null, ...samplesOf(schema.unwrap(), name)]
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => samplesOf(option, name))
  if (schema instanceof z.ZodEnum) return schema.options
  if (schema instanceof z.ZodLiteral) return [...schema.values]
  if (schema instanceof z.ZodBoolean) return [true, false]
  if (schema instanceof z.ZodNumber) return [7_000_000]
  if (schema instanceof z.ZodString) return [name === 'since' ? '2026-03-02T10:15:00.000Z' : `<${name}>`]
  throw new Error(`no sample for ${name}`)
}

function objectSamples(schema: z.ZodObject): Record<string, unknown>[] {
  const columns = Object.entries(schema.shape).map(([name, field]) => ({ name, samples: samplesOf(field, name) }))
  const rows = Math.max(1, ...columns.map(({ samples }) => samples.length))
  return Array.from({ length: rows }, (_, row) => {
    const given = columns.map(({ name, samples }) => [name, samples[Math.min(row, samples.length - 1)]] as const)
    return Object.fromEntries(given.filter(([, value]) => value !== undefined))
  })
}

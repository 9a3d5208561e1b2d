import { expect, test } from 'vitest'
import { commandHandlers } from '../../src/main/commands/handlers.ts'
import { errorText } from '../../src/renderer/text/errors.ts'
import { command } from '../../src/shared/contract/define.ts'
import { commands } from '../../src/shared/contract/registry.ts'
import { errorData } from '../../src/shared/errors.ts'
import { areas } from './areas.ts'

/** The compiler is part of these: each expected error is itself an error once the compiler stops complaining. */
test('a missing command handler does not compile', () => {
  const { 'supplier.create': taken, ...rest } = commandHandlers
  // @ts-expect-error one handler is missing
  const incomplete: typeof commandHandlers = rest
  expect(incomplete).not.toHaveProperty(['supplier.create'])
  expect(taken).toBeTypeOf('function')
  expect(Object.keys(commandHandlers).toSorted()).toEqual(Object.keys(commands).toSorted())
})

test('a missing error text does not compile', () => {
  const { 'supplier.code_in_use': taken, ...rest } = errorText
  // @ts-expect-error one text is missing
  const incomplete: typeof errorText = rest
  expect(incomplete).not.toHaveProperty(['supplier.code_in_use'])
  expect(taken).toBeTypeOf('function')
  expect(Object.keys(errorText).toSorted()).toEqual(Object.keys(errorData).toSorted())
})

test('a command without its permission does not compile', () => {
  const { permission, kind: _kind, ...rest } = commands['supplier.create']
  // @ts-expect-error nobody could say who may do it
  const unguarded = command(rest)
  expect(unguarded).not.toHaveProperty('permission')
  expect(permission).toBe('catalogue')
})

test('a call sees its own input and none other', () => {
  const create = commandHandlers['supplier.create']
  // @ts-expect-error a supplier is not made from a receipt
  const wrong: (typeof commandHandlers)['receipt.confirm'] = create
  expect(wrong).toBe(create)
})

test('the refusals of every command are met in exactly one file', () => {
  const starts = Object.values(areas).flatMap((area): readonly string[] => area)
  const areasOf = (name: string) => Object.values(areas).filter((area) => area.some((start) => name.startsWith(start))).length
  expect(Object.keys(commands).filter((name) => areasOf(name) !== 1)).toEqual([])
  expect(starts.filter((start) => !Object.keys(commands).some((name) => name.startsWith(start)))).toEqual([])
})

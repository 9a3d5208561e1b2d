import { beforeEach, expect, test } from 'vitest'
import { attemptAfter, attemptToSend, openAttempt } from '../../../src/renderer/api/command-attempt.ts'

let made = 0
const newId = () => `id-${++made}`
beforeEach(() => {
  made = 0
})

test('a form keeps the id it opened with until something is known', () => {
  const opened = openAttempt(newId)
  expect(attemptToSend(opened, 'a', newId).commandId).toBe('id-1')
  expect(attemptToSend(opened, 'b', newId).commandId).toBe('id-1')
})

test('after a lost reply the same content goes out under the same id', () => {
  const lost = attemptAfter(openAttempt(newId), 'a', 'lost', newId)
  expect(attemptToSend(lost, 'a', newId).commandId).toBe('id-1')
})

test('after a lost reply even changed content keeps the id, so that the ledger can tell', () => {
  const lost = attemptAfter(openAttempt(newId), 'a', 'lost', newId)
  expect(attemptToSend(lost, 'b', newId).commandId).toBe('id-1')
})

test('a success uses the id up', () => {
  const done = attemptAfter(openAttempt(newId), 'a', 'done', newId)
  expect(attemptToSend(done, 'a', newId).commandId).toBe('id-2')
})

test('after a refusal only changed content gets a new id', () => {
  const refused = attemptAfter(openAttempt(newId), 'a', 'refused', newId)
  expect(attemptToSend(refused, 'a', newId).commandId).toBe('id-1')
  expect(attemptToSend(refused, 'b', newId).commandId).toBe('id-2')
})

test('a reply lost after a refusal holds on to the id that may have been done', () => {
  const refused = attemptAfter(openAttempt(newId), 'a', 'refused', newId)
  const second = attemptToSend(refused, 'b', newId)
  const lost = attemptAfter(second, 'b', 'lost', newId)
  expect(attemptToSend(lost, 'c', newId).commandId).toBe('id-2')
})

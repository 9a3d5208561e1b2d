/** The outcome of work that a user can make fail: a value, or an error as a value. Nothing is thrown for those. */
export type Result<T, E> = Ok<T> | Err<E>

export interface Ok<T> {
  readonly ok: true
  readonly value: T
}

export interface Err<E> {
  readonly ok: false
  readonly error: E
}

/** Wraps a success. */
export function ok<T>(value: T): Ok<T> {
  return { ok: true, value }
}

/** Wraps a refusal. */
export function err<E>(error: E): Err<E> {
  return { ok: false, error }
}

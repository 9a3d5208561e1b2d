import { appError, type AppError } from '../../shared/errors.ts'
import { isBusinessDate, type BusinessDate } from '../../shared/units/business-date.ts'

/** The refusal of a document's day that is no day or lies after today; `null` when it may stand. */
export function checkDocumentDate(field: string, date: BusinessDate, today: BusinessDate): AppError<'date.invalid'> | null {
  return checkDay(field, date) ?? (date > today ? appError('date.invalid', { field, problem: 'in_future', today }) : null)
}

/** The refusal of a day that does not exist; it may lie ahead, as an expiry does. */
export function checkDay(field: string, date: BusinessDate): AppError<'date.invalid'> | null {
  return isBusinessDate(date) ? null : appError('date.invalid', { field, problem: 'not_a_date' })
}

import { operatorLocale } from './dates.ts'

const grouped = /^-?\d{1,3}(,\d{3})+(\.\d*)?$/

/**
 * A figure as it was typed or pasted, as plain decimal text with a point: spaces go, the locale's decimal comma becomes a
 * point, and commas that group thousands go where the locale's decimal sign is the point. What is no figure stays as it
 * is, so that nothing typed is lost.
 */
export function plainFigure(typed: string, locale: string = operatorLocale): string {
  const compact = typed.replaceAll(/[\s\u00a0\u202f]/g, '').replaceAll('−', '-')
  if (decimalSign(locale) === ',') return compact.replaceAll(',', '.')
  return grouped.test(compact) ? compact.replaceAll(',', '') : compact
}

function decimalSign(locale: string): string {
  return new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.'
}

/** Monday to Friday. */
export function isWorkingDay(number: number): boolean {
  // The first of January 1970 was a Thursday; Sunday is 0.
  const weekday = (((number + 4) % 7) + 7) % 7
  return weekday >= 1 && weekday <= 5
}

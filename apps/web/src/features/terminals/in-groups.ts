/** Hexadecimal digits as people compare them: four by four. */
export function inGroups(digits: string): string {
  return digits.replace(/(.{4})(?=.)/g, '$1 ');
}

/** One line of comma-separated values, as RFC 4180 has it, but with the line end of Unix. */
export function csvLine(...values: readonly string[]): string {
  return `${values.map(quoted).join(',')}\n`;
}

function quoted(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

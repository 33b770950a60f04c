/** The first two lines of a table. */
export function tableHead(...titles: readonly string[]): string {
  return `${tableRow(...titles)}|${titles.map((title) => '-'.repeat(title.length + 2)).join('|')}|\n`;
}

export function tableRow(...cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replace(/[\\|`*<]/g, '\\$&').replace(/\s*\n\s*/g, '<br>')).join(' | ')} |\n`;
}

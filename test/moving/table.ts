/** The public names of cdk8s-plus that the table of the page says are missing here, or different. */
export function namesOfTable(page: string): Set<string> {
  const rows = sectionOf(page, 'Names that differ').split('\n').filter((line) => line.startsWith('| `'));
  return new Set(rows.flatMap((row) => [...row.split('|')[1].matchAll(/`([^`]+)`/g)].map(([, name]) => name)));
}

function sectionOf(page: string, title: string): string {
  const start = page.indexOf(`## ${title}\n`);
  if (start < 0) throw new Error(`the page has no section "${title}"`);
  const end = page.indexOf('\n## ', start + 1);
  return page.slice(start, end < 0 ? undefined : end);
}

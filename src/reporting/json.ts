/** A list as JSON, item by item, so that nobody has to hold all of it. */
export function* jsonList(items: Iterable<unknown>, indent = ''): Iterable<string> {
  let first = true;
  for (const item of items) {
    yield `${first ? '[' : ','}\n${indent}  ${indented(item, `${indent}  `)}`;
    first = false;
  }
  yield first ? '[]' : `\n${indent}]`;
}

/** A value as JSON, for a place that is indented already. */
export function indented(value: unknown, indent: string): string {
  return JSON.stringify(value, undefined, 2).replaceAll('\n', `\n${indent}`);
}

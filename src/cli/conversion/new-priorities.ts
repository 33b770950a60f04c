/** A policy that becomes several, which need priorities of their own. */
export interface Wanted {
  readonly priority: number;
  /** How many it becomes. */
  readonly parts: number;
}

const LAST = 1000;

/**
 * The priority of the first part of each policy, its other parts following one by one. It is the one that the policy has, where no other is in the way; the order
 * stays, and equal priorities stay equal. `undefined` for all where the parts are more than there are priorities.
 */
export function newPriorities(wanted: readonly Wanted[]): readonly number[] | undefined {
  const groups = [...new Set(wanted.map(({ priority }) => priority))].sort((a, b) => a - b)
    .map((priority) => ({ priority, width: Math.max(...wanted.filter((one) => one.priority === priority).map(({ parts }) => parts)) }));
  const starts = new Map<number, number>();
  let free = 0;
  for (const { priority, width } of groups) {
    const start = Math.max(priority, free);
    starts.set(priority, start);
    free = start + width;
  }
  let end = LAST + 1;
  for (const { priority, width } of groups.reverse()) {
    end = Math.min(starts.get(priority)!, end - width);
    starts.set(priority, end);
  }
  return end < 0 ? undefined : wanted.map(({ priority }) => starts.get(priority)!);
}

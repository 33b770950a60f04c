/** From one number to another. */
export type Arc = readonly [number, number];

/**
 * For each number below `count` its layer: behind the layers of all that lead to it.
 *
 * Where arcs go in a circle, those count for nothing that go against an order in which few do.
 */
export function layersOf(count: number, arcs: readonly Arc[]): number[] {
  const order = orderOf(count, arcs);
  const place = new Array<number>(count);
  order.forEach((one, index) => place[one] = index);
  const into: number[][] = Array.from({ length: count }, () => []);
  for (const [from, to] of arcs) {
    if (place[from] < place[to]) into[to].push(from);
  }
  const layers = new Array<number>(count).fill(0);
  for (const one of order) layers[one] = into[one].reduce((layer, from) => Math.max(layer, layers[from] + 1), 0);
  return layers;
}

/** What nothing leads to comes first; among those that are in a circle, who leads to most and is led to by fewest. */
function orderOf(count: number, arcs: readonly Arc[]): number[] {
  const out: number[][] = Array.from({ length: count }, () => []);
  const into: number[][] = Array.from({ length: count }, () => []);
  for (const [from, to] of arcs) {
    if (from === to) continue;
    out[from].push(to);
    into[to].push(from);
  }
  const before = into.map(({ length }) => length);
  const after = out.map(({ length }) => length);
  const left = new Set(before.keys());
  const order: number[] = [];
  while (left.size > 0) {
    const next = first(left, before, after);
    left.delete(next);
    order.push(next);
    for (const to of out[next]) before[to]--;
    for (const from of into[next]) after[from]--;
  }
  return order;
}

function first(left: ReadonlySet<number>, before: readonly number[], after: readonly number[]): number {
  let best = -1;
  for (const one of left) {
    if (before[one] === 0) return one;
    if (best === -1 || after[one] - before[one] > after[best] - before[best]) best = one;
  }
  return best;
}

/** Layers with no more than `most` of them: neighbors share one. */
export function fewer(layers: readonly number[], most: number): number[] {
  const count = Math.max(0, ...layers) + 1;
  return count <= most ? [...layers] : layers.map((layer) => Math.floor((layer * most) / count));
}

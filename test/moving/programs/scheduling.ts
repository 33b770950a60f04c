import * as fc from 'fast-check';
import { upToAMinute } from './containers';
import { Chosen, labelMap, Library, maybe, memberOf, programs, word } from './program';
import { NodeLabelQuery, TaintEffect, Topology } from '../../../src';

const query = fc.record({
  by: fc.constantFrom('is', 'in', 'notIn', 'exists', 'doesNotExist', 'gt', 'lt'),
  key: word,
  values: fc.uniqueArray(word, { minLength: 1, maxLength: 2 }),
  number: fc.nat(9),
});
const weight = maybe(fc.integer({ min: 1, max: 100 }));
const topology = fc.constantFrom(undefined, 'HOSTNAME', 'ZONE', 'REGION', 'custom');

function queryOf(kplus: Library, { by, key, values, number }: Chosen<typeof query>): NodeLabelQuery {
  const { NodeLabelQuery: Query } = kplus;
  if (by === 'is') return Query.is(key, values[0]);
  if (by === 'in' || by === 'notIn') return Query[by](key, values);
  return by === 'gt' || by === 'lt' ? Query[by](key, [String(number)]) : Query[by as 'exists'](key);
}

function topologyOf(kplus: Library, said: string | undefined): Topology | undefined {
  if (said === undefined) return undefined;
  return said === 'custom' ? kplus.Topology.custom('example.com/rack') : kplus.Topology[said as 'ZONE'];
}

export const scheduled = programs(
  fc.record({
    tolerate: fc.array(
      fc.record({ key: maybe(word), value: maybe(word), effect: maybe(memberOf(TaintEffect)), evictAfter: maybe(upToAMinute) }),
      { maxLength: 2 },
    ),
    attract: fc.array(fc.record({ queries: fc.array(query, { minLength: 1, maxLength: 2 }), weight }), { maxLength: 2 }),
    colocate: fc.array(fc.record({ topology, weight, labels: maybe(labelMap) }), { maxLength: 2 }),
    separate: fc.array(fc.record({ topology, weight, labels: maybe(labelMap) }), { maxLength: 2 }),
    spread: maybe(fc.record({ topology, weight })),
    assigned: maybe(word),
  }),
  (chart, kplus, { tolerate, attract, colocate, separate, spread, assigned }) => {
    const { Deployment, Node, NodeTaintQuery, Pod, Pods } = kplus;
    const cache = new Deployment(chart, 'Cache', { containers: [{ image: 'redis' }] });
    const web = new Deployment(chart, 'Web', { containers: [{ image: 'nginx' }] });
    for (const { key, value, effect, evictAfter } of tolerate) {
      const options = { effect, evictAfter: effect === TaintEffect.NO_EXECUTE ? evictAfter : undefined };
      const keyed = (of: string) => value === undefined ? NodeTaintQuery.exists(of, options) : NodeTaintQuery.is(of, value, options);
      const taint = key === undefined ? NodeTaintQuery.any() : keyed(key);
      web.scheduling.tolerate(Node.tainted(taint));
    }
    attract.forEach((one) => web.scheduling.attract(Node.labeled(...one.queries.map((said) => queryOf(kplus, said))), { weight: one.weight }));
    for (const [how, list] of [['colocate', colocate], ['separate', separate]] as const) {
      list.forEach((one, index) => {
        const others = one.labels ? Pods.select(chart, `${how}${index}`, { labels: one.labels }) : cache;
        web.scheduling[how](others, { topology: topologyOf(kplus, one.topology), weight: one.weight });
      });
    }
    if (spread) web.scheduling.spread({ topology: topologyOf(kplus, spread.topology), weight: spread.weight });
    if (assigned) new Pod(chart, 'Pod', { containers: [{ image: 'x' }] }).scheduling.assign(Node.named(assigned));
  },
);

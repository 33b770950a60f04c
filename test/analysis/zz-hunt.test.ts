import * as fc from 'fast-check';
import { disagreements } from './disagreements';
import { engine } from './engine';
import { clusters } from './generated-clusters';
import { Reference } from './reference/reference';
test('hunt', () => {
  const refused = new Map<string, number>();
  let n = 0; const ex: string[] = [];
  for (const c of fc.sample(clusters, { numRuns: 3000, seed: 77 })) {
    const m = c.manifests.filter((x: any) => x.kind !== 'ClusterNetworkPolicy' || true).map((x: any) => { const y = JSON.parse(JSON.stringify(x)); if (y.status) delete y.status.hostIP; return y; });
    const r = new Reference(m), e = engine(m);
    const odd = m.filter((x: any) => { const nm = x.kind === 'NetworkPolicy' ? `${x.metadata.namespace ?? 'default'}/${x.metadata.name}` : x.metadata.name; return r.refused.includes(nm) !== e.refused.includes(nm) && /Policy/.test(x.kind); });
    if (odd.length) { for (const o of odd as any[]) { const k = r.refused.includes(o.metadata.namespace ? `${o.metadata.namespace}/${o.metadata.name}` : o.metadata.name) + JSON.stringify(o.spec).slice(-170); refused.set(k, (refused.get(k) ?? 0) + 1); } continue; }
    const d = disagreements(r, e, { ...c, manifests: m });
    if (d.length) { n++; if (ex.length < 5) ex.push(JSON.stringify(m) + '\n' + d.slice(0, 4).join('\n')); }
    if ([...r.pods].sort().join() !== [...e.pods].sort().join()) ex.push('PODS ' + JSON.stringify(m));
  }
  console.log(n, [...refused.entries()].map(([k, v]) => v + ' ' + k).slice(0, 40).join('\n'), '\n', ex.join('\n\n'));
}, 300000);

/**
 * Times the engine on generated clusters: reading the manifests into it, single verdicts, and the whole list.
 *
 * Figures are the median of runs in this process; quote growth and ratios, because a machine's speed drifts.
 */
import { cluster } from './clusters';
import { analyze } from '../src/analysis/engine/analysis';
import { connectivity } from '../src/analysis/questions/connectivity';
import { textOf } from '../src/analysis/model/ends';

const RUNS = 3;

console.log('workloads policies    MB  analyze  10,000 verdicts    list     pairs  classes  peak MB');
for (const workloads of [100, 300, 1000, 2500, 10000]) {
  const manifests = cluster({ workloads, policies: 2 * workloads }).map((manifest) => ({ manifest, source: {} }));
  const megabytes = JSON.stringify(manifests).length / 1e6;
  const times: number[][] = [];
  let pairs = 0;
  let classes = 0;
  for (let run = 0; run < (workloads > 3000 ? 1 : RUNS); run++) {
    const start = performance.now();
    const analysis = analyze(manifests);
    const analyzed = performance.now();
    const names = analysis.cluster.workloads.map(({ namespace, name }) => `${namespace}/${name}`);
    for (let question = 0; question < 10_000; question++) {
      analysis.reaches(analysis.names.one(names[(question * 7919) % names.length]), analysis.names.one(names[(question * 104_729) % names.length]), 'TCP', 8080);
    }
    const asked = performance.now();
    if (workloads <= 3000) {
      const lines = connectivity(analysis).map(({ source, destination, connections }) => `${textOf(source)} => ${textOf(destination)} : ${connections}`);
      pairs = lines.length;
    }
    times.push([analyzed - start, asked - analyzed, performance.now() - asked]);
    classes = analysis.classes.length;
  }
  const [analyzing, asking, listing] = times.sort((a, b) => a[0] - b[0])[Math.floor(times.length / 2)];
  const peak = process.resourceUsage().maxRSS / 1024;
  const cells = [workloads, 2 * workloads, megabytes.toFixed(1), `${analyzing.toFixed(0)} ms`, `${asking.toFixed(0)} ms`,
    workloads > 3000 ? '-' : `${listing.toFixed(0)} ms`, workloads > 3000 ? '-' : pairs, classes, peak.toFixed(0)];
  console.log(cells.map((cell, index) => String(cell).padStart([9, 8, 5, 8, 16, 7, 9, 8, 8][index])).join(' '));
}

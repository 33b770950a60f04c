import { explain as explained } from '../../analysis/questions/explanation/explain';
import { portsAt, portsOf } from '../../analysis/questions/port-names';
import { explainReporters } from '../../reporting/explain/reporters';
import { Command } from '../command';
import { MANIFESTS, outputOption, READING, readingOf } from './shared-options';

export const explain: Command = {
  name: 'explain',
  summary: 'why one end reaches the other, or why not',
  operands: MANIFESTS,
  options: [
    { name: 'from', value: 'END', required: true, text: 'where the connection starts: NS/NAME of a workload, "NS/NAME[KIND]" where there are several, an IP address, a block of addresses, internet, or {ingress-controller} for what an Ingress or a route leads in' },
    { name: 'to', value: 'END', required: true, text: 'where it goes to, written alike, but for {ingress-controller}' },
    { name: 'port', value: 'PORT', text: 'the port, such as tcp/6379, udp or http; if not given, all that is open, or what the other end listens on' },
    outputOption(explainReporters.names),
    ...READING,
  ],
  examples: [
    { line: '$0 explain dist/ --from shop/web --to shop/redis --port tcp/6379', does: 'Why web reaches redis, or what would let it' },
    { line: '$0 explain dist/ --from 203.0.113.7 --to shop/web', does: 'What an address outside of the cluster reaches' },
    { line: '$0 explain dist/ --from {ingress-controller} --to shop/web', does: 'Which Ingress or route leads to web, and which policy lets it in' },
  ],
  run: (given, session) => {
    const port = given.tryValue('port');
    const ports = port === undefined ? undefined : portsOf(port);
    const analysis = session.analyze(given.paths, readingOf(given));
    const [from, to] = [analysis.names.source(given.value('from')), analysis.names.one(given.value('to'))];
    const explanations = explained(analysis, from, to, ports && portsAt(to, ports));
    return { text: explainReporters.named(given.value('output'))(explanations, session.style), found: false };
  },
};

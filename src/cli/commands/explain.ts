import { explain as explained } from '../../analysis/explain';
import { explainReporters } from '../../reporting/explain/reporters';
import { Command } from '../command';
import { portOf } from '../port';
import { MANIFESTS, outputOption } from './shared-options';

export const explain: Command = {
  name: 'explain',
  summary: 'why one end reaches the other, or why not',
  operands: MANIFESTS,
  options: [
    { name: 'from', value: 'END', required: true, text: 'where the connection starts: NS/NAME of a workload, or an IP address outside of the cluster' },
    { name: 'to', value: 'END', required: true, text: 'where it goes to, written alike' },
    { name: 'port', value: 'PORT', text: 'the port, such as tcp/6379; if not given, those that are open, or that the other end listens on' },
    outputOption(explainReporters.names),
  ],
  examples: [
    { line: '$0 explain dist/ --from shop/web --to shop/redis --port tcp/6379', does: 'Why web reaches redis, or what would let it' },
    { line: '$0 explain dist/ --from 203.0.113.7 --to shop/web', does: 'What an address outside of the cluster reaches' },
  ],
  run: (given, session) => {
    const port = given.tryValue('port');
    const asked = port === undefined ? undefined : portOf(port);
    const analysis = session.analyze(given.paths);
    const explanations = explained(analysis, given.value('from'), given.value('to'), asked?.protocol, asked?.port);
    return { text: explainReporters.named(given.value('output'))(explanations, session.style), found: false };
  },
};

import { leavesIpv6Out } from '../../analysis/questions/connectivity';
import { edgesOf } from '../../reporting/list/graph';
import { listingOf } from '../../reporting/list/listing';
import { listReporters } from '../../reporting/list/reporters';
import { Command } from '../command';
import { MANIFESTS, outputOption, READING, readingOf } from './shared-options';

/** So many connections are drawn in a flowchart. */
const MERMAID_EDGES = 500;

export const list: Command = {
  name: 'list',
  summary: 'who may talk to whom',
  operands: MANIFESTS,
  options: [
    outputOption(listReporters.names),
    { name: 'exposure', text: 'list too what pods that are not in the manifests may do' },
    { name: 'focus', value: 'NS/NAME', text: 'list only what has this workload at one of its ends' },
    { name: 'by', value: 'KIND', choices: ['workload', 'class'], default: 'workload', text: 'a line for each pair of workloads, or of classes of workloads that no policy tells apart' },
    { name: 'short', text: 'one line for what is open from or to every other workload, and one for the internet' },
    ...READING,
  ],
  examples: [
    { line: '$0 list dist/', does: 'Who may talk to whom, by all manifests of a folder' },
    { line: 'helm template ./chart | $0 list - -o json', does: 'The same for what Helm writes, as JSON' },
    { line: '$0 list dist/ -o svg > network.svg', does: 'A picture of it' },
    { line: '$0 list dist/ --focus shop/web --exposure', does: 'One workload, and what it is exposed to beyond the manifests' },
    { line: '$0 list dist/ --by class', does: 'A short list for many workloads' },
  ],
  run: (given, session) => {
    const analysis = session.analyze(given.paths, readingOf(given));
    const focus = given.tryValue('focus');
    const listing = listingOf(analysis, {
      by: given.value('by') === 'class' ? 'class' : 'workload',
      exposure: given.has('exposure'),
      short: given.has('short'),
      ...(focus !== undefined && { focus: analysis.names.workload(focus) }),
    });
    const output = given.value('output');
    if (output === 'mermaid' && edgesOf(listing) > MERMAID_EDGES) session.note(`${edgesOf(listing)} connections are more than the ${MERMAID_EDGES} that GitHub and GitLab draw. Use --by class, --short, --focus, or -o svg.`);
    if (leavesIpv6Out(analysis)) session.note('addresses of IPv6 are not listed, because no policy names any, though some are open; explain tells of them.');
    return { text: listReporters.named(output)(listing, session.style), found: false };
  },
};

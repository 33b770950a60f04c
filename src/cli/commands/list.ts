import { edgesOf } from '../../reporting/list/graph';
import { listingOf } from '../../reporting/list/listing';
import { listReporters } from '../../reporting/list/reporters';
import { notesOfList } from '../../reporting/notes';
import { Arguments } from '../arguments';
import { Command } from '../command';
import { page } from '../page';
import { MANIFESTS, outputOption, READING, readingOf } from './shared-options';
import { UsageError } from '../usage-error';

/** What says which part of a list is written; a page has all of it. */
const PARTS = ['exposure', 'focus', 'by', 'short'];

/** So many connections are drawn in a flowchart. */
const MERMAID_EDGES = 500;

export const list: Command = {
  name: 'list',
  summary: 'who may talk to whom',
  operands: MANIFESTS,
  options: [
    outputOption([...listReporters.names, 'html']),
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
    { line: '$0 list dist/ -o html > network.html', does: 'A page for the browser that answers questions, in one file' },
    { line: '$0 list dist/ --focus shop/web --exposure', does: 'One workload, and what it is exposed to beyond the manifests' },
    { line: '$0 list dist/ --by class', does: 'A short list for many workloads' },
  ],
  run: (given, session) => {
    const output = given.value('output');
    if (output === 'html') refuseParts(given);
    const analysis = session.analyze(given.paths, readingOf(given));
    notesOfList(analysis).forEach((note) => session.note(note));
    if (output === 'html') return { text: page(session, analysis), found: false };
    const focus = given.tryValue('focus');
    const listing = listingOf(analysis, {
      by: given.value('by') === 'class' ? 'class' : 'workload',
      exposure: given.has('exposure'),
      short: given.has('short'),
      ...(focus !== undefined && { focus: analysis.names.workload(focus) }),
    });
    if (output === 'mermaid' && edgesOf(listing) > MERMAID_EDGES) session.note(`${edgesOf(listing)} connections are more than the ${MERMAID_EDGES} that GitHub and GitLab draw. Use --by class, --short, --focus, or -o svg.`);
    return { text: listReporters.named(output)(listing, session.style), found: false };
  },
};

function refuseParts(given: Arguments): void {
  const part = PARTS.find((name) => given.has(name));
  if (part !== undefined) throw new UsageError(`--${part} says which part of the list to write, but -o html writes a page with all of it, which is searched there. Leave out --${part}.`);
}

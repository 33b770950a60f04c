import { differenceOf } from '../../analysis/questions/difference';
import { diffReporters } from '../../reporting/diff/reporters';
import { Command } from '../command';
import { page } from '../page';
import { outputOption, READING, readingOf } from './shared-options';
import { UsageError } from '../usage-error';

export const diff: Command = {
  name: 'diff',
  summary: 'what a change of manifests opens and closes',
  operands: { usage: 'OLD NEW', text: 'two files or folders with manifests; one of them may be - for standard input', least: 2, most: 2 },
  options: [outputOption([...diffReporters.names, 'html']), ...READING],
  examples: [
    { line: '$0 diff dist-main/ dist/', does: 'What a branch opens and closes' },
    { line: 'kubectl get deploy,sts,ds,cj,ns,svc,ing,netpol -A -o yaml | $0 diff - dist/', does: 'What applying a folder changes in a cluster' },
    { line: '$0 diff dist-main/ dist/ -o html > change.html', does: 'A page for the browser, with the riskiest change first' },
    { line: '$0 diff dist-main/ dist/ -o md >> "$GITHUB_STEP_SUMMARY"', does: 'As a table in the summary of a workflow' },
  ],
  run: (given, session) => {
    const [before, after] = given.paths;
    if (before === '-' && after === '-') throw new UsageError('Only one of OLD and NEW can be standard input.');
    const reading = { ...readingOf(given), needsRendered: true };
    const [old, recent] = [session.analyze([before], reading), session.analyze([after], reading)];
    const differences = differenceOf(old, recent);
    const output = given.value('output');
    const text = output === 'html' ? page(session, recent, old) : diffReporters.named(output)(differences, session.style);
    return { text, found: differences.length > 0 };
  },
};

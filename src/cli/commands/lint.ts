import { MANIFESTS, outputOption, READING, readingOf } from './shared-options';
import { findings } from '../../analysis/findings/registry';
import { SEVERITIES } from '../../reporting/lint/linting';
import { lintReporters } from '../../reporting/lint/reporters';
import { LINT_RULES } from '../../suggest/findings/registry';
import { Command } from '../command';

export const lint: Command = {
  name: 'lint',
  summary: 'what is wrong with manifests, and how to mend it',
  operands: MANIFESTS,
  options: [
    outputOption(lintReporters.names),
    { name: 'fail-on', value: 'SEVERITY', choices: ['error', 'warning', 'never'], default: 'warning', text: 'from which severity on the exit code is 1' },
    ...READING,
  ],
  examples: [
    { line: '$0 lint dist/', does: 'What is wrong with the manifests of a folder' },
    { line: '$0 lint dist/ -o github', does: 'The same beside the lines of a pull request, in GitHub Actions' },
    { line: '$0 lint dist/ -o sarif > netpol.sarif', does: 'The same for code scanning' },
    { line: '$0 lint dist/ --fail-on error', does: 'Where warnings should not stop a pipeline' },
  ],
  run: (given, session) => {
    const analysis = session.analyze(given.paths, readingOf(given));
    const linting = { ...findings(analysis, LINT_RULES), problems: session.problems };
    const failing = SEVERITIES.slice(0, SEVERITIES.findIndex((severity) => severity === given.value('fail-on')) + 1);
    return {
      text: lintReporters.named(given.value('output'))(linting, session.style),
      found: linting.findings.some(({ severity }) => failing.includes(severity)),
    };
  },
};

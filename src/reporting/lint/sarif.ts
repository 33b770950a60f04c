import { Finding } from '../../analysis/findings/finding';
import { Problem, Source } from '../../analysis/source';
import { problemText } from '../place';
import { Linting } from './linting';

/** SARIF 2.1.0, which GitHub, GitLab and editors show. Acknowledged findings are in it as suppressed ones. */
export function* lintSarif({ findings, problems }: Linting): Iterable<string> {
  const rules = [...new Map(findings.map((finding) => [finding.rule, finding])).values()];
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'cdk8s-netpol', rules: rules.map(ruleOf) } },
      invocations: [{ executionSuccessful: problems.length === 0, toolExecutionNotifications: problems.map(notificationOf) }],
      results: findings.map((finding) => resultOf(finding, rules.findIndex(({ rule }) => rule === finding.rule))),
    }],
  };
  yield `${JSON.stringify(log, undefined, 2)}\n`;
}

function ruleOf({ rule, title, severity, page }: Finding): object {
  return {
    id: rule,
    shortDescription: { text: title },
    help: { text: `See ${page}.` },
    ...(/^https?:/.test(page) && { helpUri: page }),
    defaultConfiguration: { level: severity },
  };
}

function resultOf({ rule, severity, object, field, text, cure, source, acknowledged }: Finding, ruleIndex: number): object {
  const place = [object, ...field === undefined ? [] : [field]].join(': ');
  return {
    ruleId: rule,
    ruleIndex,
    level: severity,
    message: { text: `${place}: ${text} ${cure}` },
    locations: [{ ...physical(source), logicalLocations: [{ name: object, fullyQualifiedName: place, kind: 'object' }] }],
    ...(acknowledged !== undefined && { suppressions: [{ kind: 'inSource', justification: acknowledged }] }),
  };
}

function notificationOf(problem: Problem): object {
  const location = physical(problem.source);
  return { level: 'error', message: { text: problemText(problem) }, ...('physicalLocation' in location && { locations: [location] }) };
}

function physical({ file, line }: Source): object {
  if (file === undefined || file === '-') return {};
  return { physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: line ?? 1 } } };
}

/** Relative paths stay relative: to the root of the repository, where the command is called there. */
function uriOf(file: string): string {
  const path = file.replaceAll('\\', '/').replace(/^(\.\/)+/, '').split('/').map(encodeURIComponent).join('/');
  if (path.startsWith('/')) return `file://${path}`;
  return /^[a-z]%3A\//i.test(path) ? `file:///${path.replace('%3A', ':')}` : path;
}

import { Finding, FindingRule } from '../../analysis/findings/finding';
import { Problem, shownSource, Source } from '../../analysis/model/source';
import { LINT_RULES } from '../../suggest/findings/registry';
import { problemText } from '../place';
import { HOME, Linting, pageAddress, placeOf } from './linting';

/** SARIF 2.1.0, which code scanning and editors show. What is acknowledged is in it as suppressed. */
export function* lintSarif({ findings, acknowledged, problems }: Linting): Iterable<string> {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'cdk8s-netpol', informationUri: HOME, rules: LINT_RULES.map(ruleOf) } },
      invocations: [{ executionSuccessful: problems.length === 0, toolExecutionNotifications: problems.map(notificationOf) }],
      results: [...findings, ...acknowledged].map(resultOf),
    }],
  };
  yield `${JSON.stringify(log, undefined, 2)}\n`;
}

function ruleOf({ id, title, severity }: FindingRule): object {
  return { id, shortDescription: { text: title }, helpUri: pageAddress(`docs/findings/${id}.md`), defaultConfiguration: { level: severity } };
}

function resultOf(finding: Finding): object {
  const { rule, severity, object, field, text, cure, source, acknowledged } = finding;
  return {
    ruleId: rule,
    ruleIndex: LINT_RULES.findIndex(({ id }) => id === rule),
    level: severity,
    message: { text: `${placeOf(finding)}: ${text} ${cure}` },
    locations: [{ ...physical(shownSource(source, field)), logicalLocations: [{ fullyQualifiedName: object, kind: 'object' }] }],
    ...(acknowledged !== undefined && { suppressions: [{ kind: 'inSource', justification: acknowledged }] }),
  };
}

function notificationOf(problem: Problem): object {
  const location = physical(shownSource(problem.source, problem.field));
  return { level: 'error', message: { text: problemText(problem) }, ...(location.physicalLocation && { locations: [location] }) };
}

function physical({ file, line }: Source): { readonly physicalLocation?: object } {
  if (file === undefined || file === '-') return {};
  return { physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: line ?? 1 } } };
}

/** A relative path stays relative: to the root of the repository, where the command is called there. */
function uriOf(file: string): string {
  const path = file.replaceAll('\\', '/').replace(/^(\.\/+)+/, '').split('/').map(encodeURIComponent).join('/');
  if (path.startsWith('/')) return `file://${path}`;
  return /^[a-z]%3A\//i.test(path) ? `file:///${path.replace('%3A', ':')}` : path;
}

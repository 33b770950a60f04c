import { Manifest, podTemplateOf } from './manifest';
import { isEmptySelector, LabelSelector, selectorProblems, unfulfilled } from './selectors';

const OWNERS_OF_PODS = ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'];
const RUN_TO_COMPLETION = ['Job', 'CronJob'];

/** Selectors that do not select the template's own pods, and restart policies that the kind refuses. */
export function workloadProblems(manifest: Manifest): string[] {
  const template = podTemplateOf(manifest);
  if (!template) return [];
  return [
    ...OWNERS_OF_PODS.includes(manifest.kind) ? ownershipProblems(manifest, template.metadata?.labels ?? {}) : [],
    ...restartProblems(manifest.kind, `${template.path}spec.restartPolicy`, template.spec.restartPolicy),
  ];
}

function ownershipProblems(manifest: Manifest, labels: { readonly [key: string]: string }): string[] {
  const { selector } = manifest.spec as { selector?: LabelSelector };
  if (isEmptySelector(selector)) return ['spec.selector: selects nothing'];
  return [
    ...selectorProblems('spec.selector', selector),
    ...unfulfilled(selector!, labels).map((part) => `spec.selector: the template's labels do not fulfil "${part}"`),
  ];
}

function restartProblems(kind: string, path: string, policy: string | undefined): string[] {
  if (OWNERS_OF_PODS.includes(kind) && (policy ?? 'Always') !== 'Always') return [`${path}: a ${kind} takes only Always, not ${policy}`];
  if (RUN_TO_COMPLETION.includes(kind) && (policy ?? 'Always') === 'Always') return [`${path}: a ${kind} takes OnFailure or Never, not ${policy ?? 'the default, Always'}`];
  return [];
}

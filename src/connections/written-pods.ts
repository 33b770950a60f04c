import { ApiObject } from 'cdk8s';
import { NetworkPolicyPort, NetworkProtocol } from '../peers/network-policy-port';
import { PodManifest, podTemplateOf, WrittenExpression } from '../peers/pod-template';
import { LabelExpression } from '../selection/label-expression';
import { LabelSelector } from '../selection/label-selector';
import { Input } from '../validation/input';

/** How to mend it where a manifest does not hold its pods. */
export const GIVE_LABELS = 'Give the "labels" of its pods where it is adopted.';

/** What is written for an object, or why it cannot be written yet. */
export function rendered(object: ApiObject): { manifest?: PodManifest; problem?: string } {
  try {
    return { manifest: object.toJson() };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}

/** By which labels a policy selects the pods of an object. */
export function selectorOf(input: Input, manifest: PodManifest): LabelSelector {
  const { selector: { matchLabels = {}, matchExpressions = [] } } = podTemplateOf(manifest) ?? input.fail(`its manifest holds no pod template. ${GIVE_LABELS}`);
  const labels = Object.keys(matchLabels).length > 0 ? { ...matchLabels } : undefined;
  const expressions = matchExpressions.length > 0 ? matchExpressions.map((one) => expressionOf(input, one)) : undefined;
  if (!labels && !expressions) {
    input.fail('its pods carry no labels, so that no policy could tell them from others. Adopt it with { addressLabel: true }, which gives them one.');
  }
  return LabelSelector._from(input, { labels, expressions });
}

function expressionOf(input: Input, { key, operator, values }: WrittenExpression): LabelExpression {
  return input.within(() => {
    switch (operator) {
      case 'In': return LabelExpression.in(key, values!);
      case 'NotIn': return LabelExpression.notIn(key, values!);
      case 'Exists': return LabelExpression.exists(key);
      case 'DoesNotExist': return LabelExpression.doesNotExist(key);
      default: return input.refuse('spec.selector.matchExpressions.operator', operator, 'one of "In", "NotIn", "Exists", "DoesNotExist"');
    }
  });
}

/** The ports that the containers of an object declare. */
export function declaredPorts(input: Input, manifest: PodManifest | undefined): NetworkPolicyPort[] {
  const ports = (manifest && podTemplateOf(manifest)?.ports) ?? [];
  return ports.map(({ containerPort, protocol }) => input.within(() => (
    NetworkPolicyPort.of({ port: containerPort, ...(protocol !== undefined && { protocol: protocol as NetworkProtocol }) })
  )));
}

import { Place } from './configuration/setting';
import { AskedEnd, textOf } from '../analysis/model/ends';
import { ConnectionSet } from '../analysis/sets/connection-set';

/**
 * How sure a suggestion is: `certain` is a name that resolves to a Service of the manifests, with a port that it has; `likely` is what a person has to look at,
 * such as a host outside of the cluster, whose addresses nobody knows.
 */
export type Grade = 'certain' | 'likely';

/** Whatever brings in the traffic of Ingresses of a class. */
export interface EntranceEnd {
  readonly kind: 'ingress-controller';
  readonly className?: string;
}

/** Somebody whose pods or addresses the manifests do not tell. */
export interface NamedEnd {
  readonly kind: 'named';
  readonly what: 'api-server' | 'dns' | 'gateway' | 'host' | 'prometheus' | 'service';
  /** Such as `api.stripe.com` or `cache/redis`. */
  readonly name: string;
  /** What to write for it. */
  readonly advice: string;
}

export type SuggestedEnd = AskedEnd | EntranceEnd | NamedEnd;

/** A field that tells of a connection. */
export interface Evidence {
  /** The id of its kind. */
  readonly kind: string;
  readonly place: Place;
  readonly host?: string;
  readonly port?: number;
}

/** A connection that something tells of. */
export interface Clue {
  readonly from: SuggestedEnd;
  readonly to: SuggestedEnd;
  readonly connections: ConnectionSet;
  readonly grade: Grade;
  readonly evidence: Omit<Evidence, 'kind'>;
}

/** A connection that an app needs, and all that tells of it. */
export interface Suggestion {
  readonly from: SuggestedEnd;
  readonly to: SuggestedEnd;
  readonly connections: ConnectionSet;
  readonly grade: Grade;
  readonly evidence: readonly Evidence[];
}

/** As lists write it. */
export function suggestedEndText(end: SuggestedEnd): string {
  if (end.kind !== 'named') return textOf(end);
  switch (end.what) {
    case 'host': return `${end.name}[External]`;
    case 'service': return `${end.name}[Service]`;
    default: return `{${end.name}}`;
  }
}

/** The API server, whose addresses no manifest tells. */
export const API_SERVER: NamedEnd = {
  kind: 'named',
  what: 'api-server',
  name: 'api-server',
  advice: 'Give its addresses, as "kubectl get endpointslices -n default -l kubernetes.io/service-name=kubernetes" shows them.',
};

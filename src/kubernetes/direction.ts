/** The direction of a rule, in Kubernetes' word for it. */
export type Direction = 'Ingress' | 'Egress';

/** In the order in which they are written. */
export const DIRECTIONS: readonly Direction[] = ['Ingress', 'Egress'];

export function opposite(direction: Direction): Direction {
  return direction === 'Egress' ? 'Ingress' : 'Egress';
}

/** Towards whom traffic is allowed, as a person says it. */
export function towards(direction: Direction): string {
  return direction === 'Egress' ? 'to' : 'from';
}

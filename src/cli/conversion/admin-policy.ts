/** A rule of an AdminNetworkPolicy or a BaselineAdminNetworkPolicy as it is written, which was checked when it was read. */
export interface AdminRule {
  readonly name?: string;
  readonly action: 'Allow' | 'Deny' | 'Pass';
  readonly from?: readonly AdminPeer[];
  readonly to?: readonly AdminPeer[];
  readonly ports?: readonly AdminPort[];
}

export interface AdminPeer {
  readonly namespaces?: object;
  readonly pods?: object;
  readonly nodes?: object;
  readonly networks?: readonly string[];
}

export interface AdminPort {
  readonly portNumber?: { readonly protocol?: string; readonly port: number };
  readonly portRange?: { readonly protocol?: string; readonly start: number; readonly end: number };
  readonly namedPort?: string;
}

/** Such a policy as it is written. */
export interface AdminPolicy {
  readonly metadata: { readonly labels?: object; readonly annotations?: { readonly [key: string]: string } };
  readonly spec: { readonly subject: object; readonly ingress?: readonly AdminRule[]; readonly egress?: readonly AdminRule[] };
}

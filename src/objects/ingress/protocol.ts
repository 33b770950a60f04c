/** The protocol of a port. */
export enum Protocol {
  /** TCP. */
  TCP = 'TCP',

  /** UDP. */
  UDP = 'UDP',

  /** SCTP. Not every network plugin supports it. */
  SCTP = 'SCTP',
}

/** Ports that clients take where a URL names none, by its scheme. */
const PORTS: { readonly [scheme: string]: number } = {
  http: 80,
  ws: 80,
  https: 443,
  wss: 443,
  redis: 6379,
  rediss: 6379,
  postgres: 5432,
  postgresql: 5432,
  mysql: 3306,
  mariadb: 3306,
  sqlserver: 1433,
  mssql: 1433,
  oracle: 1521,
  db2: 50000,
  mongodb: 27017,
  amqp: 5672,
  amqps: 5671,
  nats: 4222,
  kafka: 9092,
  mqtt: 1883,
  mqtts: 8883,
  stomp: 61613,
  bolt: 7687,
  neo4j: 7687,
  cassandra: 9042,
  hive2: 10000,
  memcached: 11211,
  zookeeper: 2181,
  ldap: 389,
  ldaps: 636,
  smtp: 25,
  smtps: 465,
  ssh: 22,
  sftp: 22,
  ftp: 21,
  dns: 53,
  consul: 8500,
  vault: 8200,
  clickhouse: 9000,
};

/** Schemes whose port is the one above wherever none is written. */
const STRICT = new Set(['http', 'https', 'ws', 'wss']);

/** The port of a scheme such as `jdbc:postgresql` or `mongodb+srv`; `undefined` for one that has none. */
export function portOfScheme(scheme: string): number | undefined {
  const known = partsOf(scheme).find((part) => Object.hasOwn(PORTS, part));
  return known === undefined ? undefined : PORTS[known];
}

/** Whether nothing but the port of the scheme can be meant where none is written. */
export function isStrict(scheme: string): boolean {
  return STRICT.has(scheme);
}

/** The protocol that a scheme is spoken over, where it says so. */
export function protocolOfScheme(scheme: string): 'TCP' | 'UDP' | undefined {
  if (scheme === 'udp') return 'UDP';
  return scheme === 'tcp' || portOfScheme(scheme) !== undefined && scheme !== 'dns' ? 'TCP' : undefined;
}

function partsOf(scheme: string): readonly string[] {
  return scheme.split(/[:+]/);
}

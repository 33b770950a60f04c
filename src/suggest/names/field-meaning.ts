/**
 * What a field is for, by the last words of its name: an `address`, something `other` that may be called like a Service, something `opaque` whose value is never
 * looked at, or `unknown`.
 */
export type FieldMeaning = 'address' | 'other' | 'opaque' | 'unknown';

const ADDRESS = new Set(('addr addrs address addresses host hosts hostname hostnames url urls uri uris endpoint endpoints server servers broker brokers bootstrap svc '
  + 'upstream upstreams backend backends dsn node nodes seed seeds peer peers target targets proxy sentinel sentinels members fqdn').split(' '));
const OTHER = new Set(('user username usr login db database dbname name names namespace ns role app application type driver engine kind mode provider dialect bucket topic '
  + 'topics queue queues schema id group level tier component title prefix suffix env environment profile profiles job instance path file dir folder container command '
  + 'repository repo realm tenant index collection vhost exchange channel subject owner email from message description text format plugin plugins feature features table '
  + 'keyspace cluster region zone locale language audience issuer scope scopes').split(' '));
const OPAQUE = new Set(('password passwords passwd pass pwd pw passphrase psk pin auth private secret secrets token tokens key keys apikey credential credentials cert certificate salt signature image images '
  + 'tag tags version label labels selector annotation annotations checksum hash').split(' '));

/** What tells the copies of one thing apart, and says nothing of what it is. */
const BESIDE = new Set('internal external primary secondary replica replicas master slave reader writer read write ro rw default local list string override'.split(' '));

/** Servers that nginx passes requests on to, as in `proxy_pass`. */
const PASSED_ON = new Set(['proxy', 'fastcgi', 'uwsgi', 'scgi', 'grpc', 'memcached']);

const GLUED_ADDRESS = /(?<!^g)(?:host|hostname|addr|url|uri|server|servers|endpoint)$/;
const GLUED_OTHER = /(?:user|username|database|dbname|schema)$/;
const GLUED_OPAQUE = /(?:password|passwd|secret|token|apikey)$/;

export function meaningOf(name: string): FieldMeaning {
  const words = wordsOf(name);
  while (words.length > 1 && (BESIDE.has(words[words.length - 1]) || /^\d+$/.test(words[words.length - 1]))) words.pop();
  const last = words.pop() ?? '';
  const before = words[words.length - 1];
  if ((last === 'name' && before === 'host') || (last === 'pass' && PASSED_ON.has(before))) return 'address';
  if (OPAQUE.has(last) || GLUED_OPAQUE.test(last)) return 'opaque';
  if (ADDRESS.has(last)) return 'address';
  if (OTHER.has(last) || GLUED_OTHER.test(last)) return 'other';
  return GLUED_ADDRESS.test(last) ? 'address' : 'unknown';
}

/** What a host and its port have in common: the words before `HOST` or `PORT`; `undefined` where a name is not that of a host. */
export function stemOfHost(name: string): string | undefined {
  if (meaningOf(name) !== 'address') return undefined;
  const words = wordsOf(name);
  if (words[words.length - 1] === 'name') words.pop();
  const last = words.pop()!;
  return ADDRESS.has(last) ? words.join(' ') : [...words, last.replace(GLUED_ADDRESS, '')].join(' ');
}

/** The same for a port. */
export function stemOfPort(name: string): string | undefined {
  const words = wordsOf(name);
  if (words[words.length - 1] === 'number') words.pop();
  const last = words.pop();
  if (last === 'port') return words.join(' ');
  return last?.endsWith('port') && !/(?:export|import|support|report|transport|viewport)$/.test(last) ? [...words, last.slice(0, -'port'.length)].join(' ') : undefined;
}

/** Such as `cart`, `svc`, `addr` for `CART_SVC_ADDR`, `cart-svc-addr` and `cartSvcAddr`. */
function wordsOf(name: string): string[] {
  return name.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z\d]+/).filter((word) => word !== '');
}

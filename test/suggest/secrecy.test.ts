import { API, inEveryFormat, object, REDIS, workload } from './suggested';

const PLANTED = ['hunter2', 'hunter2.example.com:443', 'hunter2:6379', 'a/hunter2', 'pa ss.hunter2.io:99', 'x@hunter2.io:1', 'x;hunter2.io:1', 'x"hunter2.io:1', 'x#hunter2.io:1', 'x,hunter2.io:1', 'x?hunter2.io:1'];

/** Values that hold a password where values do, beside addresses that are shown. */
const valuesWith = (password: string) => [
  password, `redis://user:${password}@redis.data:6379/0`, `redis://:${password}@redis.data`, `http://api/${password}`, `http://api?token=${password}`, `http://api#${password}`,
  `postgres://${password}:x@api:80/db`, `jdbc:postgresql://api:80/db?user=a&password=${password}`, `jdbc:sqlserver://api:80;user=a;password=${password}`, `jdbc:oracle:thin:u/${password}@api:80:x`,
  `Server=api,80;User Id=a;Password=${password};`, `host=api port=80 password=${password}`, `user:${password}@tcp(api:80)/db`, `https://user:${password}@stripe.example.com/x`,
  `mongodb://a:${password}@redis.data:6379,api:80/db`, `amqp://a:${password}@queue.other.svc:5672`,
];

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** The names of fields whose value is a password as a whole. */
const OF_PASSWORDS = ['PASSWORD', 'DB_PASSWORD', 'API_TOKEN', 'SECRET_KEY', 'PGPASSWORD', 'REDIS_PASS', 'credentials', 'passphrase'];

describe.each(PLANTED)('the password %s is in no output', (password) => {
  const values = valuesWith(password);
  const held = [
    ...values.slice(1).map((value, index) => [`X${index}_URL`, value] as const), ...values.slice(1).map((value, index) => [`Y${index}`, value] as const),
    ...OF_PASSWORDS.map((name) => [name, password] as const),
  ];
  const file = held.map(([name, value]) => `${name}: ${value}\n${name} = "${value}"\n`).join('');
  const json = JSON.stringify(Object.fromEntries(held));

  test.each([
    ['variables', workload('web', { container: { env: held.map(([name, value]) => ({ name, value })) } }), []],
    ['arguments', workload('web', {
      container: {
        args: [...values.slice(1), ...held.map(([name, value]) => `--${name}=${value}`), '-p', password, `-p${password}`, '--password', password, `sh -c 'redis-cli -a ${password} -h redis.data'`], command: ['-a', password, password],
      },
    }), []],
    ['a ConfigMap', workload('web', { container: { envFrom: [{ configMapRef: { name: 'c' } }] } }), [object('v1', 'ConfigMap', 'c', { data: Object.fromEntries(held) })]],
    ['files', workload('web', { container: { volumeMounts: [{ name: 'v', mountPath: '/x' }] }, pod: { volumes: [{ name: 'v', configMap: { name: 'c' } }] } }), [object('v1', 'ConfigMap', 'c', { data: { file, json } })]],
    ['a Secret', workload('web', { container: { envFrom: [{ secretRef: { name: 's' } }] } }), [object('v1', 'Secret', 's', {
      data: Object.fromEntries([...held, ['Z', password] as const].map(([name, value]) => [name, base64(value)])),
    })]],
    ['files of a Secret', workload('web', { container: { volumeMounts: [{ name: 'v', mountPath: '/x' }] }, pod: { volumes: [{ name: 'v', secret: { secretName: 's' } }] } }), [
      object('v1', 'Secret', 's', { stringData: { file, json, raw: password } }),
    ]],
  ] as const)('from %s', (_, web, others) => {
    const written = inEveryFormat(web, API, REDIS, ...others);
    expect(written.find(({ format }) => format === 'txt')!.text).toContain('shop/api[Deployment]');
    for (const { format, text } of written) expect([format, text.split('\n').filter((line) => line.includes('hunter2'))]).toEqual([format, []]);
  });
});

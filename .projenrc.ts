import { cdk, javascript } from 'projen';

const project = new cdk.JsiiProject({
  name: 'cdk8s-netpol',
  description: 'Write Kubernetes workloads and who may talk to whom in code; cdk8s synthesizes the NetworkPolicies.',
  author: 'The cdk8s-netpol authors',
  authorAddress: 'https://github.com/cdk8s-netpol',
  repositoryUrl: 'https://github.com/cdk8s-netpol/cdk8s-netpol.git',
  license: 'Apache-2.0',
  copyrightOwner: 'The cdk8s-netpol authors',
  keywords: ['cdk8s', 'constructs', 'kubernetes', 'network-policy', 'networkpolicy', 'security'],
  defaultReleaseBranch: 'main',

  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.12.0',
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.0',
  projenVersion: '0.103.25',
  projenrcTs: true,
  github: false,
  release: false,
  depsUpgrade: false,

  // What the package is called for each language.
  publishToPypi: { distName: 'cdk8s-netpol', module: 'cdk8s_netpol' },
  publishToMaven: { javaPackage: 'io.github.cdk8s_netpol', mavenGroupId: 'io.github.cdk8s-netpol', mavenArtifactId: 'cdk8s-netpol' },
  publishToGo: { moduleName: 'github.com/cdk8s-netpol/cdk8s-netpol-go', packageName: 'cdk8snetpol' },
  publishToNuget: { dotNetNamespace: 'Cdk8sNetpol', packageId: 'Cdk8sNetpol' },

  // The lower bounds are the versions that every build and test runs against;
  // the packed package is tried with the newest ones too.
  peerDeps: ['cdk8s@^2.70.47', 'constructs@^10.4.2'],
  bundledDeps: ['fastest-levenshtein', 'ipaddr.js'],
  devDeps: [
    '@jsii/spec',
    '@kubernetes/client-node@^1.4.0',
    'axe-core',
    'cdk8s-cli',
    'cdk8s-plus-34',
    'dependency-cruiser',
    'esbuild',
    // The last that CommonJS can load.
    'execa@^5.1.1',
    'fast-check',
    'fast-xml-parser',
    '@types/js-yaml@^4.0.9',
    '@types/picomatch@^4.0.0',
    'js-yaml@^4.3.2',
    'kubernetes-models@~4.5.0',
    'picomatch@^4.0.4',
    'playwright-core',
    'preact',
    'tsx',
    'yaml',
  ],

  jestOptions: {
    jestVersion: '^30',
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    junitReporting: false,
    configFilePath: 'jest.config.json',
    jestConfig: {
      collectCoverage: false,
      moduleNameMapper: { '^cdk8s-netpol$': '<rootDir>/src' },
      setupFiles: ['<rootDir>/test/support/without-findings.ts'],
      setupFilesAfterEnv: ['<rootDir>/test/support/check-every-manifest.ts'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/examples/', '<rootDir>/test/cluster/', '<rootDir>/test/page/'],
    },
  },
  typecheckTests: true,
  tsconfigDev: {
    compilerOptions: {
      paths: { 'cdk8s-netpol': ['../src'] },
    },
    include: ['**/*.ts', '../bench/**/*.ts', '../examples/**/*.ts'],
    exclude: ['page', '../bench/page.ts'],
  },
  eslintOptions: {
    dirs: ['src'],
    devdirs: ['scripts', 'test'],
    commandOptions: { fix: false, extraArgs: ['--max-warnings', '0'] },
  },
  gitignore: [
    '/.jsii.gz', '/.cluster-results.json', '/.jest-results.json', '/.language-results.json', '/.page-results.json',
    '/examples/*/dist/', '/examples/*/node_modules/', 'target/', '__pycache__/', '*.tgz',
  ],
});

// unrs-resolver's newest release is ahead of its published bindings, which breaks "npm ci".
project.package.addPackageResolutions('unrs-resolver@1.12.2');

// What is published is named, so that nothing that lies around is.
project.package.addField('files', [
  '/.jsii', '/.jsii.gz', '/bin/cdk8s-netpol', '/lib/**/*.d.ts', '/lib/cli.js', '/lib/facts.js', '/lib/index.js', '/lib/later.js', '/lib/page.css', '/lib/page.js',
]);

// The page in the browser is another world, with a configuration of its own.
project.tsconfig!.addExclude('src/page');

// A lock file that names no registry serves everybody's.
new javascript.NpmConfig(project).addConfig('omit-lockfile-registry-resolved', 'true');

// The reader and writer of YAML, what matches file names, and the framework of the page are bundled.
for (const room of ['manifests', 'objects/configuration', 'reporting/suggest', 'page']) project.eslint!.allowDevDeps(`**/src/${room}/**`);

/** The command of a step in scripts/. */
function step(name: string, ...given: string[]): string {
  return ['node --require tsx/cjs', `scripts/${name}.ts`, ...given].join(' ');
}

project.compileTask.reset(step('compile'));

const lint = project.addTask('lint', { description: 'Style, cycles, and who may import whom' });
lint.spawn(project.tasks.tryFind('eslint')!);
lint.exec('depcruise src scripts --config .dependency-cruiser.cjs');

const checkApi = project.addTask('check:api', { description: 'Compare API.md with the code, and the public API with the one that was accepted' });
checkApi.exec(step('check-api-md'));
checkApi.exec(step('check-compatibility'));
checkApi.exec(step('check-examples'));

const acceptApi = project.addTask('accept:api', { description: 'Write API.md anew, and accept the public API as it is' });
acceptApi.spawn(project.compileTask);
acceptApi.spawn(project.tasks.tryFind('docgen')!);
acceptApi.exec(step('check-compatibility', '--accept'));

const verify = project.addTask('verify', { description: 'Compile, lint, test, and check what the public API promises' });
verify.spawn(project.compileTask);
verify.spawn(lint);
verify.exec('tsc --noEmit -p test/tsconfig.json');
for (const folder of ['scripts', 'src/page', 'test/page']) verify.exec(`tsc --noEmit -p ${folder}/tsconfig.json`);
verify.exec('jest --ci --json --outputFile=.jest-results.json', { receiveArgs: true });
verify.spawn(checkApi);

project.packageTask.reset(step('package'), { receiveArgs: true });
for (const language of ['all', ':js', ':java', ':python', ':dotnet', ':go']) project.removeTask(language === 'all' ? 'package-all' : `package${language}`);

const languages = project.addTask('test:languages', { description: 'Build the packages, and try each in its language' });
languages.exec(step('test-languages'), { receiveArgs: true });

project.addTask('docs:architecture', { description: 'Draw the rooms of src in docs/architecture.md, as the imports are' }).exec(step('draw-rooms'));

const demo = project.addTask('demo', { description: 'Synthesize the example app and print what it wrote' });
demo.exec(step('compile', '--if-stale'));
demo.exec(step('demo'), { receiveArgs: true });
for (const language of ['python', 'java', 'go']) {
  project.addTask(`demo:${language}`, { description: `The same, written in ${language}` }).exec(step('demo', language));
}

const bench = project.addTask('bench', { description: 'Compare with raw ApiObjects and with cdk8s-plus' });
bench.exec(step('compile', '--if-stale'));
for (const program of ['synthesis', 'analysis', 'command', 'page']) {
  bench.exec(`ts-node --transpile-only --project test/tsconfig.json bench/${program}.ts`);
}

const cluster = project.addTask('test:cluster', { description: 'Ask an API server of Kubernetes what it says to what is written here' });
cluster.exec(step('compile', '--if-stale'));
cluster.exec(step('test-cluster'), { receiveArgs: true });

const page = project.addTask('test:page', { description: 'Try the page in a real browser' });
page.exec(step('compile', '--if-stale'));
page.exec(step('test-page'), { receiveArgs: true });

const picture = project.addTask('accept:picture', { description: 'Take the picture of the page that the README shows anew' });
picture.exec(step('compile', '--if-stale'));
picture.env('ACCEPT_PICTURE', 'yes');
picture.exec(step('test-page', 'page/picture'));

// Each works on a fresh clone: what is missing is installed first.
for (const task of ['test', 'test:cluster', 'test:languages', 'test:page', 'package', 'demo', 'demo:python', 'demo:java', 'demo:go', 'bench']) {
  project.setScript(task, `node scripts/install.js && projen ${task === 'test' ? 'verify' : task}`);
}

project.synth();

import { join } from 'path';
import { CallSite } from '../../src/app/call-site';

const HOST_STACK_TRACE = Symbol.for('jsii.context.hostStackTrace');

function called(): CallSite {
  return CallSite.of(called);
}

/** What is seen where a program of another language calls, whose frames jsii hands over. */
function calledFrom(agent: string, frames: [file: string, line: number, column: number, name: string][] | undefined): string | undefined {
  process.env.JSII_AGENT = agent;
  (globalThis as any)[HOST_STACK_TRACE] = frames;
  try {
    return called().text;
  } finally {
    delete process.env.JSII_AGENT;
    delete (globalThis as any)[HOST_STACK_TRACE];
  }
}

const PACKAGE = '/venv/site-packages/cdk8s_netpol/__init__.py';

describe('the line that called', () => {
  test('is seen from the folder of the process', () => {
    expect(called().text).toMatch(/^test[\\/]app[\\/]call-site\.test\.ts:\d+$/);
  });

  test('is that of the Python program, not of the package', () => {
    const main = join(process.cwd(), 'main.py');
    expect(calledFrom('Python/3.11', [[PACKAGE, 9, 0, 'allow_to'], [main, 14, 0, 'shop'], [main, 20, 0, '<module>']])).toBe('main.py:14');
  });

  test('is that of the Java program, not of the methods that call each other in the package', () => {
    const own = 'io.github.cdk8s_netpol.PodConnections.allowTo';
    expect(calledFrom('Java/17', [['PodConnections.java', 80, 0, own], ['PodConnections.java', 99, 0, own], ['Main.java', 25, 0, 'Main.main']])).toBe('Main.java:25');
  });

  test('has its whole path where it lies outside of the folder, be it beside one of a similar name', () => {
    const beside = join(`${process.cwd()}-2`, 'main.py');
    expect(calledFrom('Python/3.11', [[PACKAGE, 9, 0, 'allow_to'], [beside, 3, 0, '<module>']])).toBe(`${beside}:3`);
  });

  test.each([['no frames', undefined], ['an empty list of them', []], ['none but its own', [[PACKAGE, 9, 0, 'allow_to']]]] as const)(
    'is unknown where a program of another language tells %s', (_, frames) => {
      expect(calledFrom('Go/1.26', frames as any)).toBeUndefined();
    });
});

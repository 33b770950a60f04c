import { App } from 'cdk8s';
import { Verification } from '../../src';
import { InvalidInput } from '../../src/input/invalid-input';

describe('the app, which has no path', () => {
  test('is called the app', () => {
    expect(() => Verification.of(new App()).acknowledge('no-such-id', 'why')).toThrow(/^the app: "id" is "no-such-id"/);
  });
});

test('the text of an error is its message, whether it is asked for it or written as text', () => {
  expect(String(new InvalidInput('shop/web', 'is wrong.'))).toBe('shop/web: is wrong.');
});

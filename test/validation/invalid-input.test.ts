import { inspect } from 'util';
import { InvalidInput } from '../../src/validation/invalid-input';

test('an error that nobody catches is printed once', () => {
  const error = new InvalidInput('shop/web', '"port" is 0, but must be a whole number from 1 to 65535.');
  expect(error).toMatchObject({ who: 'shop/web', problem: '"port" is 0, but must be a whole number from 1 to 65535.', name: 'InvalidInput' });
  expect(inspect(error).match(/"port" is 0/g)).toHaveLength(1);
});

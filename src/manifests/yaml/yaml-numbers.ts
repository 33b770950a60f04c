const DECIMAL = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const WITH_BASE = /^([-+]?)0([xX][0-9a-fA-F]+|[bB][01]+|[oO]?[0-7]+)$/;

/**
 * The number that a scalar without quotes is to Kubernetes, if it is one: `8080`, `8_080`, `0x1F`, `0b101`, and octal `0777` and `0o777`.
 *
 * `08` is decimal, `12:30` is text, and so is what is too large for a number. A whole number beyond 2^53 becomes the nearest one that
 * JavaScript has, as it does in JSON.
 */
export function numberOf(text: string): number | undefined {
  const first = text.charCodeAt(0);
  if (!(first >= 48 && first <= 57) && first !== 43 && first !== 45 && first !== 46) return undefined;
  const plain = first === 46 ? text : text.replaceAll('_', '');
  const based = WITH_BASE.exec(plain);
  if (based) return withBase(based[1], based[2]);
  if (!DECIMAL.test(plain)) return undefined;
  const number = Number(plain);
  return Number.isFinite(number) ? number + 0 : undefined;
}

/** More than 64 bits are text. */
function withBase(sign: string, digits: string): number | undefined {
  const number = BigInt(/^[0-7]/.test(digits) ? `0o${digits}` : `0${digits}`);
  if (number > (sign === '' ? 2n ** 64n - 1n : 2n ** 63n)) return undefined;
  return sign === '-' ? -Number(number) : Number(number);
}

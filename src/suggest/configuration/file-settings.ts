import { Setting } from './setting';

const COMMENT = /^\s*(#|\/\/|;|--|<!--|\*)/;
const SECTION = /^\s*\[+([\w.\- ]+)\]+\s*$/;
/** Such as `host: redis`, `- host: redis`, `redis.host = redis` or `"host": "redis",`. */
const ENTRY = /^(\s*(?:-\s+)*)(?:export\s+)?(["']?)([\w.$/-]+)\2\s*(?::(?=\s|$)|=)\s*(.*)$/;
const ITEM = /^(\s*-\s+)(.+)$/;
const TAG = /<([\w.-]+)>([^<]+)<\/\1>/;
const PROPERTY = /name="([^"]+)"\s+value="([^"]*)"/;
/** Such as `proxy_pass http://api:3000;`. */
const DIRECTIVE = /^\s*([\w.-]+)\s+(.+)$/;

/** What a file says, whatever its format: JSON, YAML, properties, INI, XML, or lines whose first word is what they are about. */
export function settingsOfFile(text: string): readonly Setting[] {
  return [...ofJson(text) ?? ofLines(text)];
}

function ofJson(text: string): Setting[] | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return ofValue(JSON.parse(text), '');
  } catch {
    return undefined;
  }
}

function ofValue(value: unknown, name: string): Setting[] {
  if (typeof value === 'object' && value !== null) {
    const isList = Array.isArray(value);
    return Object.entries(value).flatMap(([key, part]) => ofValue(part, isList ? `${name}[${key}]` : name === '' ? key : `${name}.${key}`));
  }
  return typeof value === 'string' || typeof value === 'number' ? [{ name, value: `${value}` }] : [];
}

function* ofLines(text: string): Iterable<Setting> {
  const above: { indent: number; key: string }[] = [];
  let section = '';
  let items = 0;
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '' || COMMENT.test(line)) continue;
    const titled = SECTION.exec(line);
    if (titled) {
      section = titled[1];
      above.length = 0;
      continue;
    }
    const entry = ENTRY.exec(line);
    const indent = (entry?.[1] ?? /^\s*(?:-\s+)*/.exec(line)![0]).length;
    while (above.length > 0 && above[above.length - 1].indent >= indent) above.pop();
    const isItem = /^\s*-\s/.test(line);
    if (isItem) above.push({ indent: indent - 1, key: `[${items++}]` });
    const path = [section, ...above.map(({ key }) => key)].filter((part) => part !== '').join('.');
    if (entry) {
      const [, , , key, rest] = entry;
      const value = bare(rest);
      if (value === '' || /^[|>][+-]?$/.test(value)) above.push({ indent, key });
      else yield { name: path === '' ? key : `${path}.${key}`, value };
    } else {
      yield other(line, path);
    }
  }
}

function other(line: string, path: string): Setting {
  const [, ofTag, tagged] = TAG.exec(line) ?? PROPERTY.exec(line) ?? [];
  if (ofTag !== undefined) return { name: ofTag, value: tagged };
  const item = ITEM.exec(line);
  // An item of a list is called as its list is.
  if (item) return { name: path.replace(/\.?\[\d+\]$/, ''), value: bare(item[2]) };
  const [, first, rest] = DIRECTIVE.exec(line) ?? [];
  return first === undefined ? { name: path, value: bare(line) } : { name: first, value: bare(rest) };
}

/** A value without its quotes, its comment and what ends it. */
function bare(text: string): string {
  const value = text.replace(/\s+#.*$/, '').trim().replace(/[,;]+$/, '');
  return /^"[^"]*"$|^'[^']*'$/.test(value) ? value.slice(1, -1) : value;
}

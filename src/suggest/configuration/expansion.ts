/** `$$` before a parenthesis, which Kubernetes reads as a plain `$`, or a reference such as `$(NAME)`. */
const REFERENCE = /\$\$|\$\(([-\w.]+)\)/g;

/** What shells and many programs replace: `${NAME}`, `${NAME:-value}` and `$NAME`. */
const SHELL = /\$\{([A-Za-z_]\w*)(?::?-?[^{}$]*)?\}|\$([A-Za-z_]\w*)/g;

/** The values of variables by name, as far as they are known. */
export interface Variables {
  get(name: string): string | undefined;
}

/** As Kubernetes expands a value, an argument or a command: what it does not know stays as it is. */
export function expanded(text: string, variables: Variables): string {
  if (!text.includes('$')) return text;
  return text.replace(REFERENCE, (whole, name?: string) => (name === undefined ? '$' : variables.get(name) ?? whole));
}

/** As a shell, or a program that reads a file, expands what Kubernetes left. */
export function expandedByProgram(text: string, variables: Variables): string {
  if (!text.includes('$')) return text;
  return text.replace(SHELL, (whole, braced?: string, plain?: string) => variables.get(braced ?? plain ?? '') ?? whole);
}

/** A stream to write to. */
export interface Output {
  readonly isTTY?: boolean;
  write(text: string, done: (error?: Error | null) => void): unknown;
}

/** Shows, where somebody watches, what takes so long. */
export interface Progress {
  /** What is being done now, such as `reading manifests`. */
  say(what: string): void;
  /** Takes away what was shown. */
  end(): void;
}

/** The world around a command. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: { readonly [name: string]: string | undefined };
  readonly progress?: Progress;
}

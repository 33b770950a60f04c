import { PageData } from './page-data';

/** The program of the page and its style, with their hashes as a content security policy wants them. */
export interface PageProgram {
  readonly script: string;
  readonly scriptHash: string;
  readonly style: string;
  readonly styleHash: string;
}

/** One file that asks the network for nothing: its data, and the program that shows it and answers questions. */
export function* pageHtml(data: PageData, { script, scriptHash, style, styleHash }: PageProgram): Iterable<string> {
  // Nothing runs but the one script, and the engine that it starts of itself; nothing is loaded and nothing is sent.
  const policy = [
    "default-src 'none'", `script-src '${scriptHash}'`, `style-src '${styleHash}'`, 'worker-src blob:', "base-uri 'none'", "form-action 'none'",
  ].join('; ');
  yield `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${data.before ? 'What a change opens and closes' : 'Who may talk to whom'}</title>
<style>${style}</style>
</head>
<body>
<div id="page"><noscript>This page answers questions with a program that is in it. Allow it to run scripts: it cannot reach any network.</noscript></div>
<script type="application/json" id="data">`;
  yield inScript(JSON.stringify(data));
  yield `</script>
<script id="program">${script}</script>
</body>
</html>
`;
}

/** JSON that cannot end the element that it is in. */
function inScript(json: string): string {
  return json.replaceAll('<', '\\u003c');
}

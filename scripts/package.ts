// Builds what is published for each language into dist.
//
//   npm run package                 all languages
//   npm run package -- python java  some of them
//
// A package that was built from the same code before is taken from the cache.
import { buildPackages } from './package/build';
import { LANGUAGES, languagesIn } from './package/languages';
import { outcomeText } from './package/outcome';
import { step } from './process/step';

step(async () => {
  const outcomes = await buildPackages(languagesIn(process.argv.slice(2)));
  for (const [language, outcome] of outcomes) console.log(`${LANGUAGES[language].name.padEnd(11)} ${outcomeText(language, outcome)}`);
  if ([...outcomes.values()].some(({ status }) => status === 'failed')) process.exitCode = 1;
});

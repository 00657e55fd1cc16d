import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import { type Sentence, withHeading } from './sentences.ts';
import { lookUp } from './tumour-codes.ts';
import { slugOf } from './tumour-sites.ts';
import type { Tumour } from './tumours.ts';

const TITLE_STATEMENTS = 3;
const LONGEST_TITLE = 7;
const SCANS: ReadonlySet<string> = new Set(['mri', 'mr', 'ct', 'us', 'uss', 'ultrasound', 'scan']);
const EXAMINED = /^(?:bone|brain|liver|spine)$/;

/** "MRI liver … Findings: at least nine metastases in both lobes": of the one organ in a report's title, where a statement names no place. */
export function metastasesOfTitle(letter: LetterRead): Tumour[] {
  const { sentences, mentionsIn, lexicon } = letter;
  const organ = organOfTitle(letter);
  const target = organ === null ? null : lookUp('metastasis', slugOf(organ), '', lexicon, 'with parents');
  if (organ === null || target === null) return [];
  const rule = `composition: metastasis of ${slugOf(organ)}, the organ of the report`;
  return sentences.flatMap((sentence) => {
    const mentions = mentionsIn(sentence);
    if (sentence.from <= organ.from || isRequest(sentence, letter) || !isCounted(sentence, letter)) return [];
    if (mentions.some(({ meaning }) => meaning.layer === 'site')) return [];
    return mentions.filter(isMetastasis).map((anchor): Tumour => ({ target, anchor, others: [organ], rule }));
  });
}

/** What the scan was asked for names metastases as well: "lung cancer with metastases". */
function isRequest(sentence: Sentence, { tokens }: LetterRead): boolean {
  return OF_THE_REQUEST.has(sentence.section) || REQUEST.test(tokens[withHeading(sentence, tokens)]!.word);
}
const OF_THE_REQUEST: ReadonlySet<string> = new Set(['indication', 'history', 'past-history']);
const REQUEST = /^(?:clinical|clin|indication|hx|history|request|known|background|details|reason|question|previous)$/;

function isCounted({ from, to }: Sentence, { tokens }: LetterRead): boolean {
  for (let i = from; i < to; i++) if (HOW_MANY.test(tokens[i]!.word)) return true;
  return false;
}
const HOW_MANY =
  /^(?:multiple|numerous|several|innumerable|both|bilobar|largest|enhancing|solitary|single|further|two|three|four|five|six|seven|eight|nine|ten|no|\d{1,2})$/;

function isMetastasis({ meaning, phrase }: Mention): boolean {
  return meaning.layer === 'morphology' && meaning.morphology === 'metastasis' && /^(?:metastas|mets?$)/.test(phrase);
}

function organOfTitle({ sentences, mentionsIn, tokens }: LetterRead): Mention | null {
  for (const sentence of sentences.slice(0, TITLE_STATEMENTS)) {
    if (sentence.to - sentence.from > LONGEST_TITLE || !namesAScan(sentence, tokens)) continue;
    const [organ, ...others] = mentionsIn(sentence).filter(({ meaning }) => meaning.layer === 'site');
    if (organ !== undefined && others.length === 0 && EXAMINED.test(slugOf(organ))) return organ;
  }
  return null;
}

function namesAScan({ from, to }: Sentence, tokens: LetterRead['tokens']): boolean {
  for (let i = from; i < to; i++) if (SCANS.has(tokens[i]!.word)) return true;
  return false;
}

import { isChronic } from './history.ts';
import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';

/**
 * Whether a tumour listed among the past is being treated or watched: "PMH: prostate cancer on Prostap, AF", "CLL (W&W)", "CML (imatinib)"; not
 * "melanoma on the back", "breast ca (letrozole)", which may be over.
 */
export function isOnTreatment(tumour: Mention, letter: LetterRead): boolean {
  const { to, sentence } = tumour;
  const { tokens } = letter;
  let on = false;
  for (let i = to; i < Math.min(sentence.to, to + FARTHEST_TREATMENT); i++) {
    const { raw, word } = tokens[i]!;
    if (/^[,;.]$/.test(raw)) return false;
    const isOn = word === 'on' || word === 'under';
    if (isOn) on = true;
    else if (!OPENS_DETAIL.test(raw)) continue;
    // "Under observation" may be one of its names.
    const treatment = treatmentAt(i + 1, sentence, letter) ?? (isOn ? treatmentAt(i, sentence, letter) : undefined);
    if (treatment !== undefined) return on || goesOn(tumour, treatment, letter);
  }
  return false;
}
const FARTHEST_TREATMENT = 4;
const OPENS_DETAIL = /^[(–—-]$/;

/** The same, asked of what the tumour is treated with. */
export function isGoingOn(treatment: Mention, letter: LetterRead): boolean {
  const { from, sentence } = treatment;
  if (isMonitoring(treatment, letter)) return goesOn(treatment, treatment, letter);
  if (!OPENS_DETAIL.test(letter.tokens[from - 1]?.raw ?? '')) return false;
  const tumour = letter.mentionsIn(sentence).findLast(({ to }) => to === from - 1);
  return tumour !== undefined && goesOn(tumour, treatment, letter);
}

function treatmentAt(at: number, sentence: Mention['sentence'], { mentionsIn }: LetterRead): Mention | undefined {
  return mentionsIn(sentence).find(
    ({ meaning, from }) => from === at && meaning.layer === 'concept' && meaning.category === 'treatment',
  );
}

/** Watching, and the drug of a chronic cancer of the blood, go on where no year and no end stands behind them. */
function goesOn(tumour: Mention, treatment: Mention, letter: LetterRead): boolean {
  const { to, sentence } = treatment;
  for (let i = to; i < Math.min(sentence.to, to + LONGEST_DETAIL); i++) {
    const { raw, word } = letter.tokens[i]!;
    if (raw === ',' || raw === ';' || raw === ')' || (raw === '(' && isMonitoring(treatment, letter))) break;
    if (/\d/.test(raw) || ENDED.has(word)) return false;
  }
  if (isMonitoring(treatment, letter)) return true;
  return (
    OF_DRUGS.has(itemOf(treatment, letter)) &&
    tumour.meaning.layer === 'concept' &&
    isChronic(tumour.meaning.target, letter)
  );
}
function isMonitoring(treatment: Mention, letter: LetterRead): boolean {
  return itemOf(treatment, letter) === 'monitoring';
}
function itemOf({ meaning }: Mention, { lexicon }: LetterRead): string {
  return meaning.layer === 'concept' ? (lexicon.concepts.get(meaning.target)?.mdsItem ?? '') : '';
}
const LONGEST_DETAIL = 6;
const ENDED = new Set(
  'complete completed finished ended stopped discontinued over then until discharged ceased'.split(' '),
);
const OF_DRUGS = new Set(['chemotherapy', 'targeted-therapy', 'immunotherapy']);

import { isOfThePatientNow } from './assertion.ts';
import type { SaidTumour } from './borrowed-sites.ts';
import type { LetterRead } from './letter-read.ts';
import { saysWhereFrom } from './tumour-codes.ts';

/**
 * What findings are in keeping with. Under the microscope that is the diagnosis: "Histology: features in keeping with DLBCL". On a scan it is a
 * suspicion of a primary, and a metastasis of a cancer that the patient is known to have: "Colon cancer. Liver lesions consistent with
 * metastases".
 */
export function withWhatIsInKeeping(said: readonly SaidTumour[], letter: LetterRead): SaidTumour[] {
  if (!said.some(isInKeeping)) return [...said];
  const hasPrimary = said.some((one) => isPrimaryOfPatient(one, letter));
  return said.map((one) => {
    if (!isInKeeping(one)) return one;
    const isKnownSpread =
      hasPrimary && itemOf(one, letter) === 'secondary-site' && !saysWhereFrom(one.tumour.target, letter.lexicon);
    return isKnownSpread || isSeenUnderMicroscope(one, letter) ? asFound(one) : one;
  });
}

const IN_KEEPING = /(?:^|\s)(?:in keeping|consistent|compatible) with$/;

/** Doubtful by those words alone. */
function isInKeeping({ context: { assertion, modifiers } }: SaidTumour): boolean {
  const { certainty, temporality, subject } = assertion;
  if (certainty !== 'suspected' || temporality !== 'current' || subject !== 'patient') return false;
  const doubts = modifiers.filter(({ rule }) => rule.category === 'possible');
  return doubts.length > 0 && doubts.every(({ rule }) => IN_KEEPING.test(rule.trigger));
}

function isPrimaryOfPatient(one: SaidTumour, letter: LetterRead): boolean {
  return itemOf(one, letter) === 'primary-tumour' && isOfThePatientNow(one.context.assertion);
}

function itemOf({ tumour }: SaidTumour, { lexicon }: LetterRead): string | undefined {
  return lexicon.concepts.get(tumour.target)?.mdsItem;
}

/** In a report's own sections, or beside a word of it in the statement. */
function isSeenUnderMicroscope({ tumour: { anchor } }: SaidTumour, { tokens }: LetterRead): boolean {
  const { sentence } = anchor;
  if (sentence.section === 'histology') return true;
  for (let i = sentence.from; i < anchor.from; i++) if (MICROSCOPE.test(tokens[i]!.word)) return true;
  return false;
}
const MICROSCOPE = /^(?:histolog|biops|bx$|cytolog|microscop|immuno|ihc$|morpholog|patholog|cores?$|trephine|fna$)/;

function asFound({ tumour, context }: SaidTumour): SaidTumour {
  const categories = new Set([...context.categories].filter((category) => category !== 'possible'));
  return { tumour, context: { ...context, categories, assertion: { ...context.assertion, certainty: 'confirmed' } } };
}

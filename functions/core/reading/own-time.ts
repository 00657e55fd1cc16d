import type { Assertion } from '../answer.ts';
import type { Context } from './context.ts';
import type { WrittenDate } from './dates.ts';
import { isQuoted } from './general-statements.ts';
import { isPast } from './history.ts';
import type { DatedRole, LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';

/** Past by its date or tense alone: no word of the past stands beside it, and no heading says so. */
export function isPastByDate(
  { modifiers }: Context,
  { temporality }: Assertion,
  { sentence, to }: Mention,
  { tokens }: LetterRead,
): boolean {
  if (temporality !== 'historical' || sentence.section === 'past-history') return false;
  if (modifiers.some(({ rule }) => rule.category === 'historical' && rule.trigger !== 'years ago')) return false;
  for (let i = to; i < Math.min(sentence.to, to + FARTHEST_END); i++) if (LET_GO.has(tokens[i]!.word)) return false;
  return true;
}
const FARTHEST_END = 20;
/** "Carcinoma of left breast 2011, five years of letrozole, discharged". */
const LET_GO: ReadonlySet<string> = new Set(['discharged', 'cured', 'disch']);

/** What its date or its tense says of a tumour where no word beside it does. */
export function inItsTime(
  context: Context,
  mention: Mention,
  target: string,
  date: DatedRole | null,
  letter: LetterRead,
): Context {
  const { certainty, subject } = context.assertion;
  if (subject === 'patient' && (certainty === 'negated' || isOnRecordOnly(mention, letter))) return context;
  if (wasFoundPresent(mention, target, date, context)) return context;
  if (!isPast(mention, target, date, context, letter)) {
    present.set(mention, { target, day: date?.date, context });
    return context;
  }
  const categories = new Set([...context.categories, 'historical' as const]);
  // "Indication: Ca caecum 2017": what is past is not what the scan is to find.
  const asked = context.modifiers.some(({ rule }) => rule.category === 'possible');
  const known = mention.sentence.section === 'indication' && !asked ? 'confirmed' : certainty;
  return {
    assertion: { certainty: known, temporality: 'historical', subject },
    categories,
    modifiers: context.modifiers,
  };
}

/** Most tumours are asked about twice: when the words around them are read, and when they become a finding. */
function wasFoundPresent(mention: Mention, target: string, date: DatedRole | null, context: Context): boolean {
  const known = present.get(mention);
  return known !== undefined && known.context === context && known.target === target && known.day === date?.date;
}
const present = new WeakMap<Mention, { target: string; day: WrittenDate | undefined; context: Context }>();

/** His record says "Ca bowel" in 2018: what somebody wrote down once is no history by its date alone. */
function isOnRecordOnly(mention: Mention, { tokens }: LetterRead): boolean {
  const { sentence } = mention;
  if (!isQuoted(mention, sentence, tokens)) return false;
  for (let i = sentence.from; i < sentence.to; i++) if (ON_RECORD.test(tokens[i]!.word)) return true;
  return false;
}
const ON_RECORD =
  /^(?:records?|says?|said|letters?|notes?|sticker|summary|lists?|listed|coded?|codes|label|form|reports?|reads?)$/;

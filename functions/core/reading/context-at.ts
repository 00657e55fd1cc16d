import type { Category } from '../answer.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { ContextCategory } from '../lexicon/rows.ts';
import { type Context, contextOf } from './context.ts';
import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import { isNeverOver, isOfThisYear } from './never-over.ts';
import { isOnTreatment } from './still-treated.ts';

/**
 * "Chemotherapy was considered by the MDT", "no skin cancer. nonsmoker": what was decided or found elsewhere says nothing of a meeting
 * or of a habit; only words beside it do, and of a meeting the next ones alone.
 */
export const NEAR_FACT = 2;
/** "To ring if worried (PIFU)": what the patient may start is always under a condition. */
export const BY_THE_PATIENT = new Set(['idea:patient-initiated-follow-up', 'idea:open-access-follow-up']);
/** "If positive, discuss at MDT". */
const CONDITION = /^(?:if|unless|should)\b/;
const DENIES: ReadonlySet<ContextCategory> = new Set(['negated', 'declined', 'hypothetical', 'possible']);

/** An inherited condition is suspected, denied and somebody else's in the words that a diagnosis is. */
export function saidLike({ target, category }: { target: string; category: Category }, lexicon: Lexicon): Category {
  return lexicon.concepts.get(target)?.mdsItem === 'genetic-risk' ? 'diagnosis' : category;
}

/** @param reach in tokens, of the words that deny or doubt */
export function contextAt(
  mention: Mention,
  category: Category,
  letter: LetterRead,
  reach = Number.POSITIVE_INFINITY,
): Context {
  const { from, to, sentence } = mention;
  const { modifiersIn, tokens } = letter;
  const said = modifiersIn(sentence);
  const all = isDoneForPatient(mention) ? said.filter(({ rule }) => !OF_SOMEBODY.has(rule.category)) : said;
  const modifiers =
    reach === Number.POSITIVE_INFINITY
      ? all
      : all.filter((one) => {
          const far = CONDITION.test(one.rule.trigger) ? NEAR_FACT : reach;
          return !DENIES.has(one.rule.category) || Math.max(from - one.to, one.from - to) <= far;
        });
  const lasting =
    category === 'diagnosis' &&
    sentence.section === 'past-history' &&
    (isNeverOver(mention, letter) || isOfThisYear(mention, letter) || isOnTreatment(mention, letter));
  const suspicion = category === 'diagnosis' && isSuspicion(mention, letter);
  return contextOf({ from, to, sentence, category, lasting, suspicion }, modifiers, tokens);
}

function isSuspicion({ meaning }: Mention, { lexicon }: LetterRead): boolean {
  return meaning.layer === 'concept' && lexicon.concepts.get(meaning.target)?.mdsItem === 'suspected-cancer';
}

/** "Wife Nora is LPA": the other person acts for the patient. */
function isDoneForPatient({ meaning }: Mention): boolean {
  return meaning.layer === 'concept' && OF_WHO_ACTS.has(meaning.target);
}
/** Attorneys, and who calls or sees the patient: "my colleague Sam will phone you". */
const OF_WHO_ACTS = new Set(['341051000000100', 'idea:lasting-power-of-attorney', '386473003', '281036007']);
const OF_SOMEBODY: ReadonlySet<ContextCategory> = new Set(['family', 'other-person']);

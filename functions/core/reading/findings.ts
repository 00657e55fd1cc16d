import type { Category } from '../answer.ts';
import { asPossible, isAskedBehindItsSite, isOneOfSeveral } from './alternatives.ts';
import { findAmounts } from './amounts.ts';
import { asAnswered, asChosen } from './answered.ts';
import { isAsserted } from './asserted.ts';
import { type SaidTumour, withBorrowedSites } from './borrowed-sites.ts';
import { isSaidOfAnother, ofAnother } from './clause-subjects.ts';
import type { Context } from './context.ts';
import { BY_THE_PATIENT, contextAt, NEAR_FACT, saidLike } from './context-at.ts';
import { dateNear } from './date-roles.ts';
import { evidenceOf, ruleWith, spanOf, spanOfAll } from './evidence.ts';
import { findFamilyCancers } from './family-cancers.ts';
import { findFollowUps } from './follow-ups.ts';
import { formAnswer } from './forms.ts';
import { hasGrounds } from './grounds.ts';
import { withWhatIsInKeeping } from './in-keeping.ts';
import { findKeyWorkers } from './key-workers.ts';
import type { Finding, LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import { inItsTime, isPastByDate } from './own-time.ts';
import { findPalliativeWriters } from './palliative-writers.ts';
import { isPerson } from './persons.ts';
import { pointsBack } from './pointing-back.ts';
import { isTitle } from './titles.ts';
import { treatmentContexts } from './treatment-contexts.ts';
import { slugOf } from './tumour-sites.ts';
import { findTumours, type Tumour } from './tumours.ts';
import { findUnnamedSuspicions, SUSPICION } from './unnamed-suspicions.ts';

/** What the letter says of tumours, treatments, care plans and the rest, each with its context. Stages come apart. */
export function findFindings(letter: LetterRead): Finding[] {
  const tumours = withWhatIsInKeeping(
    findTumours(letter).map((tumour): SaidTumour => saidOf(tumour, letter)),
    letter,
  );
  return [
    ...withBorrowedSites(tumours, letter).map((said) => tumourFinding(said, letter)),
    ...otherFindings(letter),
    ...findingsOfRelatives(tumours, letter),
    ...suspicions(tumours, letter),
  ].sort((a, b) => a.evidence[0]!.start - b.evidence[0]!.start);
}

function saidOf(tumour: Tumour, letter: LetterRead): SaidTumour {
  const said = contextAt(tumour.anchor, 'diagnosis', letter);
  const words = spanOfAll([tumour.anchor, ...tumour.others, ...siteBehind(tumour.anchor, letter)], letter.tokens);
  const answered = asAnswered(said, formAnswer(letter.text, words));
  const isOpen = isOneOfSeveral(tumour.anchor, letter) || isAskedBehindItsSite(tumour, letter);
  const asked = isOpen ? asPossible(answered) : answered;
  const date = dateNear(letter, tumour.anchor, 'diagnosis', asked);
  return { tumour, context: inItsTime(asked, tumour.anchor, tumour.target, date, letter) };
}

/** "GIST of the stomach: no": the answer stands behind the site, also where no code is put together with it. */
function siteBehind({ to, sentence }: Mention, { tokens, mentionsIn }: LetterRead): readonly Mention[] {
  if (to >= sentence.to || !/^(?:of|in)$/.test(tokens[to]!.word)) return [];
  return mentionsIn(sentence).filter(({ meaning, from }) => meaning.layer === 'site' && from > to && from - to <= 2);
}

function tumourFinding({ tumour, context }: SaidTumour, letter: LetterRead): Finding {
  const mentions = [tumour.anchor, ...tumour.others];
  const rule = ruleWith(tumour.rule, context);
  const asserted = isAsserted(tumour.anchor, letter);
  const marks = isTumour(tumour.target, letter)
    ? { onlyNamed: !hasGrounds(tumour, context, letter), asserted, pointsBack: pointsBack(tumour.anchor, letter) }
    : { asserted };
  const site = mentions.find(({ meaning }) => meaning.layer === 'site');
  const at = site === undefined ? marks : { ...marks, site: slugOf(site) };
  return makeFinding(letter, tumour.target, 'diagnosis', context, mentions, rule, at);
}

/** Not what comes of a treatment, nor where a cancer has spread to: words for a metastasis say that there is one. */
function isTumour(target: string, { lexicon }: LetterRead): boolean {
  const register = lexicon.contexts.get(target)?.register;
  return register !== undefined && register !== 'not-a-tumour' && register !== 'secondary-joins';
}

function otherFindings(letter: LetterRead): Finding[] {
  const treatments = treatmentContexts(letter);
  return [
    ...letter.mentions,
    ...findFollowUps(letter),
    ...findKeyWorkers(letter),
    ...findPalliativeWriters(letter),
    ...findAmounts(letter),
  ].flatMap((mention): Finding[] => {
    const { meaning } = mention;
    if (meaning.layer !== 'concept' || meaning.category === 'diagnosis') return [];
    if (isDue(meaning.target) && NAMES_A_CLINIC.test(mention.phrase) && isTitle(mention, letter)) return [];
    const item = letter.lexicon.concepts.get(meaning.target)?.mdsItem;
    const near = meaning.category === 'status' || BY_THE_PATIENT.has(meaning.target) || saysItsOwnState(mention);
    const ownReach = mention.phrase.startsWith('not for ') ? 0 : REACHES.get(item ?? '');
    const reach = ownReach ?? (near ? NEAR_FACT : undefined);
    const said = treatments.get(mention) ?? contextAt(mention, saidLike(meaning, letter.lexicon), letter, reach);
    const answer = formAnswer(letter.text, spanOf(mention, letter.tokens));
    const answered = asChosen(asAnswered(said, answer), answer, mention.sentence.section);
    const own = isSaidOfAnother(mention, letter) ? ofAnother(answered) : answered;
    const context = isDue(meaning.target) ? asDue(own) : own;
    const rule = ruleWith(`phrase: ${mention.phrase}`, context);
    const absence = context === said && isDenied(context) ? ABSENCES.get(meaning.target) : undefined;
    return [
      absence === undefined
        ? makeFinding(letter, meaning.target, meaning.category, context, [mention], rule)
        : makeFinding(letter, absence, meaning.category, asFound(context), [mention], rule),
    ];
  });
}

/**
 * "We talked about resuscitation and a DNACPR form was signed", "no decision made, remains for CPR", "not her notes. No r/v here": words
 * that say themselves whether it is so.
 */
function saysItsOwnState({ phrase, meaning }: Mention): boolean {
  return (
    meaning.layer === 'concept' &&
    meaning.category === 'care-plan' &&
    (SAYS_IT_IS_SO.test(phrase) || (meaning.target === DISCHARGED && NOTHING_MORE.test(phrase)))
  );
}
const DISCHARGED = 'idea:discharged-from-follow-up';
const SAYS_IT_IS_SO =
  /\b(?:signed|completed|in place|in date|remains for|was signed|has been completed|no cpr|filled in)\b/;
const NOTHING_MORE = /^(?:no|nil)\b/;

/** In tokens, of words that deny: "not for ITU, DNACPR signed", "no surgery: MDT". */
const REACHES: ReadonlyMap<string, number> = new Map([
  ['mdt', 0],
  ['resuscitation', 1],
]);

/** Facts that have a concept for their absence: "denies any family history of malignancy", "not a smoker". */
const ABSENCES: ReadonlyMap<string, string> = new Map([
  ['77176002', '8392000'],
  ['275937001', '160250007'],
  ['266883004', '160250007'],
  ['429740004', '313376005'],
]);

const NAMES_A_CLINIC = /\b(?:clinic|consultation|review)\b/;

/** A visit or a call of the hospital is found by when it is due, so that it is to come where no word says otherwise. */
function isDue(target: string): boolean {
  return target === FOLLOW_UP || target === CALL;
}
const FOLLOW_UP = '281036007';
const CALL = '386473003';

function asDue(said: Context): Context {
  const { assertion, modifiers } = said;
  const isOpen = assertion.certainty === 'confirmed' && assertion.temporality === 'current';
  if (!isOpen || modifiers.some(({ rule }) => rule.category === 'current')) return said;
  return { ...said, assertion: { ...assertion, temporality: 'planned' } };
}

function isDenied({ assertion, categories }: Context): boolean {
  return assertion.certainty === 'negated' && assertion.subject !== 'other' && !categories.has('hypothetical');
}

function asFound(said: Context): Context {
  return { ...said, assertion: { ...said.assertion, certainty: 'confirmed' } };
}

function findingsOfRelatives(said: readonly SaidTumour[], letter: LetterRead): Finding[] {
  const anchors = said.filter(({ tumour }) => tumour.target !== '').map(({ tumour }) => tumour.anchor);
  return findFamilyCancers(letter, anchors).flatMap(({ mention, target }): Finding[] => {
    const context = contextAt(mention, 'diagnosis', letter);
    if (context.assertion.subject !== 'family') return [];
    if (isDenied(context) && isOfNoneAtAll(mention, letter))
      return [
        makeFinding(
          letter,
          NO_CANCER,
          'family-history',
          asFound(context),
          [mention],
          ruleWith('none in the family', context),
        ),
      ];
    const rule = ruleWith(`of a relative: ${mention.phrase}`, context);
    return [makeFinding(letter, target, 'family-history', context, [mention], rule)];
  });
}

const NO_CANCER = '160250007';

/** "FHx: nil malignancy", "no family hx of ca": of any cancer and of anybody; not "his aunt's goitre was no cancer". */
function isOfNoneAtAll({ from, sentence, phrase }: Mention, { tokens, mentionsIn }: LetterRead): boolean {
  if (!/^(?:cancers?|ca|malignancy|malignancies)$/.test(phrase)) return false;
  let atLarge = sentence.section === 'family-history';
  for (let i = sentence.from; i < from; i++) {
    if (isPerson(tokens[i]!.word)) return false;
    atLarge ||= /^(?:fh|fhx|family|fam|relatives)$/.test(tokens[i]!.word);
  }
  return atLarge && !mentionsIn(sentence).some((one) => one.meaning.layer === 'site' && Math.abs(one.from - from) <= 2);
}

function suspicions(said: readonly SaidTumour[], letter: LetterRead): Finding[] {
  const anchors = said.flatMap(({ tumour }) => [tumour.anchor, ...tumour.others]);
  return findUnnamedSuspicions(letter, anchors).map((mention) => {
    const { assertion, ...said } = contextAt(mention, 'diagnosis', letter);
    const context = { ...said, assertion: { ...assertion, certainty: 'suspected' as const } };
    return makeFinding(letter, SUSPICION, 'diagnosis', context, [mention], ruleWith('unnamed suspicion', context));
  });
}

function makeFinding(
  letter: LetterRead,
  target: string,
  category: Category,
  context: Context,
  mentions: readonly Mention[],
  rule: string,
  marks?: Pick<Finding, 'onlyNamed' | 'asserted' | 'pointsBack' | 'site'>,
): Finding {
  const evidence = evidenceOf(mentions, letter.tokens);
  const date = dateNear(letter, mentions[0]!, category, context);
  const { assertion, categories } =
    category === 'diagnosis' ? inItsTime(context, mentions[0]!, target, date, letter) : context;
  return {
    target,
    category,
    assertion,
    said: categories,
    evidence,
    section: mentions[0]!.sentence.section,
    rule,
    onlyNamed: marks?.onlyNamed,
    asserted: marks?.asserted,
    pointsBack: marks?.pointsBack,
    site: marks?.site,
    pastByDate: isPastByDate(context, assertion, mentions[0]!, letter),
    date: date ?? undefined,
  };
}

import type { Context } from './context.ts';
import { talksOnly } from './decided.ts';
import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import type { Sentence } from './sentences.ts';

export type Decision = 'accepted' | 'refused' | 'put off';

/** A treatment, and what is said of it so far. */
export interface Discussed {
  readonly mention: Mention;
  readonly state: Context;
  /** Watching, or comfort alone: what there is to choose besides a treatment. */
  readonly monitoring: boolean;
}

/**
 * What a statement decides of the treatments talked over in the statement before it: "We discussed docetaxel. He would like to go ahead.",
 * "The MDT suggested radiotherapy. She does not want it." null where it decides nothing.
 */
export function decisionIn({ from, to }: Sentence, { tokens }: LetterRead): Decision | null {
  const last = Math.min(to, from + LONGEST_DECISION);
  let [who, verb] = [-1, false];
  for (let i = from; i < last; i++) {
    const { word } = tokens[i]!;
    if (who === -1 && DECIDERS.has(word)) who = i;
    else if (who !== -1 && DECIDING.has(word)) verb = true;
    // "Mr Jones's wife is not keen": it is not for her to say.
    if (!verb && THE_OTHERS.has(word)) return null;
  }
  if (!verb || who - from > FARTHEST_DECIDER || tellsOfItsOwn(from, who, tokens)) return null;
  const words = tokens
    .slice(who + 1, last)
    .map(({ word }) => word)
    .join(' ');
  if (REFUSES.test(words)) return 'refused';
  if (ACCEPTS.test(words)) return 'accepted';
  return PUTS_OFF.test(words) ? 'put off' : null;
}

/** "Tamoxifen was discussed; she's not keen": of that, not of what was said before. */
function tellsOfItsOwn(from: number, who: number, tokens: LetterRead['tokens']): boolean {
  let talked = -1;
  for (let i = from + 1; i < who; i++) if (TALKED_OF.has(tokens[i]!.word)) talked = i;
  return talked !== -1 && !POINTS_BACK.has(tokens[from]!.word);
}
const TALKED_OF: ReadonlySet<string> = new Set('discussed mentioned raised offered suggested considered'.split(' '));
const POINTS_BACK: ReadonlySet<string> = new Set('it this these both that they options all having we i'.split(' '));

/** "Surgery or radiotherapy", "between the two": who goes ahead goes ahead with one of them. */
export function namesAlternatives({ from, to }: Sentence, { tokens }: LetterRead): boolean {
  return tokens.slice(from, to).some(({ word }) => ALTERNATIVES.has(word));
}

/** What was open or planned, as decided; what was given, or hangs on a condition, stays. */
export function asDecided({ state, monitoring }: Discussed, decision: Decision, several: boolean): Context {
  const { assertion, categories } = state;
  if (assertion.certainty !== 'confirmed' || GIVEN.some((one) => categories.has(one))) return state;
  if (decision === 'refused') return asRefused(state);
  if (decision === 'put off') return isOnlyOffered(state) ? asOpen(state) : state;
  const isOpen =
    assertion.temporality === 'hypothetical' &&
    talksOnly(state.modifiers) &&
    !state.modifiers.some(({ rule }) => OF_OTHERS.test(rule.trigger)) &&
    !categories.has('attributive');
  if (!isOpen || (monitoring && several)) return state;
  return asPlanned(state);
}

export function asPlanned(state: Context): Context {
  const categories = new Set([...state.categories, 'planned' as const]);
  categories.delete('hypothetical');
  return { ...state, assertion: { ...state.assertion, temporality: 'planned' }, categories };
}

export function asRefused(state: Context): Context {
  return {
    ...state,
    assertion: { ...state.assertion, certainty: 'negated' },
    categories: new Set([...state.categories, 'declined' as const]),
  };
}

/**
 * "The MDT recommended adjuvant chemotherapy … After some thought she declined chemotherapy": what was to be done, and is refused by name
 * behind it, and not planned once more behind that.
 *
 * @param contexts of the whole letter, changed where a refusal takes a plan back
 */
export function takeBackRefused(contexts: Map<Mention, Context>, { lexicon, tokens }: LetterRead): void {
  const refusals = [...contexts].filter(
    ([mention, { modifiers }]) =>
      modifiers.some(({ rule }) => rule.category === 'declined' && BY_THE_PATIENT.test(rule.trigger)) &&
      !tokens.slice(mention.sentence.from, mention.sentence.to).some(({ word }) => AT_FIRST.has(word)),
  );
  if (refusals.length === 0) return;
  const kindsOf = ({ meaning }: Mention) => {
    const target = meaning.layer === 'concept' ? meaning.target : '';
    return { target, item: `every ${lexicon.concepts.get(target)?.mdsItem}` };
  };
  const plans = [...contexts].filter(
    ([, { assertion }]) => assertion.temporality === 'planned' && assertion.certainty === 'confirmed',
  );
  const lastPlans = new Map<string, number>();
  for (const [plan] of plans)
    for (const kind of Object.values(kindsOf(plan))) lastPlans.set(kind, Math.max(lastPlans.get(kind) ?? 0, plan.from));
  const refused = new Set<string>();
  for (const [mention] of refusals) {
    const { target, item } = kindsOf(mention);
    const kind = OF_A_WHOLE_KIND.has(target) ? item : target;
    if ((lastPlans.get(kind) ?? 0) < mention.sentence.from) refused.add(kind);
  }
  for (const [plan, context] of plans)
    if (Object.values(kindsOf(plan)).some((kind) => refused.has(kind))) contexts.set(plan, asRefused(context));
}
const BY_THE_PATIENT =
  /\b(?:declin\w+|refus\w+|turned down|not want(?:ed)?|want|not keen|(?:decided|opted|chose|is|set) against)\b/;
const AT_FIRST: ReadonlySet<string> = new Set(
  'initially originally previously first once earlier until reconstruction'.split(' '),
);
/** Chemotherapy, radiotherapy: who declines it declines every kind. */
const OF_A_WHOLE_KIND: ReadonlySet<string> = new Set(['367336001', '108290001']);

/** "Offered mastectomy but opted for WLE", "advised cystectomy; he chose radiotherapy": the other was chosen. */
export function isPassedOver({ mention, state }: Discussed, next: Mention | undefined, letter: LetterRead): boolean {
  if (!state.categories.has('planned')) return false;
  const { tokens } = letter;
  if (next === undefined) return isDroppedFor(mention, tokens);
  if (next.from - mention.to > LONGEST_CHOICE) return false;
  let turned = false;
  // "Opted for surveillance" may be one of its names.
  for (let i = mention.to; i <= next.from; i++) {
    const { word } = tokens[i]!;
    if (TURNS.has(word)) turned = true;
    else if (turned && CHOOSES.has(word)) return true;
  }
  return false;
}

/** "Atezolizumab was offered. She is unsure and will ring.": what is booked stays booked. */
function isOnlyOffered({ assertion, modifiers }: Context): boolean {
  const plans = modifiers.filter(({ rule }) => rule.category === 'planned');
  return (
    assertion.temporality === 'planned' && plans.length > 0 && plans.every(({ rule }) => OFFERS.test(rule.trigger))
  );
}
const OFFERS = /\b(?:offer(?:ed)?|recommend(?:ed)?|advise[ds]?|suggest(?:ed)?|propose[ds]?|approved|available)\b/;

function asOpen(state: Context): Context {
  return {
    ...state,
    assertion: { ...state.assertion, temporality: 'hypothetical' },
    categories: new Set([...state.categories, 'hypothetical' as const]),
  };
}

/** What somebody else brought up is not what is agreed to. */
const OF_OTHERS = /\b(?:raised|mentioned|asked|brought|read)\b/;

/** "Offered CRT but he wishes surgery": for what the lexicon has no name. */
function isDroppedFor({ to, sentence }: Mention, tokens: LetterRead['tokens']): boolean {
  let turned = -1;
  for (let i = to; i < Math.min(sentence.to, to + LONGEST_REASONS); i++) {
    const { word } = tokens[i]!;
    if (TURNS.has(word)) turned = i;
    else if (turned !== -1 && CHOOSES.has(word) && (i - turned <= 3 || OF_THE_PATIENT.test(tokens[i - 1]!.word)))
      return tokens.slice(i + 1, i + 4).some((one) => WITHOUT_A_NAME.has(one.word));
  }
  return false;
}
/** "But, given her age and how she feels about it, she's opted for follow-up only". */
const LONGEST_REASONS = 45;
const OF_THE_PATIENT = /^(?:she|he|they|has|have|s)$|['’](?:s|ve)$/;

const GIVEN = ['ongoing', 'completed', 'stopped', 'historical'] as const;

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const ALTERNATIVES = setOf('or vs versus v either between options choices alternatives whether if');
const LONGEST_DECISION = 24;
const FARTHEST_DECIDER = 8;
const DECIDERS = setOf('he she they you patient pt lady gentleman mr mrs ms miss we');
const THE_OTHERS = setOf('wife husband partner daughter son mother father sister brother parents children family');
const DECIDING = setOf(
  'wish wishes wished want wants wanted like happy keen content willing elected opted decided agreed consented accepted signed gave go ahead declines declined declining turned down against refuses refused rather prefer prefers preferred not unsure undecided sure think thinking time consider reflect ring',
);
const WITHOUT_A_NAME = setOf(
  'surgery operation monitoring observation watching tablets nothing comfort symptom follow followup surveillance',
);
const LONGEST_CHOICE = 12;
const TURNS = setOf('but however instead although ;');
const CHOOSES = setOf(
  'opted opts chose chosen chooses preferred prefers elected elects favours favoured wants wanted wishes plumped',
);

const WHAT = String.raw`(?:it|this|that|them|these|those|either|any|any of (?:it|this|these)|(?:(?:any|further|more|active) )*treatment)`;
const DOING = String.raw`(?:go ahead|proceed|start|begin|go forward|have ${WHAT}|try ${WHAT}|take ${WHAT} up|accept)`;
const ENDS = String.raw`(?= ?(?:$|[.,;:)–-]|and\b|as\b|at\b|today\b|for now\b|because\b|since\b|having\b|after\b))`;
const LEADING = String.raw`^(?:(?!\b(?:if|whether|unless|until|but|not|never|yet|think)\b)\S+ ){0,9}?`;
const ACCEPTS = new RegExp(
  String.raw`${LEADING}(?:(?:wish(?:es|ed)?|wants?|wanted|like|happy|keen|content|willing|elected|opted|decided|agreed|prefers?) to ${DOING}\b|(?:agreed|consented|accepted)(?: to ${WHAT}| ${WHAT})?${ENDS}|happy with (?:this|that)${ENDS}|signed (?:the |a )?consent|gave (?:(?:his|her|their) )?(?:informed |written )*consent|will go ahead)`,
);
const REFUSES = new RegExp(
  String.raw`^(?:(?!\b(?:if|whether|unless|until|initially)\b)\S+ ){0,8}?(?:not (?:want|wish)(?: for| to (?:have|pursue|take))? ${WHAT}${ENDS}|not (?:want|wish) to (?:go ahead|proceed|have treatment)|(?:declin(?:es|ed|ing)|refus(?:es|ed))(?: ${WHAT}| both| all)?${ENDS}|turn(?:ed|s) (?:(?:${WHAT}|both) )?down\b|not keen${ENDS}|(?:decided|opted|chosen) against(?: ${WHAT})?${ENDS}|(?:rather|prefer(?:s|red)?) not(?:${ENDS}| to (?:go ahead|proceed|(?:have|pursue|take) ${WHAT}))|(?:decided|opted|chosen|elected) not to (?:go ahead|proceed|(?:have|pursue|take) ${WHAT}))(?!.*\b(?:at first|initially|but|though|then)\b)`,
);
const PUTS_OFF =
  /^(?:(?!\b(?:if|whether|unless|until|but|no longer)\b)\S+ ){0,5}?(?:unsure\b|undecided\b|not sure\b|not decided\b|in two minds\b|(?:thinking|to think) (?:about|it|over)\b|(?:will|like to|wants? to|wishes to) (?:think|consider|reflect)\b|(?:wants?|needs?|like|asked for) (?:more |some )?time\b)/;

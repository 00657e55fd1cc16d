import { asOption, isAlternative } from './alternatives.ts';
import { type Context, contextOf } from './context.ts';
import {
  asDecided,
  asPlanned,
  asRefused,
  type Discussed,
  decisionIn,
  isPassedOver,
  namesAlternatives,
  takeBackRefused,
} from './decisions.ts';
import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import type { Modifier } from './modifiers.ts';
import type { SaidTreatment } from './said-treatment.ts';
import { isGoingOn } from './still-treated.ts';
import { areOneRegimen } from './treatment-links.ts';
import { withStates } from './treatment-states.ts';
import { type Verdict, verdictOn } from './verdicts.ts';

/** What is said of each treatment, statement by statement. */
export function treatmentContexts(letter: LetterRead): ReadonlyMap<Mention, Context> {
  const contexts = new Map<Mention, Context>();
  let before: Context | null = null;
  let discussed: readonly Discussed[] = [];
  let isAside = false;
  for (const sentence of letter.sentences) {
    const mentions = letter.mentionsIn(sentence);
    const all = mentions.length === 0 ? mentions : mentions.filter(({ meaning }) => isTreatment(meaning));
    const said = all.flatMap((mention) => saidTreatment(mention, all, letter) ?? []);
    const decision = discussed.length > 0 ? decisionIn(sentence, letter) : null;
    if (decision !== null && said.every(({ mention }) => isOneOf(mention, discussed)))
      for (const one of discussed) contexts.set(one.mention, asDecided(one, decision, discussed.length > 1));
    // What is said of something else may stand between the two.
    if (decision !== null || said.length > 0 || isAside) discussed = [];
    isAside = said.length === 0;
    if (said.length === 0) continue;
    const states = withStates(said, letter, before);
    const hasAlternatives = namesAlternatives(sentence, letter);
    let verdict: Verdict | null = null;
    for (let i = said.length - 1; i >= 0; i--) {
      const { mention } = said[i]!;
      const isOption = isAlternative(mention, letter);
      const state = isOption ? asOption(states[i]!) : states[i]!;
      const regimen = said[i + 1] !== undefined && areOneRegimen(mention, said[i + 1]!.mention, letter);
      const together = regimen || (said[i + 1] !== undefined && areSideBySide(mention, said[i + 1]!.mention, letter));
      verdict = (together ? verdict : null) ?? verdictOn(mention, state, letter);
      if (verdict === 'planned' && said[i]!.monitoring) verdict = null;
      const next = said[i + 1]?.mention;
      const named = next !== undefined && isBaseOf(mention, next, letter) ? contexts.get(next) : undefined;
      const judged = named ?? asJudged(state, verdict);
      const one = { mention, state: judged, monitoring: said[i]!.monitoring };
      contexts.set(mention, isPassedOver(one, said[i + 1]?.mention, letter) ? asRefused(judged) : judged);
      if (!hasAlternatives && !isOption) discussed = [...discussed, one];
    }
    before = states.at(-1)!;
  }
  takeBackRefused(contexts, letter);
  return contexts;
}

/** "Distal pancreatectomy & splenectomy: no indication": one item of a list. */
function areSideBySide({ to }: Mention, next: Mention, { tokens }: LetterRead): boolean {
  return next.from - to === 1 && /^(?:&|\+|and|\/)$/.test(tokens[to]!.norm);
}

/** "Cetuximab-based chemo: not needed": what is said of the chemotherapy is said of what it is based on. */
function isBaseOf({ to }: Mention, next: Mention, { tokens }: LetterRead): boolean {
  return next.from - to === 1 && tokens[to]!.norm === 'based';
}

function isOneOf({ meaning }: Mention, discussed: readonly Discussed[]): boolean {
  return discussed.some(
    ({ mention: other }) =>
      other.meaning.layer === 'concept' && meaning.layer === 'concept' && other.meaning.target === meaning.target,
  );
}

function asJudged(said: Context, verdict: Verdict | null): Context {
  if (verdict === null) return said;
  if (verdict === 'planned') return asPlanned(said);
  const assertion =
    verdict === 'negated'
      ? { ...said.assertion, certainty: 'negated' as const }
      : { ...said.assertion, temporality: 'hypothetical' as const };
  return { ...said, assertion, categories: new Set([...said.categories, verdict]) };
}

/** null for what is no treatment, or only says how far one has come. */
function saidTreatment(mention: Mention, all: readonly Mention[], letter: LetterRead): SaidTreatment | null {
  const { lexicon, modifiersIn, tokens } = letter;
  if (mention.meaning.layer !== 'concept') return null;
  const concept = lexicon.concepts.get(mention.meaning.target);
  const item = concept?.mdsItem ?? '';
  if (item === 'treatment-status') return null;
  const event = item === 'surgery' || concept?.group === 'interventional';
  const lasting = LASTING.has(item) && !event;
  const { from, to, sentence } = mention;
  const goingOn = sentence.section === 'past-history' && isGoingOn(mention, letter);
  const target = { from, to, sentence, category: 'treatment' as const, lasting, goingOn };
  const monitoring = item === 'monitoring' || item === 'palliative';
  const modifiers = modifiersIn(sentence).filter(
    (one) =>
      !isUnticked(one, tokens) &&
      !isOnlyPlace(one, mention, tokens) &&
      !isWhen(one, mention) &&
      !isWhatFor(one, mention, letter) &&
      !(monitoring && isRefusalOfAnother(one, mention, all)) &&
      !isOfAnotherItem(one, mention, all, tokens),
  );
  const saidBy = (counts: (modifier: Modifier) => boolean) => contextOf(target, modifiers.filter(counts), tokens);
  return {
    mention,
    said: contextOf(target, modifiers, tokens),
    saidBy,
    lasting,
    event,
    chemotherapy: item === 'chemotherapy',
    monitoring,
  };
}

function isTreatment(meaning: Mention['meaning']): boolean {
  return meaning.layer === 'concept' && meaning.category === 'treatment';
}

/** "WLE [x] done [ ] declined [ ] n/a": a word behind an empty box is not said. */
function isUnticked({ from }: Modifier, tokens: LetterRead['tokens']): boolean {
  const box = tokens[from - 1]?.raw;
  return box === '☐' || box === '□' || (box === ']' && tokens[from - 2]?.raw === '[');
}

/** "Plan: see after radiotherapy, scan following chemotherapy": when something is to be done; what was given has a name and a day. */
function isWhen({ rule, to }: Modifier, { meaning, from, sentence }: Mention): boolean {
  if (sentence.section !== 'plan' || to > from || !/^(?:after|following)$/.test(rule.trigger)) return false;
  return meaning.layer === 'concept' && COURSES.has(meaning.target);
}
/** "Right hemi 2023 for caecal cancer, Capox": what the operation was for. */
function isWhatFor({ rule, to }: Modifier, { from, sentence }: Mention, { mentionsIn }: LetterRead): boolean {
  if (rule.trigger !== 'for' || to > from) return false;
  return mentionsIn(sentence).some(
    ({ meaning, ...tumour }) =>
      tumour.from >= to &&
      tumour.from - to <= MOST_ADJECTIVES &&
      tumour.to <= from &&
      (meaning.layer === 'morphology' || (meaning.layer === 'concept' && meaning.category === 'diagnosis')),
  );
}
const MOST_ADJECTIVES = 2;
/** Chemotherapy, radiotherapy. */
const COURSES: ReadonlySet<string> = new Set(['367336001', '108290001']);

/** "To start fulvestrant in clinic", "sentinel node x2   Consultant: …": where, or by whom, and no part of a name as in "transplant programme". */
function isOnlyPlace({ rule, from }: Modifier, { to }: Mention, tokens: LetterRead['tokens']): boolean {
  if (rule.category !== 'attributive' || from <= to) return false;
  return tokens.slice(to, from).some(({ norm }) => PLACES.test(norm));
}
const PLACES = /^(?:in|at|by|with|from|on|for|x\d+|\d.*)$/;

/** "BSC, declined chemo", "no adjuvant RT, surveillance only": one watches or comforts because the other was not wanted. */
function isRefusalOfAnother({ rule, from, to }: Modifier, mention: Mention, all: readonly Mention[]): boolean {
  if (rule.category !== 'declined' && rule.category !== 'negated') return false;
  return all.some(
    (other) =>
      other !== mention &&
      (from >= mention.to
        ? other.from >= to && other.from - to <= CLOSE
        : other.from >= to && other.to <= mention.from && other.from - to <= CLOSE),
  );
}
const CLOSE = 3;

/** "FEC x6, trastuzumab 2014-15, goserelin declined": an item with its own number, and a comma behind it, was given. */
function isOfAnotherItem(
  { rule, from }: Modifier,
  mention: Mention,
  all: readonly Mention[],
  tokens: LetterRead['tokens'],
): boolean {
  if (from < mention.to) return false;
  const isOngoing = rule.category === 'ongoing';
  if (!isOngoing && !OF_ONE_ITEM.has(rule.category)) return false;
  const next = all.find((other) => other.from >= mention.to && other.to <= from);
  if (next === undefined) return false;
  // "FEC-T, RT, anastrozole ongoing": the last of the list goes on.
  if (isOngoing) {
    const between = tokens.slice(mention.to, from).map(({ word }) => word);
    return between.includes(',') && !between.some((word) => JOINS.test(word));
  }
  if (rule.trigger === 'declined' && isBeforeTheLast(mention, from, all, tokens)) return true;
  let counted = false;
  for (let i = mention.to; i < next.from; i++) {
    const { raw, norm } = tokens[i]!;
    if (/^(?:and|&|or|\/)$/.test(norm)) return false;
    if (/\d/.test(norm)) counted = true;
    if (counted && (raw === ',' || raw === ';')) return true;
  }
  return false;
}
/** "WLE RT, chemo declined": the last of the list is refused. */
function isBeforeTheLast(mention: Mention, at: number, all: readonly Mention[], tokens: LetterRead['tokens']): boolean {
  const last = all.findLast(({ to }) => to <= at);
  if (last === undefined || last.to !== at || last.from < mention.to) return false;
  const between = tokens.slice(mention.to, last.from).map(({ word }) => word);
  return between.at(-1) === ',' && !between.some((word) => JOINS.test(word) || word === 'or');
}
const JOINS = /^(?:and|&|\+|\/|with|both|all)$/;
const OF_ONE_ITEM: ReadonlySet<string> = new Set(['hypothetical', 'declined', 'negated']);

const LASTING = new Set([
  'chemotherapy',
  'hormone-therapy',
  'immunotherapy',
  'targeted-therapy',
  'monitoring',
  'other-treatment',
  'palliative',
  'trial',
]);

import { EVERY_KIND } from '../lexicon/kinds.ts';
import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { FindingTarget } from './finding-context.ts';
import type { Modifier } from './modifiers.ts';
import { firstPredicateAfter, isAdverb, type Predicate, predicateAt } from './predicates.ts';
import { isNegation } from './unsettled.ts';

/**
 * What the verb says whose subject or object a finding is, whatever stands between the parts of the verb: "has since been reliably
 * excluded", "is not thought to be present", "cannot confidently exclude". Triggers alone would have to list every such form.
 */
export function saidByVerb(target: FindingTarget, tokens: readonly MatchToken[]): Modifier | null {
  return wantedOut(target, tokens) ?? ofSubject(target, tokens) ?? ofObject(target, tokens);
}

/** "I would like an ASD ruled out", "needs coeliac disease excluding": it is open. */
function wantedOut({ from, to, sentence }: FindingTarget, tokens: readonly MatchToken[]): Modifier | null {
  const { word } = tokens[to] ?? { word: '' };
  const out = word === 'ruled' || word === 'ruling' ? tokens[to + 1]?.word === 'out' : /^exclud(?:ed|ing)$/.test(word);
  if (!out || to >= sentence.to) return null;
  let i = from - 1;
  while (i > sentence.from && /^(?:an?|any|the|to|have|get|see)$/.test(tokens[i]!.word)) i--;
  if (i < sentence.from || !WANTING.has(tokens[i]!.word)) return null;
  return modifier({ from: to, to: to + 1 }, 'possible', 'backward', tokens);
}
const WANTING = new Set('like want wants wanted need needs prefer wish wished keen requires'.split(' '));

function ofSubject(target: FindingTarget, tokens: readonly MatchToken[]): Modifier | null {
  const predicate = firstPredicateAfter(target, tokens);
  if (predicate === null) return null;
  const category = afterSearch(predicate, target, tokens) ?? meaningOf(predicate, tokens);
  return category === null ? null : modifier(predicate, category, 'backward', tokens);
}

function meaningOf({ from, head, to, negated, open }: Predicate, tokens: readonly MatchToken[]): Said | null {
  const { word } = tokens[head]!;
  const said = tokens.slice(from, head).map((one) => one.word);
  if (EXCLUDED.has(word)) return negated || open ? 'possible' : 'negated';
  if (word === 'taken' && /^(?:off|out)$/.test(tokens[to]?.word ?? '')) return negated || open ? null : 'negated';
  if (word === 'ruled') return tokens[to - 1]!.word !== 'out' ? null : negated || open ? 'possible' : 'negated';
  if (FOUND.has(word)) {
    if (BEFORE_NOW.test(tokens[to]?.word ?? '') || said.some((one) => BEFORE_NOW.test(one))) return null;
    if (!negated) return open && PROVEN.test(word) ? 'possible' : null;
    return said.some((one) => one === 'yet' || HALF.test(one)) ? 'possible' : 'negated';
  }
  if (negated && GIVEN.has(word)) return 'negated';
  if (UNSURE.has(word) && isOfItsNature(to, tokens)) return null;
  if (UNSURE.has(word)) return word === 'suspected' && negated ? 'negated' : 'possible';
  return ABSENT.test(word) && !negated ? 'negated' : null;
}

/** "Is likely physiological", "probably due to": what is there is of a doubtful kind. */
export function isOfItsNature(behind: number, tokens: readonly MatchToken[]): boolean {
  const word = tokens[behind]?.word ?? '';
  return (
    /^(?:due|secondary|related|reactive|benign|viral)$/.test(word) ||
    /(?:ical|ogenic|ative|atic|tional|otic|factorial)$/.test(word)
  );
}

/** "Were looked for but not found", "was suspected but the MRI was normal and this has been excluded": what became of it. */
function afterSearch({ head }: Predicate, { sentence }: FindingTarget, tokens: readonly MatchToken[]): Said | null {
  return SOUGHT.has(tokens[head]!.word) ? outcomeBehind(head + 1, head + 3, sentence.to, tokens) : null;
}

/** "Some question of seizures, but the EEG was normal and this was felt not to be the case". */
export function isTakenBack(
  target: FindingTarget,
  doubts: readonly Modifier[],
  tokens: readonly MatchToken[],
): boolean {
  const { to, sentence } = target;
  const turns = tokens
    .slice(to, Math.min(sentence.to, to + 6))
    .findIndex(({ word, raw }) => word === 'but' || word === 'however' || raw === ';');
  if (turns === -1) return false;
  const behind = to + turns + 1;
  return (
    outcomeBehind(behind, -1, sentence.to, tokens) === 'negated' ||
    ((doubts.length === 0 || doubts.some((doubt) => isOver(doubt, target, tokens))) &&
      isTestedAway(behind, sentence.to, tokens))
  );
}

/** "There was initial concern for", "was suspected", "initially thought to be": it is doubted no more, one way or the other. */
function isOver({ rule, from }: Modifier, { sentence }: FindingTarget, tokens: readonly MatchToken[]): boolean {
  if (rule.category !== 'possible') return false;
  if (/^(?:was|were|had been|initial\w*) |^was$/.test(rule.trigger)) return true;
  return tokens.slice(Math.max(sentence.from, from - 4), from).some(({ word }) => ONCE.has(word));
}
const ONCE: ReadonlySet<string> = new Set(['was', 'were', 'initial', 'initially', 'originally', 'first']);

/** "But the LP was normal", "but the echo showed no vegetations": the test that was to tell tells against it. */
function isTestedAway(from: number, end: number, tokens: readonly MatchToken[]): boolean {
  for (let i = from; i < Math.min(end, from + FARTHEST_RESULT); i++) {
    const { word, raw } = tokens[i]!;
    if (/^[,;:]$/.test(raw)) return false;
    if (UNREMARKABLE.has(word)) return !/^(?:not|for|until|sized)$/.test(tokens[i - 1]!.word);
    if (SHOWING.has(word)) return /^(?:no|nothing|neither|none)$/.test(tokens[i + 1]?.word ?? '');
  }
  return false;
}
const FARTHEST_RESULT = 8;
const UNREMARKABLE: ReadonlySet<string> = new Set(['normal', 'negative', 'clear', 'unremarkable', 'reassuring']);
const SHOWING: ReadonlySet<string> = new Set(['showed', 'shows', 'revealed', 'demonstrated', 'found']);

function outcomeBehind(from: number, lastJoint: number, end: number, tokens: readonly MatchToken[]): Said | null {
  for (let i = from; i < Math.min(end, from + FARTHEST_OUTCOME); i++) {
    const goesOn = /^(?:it|this|that|which|these|they)$/.test(tokens[i]!.word);
    const joins = i <= lastJoint && /^(?:but|and|then)$/.test(tokens[i]!.word);
    if (!goesOn && !joins) continue;
    const next = predicateAt(i + 1, end, tokens);
    const outcome = next === null ? null : meaningOf(next, tokens);
    if (outcome !== null) return outcome;
  }
  return null;
}
const FARTHEST_OUTCOME = 14;
const SOUGHT = new Set(
  'looked sought searched tested screened checked considered suspected queried thought feared raised entertained investigated treated'.split(
    ' ',
  ),
);

type Said = 'negated' | 'possible';

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));
const EXCLUDED = setOf(
  'excluded discounted refuted disproved disproven dismissed allayed dispelled unfounded groundless',
);
const FOUND = setOf(
  'seen found identified detected present evident noted demonstrated visualised visualized visible observed apparent palpable audible elicited documented confirmed supported substantiated proven proved shown appreciated discernible demonstrable detectable inducible reproducible responsible established cultured isolated case culprit developed captured provoked occurred happened arisen materialised ensued',
);
/** "Has not been started": nothing is given. */
const GIVEN = setOf(
  'started restarted commenced begun initiated instituted given performed undertaken administered prescribed resumed',
);
const PROVEN = /^(?:confirmed|prove[nd]|established|substantiated)$/;
/** "Not clearly seen", "not fully excluded". */
const HALF = /^(?:clearly|well|fully|completely|entirely|definitively|convincingly|necessarily)$/;
/** "Not previously known", "not seen before": it is now. */
const BEFORE_NOW = /^(?:previously|before|hitherto|elsewhere)$/;
const UNSURE = setOf(
  'likely unlikely probable improbable possible plausible conceivable doubtful suspected queried presumed questionable postulated mooted favoured favored',
);
const ABSENT = /^(?:absent|lacking)$/;

const FARTHEST_OBJECT = 7;

/** "Cannot reliably exclude X", "did not, to her knowledge, develop X". */
function ofObject({ from, sentence }: FindingTarget, tokens: readonly MatchToken[]): Modifier | null {
  const first = Math.max(sentence.from, from - FARTHEST_OBJECT);
  for (let i = from - 1; i >= first; i--) {
    const { word, raw } = tokens[i]!;
    if (EXCLUDING.has(word) || (word === 'out' && /^rul(?:e|es|ed|ing)$/.test(tokens[i - 1]?.word ?? ''))) {
      const verb = word === 'out' ? i - 1 : i;
      const denial = denialBefore(verb, sentence.from, tokens);
      if (word === 'dismiss' && isDefinite(i + 1, from, tokens)) return null;
      return denial === -1 ? null : modifier({ from: denial, to: i + 1 }, 'possible', 'forward', tokens);
    }
    if (HAVING.has(word) && from - i <= 4 && !isDefinite(i + 1, from, tokens)) {
      const denial = denialBefore(i, sentence.from, tokens);
      if (denial === -1 || /^(?:only|just|yet|merely)$/.test(tokens[denial + 1]!.word)) return null;
      return modifier({ from: denial, to: i + 1 }, 'negated', 'forward', tokens);
    }
    if (INDICATING.has(word) && tokens[i - 1]?.word === 'to') {
      const nothing = nothingBefore(i - 1, sentence.from, tokens);
      return nothing === -1 ? null : modifier({ from: nothing, to: i + 1 }, 'negated', 'forward', tokens);
    }
    if (IS_OR_SHOWS.has(word) && from - i <= 4) {
      const modal = modalBefore(i, sentence.from, tokens);
      if (modal !== -1) return modifier({ from: modal, to: i + 1 }, 'possible', 'forward', tokens);
    }
    if (word === 'like' && /^look(?:s|ed|ing)?$/.test(tokens[i - 1]?.word ?? '')) {
      const nothing = nothingBefore(i - 1, sentence.from, tokens);
      return nothing === -1 ? null : modifier({ from: nothing, to: i + 1 }, 'negated', 'forward', tokens);
    }
    if (word === 'to' && tokens[i - 1]?.word === 'point') continue;
    if (/^[.;:()]$/.test(raw) || ENDS_OBJECT.has(word)) return null;
  }
  return null;
}
/** "May simply be", "could just as well represent": where the modal stands; -1 when there is none, or no adverb behind it. */
function modalBefore(verb: number, first: number, tokens: readonly MatchToken[]): number {
  let i = verb - 1;
  while (i > first && (isAdverb(tokens[i]!.word) || /^(?:just|as|only|perhaps)$/.test(tokens[i]!.word))) i--;
  return i < verb - 1 && i >= first && /^(?:may|might|could)$/.test(tokens[i]!.word) ? i : -1;
}
const IS_OR_SHOWS = setOf('be have represent reflect indicate suggest mean');
/** "Nothing on today's film to indicate": where "nothing" stands; -1 where a clause of its own lies between. */
function nothingBefore(at: number, first: number, tokens: readonly MatchToken[]): number {
  for (let i = at - 1; i >= Math.max(first, at - FARTHEST_NOTHING); i--) {
    const { word, kind } = tokens[i]!;
    if (word === 'nothing' || word === 'little') return i;
    if (kind === 'mark' || /^(?:is|was|has|have|had|but|and|who)$/.test(word)) return -1;
  }
  return -1;
}
const FARTHEST_NOTHING = 9;
const INDICATING = setOf('indicate suggest support point favour favor imply suspect explain');
/** "The parents had not noticed the squint": it is there. */
function isDefinite(from: number, to: number, tokens: readonly MatchToken[]): boolean {
  return tokens.slice(from, to + 1).some(({ word }) => /^(?:the|her|his|their|this|that|these)$/.test(word));
}
const EXCLUDING = setOf('exclude excludes excluded discount dismiss');
const HAVING = setOf(
  'disclose disclosed yield uncover produce visualise visualize develop developed experience experienced experiencing find found detect detected identify identified demonstrate demonstrated reveal revealed elicit elicited appreciate notice noticed see seen hear heard witness witnessed report reported describe described suffer suffered sustain sustained',
);
const ENDS_OBJECT = setOf(
  'for with by at to in on because due since until but although though if when while which who that is was are were has had and , after before during about',
);

/** The negation of a verb group whose last part stands at `verb`; -1 when there is none. */
function denialBefore(verb: number, first: number, tokens: readonly MatchToken[]): number {
  for (let i = verb - 1; i >= Math.max(first, verb - 5); i--) {
    const { word } = tokens[i]!;
    if (isNegation(i, tokens) || UNABLE.has(word)) return i;
    if (!isAdverb(word) && !/^(?:been|be|have|has|had|to|or|confirm|he|she|possible|able|i|we)$/.test(word)) return -1;
  }
  return -1;
}
const UNABLE = setOf('unable difficult hard impossible insufficient failed fails inadequate');

function modifier(
  { from, to }: { from: number; to: number },
  category: Said,
  direction: 'forward' | 'backward',
  tokens: readonly MatchToken[],
): Modifier {
  const trigger = tokens
    .slice(from, to)
    .map(({ word }) => word)
    .join(' ');
  return {
    from,
    to,
    rule: { trigger, category, direction, reach: Number.POSITIVE_INFINITY, wholeSentence: false, kinds: EVERY_KIND },
  };
}

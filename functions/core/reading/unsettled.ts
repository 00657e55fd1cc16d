import type { MatchToken } from '../lexicon/phrase-trie.ts';

interface Stretch {
  readonly from: number;
  readonly to: number;
}

const FARTHEST_BEFORE = 12;
const FARTHEST_BEHIND = 8;

/**
 * What the grammar of its clause says of a treatment: a modal verb over it makes it a possibility ("TACE might be feasible", "I
 * would have offered radiotherapy"), a negated verb denies it ("has never been offered radiotherapy", "chemotherapy will not be
 * given"), whatever the verb. One walk to each side, which ends where the clause does.
 */
export function unsettled(
  target: Stretch,
  sentence: Stretch,
  tokens: readonly MatchToken[],
): 'hypothetical' | 'negated' | null {
  if (isUnderInversion(target, sentence, tokens)) return 'hypothetical';
  return overObject(target, sentence, tokens) ?? overSubject(target, sentence, tokens);
}

/** "Should the PSA rise, radiotherapy …", "were the nodes to grow, …": not "should you have concerns". */
function isUnderInversion({ from }: Stretch, sentence: Stretch, tokens: readonly MatchToken[]): boolean {
  const first = tokens[sentence.from]!.word;
  if ((first !== 'should' && first !== 'were') || from <= sentence.from + 1) return false;
  const subject = tokens[sentence.from + 1]!.word;
  return subject !== 'you' && subject !== 'we';
}

/** The verb stands before: it is done, or not done, to the treatment. */
function overObject(
  { from }: Stretch,
  sentence: Stretch,
  tokens: readonly MatchToken[],
): 'hypothetical' | 'negated' | null {
  if (POSSESSIVES.has(tokens[from - 1]?.word ?? '')) return null;
  const first = Math.max(sentence.from, from - FARTHEST_BEFORE);
  let verbAt = -1;
  for (let i = from - 1; i >= first; i--) {
    const { word, raw } = tokens[i]!;
    if (ENDS_CLAUSE.test(raw) || CLAUSE_WORDS.has(word)) return null;
    if (verbAt === -1 && AS_BEFORE.has(word)) return null;
    if (isNegation(i, tokens)) {
      if (verbAt !== -1 && /^(?:only|just)$/.test(tokens[i + 1]?.word ?? '')) return null;
      return 'negated';
    }
    if (isModal(i, tokens) && word !== 'should') return isRequest(i, tokens) ? null : 'hypothetical';
    if (verbAt === -1 && OF_ENDING.test(word)) return null;
    if (verbAt !== -1 && HABITS.has(word)) return 'hypothetical';
    if (verbAt === -1 && OF_GIVING.has(word)) verbAt = i;
    // "Is reviewed and had radiotherapy": what stands before the verb's own auxiliaries is another statement.
    else if (verbAt !== -1 && !AUXILIARIES.has(word)) return null;
  }
  return null;
}

/** The verb stands behind: the treatment is its subject. */
function overSubject(
  { from, to }: Stretch,
  sentence: Stretch,
  tokens: readonly MatchToken[],
): 'hypothetical' | 'negated' | null {
  const headAt = POSSESSIVES.has(tokens[from - 1]?.word ?? '') ? from - 2 : from - 1;
  if (headAt >= sentence.from && LEADS_TO_ANOTHER_SUBJECT.has(tokens[headAt]!.word)) return null;
  const last = Math.min(sentence.to, to + FARTHEST_BEHIND);
  for (let i = to; i < last; i++) {
    const { word, raw } = tokens[i]!;
    // "CAR-T, if she relapsed, would be next".
    if (raw === ',' && i === to && isCondition(i + 1, tokens)) return 'hypothetical';
    if (ENDS_CLAUSE.test(raw) || raw === ',' || CLAUSE_WORDS.has(word) || SUBJECTS.has(word) || word === 'and')
      return null;
    if (isNegation(i, tokens)) {
      // "Surveillance, not biopsy": it is the other that is not to be.
      if (i === to && OTHER_THINGS.has(tokens[i + 1]?.word ?? '')) return null;
      const verb = tokens[i + 1]?.word === 'been' ? i + 2 : i + 1;
      return SAID_OF_GIVEN.has(tokens[verb]?.word ?? '') ? null : 'negated';
    }
    // "Radiotherapy may have caused it", "chemotherapy should finish in May": it is given.
    if (isModal(i, tokens)) {
      const hasCaused = tokens[i + 1]?.word === 'have' && /(?<!^be)(?:ed|en|un)$/.test(tokens[i + 2]?.word ?? '');
      return hasCaused || (word === 'should' && tokens[i + 1]?.word !== 'be') ? null : 'hypothetical';
    }
    if (HABITS.has(word) || isCondition(i, tokens)) return 'hypothetical';
    if (FINITE.has(word) && !AUXILIARIES.has(word)) return null;
  }
  return null;
}

/** "Radiotherapy if the pain worsens", "lobectomy provided lung function is adequate"; but "had support provided". */
function isCondition(i: number, tokens: readonly MatchToken[]): boolean {
  const word = tokens[i]?.word ?? '';
  return CONDITIONS.has(word) || (word === 'provided' && tokens[i + 1]?.kind === 'word');
}

/** "Not", "never", "haven't", however the apostrophe is written. */
export function isNegation(i: number, tokens: readonly MatchToken[]): boolean {
  const { word } = tokens[i]!;
  if (NEGATIONS.has(word)) return true;
  // "Didn't" is two tokens.
  return word === 't' && tokens[i - 1]?.word.endsWith('n') === true;
}

/** "May" with a capital inside a sentence is a month. */
function isModal(i: number, tokens: readonly MatchToken[]): boolean {
  const { word, raw } = tokens[i]!;
  return MODALS.has(word) && raw !== 'May' && raw !== 'MAY';
}

/** "Could you continue …", "if you would prescribe …", "I would be grateful", "would like to proceed". */
function isRequest(i: number, tokens: readonly MatchToken[]): boolean {
  const [before, next, second] = [i - 1, i + 1, i + 2].map((at) => tokens[at]?.word ?? '');
  return (
    before === 'you' ||
    next === 'you' ||
    /^(?:grateful|glad|obliged)$/.test(second!) ||
    /^(?:like|appreciate|advise|recommend|favour)$/.test(next!)
  );
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const MODALS = setOf('might may could would should');
const NEGATIONS = setOf('not never cannot nobody neither nor');
/** "Radiotherapy is normally given over three weeks", "are usually offered abiraterone". */
const CONDITIONS = setOf('if unless providing assuming');
const HABITS = setOf('usually normally typically commonly generally often');
const POSSESSIVES = setOf('his her their your my this these that the');
const SUBJECTS = setOf('he she they we i');
const ENDS_CLAUSE = /^[;:.?!|→>•()\t]$/;
const CLAUSE_WORDS = setOf(
  'but although though however because when while whilst which who whose despite except until once so having therefore then now',
);
/** Right before a treatment they say that it has been, whatever the verb before them. */
const AS_BEFORE = setOf('after following since post from during with on by of to than as between before without');
/** "Histology from the thyroidectomy is not yet back", "after lobectomy he was not …". */
const LEADS_TO_ANOTHER_SUBJECT = setOf('from after following since post during despite on');
const AUXILIARIES = setOf(
  'has have had been be being is are was were will would could might may should do does did ever yet also even then to so far he she they we i it him her nobody',
);
const OF_GIVING = setOf(
  'had have given give received receive undergone underwent undergo offered offer started start begun recommended suggested advised needed required proposed planned prescribed referred commenced performed done arranged had taken take tried',
);
const OF_ENDING = /^(?:complet|finish|stop|tolerat|discontinu|respond|recover|cope|miss|skip|regret|forg)/;
const SAID_OF_GIVEN = setOf(
  'work worked working tolerated tolerate complete completed finished stopped controlled effective caused cause affected resulted responded shown show cured cured complicated too only well enough successful difficult easy curative radical without',
);
const OTHER_THINGS = setOf(
  'biopsy surgery operation resection chemotherapy chemo radiotherapy treatment excision intervention mastectomy immediate cure',
);
const FINITE = setOf(
  'showed shows went caused causes confirmed revealed removed started finished ended continues completed helped worked gave made left led resulted begins starts remains',
);

import type { MatchToken } from '../lexicon/phrase-trie.ts';
import { isNegation } from './unsettled.ts';

interface Stretch {
  readonly from: number;
  readonly to: number;
}

const MOST_BEFORE_IT = 6;
const LONGEST_SUBJECT = 7;

/**
 * What the writer thinks of a disease, whatever the words between: "I don't think that you have …" and "we doubt this is …" deny it, "not
 * convinced the mass represents …" and "I suspect he has …" doubt it. The disease is what is had or what something is; where it
 * belongs to somebody ("I do not think her lymphoma is back") nothing is said of its being there. What patients think of themselves
 * is no denial.
 */
export function believed(
  { from }: Stretch,
  sentence: Stretch,
  tokens: readonly MatchToken[],
): 'negated' | 'possible' | null {
  const verb = verbBefore(from, sentence, tokens);
  if (verb === null) return null;
  let i = verb - 1;
  while (i >= sentence.from && AUXILIARIES.has(tokens[i]!.word)) i--;
  for (const first = i - LONGEST_SUBJECT; i >= sentence.from && i >= first; i--) {
    const { word, kind } = tokens[i]!;
    if (UNLIKELY.has(word)) return 'negated';
    if (OPEN.has(word) || isInHead(i, tokens)) return isDeniedRight(i, sentence, tokens) ? 'negated' : 'possible';
    if (THINKING.has(word) || DOUBTING.has(word) || CERTAIN.has(word)) return opinionAt(i, sentence, tokens);
    if (kind === 'mark' || ENDS_SUBJECT.has(word) || isNegation(i, tokens)) return null;
  }
  return null;
}

/** The verb whose object or complement stands at `from`: "has", "is", "represents". */
function verbBefore(from: number, sentence: Stretch, tokens: readonly MatchToken[]): number | null {
  for (let i = from - 1; i >= sentence.from && i >= from - MOST_BEFORE_IT; i--) {
    const { word, kind } = tokens[i]!;
    if (kind === 'mark' || OF_SOMEBODY.has(word) || BETWEEN_OTHERS.has(word)) return null;
    if (BEING_OR_HAVING.has(word)) return isNegation(i + 1, tokens) ? null : i;
  }
  return null;
}

/** "There is no suspicion that …", "little chance that …". */
function isDeniedRight(at: number, { from }: Stretch, tokens: readonly MatchToken[]): boolean {
  if (tokens[at]!.word === 'nothing') return true;
  for (let i = at - 1; i >= Math.max(from, at - 3); i--)
    if (isNegation(i, tokens) || /^(?:no|little|nothing|negligible|without)$/.test(tokens[i]!.word)) return true;
  return false;
}

function opinionAt(at: number, sentence: Stretch, tokens: readonly MatchToken[]): 'negated' | 'possible' | null {
  const { word } = tokens[at]!;
  let denied = false;
  let ofThePatient = false;
  for (let i = at - 1; i >= sentence.from && i >= at - 4 && tokens[i]!.kind === 'word'; i--) {
    denied ||= isNegation(i, tokens) || (DOUBTING.has(word) && NO_DOUBT.has(tokens[i]!.word));
    ofThePatient ||= OF_THE_PATIENT.has(tokens[i]!.word);
  }
  if (DOUBTING.has(word)) return denied ? null : 'negated';
  if (CERTAIN.has(word)) return denied || isOwnCertainty(at, ofThePatient, tokens) ? 'possible' : null;
  if (ofThePatient && (denied || FEELING.test(word))) return null;
  if (isHardToBelieve(at, tokens)) return null;
  return denied ? 'negated' : 'possible';
}

/** "She is sure it was a melanoma", "has persuaded himself that he has lymphoma": what patients are certain of is what they fear. */
function isOwnCertainty(at: number, ofThePatient: boolean, tokens: readonly MatchToken[]): boolean {
  const next = tokens[at + 1]?.word ?? '';
  return /^(?:him|her|them)sel(?:f|ves)$/.test(next) || (ofThePatient && tokens[at]!.word !== 'clear' && next !== 'by');
}

/** "She had got it into her head that she had bowel cancer"; a mass in his head is one. */
function isInHead(at: number, tokens: readonly MatchToken[]): boolean {
  if (tokens[at]!.word !== 'head') return false;
  return tokens[at - 2]?.word === 'into' || (tokens[at - 2]?.word === 'in' && tokens[at - 3]?.word === 'it');
}

/** "He finds it hard to believe that he has lung cancer": but he has. */
function isHardToBelieve(at: number, tokens: readonly MatchToken[]): boolean {
  return (
    tokens[at - 1]?.word === 'to' &&
    /^(?:hard|difficult|unable|struggles|struggling|struggled)$/.test(tokens[at - 2]?.word ?? '')
  );
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const THINKING = setOf(
  'think thinks thought believe believes believed feel feels felt suspect suspects suspected expect',
);
const UNLIKELY = setOf('unlikely improbable inconceivable');
/** What is said to be the case behind them is not known to be. */
const OPEN = setOf(
  'possibility possibilities chance chances likelihood probability risk risks odds suspicion suspicions proof evidence nothing worried worry worries concern concerned fear fears feared frightened adamant insists insist insisted imagines pretends belief beliefs conviction convictions delusion delusions delusional misapprehension misconception myth notion doubtful conceivable possible plausible probable likely unclear uncertain undecided',
);
const DOUBTING = setOf('doubt doubts doubted');
const NO_DOUBT = setOf('no without beyond little any');
const FEELING = /^fe(?:el|els|lt)$/;
const CERTAIN = setOf('sure certain clear convinced persuaded');
const BEING_OR_HAVING = setOf(
  'has have had having is are was were be represents represent represented indicates reflects got developed developing',
);
const AUXILIARIES = setOf('to be been being has have had may might could would will is are was were still going');
const OF_SOMEBODY = setOf('his her your their my our whose');
const OF_THE_PATIENT = setOf('he she they patient you wife husband family mother father parents');
/** Behind them stands another thing than what is had. */
const BETWEEN_OTHERS = setOf(
  'for with after since from by on at in before during about regarding despite because as than and but who which when if that while due helped relieved eased improved changed altered',
);
const ENDS_SUBJECT = setOf(
  'and but as although though because when while who which if unless until since so having turned proved proven given',
);

import type { Context } from './context.ts';
import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';

export type Verdict = 'negated' | 'hypothetical' | 'planned';

const FARTHEST = 70;

/**
 * What a list of options says behind each of them: "Gastrectomy: unfit", "SIRT - kept for failure of TACE", "trastuzumab n/a", "SABR if CPET
 * poor". null where nothing of the kind follows, and where words beside it say how far it has got.
 */
export function verdictOn(mention: Mention, said: Context, letter: LetterRead): Verdict | null {
  const { to, sentence } = mention;
  const { text, tokens } = letter;
  if (GIVEN.some((category) => said.categories.has(category))) return null;
  const end = tokens[to - 1]!.end;
  const behind = text.slice(end, end + FARTHEST);
  const lineEnd = behind.indexOf('\n');
  const line = lineEnd === -1 ? behind : behind.slice(0, lineEnd);
  if (isConditional(to, sentence, tokens)) return 'hypothetical';
  if (NOT_DONE.test(line) && !isNotTheOther(mention, letter)) return 'negated';
  if (LEFT_OPEN.test(line)) return 'hypothetical';
  return CHOSEN.test(line) ? 'planned' : null;
}

/** "For osimertinib - not chemo": the other is not given. */
function isNotTheOther({ to, sentence }: Mention, { tokens, mentionsIn }: LetterRead): boolean {
  const not = [to, to + 1].find((at) => at < sentence.to && /^(?:not|no)$/.test(tokens[at]!.word));
  return not !== undefined && mentionsIn(sentence).some(({ from }) => from === not + 1);
}

const GIVEN = ['completed', 'ongoing', 'stopped', 'historical', 'current'] as const;

/** "Gem-cis if bili < 30", "RT (if margins positive)". */
function isConditional(to: number, sentence: Mention['sentence'], tokens: LetterRead['tokens']): boolean {
  const at = tokens[to]?.raw === '(' ? to + 1 : to;
  return at < sentence.to && CONDITIONS.has(tokens[at]!.word);
}
const CONDITIONS: ReadonlySet<string> = new Set(['if', 'unless', 'provided', 'depending']);

const REMARK = String.raw`^\s{0,3}(?:\([^()]{1,45}\)\s{0,2})?(?:trial\b\s?)?(?:(?:at|with|for|in|to)(?:\s[\w'’-]+){1,4})?`;
/** Verdicts that stand behind a mark; "no complications" and "not tolerated" are of what was given. */
const NOT_DONE = new RegExp(
  String.raw`^\s{0,3}[([]?n\s?\/\s?a\b|^\s{0,3}[✗✘]|${REMARK}\s?(?::|=|[-–—]{1,2}>?(?=\s)|→)\s{0,3}(?:felt to be |is |was )?(?:unfit|not\b(?!\s(?:tolerated|effective|working|completed|finished|only|yet|complicated|until))|no\b(?!\s(?:compl|probl|issue|side|tox|recurr|resid|evid|further|sign|more))|nobody|none\b|nil\b|never\b|n\/a|declin|refus|turned down|closed|superfluous|contra-?indicat|inappropriate|unsuitable|unnecessary|cancelled|dropped|rejected|ruled out|out of the question|too (?:risky|frail|late|much|toxic)|futile)`,
  'i',
);
const LEFT_OPEN = new RegExp(
  String.raw`${REMARK}\s?(?::|=|[-–—]{1,2}>?(?=\s)|→)\s{0,3}(?:felt to (?!be\b)|kept\b|held (?:back|in)|reserved?\b|in reserve|only (?:if|should|when|as)\b|if\b|should\b|would\b|could\b|might\b|for (?:discussion|consideration|review by)|to consider\b|depend(?:s|ent|ing)\b|to be (?:discussed|decided|considered|used if)|discuss|consider|tb[cd]\b|later\b|unclear|undecided|eligible\b|to think\b|thinking\b|under (?:review|consideration)|one option|an option|possible|possibly|maybe|perhaps|not yet\b|not until\b)`,
  'i',
);
/** "Radical chemoradiotherapy (mitomycin): recommended", "liver resection: YES, 26 March". */
const CHOSEN = new RegExp(
  String.raw`${REMARK}\s?(?::|=|→|[-–—]{1,2}>)\s{0,3}(?:yes\b|agreed\b|recommended\b|accepted\b|advised\b|chosen\b|listed\b|booked\b|go ahead\b|preferred\b|favoured\b|to proceed\b)(?!\s(?:if|by gp|unless|but))`,
  'i',
);

/** What the words around a mention were taken to say, by the name the rule carries. */
const READ_AS: Readonly<Record<string, string>> = {
  negated: 'not so',
  possible: 'only possible',
  hypothetical: 'only considered',
  historical: 'in the past',
  family: 'about a relative',
  'other-person': 'about someone else',
  planned: 'planned',
  completed: 'completed',
  ongoing: 'under way',
  declined: 'declined',
  stopped: 'stopped',
  current: 'so now',
  attributive: 'a description of something else',
};

const STAGE_SYSTEMS: Readonly<Record<string, string>> = {
  'tnm T': 'TNM, T',
  'tnm N': 'TNM, N',
  'tnm M': 'TNM, M',
  group: 'stage group',
  ecog: 'performance status',
};

/**
 * Why it was suggested, in words.
 *
 * @param rule as in an answer's evidence: `phrase: WLE; booked (planned)`, `composition: carcinoma of breast, left`
 */
export function ruleInWords(rule: string): string {
  const [basis = '', ...around] = rule.split('; ');
  return [basisInWords(basis), ...around.map(aroundInWords)].join('; ');
}

function basisInWords(basis: string): string {
  const [kind, what] = splitAt(basis, ': ');
  if (kind === 'phrase') return `the phrase “${what}”`;
  if (kind === 'composition') return `said apart and put together: ${what.replaceAll('-', ' ')}`;
  if (kind === 'stage') return `written as a stage: ${STAGE_SYSTEMS[what] ?? what}`;
  if (basis === 'reviewer') return 'added by a reviewer';
  return basis;
}

function aroundInWords(trigger: string): string {
  const [, words, kind] = /^(.*) \(([a-z-]+)\)$/.exec(trigger) ?? [];
  if (words === undefined || kind === undefined) return trigger;
  return `“${words}” read as ${READ_AS[kind] ?? kind.replaceAll('-', ' ')}`;
}

function splitAt(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + mark.length)];
}

/** `past-history` as `past history`; the letter's body where no heading was read. */
export function sectionInWords(section: string): string {
  return section === '' || section === 'letter' ? 'the letter’s body' : `under “${section.replaceAll('-', ' ')}”`;
}

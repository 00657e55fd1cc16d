import type { AuditFound, DecisionsReport, LetterStory, LetterVerification } from '../../api/audit-contract.ts';
import { HELD_IN_WORDS, oneLine } from '../../words.ts';
import { counted } from '../words/ages.ts';
import { REJECT_REASONS } from '../words/reject-reasons.ts';

type Line = LetterStory['lines'][number];
export type About = Line['about'][number];

/** `Held back, in the past: Malignant neoplasm of breast (254837009)` */
export function aboutInWords({ became, code, display, instead, reason }: About): string {
  const why = reason === undefined ? '' : `, ${reasonInWords(reason)}`;
  const before = instead === undefined ? '' : `, instead of ${instead}`;
  return `${BECAME[became]}${why}: ${display} (${code ?? 'no code held'})${before}`;
}

const BECAME: Readonly<Record<About['became'], string>> = {
  suggested: 'Suggested',
  held: 'Held back',
  added: 'Added by a reviewer',
  accepted: 'Accepted',
  rejected: 'Rejected',
  amended: 'Amended',
  undone: 'Decision taken back',
};

export function reasonInWords(reason: string): string {
  const rejected = REJECT_REASONS.find((one) => one.reason === reason)?.words;
  return rejected ?? (reason in HELD_IN_WORDS ? HELD_IN_WORDS[reason as keyof typeof HELD_IN_WORDS] : reason);
}

/** `on “breast cancer” (characters 11 to 24, diagnosis; phrase: breast cancer)` */
export function wordsInWords({ quote, start, end, section, rule }: About['words'][number]): string {
  const words = quote === null ? 'words not shown here' : `“${oneLine(quote)}”`;
  return `on ${words} (characters ${start} to ${end}${section === '' ? '' : `, ${section}`}; ${rule})`;
}

/** What was looked through, what not, and what could not be read. */
export function boundsInWords({ letters, broken, lookedThrough, through, next }: AuditFound): readonly string[] {
  return [
    `${counted(letters.length, 'letter')} found, ${counted(lookedThrough, 'letter')} looked through. ${next === undefined ? (through === 'events' ? 'These are all there are to look through.' : '') : 'There are more: what is not shown here may be in those.'}`.trimEnd(),
    ...(through === 'events'
      ? []
      : [
          'These are the letters that the worklists know to have anything to do with it. To look through the events of every letter: npm run --silent audit -- trace … --every-letter',
        ]),
    ...(broken.length === 0
      ? []
      : [`The record of ${counted(broken.length, 'letter')} cannot be read: ${broken.join(', ')}. Tell the operator.`]),
  ];
}

export interface VerdictLine {
  readonly isAlarm: boolean;
  readonly words: string;
}

/** What the service can say of its own record, made again just now. */
export function verificationInWords({ chain, archive, anchored }: LetterVerification): readonly VerdictLine[] {
  return [
    chain.holds
      ? good(`The chain holds: the hashes of all ${counted(chain.events, 'event')} were made again just now, and fit.`)
      : alarm(`The chain does not hold: ${chain.problem ?? ''}. Tell the operator.`),
    archive === null
      ? good('Nothing has been archived and anchored yet: a day is, when it is over.')
      : archive.root === null
        ? alarm(`The anchor of ${archive.day} cannot be read. Tell the operator.`)
        : good(`The archive was last written and anchored for ${archive.day}; its root is ${archive.root}.`),
    anchoredInWords(chain.events, anchored),
  ];
}

function anchoredInWords(events: number, anchored: LetterVerification['anchored']): VerdictLine {
  if (anchored === null)
    return good('No anchor of this letter was found for the days of its events, so none can be compared.');
  const { day, sequence, agrees } = anchored;
  if (!agrees) return alarm(`Event ${sequence} is not the one that was anchored for ${day}. Tell the operator.`);
  const later = events - sequence;
  const rest = later === 0 ? '' : ` ${counted(later, 'later event')} not anchored yet.`;
  return good(`Event ${sequence} is the very one that was anchored for ${day}.${rest}`);
}

const good = (words: string): VerdictLine => ({ isAlarm: false, words });
const alarm = (words: string): VerdictLine => ({ isAlarm: true, words });

/** `negated 2, only suspected 1` */
export function reasonsInWords(reasons: DecisionsReport['rows'][number]['reasons']): string {
  const most = Object.entries(reasons).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return most.map(([reason, times]) => `${reasonInWords(reason)} ${times}`).join(', ');
}

/** What the report was made from. */
export function reportInWords({ rows, allRows, lookedThrough, broken, isComplete }: DecisionsReport): string {
  return [
    `Made from ${counted(lookedThrough, 'letter')}${isComplete ? ', all there are.' : '; there are more, which npm run --silent decisions counts as well.'}`,
    ...(rows.length === allRows ? [] : [`The first ${rows.length} of ${allRows} lines are shown.`]),
    ...(broken === 0 ? [] : [`${counted(broken, 'letter')} could not be read and are not in it. Tell the operator.`]),
  ].join(' ');
}

import type { CheckedRecord, LetterReplay, ReplayedStretch } from '../../api/checks-contract.ts';
import { counted } from '../words/ages.ts';

/** Stretches as one, and in words. */

export type Checked = Omit<CheckedRecord, 'next'>;

export function checkedTogether(before: Checked | null, { next: _, ...stretch }: CheckedRecord): Checked {
  if (before === null) return stretch;
  return {
    letters: before.letters + stretch.letters,
    events: before.events + stretch.events,
    days: before.days + stretch.days,
    wrong: [...before.wrong, ...stretch.wrong],
  };
}

export function checkedInWords({ letters, events, days, wrong }: Checked, isDone: boolean): string {
  const seen = `${counted(letters, 'letter')}, ${counted(events, 'event')}, ${counted(days, 'anchored day')}`;
  if (!isDone) return `Looked through so far: ${seen}.`;
  if (wrong.length > 0) return `${counted(wrong.length, 'thing')} wrong in ${seen}.`;
  const anchored = days === 0 ? 'Nothing has been archived and anchored yet.' : 'All that was anchored is still there.';
  return `No fault found in ${seen}: every chain holds, and worklists say what events say. ${anchored}`;
}

export type ReplayedAll = Omit<ReplayedStretch, 'next'>;
type CodeCounts = ReplayedAll['codes'][number];

export function replayedTogether(before: ReplayedAll | null, { next: _, ...stretch }: ReplayedStretch): ReplayedAll {
  if (before === null) return stretch;
  const sum = (name: 'lookedThrough' | 'letters' | 'same' | 'different' | 'failed' | 'more' | 'fewer' | 'other') =>
    before[name] + stretch[name];
  return {
    under: stretch.under,
    lookedThrough: sum('lookedThrough'),
    letters: sum('letters'),
    same: sum('same'),
    different: sum('different'),
    failed: sum('failed'),
    more: sum('more'),
    fewer: sum('fewer'),
    other: sum('other'),
    codes: codesTogether(before.codes, stretch.codes),
    changed: [...before.changed, ...stretch.changed],
  };
}

function codesTogether(before: readonly CodeCounts[], stretch: readonly CodeCounts[]): CodeCounts[] {
  const codes = new Map(before.map((one) => [one.code, one]));
  for (const one of stretch) {
    const known = codes.get(one.code) ?? { ...one, more: 0, fewer: 0, other: 0 };
    const { more, fewer, other } = known;
    codes.set(one.code, { ...known, more: more + one.more, fewer: fewer + one.fewer, other: other + one.other });
  }
  return [...codes.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

export function replayedInWords(all: ReplayedAll, isDone: boolean): string {
  const { under, letters, lookedThrough, same, different, failed, more, fewer, other } = all;
  const seen = `${counted(letters, 'letter')} read again of ${lookedThrough} looked through${isDone ? '' : ' so far'}`;
  const broken = failed === 0 ? '' : ` ${counted(failed, 'letter')} could not be read again.`;
  return `Lexicon ${under.lexiconVersion}, engine ${under.engineVersion}: ${seen}. ${same} the same, ${different} different; ${counted(more, 'suggestion')} new, ${fewer} no longer, ${other} otherwise.${broken}`;
}

export function letterReplayInWords({ under, replayed }: LetterReplay): string {
  if (replayed === null) return 'No run over this letter is recorded, so there is nothing to read again.';
  const { recorded, same, sequence } = replayed;
  const isOld =
    recorded.lexiconVersion === under.lexiconVersion && recorded.engineVersion === under.engineVersion
      ? 'by the lexicon and engine in service'
      : `by lexicon ${recorded.lexiconVersion} and engine ${recorded.engineVersion}; now in service are ${under.lexiconVersion} and ${under.engineVersion}`;
  return `The run of event ${sequence} was made ${isOld}. ${same ? 'The service would suggest the same today.' : 'The service would not suggest the same today.'}`;
}

import type * as z from 'zod';
import type { DecisionsReport, LetterStory } from '../../../functions/review/api/audit-contract.ts';
import type { CheckedRecord, LetterReplay, ReplayedStretch } from '../../../functions/review/api/checks-contract.ts';
import type {
  ConceptMatches,
  History,
  LetterRecord,
  Me,
  QuarantineList,
  Receipts,
  WorklistPage,
} from '../../../functions/review/api/contract.ts';
import { all, hostile } from './hostile-texts.ts';

/** The API's own answers, with a hostile text wherever one of their texts is shown. */

const idOf = (nth: number) => String(nth).padStart(32, '0');

export function poisonedMe(me: Me, nth: number): Me {
  const practices = all((of) => ({ ods: `Y${of}`, name: hostile('practice name', of) }));
  return { ...me, name: hostile('own name', nth), practices: [...me.practices, ...practices] };
}

export function poisonedWorklist(page: WorklistPage): WorklistPage {
  const first = page.letters[0]!;
  const letters = all((nth) => ({
    ...first,
    letterId: idOf(nth) as never,
    senderName: hostile('sender in a list', nth),
  }));
  return { ...page, letters };
}

export function poisonedQuarantine(page: z.infer<typeof QuarantineList>): z.infer<typeof QuarantineList> {
  const first = page.letters[0]!;
  return {
    letters: all((nth) => ({
      ...first,
      letterId: idOf(nth) as never,
      senderName: hostile('sender set aside', nth),
      practiceName: hostile('practice set aside', nth),
    })),
  };
}

export function poisonedReceipts({ receipts }: Receipts): Receipts {
  return {
    receipts: all((nth) => ({
      ...receipts[0]!,
      letterId: idOf(nth) as never,
      storedAs: hostile('file name in a receipt', nth),
      practiceName: hostile('practice in a receipt', nth),
      returned: true as const,
      note: hostile('note of an operator', nth),
    })),
  };
}

export function poisonedHistory({ events }: z.infer<typeof History>): z.infer<typeof History> {
  return {
    events: all((nth) => ({
      ...events[0]!,
      sequence: nth + 1,
      inWords: hostile('event in words', nth),
      actor: { kind: 'person' as const, id: hostile('actor', nth), role: hostile('role', nth) },
      data: { note: hostile('event data', nth) },
    })),
  };
}

export function poisonedStory({ lines, ...story }: LetterStory): LetterStory {
  return {
    ...story,
    lines: all((nth) => ({
      ...lines[0]!,
      sequence: nth + 1,
      says: hostile('story in words', nth),
      actor: { kind: 'person' as const, id: hostile('actor of a story', nth), role: 'reviewer' },
      about: [
        {
          suggestionId: String(nth),
          became: 'rejected' as const,
          code: null,
          display: hostile('code of a story', nth),
          reason: hostile('reason of a story', nth),
          words: [{ start: 0, end: 1, section: '', rule: '', quote: hostile('words of a story', nth) }],
        },
      ],
    })),
  };
}

export function poisonedChecks(): CheckedRecord {
  return {
    letters: 1,
    events: 1,
    days: 0,
    wrong: all((nth) => ({ letterId: null, says: hostile('what is wrong', nth) })),
  };
}

export function poisonedReplay(replay: ReplayedStretch): ReplayedStretch {
  const counts = { more: 1, fewer: 0, other: 0 };
  return {
    ...replay,
    codes: all((nth) => ({ code: String(nth), display: hostile('code that would change', nth), ...counts })),
  };
}

export function poisonedLetterReplay(replay: LetterReplay): LetterReplay {
  const more = all((nth) => ({ suggestionId: '1', code: null, display: hostile('code of a letter read again', nth) }));
  return { ...replay, replayed: { ...replay.replayed!, same: false, more } };
}

export function poisonedDecisions(report: DecisionsReport): DecisionsReport {
  const counts = { accepted: 0, rejected: 1, amended: 0, letters: [], inWords: 'rejected 1 of 1 times' };
  const rows = all((nth) => ({
    ...counts,
    key: hostile('phrase in a report', nth),
    display: hostile('display in a report', nth),
    reasons: { [hostile('reason in a report', nth)]: 1 },
  }));
  return { ...report, rows };
}

export function poisonedConcepts(): z.infer<typeof ConceptMatches> {
  return {
    concepts: all((nth) => ({
      category: 'diagnosis' as const,
      concept: null,
      display: hostile('concept found', nth),
      matched: hostile('words matched', nth),
    })),
  };
}

/** What a letter has only one of. */
export function poisonedOnce(record: LetterRecord, nth: number): LetterRecord {
  const place = { start: 0, end: 1 };
  return {
    ...record,
    letter: { ...record.letter, senderName: hostile('sender', nth), practiceName: hostile('practice', nth) },
    storedAs: `incoming/RZZ01/Y90001/${hostile('file name', nth).replaceAll('/', '\u2215')}`,
    patient: {
      name: { value: hostile('patient name', nth), ...place },
      dateOfBirth: { value: hostile('date of birth', nth), ...place },
      nhsNumber: { value: hostile('NHS number', nth), valid: false, ...place },
    },
  };
}

/** What a letter has many of: each in one of its own. */
export function poisonedLetter(record: LetterRecord): LetterRecord {
  const first = record.suggestions[0]!;
  const words = all((nth) => hostile('letter text', nth));
  const text = `${record.text}\n${words.join('\n')}\n`;
  const place = (nth: number) => {
    const start = text.indexOf(words[nth]!);
    return { start, end: start + words[nth]!.length };
  };
  const evidence = (nth: number) => [
    {
      ...place(nth),
      quote: hostile('quoted words', nth),
      section: hostile('section heading', nth),
      rule: `phrase: ${hostile('rule', nth)}`,
    },
  ];
  const last = record.pages.length - 1;
  const other = (nth: number, sink: string) => ({
    ...record.letter,
    letterId: idOf(nth) as never,
    senderName: hostile(sink, nth),
  });
  return {
    ...record,
    text,
    pages: record.pages.map((page, index) => (index === last ? { ...page, end: text.length } : page)),
    suggestions: all((nth) => ({
      ...first,
      id: `s${nth}`,
      display: hostile('suggestion', nth),
      value: hostile('value', nth),
      effect: { register: 'QOF CAN', joins: true, because: hostile('effect', nth) },
      evidence: evidence(nth),
      decision:
        nth % 2 === 0
          ? { kind: 'rejected' as const, reason: 'other' as const, note: hostile('reject note', nth) }
          : {
              kind: 'amended' as const,
              to: { concept: null, display: hostile('exported text', nth), assertion: first.assertion },
            },
      decidedBy: hostile('decided by', nth),
    })),
    held: all((nth) => ({
      id: `h${nth}`,
      category: 'diagnosis' as const,
      concept: null,
      display: hostile('held item', nth),
      assertion: first.assertion,
      evidence: evidence(nth),
      reason: 'family' as const,
    })),
    stages: all((nth) => ({
      ...place(nth),
      system: 'other',
      axis: null,
      prefix: null,
      value: hostile('stage', nth),
      assertion: first.assertion,
    })),
    conflicts: all((nth) => ({ kind: hostile('conflict', nth), between: [place(nth), place(nth)] })),
    otherLetters: all((nth) => ({
      letter: other(nth, 'sender of another letter'),
      accepted: [
        {
          category: 'diagnosis' as const,
          concept: null,
          display: hostile('code accepted before', nth),
          assertion: first.assertion,
        },
      ],
    })),
    likelyDuplicates: all((nth) => other(nth, 'sender of a duplicate')),
  };
}

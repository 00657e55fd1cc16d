import type * as z from 'zod';
import type { Assertion, LetterDate } from '../../../core/answer.ts';
import { Select, TextField } from '../parts/select.tsx';

/** What can be said of a code besides which one it is. */
export interface Said {
  readonly assertion: z.infer<typeof Assertion>;
  readonly value: string;
  /** As typed. */
  readonly date: string;
  readonly role: z.infer<typeof LetterDate>['role'];
}

export interface CodedFieldsProps {
  readonly said: Said;
  readonly dateError: string | undefined;
  readonly onChange: (said: Said) => void;
}

const CERTAINTIES = ['confirmed', 'suspected', 'negated'] as const;
const TIMES = ['current', 'historical', 'planned', 'completed', 'hypothetical'] as const;
const SUBJECTS = [
  ['patient', 'the patient'],
  ['family', 'a relative'],
  ['other', 'someone else'],
] as const;
const ROLES = ['diagnosed', 'performed', 'started', 'ended', 'planned', 'mentioned'] as const;

export function CodedFields({ said, dateError, onChange }: CodedFieldsProps) {
  const { assertion, value, date, role } = said;
  const assert = (to: Partial<Said['assertion']>) => onChange({ ...said, assertion: { ...assertion, ...to } });
  return (
    <div class="coded-fields">
      <Select
        label="Certainty"
        value={assertion.certainty}
        options={CERTAINTIES.map(twice)}
        onChoose={(certainty) => assert({ certainty } as never)}
      />
      <Select
        label="Status"
        value={assertion.temporality}
        options={TIMES.map(twice)}
        onChoose={(temporality) => assert({ temporality } as never)}
      />
      <Select
        label="About"
        value={assertion.subject}
        options={SUBJECTS}
        onChoose={(subject) => assert({ subject } as never)}
      />
      <TextField label="Value (optional)" value={value} onInput={(typed) => onChange({ ...said, value: typed })} />
      <TextField
        label="Date (optional)"
        hint="For example 12/3/2026, 3/2026 or 2026"
        value={date}
        error={dateError}
        onInput={(typed) => onChange({ ...said, date: typed })}
      />
      <Select
        label="What the date is of"
        value={role}
        options={ROLES.map(twice)}
        onChoose={(chosen) => onChange({ ...said, role: chosen as Said['role'] })}
      />
    </div>
  );
}

const twice = (word: string): [string, string] => [word, word];

import type { LetterState } from '../../../core/views.ts';
import type { LetterRecord } from '../../api/contract.ts';
import { STATE_IN_WORDS, timeInWords } from '../../words.ts';
import { PageLink } from '../parts/page-link.tsx';

/** Whose letter it is and where it came from. */
export function Facts({ record }: { readonly record: LetterRecord }) {
  const { letter, patient, storedAs } = record;
  const facts: readonly (readonly [string, string])[] = [
    ['Patient', patient.name?.value ?? 'name not found'],
    ['NHS number', patient.nhsNumber === undefined ? 'not found' : numberInWords(patient.nhsNumber)],
    ['Born', patient.dateOfBirth?.value ?? 'not found'],
    ['For', letter.practiceName ?? letter.practice ?? 'not known'],
    ['Received', timeInWords(letter.receivedAt)],
    ['File', storedAs.split('/').at(-1) ?? storedAs],
    ...(letter.lexiconVersion === undefined
      ? []
      : [['Read with', `lexicon ${letter.lexiconVersion}, engine ${letter.engineVersion}`] as const]),
  ];
  return (
    <div class="facts">
      <dl>
        {facts.map(([term, words]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{words}</dd>
          </div>
        ))}
        <div>
          <dt class="nhsuk-u-visually-hidden">What happened to it</dt>
          <dd>
            <PageLink to={{ name: 'history', letterId: letter.letterId }}>History</PageLink>
          </dd>
        </div>
      </dl>
    </div>
  );
}

export function StateTag({ state }: { readonly state: LetterState }) {
  return <strong class={`nhsuk-tag nhsuk-tag--${COLOURS[state]}`}>{STATE_IN_WORDS[state]}</strong>;
}

const COLOURS = {
  received: 'grey',
  quarantined: 'red',
  ready: 'blue',
  completed: 'green',
  superseded: 'grey',
} as const;

/** `943 476 5919`, as it is printed; an invalid one is said to be so. */
function numberInWords({ value, valid }: NonNullable<LetterRecord['patient']['nhsNumber']>): string {
  const printed = value.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3');
  return valid ? printed : `${printed} (not valid)`;
}

import { useRef, useState } from 'preact/hooks';
import type { AuditFound, AuditQuestion } from '../../api/audit-contract.ts';
import { STATE_IN_WORDS } from '../../words.ts';
import { Button } from '../parts/button.tsx';
import { Failed } from '../parts/notice.tsx';
import { usePage } from '../parts/page-context.ts';
import { PageLink } from '../parts/page-link.tsx';
import { Select, TextField } from '../parts/select.tsx';
import { Title } from '../parts/title.tsx';
import { whyInWords } from '../parts/use-asked.ts';
import { createStore, useStore } from '../state/store.ts';
import { counted } from '../words/ages.ts';
import { FoundExport } from './found-export.tsx';
import { boundsInWords } from './in-words.ts';
import { ASKED, type AskedField, type Asking, KINDS, NOTHING_TYPED, questionOf, type Typed } from './question.ts';
import { Timeline } from './timeline.tsx';

interface Search {
  readonly typed: Typed;
  readonly errors: Extract<Asking, { errors: unknown }>['errors'];
  readonly found: { readonly question: AuditQuestion; readonly all: AuditFound } | null;
  readonly why: string | null;
}

/** Kept while the page is open, so that an auditor comes back from a letter to what was found; never in an address. */
const search = createStore<Search>({ typed: NOTHING_TYPED, errors: {}, found: null, why: null });
const set = (to: Partial<Search>) => search.set((now) => ({ ...now, ...to }));

/** What was done, found by letter, code, person, patient and time. */
export function AuditSearchView() {
  const page = usePage();
  const { typed, errors, found, why } = useStore(search);
  const [isBusy, setBusy] = useState(false);
  const lastTurn = useRef(0);

  async function look(question: AuditQuestion, before: AuditFound | null): Promise<void> {
    setBusy(true);
    const from = before?.next === undefined ? {} : { next: before.next };
    const turn = ++lastTurn.current;
    const answer = page.noted(await page.calls.auditSearch({ ...question, ...from }));
    // An answer to an earlier question must not stand below a later one.
    if (turn !== lastTurn.current) return;
    setBusy(false);
    if (answer.kind !== 'ok') return set({ why: whyInWords(answer) });
    const all = before === null ? answer.value : together(before, answer.value);
    set({ found: { question, all }, why: null });
    page.say(`${counted(all.letters.length, 'letter')} found`);
  }
  function ask(): void {
    const asking = questionOf(typed);
    set({ errors: 'errors' in asking ? asking.errors : {}, found: null, why: null });
    if ('question' in asking) void look(asking.question, null);
  }
  const change = (field: keyof Typed) => (value: string) => set({ typed: { ...search.get().typed, [field]: value } });

  return (
    <>
      <Title words="Audit" />
      <p>Everything that was done to letters is recorded. What you fill in must all hold together.</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <div class="filters">
          {(Object.keys(ASKED) as AskedField[]).map((field) => (
            <TextField
              key={field}
              label={ASKED[field]}
              value={typed[field]}
              error={errors[field]}
              onInput={change(field)}
            />
          ))}
          <Select
            label="What happened"
            value={typed.kind}
            options={[['', 'Anything'], ...Object.entries(KINDS).map(([kind, [words]]) => [kind, words] as const)]}
            onChoose={change('kind')}
          />
          <TextField type="date" label="From this day" value={typed.fromDay} onInput={change('fromDay')} />
          <TextField
            type="date"
            label="To this day"
            value={typed.toDay}
            error={errors.toDay}
            onInput={change('toDay')}
          />
        </div>
        <button type="submit" class="nhsuk-button nhsuk-button--small">
          Search
        </button>
      </form>
      <div aria-busy={isBusy}>
        {why === null ? null : <Failed why={why} onAgain={ask} />}
        {isBusy ? <p class="waiting">Looking through the letters …</p> : null}
        {found === null ? null : <FoundLetters found={found} onFurther={() => void look(found.question, found.all)} />}
      </div>
    </>
  );
}

/** Stretch by stretch, as one. */
function together(before: AuditFound, { letters, broken, lookedThrough, through, next }: AuditFound): AuditFound {
  return {
    letters: [...before.letters, ...letters],
    broken: [...before.broken, ...broken],
    lookedThrough: before.lookedThrough + lookedThrough,
    through,
    ...(next === undefined ? {} : { next }),
  };
}

function FoundLetters({
  found: { question, all },
  onFurther,
}: {
  readonly found: NonNullable<Search['found']>;
  readonly onFurther: () => void;
}) {
  return (
    <section aria-labelledby="found">
      <h2 class="nhsuk-heading-m" id="found">
        What was found
      </h2>
      {boundsInWords(all).map((words) => (
        <p key={words}>{words}</p>
      ))}
      {all.letters.map(({ letterId, state, practice, lines }) => (
        <article key={letterId} class="found-letter">
          <h3 class="nhsuk-heading-xs">
            <PageLink to={{ name: 'story', letterId }}>{`Letter ${letterId}`}</PageLink>
          </h3>
          <p>{`${STATE_IN_WORDS[state]}; practice ${practice ?? 'not known'}; ${counted(lines.length, 'event')} to the question.`}</p>
          <details class="nhsuk-details" open={all.letters.length === 1}>
            <summary class="nhsuk-details__summary">
              <span class="nhsuk-details__summary-text">
                Show the events<span class="nhsuk-u-visually-hidden">{` of letter ${letterId}`}</span>
              </span>
            </summary>
            <Timeline lines={lines} />
          </details>
        </article>
      ))}
      {all.next === undefined ? null : <Button onPress={onFurther}>Look through more letters</Button>}
      {all.letters.length === 0 ? null : <FoundExport question={question} />}
    </section>
  );
}

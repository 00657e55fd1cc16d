import type { CheckRecord } from '../../api/checks-contract.ts';
import { Button } from '../parts/button.tsx';
import { Failed } from '../parts/notice.tsx';
import { usePage } from '../parts/page-context.ts';
import { PageLink } from '../parts/page-link.tsx';
import { ResponsiveTable } from '../parts/responsive-table.tsx';
import { Title } from '../parts/title.tsx';
import { type Stretches, useStretches } from '../parts/use-stretches.ts';
import { checkedInWords, checkedTogether, replayedInWords, replayedTogether } from './checked.ts';

/** The record looked through from end to end, and everything read again: what the service can say of itself. */
export function ChecksView() {
  return (
    <>
      <Title words="Checks" />
      <p>Both look through every letter. They change nothing, and end when you leave this view.</p>
      <RecordCheck />
      <ReplayCheck />
    </>
  );
}

function RecordCheck() {
  const page = usePage();
  const ask = (next: CheckRecord['next']) => page.calls.checkRecord(next === undefined ? {} : { next });
  const [stretches, start] = useStretches(ask, checkedTogether);
  const { whole } = stretches;
  return (
    <section aria-labelledby="record-check">
      <h2 class="nhsuk-heading-m" id="record-check">
        Does the record hold?
      </h2>
      <p>
        Makes every chain of events again, compares every worklist entry with its events, and looks for everything that
        was anchored. The service says this of itself, so it is no proof; that is{' '}
        <code>npm run --silent audit -- verify --table --against ANCHORS</code>, with anchors that you keep yourself.
      </p>
      <Progress
        stretches={stretches}
        start={start}
        asks="Check the record"
        says={whole === null ? null : checkedInWords(whole, stretches.kind === 'done')}
      />
      {whole === null || whole.wrong.length === 0 ? null : (
        <ul class="nhsuk-list nhsuk-list--bullet verdict">
          {whole.wrong.map(({ letterId, says }) => (
            <li key={`${letterId} ${says}`} class="alarm">
              {letterId === null ? null : <Story letterId={letterId} />}
              <strong>{letterId === null ? `Warning: ${says}` : `: ${says}`}</strong>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const COLUMNS = ['Code', 'New', 'No longer', 'Otherwise'];

function ReplayCheck() {
  const page = usePage();
  const ask = (next: string | undefined) =>
    page.calls.replayEverything(next === undefined ? {} : { next: next as never });
  const [stretches, start] = useStretches(ask, replayedTogether);
  const { whole } = stretches;
  return (
    <section aria-labelledby="replay-check">
      <h2 class="nhsuk-heading-m" id="replay-check">
        What does the lexicon in service change?
      </h2>
      <p>
        Reads every recorded text again with the lexicon and engine in service, and compares with what was suggested.
        For a lexicon that is not in service yet: <code>npm run --silent audit -- replay --all --lexicon NEW</code>
      </p>
      <Progress
        stretches={stretches}
        start={start}
        asks="Read everything again"
        says={whole === null ? null : replayedInWords(whole, stretches.kind === 'done')}
      />
      {whole === null || whole.codes.length === 0 ? null : (
        <ResponsiveTable
          caption="What would be suggested otherwise, by code"
          columns={COLUMNS}
          rows={whole.codes.map(({ code, display, more, fewer, other }) => ({
            key: code,
            cells: [code === display ? display : `${display} (${code})`, more, fewer, other],
          }))}
        />
      )}
      {whole === null || whole.changed.length === 0 ? null : (
        <details class="nhsuk-details">
          <summary class="nhsuk-details__summary">
            <span class="nhsuk-details__summary-text">Letters that would be read otherwise</span>
          </summary>
          <ul class="nhsuk-list letter-ids">
            {whole.changed.map((letterId) => (
              <li key={letterId}>
                <Story letterId={letterId} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

const Story = ({ letterId }: { readonly letterId: string }) => (
  <PageLink to={{ name: 'story', letterId }}>{`Letter ${letterId}`}</PageLink>
);

interface ProgressProps {
  readonly stretches: Stretches<unknown>;
  readonly start: () => void;
  readonly asks: string;
  /** How far it has come; null before the first answer. */
  readonly says: string | null;
}

function Progress({ stretches: { kind, why }, start, asks, says }: ProgressProps) {
  const isBusy = kind === 'going-on';
  return (
    <div aria-busy={isBusy}>
      {isBusy ? <p class="waiting">Looking through the letters …</p> : null}
      {isBusy || kind === 'failed' ? null : <Button onPress={start}>{asks}</Button>}
      {kind === 'failed' ? <Failed why={why ?? ''} onAgain={start} /> : null}
      {says === null ? null : <p class="check-says">{says}</p>}
    </div>
  );
}

import { timeInWords } from '../../words.ts';
import { Failed, Waiting } from '../parts/notice.tsx';
import { usePage } from '../parts/page-context.ts';
import { PageLink } from '../parts/page-link.tsx';
import { Title } from '../parts/title.tsx';
import { useAsked } from '../parts/use-asked.ts';

/** What happened to a letter, event by event, in words and as it is stored. */
export function HistoryView({ letterId }: { readonly letterId: string }) {
  const page = usePage();
  const [asked, again] = useAsked(() => page.calls.history(letterId), [letterId]);
  return (
    <>
      <p>
        <PageLink to={{ name: 'letter', letterId }}>Back to the letter</PageLink>
      </p>
      <Title words="History of the letter" />
      {asked.kind === 'asking' ? <Waiting what="the history" /> : null}
      {asked.kind === 'failed' ? <Failed why={asked.why} onAgain={again} /> : null}
      {asked.kind === 'here' ? (
        <ol class="timeline">
          {asked.value.events.map(({ sequence, at, actor, inWords, type, data, hash }) => (
            <li key={sequence}>
              <h2 class="nhsuk-heading-xs">{inWords}</h2>
              <p class="timeline-when">
                {`${timeInWords(at)}, by ${actor.kind === 'service' ? `the service (${actor.id})` : actor.id}`}
                {actor.role === undefined ? '' : `, ${actor.role}`}
              </p>
              <details class="nhsuk-details">
                <summary class="nhsuk-details__summary">
                  <span class="nhsuk-details__summary-text">{`As stored: event ${sequence}`}</span>
                </summary>
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
                <pre class="nhsuk-details__text stored" tabIndex={0}>
                  {JSON.stringify({ type, data, hash }, null, 2)}
                </pre>
              </details>
            </li>
          ))}
        </ol>
      ) : null}
    </>
  );
}

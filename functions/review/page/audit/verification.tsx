import { Failed, Waiting } from '../parts/notice.tsx';
import { usePage } from '../parts/page-context.ts';
import { useAsked } from '../parts/use-asked.ts';
import { verificationInWords } from './in-words.ts';

/** Whether the letter's record holds, as far as whoever keeps it can say so. */
export function Verification({ letterId }: { readonly letterId: string }) {
  const page = usePage();
  const [asked, again] = useAsked(() => page.calls.verification(letterId), [letterId]);
  return (
    <section aria-labelledby="verification">
      <h2 class="nhsuk-heading-s" id="verification">
        Does the record hold?
      </h2>
      {asked.kind === 'asking' ? <Waiting what="the verification" /> : null}
      {asked.kind === 'failed' ? <Failed why={asked.why} onAgain={again} /> : null}
      {asked.kind === 'here' ? (
        <ul class="nhsuk-list nhsuk-list--bullet verdict">
          {verificationInWords(asked.value).map(({ isAlarm, words }) => (
            <li key={words} class={isAlarm ? 'alarm' : undefined}>
              {isAlarm ? <strong>{`Warning: ${words}`}</strong> : words}
            </li>
          ))}
        </ul>
      ) : null}
      <p>
        The service says this of itself, so it is no proof. That no letter was removed, and that no anchor was made
        again, only the offline verifier can show, over the archive and an anchor that you keep yourself:{' '}
        <code>npm run --silent audit -- verify --archive DIR --against ANCHOR</code>
      </p>
    </section>
  );
}

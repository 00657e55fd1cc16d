import type { Change } from '../state/change.ts';
import { useStore } from '../state/store.ts';
import { actInWords } from '../words/acts.ts';
import { counted } from '../words/ages.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';
import { usePage } from './page-context.ts';
import { PageLink } from './page-link.tsx';

/** What is not stored, a sign-in that has ended, and what was not taken over: said until it is dealt with. */
export function Banners() {
  const page = usePage();
  const { session, notTaken } = page.state.get();
  const unstored = useStore(page.outbox.changes).filter(({ state }) => state !== 'waiting' && state !== 'conflict');
  const again = unstored.filter(({ state }) => state !== 'refused');
  const refused = unstored.filter(({ state }) => state === 'refused');
  return (
    <>
      {session === 'ended' ? <SignInEnded kept={again.length} /> : null}
      {again.length > 0 && session === 'in' ? <NotStored changes={again} /> : null}
      {refused.map((change) => (
        <Refused key={change.key} change={change} />
      ))}
      {notTaken > 0 ? (
        <Notice title="Not stored">
          <p>
            {`${counted(notTaken, 'change')} of another person had not been stored in this window. ${notTaken === 1 ? 'It was' : 'They were'} not taken over under your name.`}
          </p>
        </Notice>
      ) : null}
    </>
  );
}

function SignInEnded({ kept }: { readonly kept: number }) {
  const page = usePage();
  return (
    <Notice title="Your sign-in has ended">
      <p>
        {kept === 0
          ? 'Sign in again to go on where you are.'
          : `${counted(kept, 'change')} not stored. ${kept === 1 ? 'It is' : 'They are'} kept in this window and offered again once you have signed in.`}
      </p>
      <Button look="primary" onPress={page.signIn}>
        Sign in again
      </Button>
    </Notice>
  );
}

function NotStored({ changes }: { readonly changes: readonly Change[] }) {
  const page = usePage();
  return (
    <Notice title={`${counted(changes.length, 'change')} not stored yet`}>
      <p>The service has not acknowledged these. Sending one again never stores it twice.</p>
      <ul class="nhsuk-list nhsuk-list--bullet">
        {changes.map((change) => (
          <li key={change.key}>
            <PageLink to={{ name: 'letter', letterId: change.letterId }}>{change.about}</PageLink>
            {`: ${actInWords(change.act)} `}
            <Button look="link" about={change.about} onPress={() => giveUp(change)}>
              Give up
            </Button>
          </li>
        ))}
      </ul>
      <Button look="primary" onPress={page.outbox.sendAgain}>
        Send again
      </Button>
    </Notice>
  );

  /** It may have been stored all the same: what is shown afterwards comes from the service. */
  function giveUp({ key, letterId }: Change): void {
    page.outbox.drop(key);
    void page.readAgain(letterId);
  }
}

function Refused({ change }: { readonly change: Change }) {
  const page = usePage();
  return (
    <Notice title={`Not stored: ${change.about}`}>
      <p>{`${actInWords(change.act)}. ${change.problem?.detail ?? ''}`}</p>
      <Button onPress={() => page.outbox.drop(change.key)} about={change.about}>
        Close
      </Button>
    </Notice>
  );
}

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Me } from '../../api/contract.ts';
import type { View } from '../state/view.ts';
import { HelpDialog } from './help-dialog.tsx';
import { useKeys } from './keys.ts';
import { usePage } from './page-context.ts';
import { PageLink } from './page-link.tsx';

/** The frame of every view: a way past the header, where one is, one main part, and what is said aloud. */
export function Frame({ children }: { readonly children: ComponentChildren }) {
  const { me, said, view } = usePage().state.get();
  const [helps, setHelps] = useState(false);
  useKeys({ keys: { '?': () => setHelps(true) } });
  return (
    <>
      <a class="nhsuk-skip-link" href="#main">
        Skip to main content
      </a>
      <header class="nhsuk-header">
        <div class="nhsuk-header__container nhsuk-width-container-fluid">
          <div class="nhsuk-header__service">
            <a class="nhsuk-header__service-name" href="/">
              Letter Coder
            </a>
          </div>
          {me === null ? null : <Navigation me={me} view={view} />}
          <p class="motto">It suggests; a person decides.</p>
          {me === null ? null : <Account me={me} onHelp={() => setHelps(true)} />}
        </div>
      </header>
      <main class="nhsuk-width-container-fluid main" id="main" tabIndex={-1}>
        {children}
      </main>
      <footer class="footer nhsuk-width-container-fluid">Nothing on this page writes to a patient’s record.</footer>
      <div class="nhsuk-u-visually-hidden" role="status" aria-live="polite" id="said">
        <span key={said.turn}>{said.words}</span>
      </div>
      {helps ? <HelpDialog onClose={() => setHelps(false)} /> : null}
    </>
  );
}

function Account({ me, onHelp }: { readonly me: Me; readonly onHelp: () => void }) {
  return (
    <div class="account">
      <span class="account-name">{me.name}</span>
      <button type="button" class="header-button" onClick={onHelp} aria-haspopup="dialog">
        Keys
      </button>
      <form method="post" action="/sign-out">
        <button type="submit" class="header-button">
          Sign out
        </button>
      </form>
    </div>
  );
}

function Navigation({ me, view }: { readonly me: Me; readonly view: View }) {
  const places: readonly { readonly to: View; readonly words: string; readonly shown: boolean }[] = [
    { to: { name: 'worklist', query: {} }, words: 'Worklist', shown: me.practices.length > 0 },
    { to: { name: 'search' }, words: 'Search', shown: me.practices.length > 0 },
    {
      to: { name: 'quarantine' },
      words: 'Set aside',
      shown: me.roles.includes('operator') || me.roles.includes('auditor'),
    },
    { to: { name: 'audit' }, words: 'Audit', shown: me.roles.includes('auditor') },
    { to: { name: 'checks' }, words: 'Checks', shown: me.roles.includes('auditor') },
    {
      to: { name: 'decisions' },
      words: 'Decisions',
      shown: me.roles.includes('operator') || me.roles.includes('auditor'),
    },
    { to: { name: 'receipts' }, words: 'Receipts', shown: me.senders.length > 0 },
  ];
  return (
    <nav class="menu" aria-label="Menu">
      <ul>
        {places
          .filter(({ shown }) => shown)
          .map(({ to, words }) => (
            <li key={words}>
              <PageLink to={to} isHere={view.name === to.name}>
                {words}
              </PageLink>
            </li>
          ))}
      </ul>
    </nav>
  );
}

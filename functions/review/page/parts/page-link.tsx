import type { ComponentChildren } from 'preact';
import { addressOf, type View } from '../state/view.ts';
import { usePage } from './page-context.ts';

/** A link within the page: an address like any other, opened in a new tab where that is asked for. */
export function PageLink({ to, children, isHere, look }: PageLinkProps) {
  const page = usePage();
  return (
    <a
      class={look}
      href={addressOf(to)}
      aria-current={isHere ? 'page' : undefined}
      onClick={(event) => {
        if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        page.go(to);
      }}
    >
      {children}
    </a>
  );
}

export interface PageLinkProps {
  readonly to: View;
  readonly children: ComponentChildren;
  readonly isHere?: boolean;
  readonly look?: string;
}

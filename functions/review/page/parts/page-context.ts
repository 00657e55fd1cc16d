import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PageModel } from '../state/page.ts';

export const PageContext = createContext<PageModel | null>(null);

export function usePage(): PageModel {
  const page = useContext(PageContext);
  if (page === null) throw new Error('drawn outside of the page');
  return page;
}

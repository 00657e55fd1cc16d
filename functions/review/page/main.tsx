import { render } from 'preact';
import { App } from './app.tsx';
import { thisBrowser } from './state/browser.ts';
import { createPage } from './state/page.ts';

const page = createPage(thisBrowser());
const root = document.querySelector('#page')!;
root.replaceChildren();
render(<App page={page} />, root);
void page.start();

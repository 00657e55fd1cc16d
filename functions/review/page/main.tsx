import { render } from 'preact';

render(<p>Letter Coder</p>, document.querySelector('#page')!);

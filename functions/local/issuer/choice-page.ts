import type { DemoPerson } from './people.ts';

/** One button a person. The names come from the directory, a file that people edit: they are escaped. */
export function choicePage(people: readonly DemoPerson[], search: string): string {
  const buttons = people.map(({ id, name }) => {
    const query = new URLSearchParams(search);
    query.set('person', id);
    return `<li><a class="nhsuk-button" role="button" draggable="false" href="?${escaped(query.toString())}">${escaped(name)}</a></li>`;
  });
  return `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in – Letter Coder on this machine</title><link rel="stylesheet" href="/style.css"></head>
<body class="nhsuk-template__body"><div class="nhsuk-width-container"><main class="nhsuk-main-wrapper">
<h1>Sign in</h1>
<p>This is a trial on one machine, with invented letters and invented people. Choose whom to be.</p>
<ul class="nhsuk-list">${buttons.join('')}</ul>
</main></div></body></html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

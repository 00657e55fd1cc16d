/**
 * Texts that would do something if a page took them for markup. Each carries its mark, by which it is found again, and
 * an attribute that no element of the page has.
 */
export const HOSTILE: readonly ((mark: string) => string)[] = [
  (m) => `<script data-x>alert('${m}')</script>`,
  (m) => `<img data-x src=x onerror=alert('${m}')>`,
  (m) => `<svg data-x onload=alert('${m}')>`,
  (m) => `"><svg data-x onload=alert('${m}')>`,
  (m) => `'><img data-x src=x onerror=alert('${m}')>`,
  (m) => `</span><img data-x src=x onerror=alert('${m}')>`,
  (m) => `</textarea><img data-x src=x onerror=alert('${m}')>`,
  (m) => `</title><img data-x src=x onerror=alert('${m}')>`,
  (m) => `</style></script><img data-x src=x onerror=alert('${m}')>`,
  (m) => `--><img data-x src=x onerror=alert('${m}')>`,
  (m) => `<!--><img data-x src=x onerror=alert('${m}')>-->`,
  (m) => `]]><img data-x src=x onerror=alert('${m}')>`,
  (m) => `<iframe data-x src="javascript:alert('${m}')"></iframe>`,
  (m) => `<iframe data-x srcdoc="<script>parent.alert('${m}')</script>"></iframe>`,
  (m) => `<a data-x href="javascript:alert('${m}')">${m}</a>`,
  (m) => `<a data-x href="data:text/html,<script>alert('${m}')</script>">${m}</a>`,
  (m) => `<form data-x action="javascript:alert('${m}')"><input type=submit></form>`,
  (m) => `<input data-x autofocus onfocus=alert('${m}')>`,
  (m) => `<select data-x autofocus onfocus=alert('${m}')>`,
  (m) => `<details data-x open ontoggle=alert('${m}')>`,
  (m) => `<video data-x><source onerror=alert('${m}')>`,
  (m) => `<audio data-x src=x onerror=alert('${m}')>`,
  (m) => `<body data-x onload=alert('${m}')><i data-x>`,
  (m) => `<object data-x data="javascript:alert('${m}')"></object>`,
  (m) => `<embed data-x src="javascript:alert('${m}')">`,
  (m) => `<link data-x rel=stylesheet href=https://elsewhere.invalid/${m}.css>`,
  (m) => `<img data-x src=https://elsewhere.invalid/${m}.png>`,
  (m) => `<meta data-x http-equiv=refresh content="0;url=https://elsewhere.invalid/${m}">`,
  (m) => `<base data-x href=https://elsewhere.invalid/${m}/>`,
  (m) => `<style data-x>@import url(https://elsewhere.invalid/${m}.css)</style>`,
  (m) => `<div data-x style="background:url(https://elsewhere.invalid/${m}.png)">`,
  (m) => `<math data-x><mtext><img data-x src=x onerror=alert('${m}')></mtext></math>`,
  (m) => `<svg data-x><script>alert('${m}')</script></svg>`,
  (m) => `<svg data-x><animate onbegin=alert('${m}') attributeName=x dur=1s></svg>`,
  (m) => `<noscript><p title="</noscript><img data-x src=x onerror=alert('${m}')>">`,
  (m) => `<marquee data-x onstart=alert('${m}')>`,
  (m) => `<b data-x onmouseover=alert('${m}') tabindex=0 onfocus=alert('${m}')>${m}</b>`,
  (m) => `<IMG data-x SRC=x OnErRoR=alert('${m}')>`,
  (m) => `<img/data-x/src=x/onerror=alert('${m}')>`,
  (m) => `<img\tdata-x src=x\tonerror\t=\talert('${m}')>`,
  (m) => `<scr<script>ipt data-x>alert('${m}')</scr</script>ipt><i data-x>`,
  (m) => `&lt;img data-x src=x onerror=alert('${m}')&gt;<i data-x>`,
  (m) => `\\u003cimg data-x src=x onerror=alert('${m}')\\u003e<i data-x>`,
  (m) => `{{constructor.constructor("alert('${m}')")()}}<i data-x>`,
  (m) => `\${alert('${m}')}<i data-x>`,
  (m) => `javascript:alert('${m}')//<i data-x>`,
];

/** So that no mark is the beginning of another. */
export const markOf = (sink: string, nth: number) => `${sink.replace(/[^a-z]/gi, '')}${nth}z`;
export const hostile = (sink: string, nth: number) => HOSTILE[nth]!(markOf(sink, nth));
export const all = <Value>(make: (nth: number) => Value): Value[] => HOSTILE.map((_, nth) => make(nth));

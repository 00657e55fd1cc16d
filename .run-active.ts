import { readFileSync } from 'node:fs';
import { compileLexicon } from './functions/core/lexicon/lexicon.ts';
import { assessLetter } from './functions/core/reading/assess-letter.ts';
import { buildLexicon } from './lexicon/build.ts';
import { readData } from './lexicon/data-files.ts';
const built = buildLexicon(readData());
if ('findings' in built) throw new Error('malformed');
const lexicon = compileLexicon(built.artefact);
const [,, file, ...opts] = process.argv;
const all = opts.includes('-v');
let ok=0,bad=0,fp=0,fn=0;
for (const block of readFileSync(file!,'utf8').split(/^=== /m).slice(1)) {
  const nl=block.indexOf('\n'); const [name='',want='']=block.slice(0,nl).split('|').map(s=>s.trim());
  const text=block.slice(nl+1);
  const a=assessLetter({id:'x',text},lexicon);
  const dx=a.suggestions.filter(s=>s.category==='diagnosis');
  const act=dx.filter(s=>s.assertion.certainty==='confirmed'&&s.assertion.temporality==='current');
  const wants=want===''||want==='none'?[]:want.split(';').map(s=>s.trim());
  const un=[...wants]; const extra=[];
  for(const s of act){const i=un.findIndex(w=>new RegExp(w,'i').test(s.display)); if(i===-1) extra.push(s); else un.splice(i,1);}
  const good=extra.length===0&&un.length===0; good?ok++:bad++; fp+=extra.length; fn+=un.length;
  if(!good||all){console.log(`${good?'ok ':'BAD'} ${name}`);
   for(const s of extra) console.log(`   +FP ${s.display} on ${s.evidence.map(e=>`"${e.quote}" (${e.section}; ${e.rule})`).join(' | ')}`);
   for(const w of un) console.log(`   -FN ${w}`);
   if(un.length||all){ for(const s of dx) if(!act.includes(s)) console.log(`      sug ${s.display} [${s.assertion.certainty},${s.assertion.temporality},${s.assertion.subject}] "${s.evidence[0]!.quote}" ${s.evidence[0]!.rule}`);
    for(const s of a.held) if(s.category==='diagnosis') console.log(`      held ${s.reason} ${s.display} [${s.assertion.certainty},${s.assertion.temporality},${s.assertion.subject}] "${s.evidence[0]!.quote}" ${s.evidence[0]!.rule}`);
   for(const s of act) if(!extra.includes(s)) console.log(`      act ${s.display}`);}
  }
}
console.log({ok,bad,fp,fn});

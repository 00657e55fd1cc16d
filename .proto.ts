import { readFileSync } from 'node:fs';
import { loadLexicon } from './functions/core/lexicon/lexicon.ts';
import { assessLetter } from './functions/core/reading/assess-letter.ts';
import { ARTEFACT_FILE } from './lexicon/build.ts';
import { labelledLetters } from './test/accuracy/labels.ts';
const lexicon = loadLexicon(readFileSync(ARTEFACT_FILE, 'utf8'));
const NAMING=new Set(['diagnosis','histology','impression','mdt','staging','recurrence','summary']);
const by: Record<string, number>={};
for (const l of labelledLetters('dev')) {
  const a = assessLetter({id:l.name,text:l.text},lexicon);
  const stage=a.suggestions.some(s=>s.category==='stage');
  for (const s of a.suggestions) {
    if (s.category!=='diagnosis'||s.assertion.certainty!=='confirmed'||s.assertion.temporality!=='current') continue;
    if (lexicon.contexts.get(s.concept?.code??'')===undefined) continue;
    const right=l.labels.expected.some(e=>e.category==='diagnosis'&&s.concept&&e.codes.includes(s.concept.code)&&e.assertion.temporality==='current'&&e.assertion.certainty==='confirmed');
    const ground=s.evidence.some(e=>NAMING.has(e.section))?'section':s.evidence.some(e=>/\(current\)/.test(e.rule))?'current':stage?'stage':'none';
    by[`${right?'right':'WRONG'} ${ground}`]=(by[`${right?'right':'WRONG'} ${ground}`]??0)+1;
    if(!right|| ground==='none'||ground==='stage') { const e=s.evidence[0]!; console.log(`${right?'right':'WRONG'} ${ground} ${l.name} ${s.display} :: ${l.text.slice(Math.max(0,e.start-70),e.start).replace(/\s+/g,' ')}[[${e.quote.replace(/\s+/g,' ')}]]${l.text.slice(e.end,e.end+50).replace(/\s+/g,' ')} (${e.section}) x${s.evidence.length}`); }
  }
}
console.log(by);

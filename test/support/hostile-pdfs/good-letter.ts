import { deflateSync } from 'node:zlib';
import { onePage, showing, WORDS } from './pdf.ts';

export const GOOD_LETTER = onePage(deflateSync(showing(WORDS)), '/FlateDecode');
export const GOOD_WORDS = WORDS;

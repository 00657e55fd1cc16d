import { brokenStructure, flipped, pageTrees, truncated } from './hostile-pdfs/damaged.ts';
import { bombs, endlessWork } from './hostile-pdfs/endless.ts';
import type { HostilePdf } from './hostile-pdfs/hostile-pdf.ts';
import { activeContent, notPdfs, unreadableText } from './hostile-pdfs/misleading.ts';

/** Files that no printer makes, each with the ends it may come to. */
export function hostilePdfs(): HostilePdf[] {
  return [
    ...truncated(),
    ...flipped(),
    ...brokenStructure(),
    ...pageTrees(),
    ...bombs(),
    ...endlessWork(),
    ...activeContent(),
    ...unreadableText(),
    ...notPdfs(),
  ];
}

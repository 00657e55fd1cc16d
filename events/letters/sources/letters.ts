import type { Lines, Page } from '../producers/pdfkit.ts';

/** One sample letter: where it lies, and how it is made. `written` is the letter's own date. */
export type Letter = { readonly key: string } & (
  | { readonly producer: 'libreoffice' | 'chromium'; readonly source: string; readonly written: string }
  | {
      readonly producer: 'pdfkit';
      readonly pages: readonly Page[];
      readonly written: string;
      readonly password?: string;
    }
  | { readonly producer: 'photograph' | 'as written'; readonly source: string }
  | { readonly producer: 'copied'; readonly from: string }
  | { readonly producer: 'cut short'; readonly pages: readonly Page[]; readonly written: string }
  | { readonly producer: 'empty' }
);

/** What opens the encrypted letter. The service is never told it. */
const password = 'elmfield-0408';

/** Keys are relative to `events/letters/`. A copy stands after what it copies. */
export const letters: readonly Letter[] = [
  ...fromStAldhelms('Y90001', [
    html('libreoffice', 'breast-results-clinic.pdf', 'breast-results-clinic.html', '2026-03-16'),
    html('libreoffice', '2ww-breast-no-cancer.pdf', 'two-week-wait-no-cancer.html', '2026-04-22'),
    html('libreoffice', 'discharge-summary-neutropenic-sepsis.pdf', 'discharge-summary.html', '2026-06-08'),
    html('libreoffice', 'gynae-oncology-clinic.pdf', 'gynae-oncology-clinic.html', '2026-07-10'),
    html('chromium', 'colorectal-mdt-outcome.pdf', 'colorectal-mdt-outcome.html', '2026-02-17'),
    html('chromium', 'Skin clinic Dr Müller + histology.pdf', 'melanoma-clinic.html', '2026-05-28'),
    printed('prostate two columns.pdf', { lines: 'prostate-two-columns.txt', font: 'Helvetica' }, '2026-05-07'),
    printed('radiology-report-ct.pdf', { lines: 'radiology-report.txt', font: 'Courier' }, '2026-09-08'),
    printed('histology-report-colon.pdf', { lines: 'histology-report.txt', font: 'Courier' }, '2026-08-21'),
    {
      key: 'upper-gi-wrapped-lists.pdf',
      producer: 'pdfkit',
      pages: [
        { lines: 'upper-gi-page-1.txt', font: 'Courier' },
        { lines: 'upper-gi-page-2.txt', font: 'Courier' },
      ],
      written: '2026-10-12',
    },
    printed('genetics-relatives-only.pdf', { lines: 'genetics-relatives.txt', font: 'Times-Roman' }, '2026-01-15'),
    { key: 'IMG_2207.png', producer: 'photograph', source: 'photographed-letter.html' },
  ]),
  ...fromStAldhelms('Y90002', [
    html('libreoffice', 'hepatology-two-column-section.pdf', 'hepatology-two-column-section.fodt', '2026-05-27'),
    html('libreoffice', 'palliative-home-visit.pdf', 'palliative-care.html', '2026-10-14'),
    html('libreoffice', 'colposcopy-in-situ.pdf', 'colposcopy-in-situ.html', '2026-05-05'),
    html('chromium', 'neck-lump-suspected.pdf', 'neck-lump-suspected.html', '2026-10-27'),
    {
      key: 'interrupted-transfer.pdf',
      producer: 'cut short',
      pages: [{ lines: 'interrupted-transfer.txt', font: 'Helvetica' }],
      written: '2026-03-18',
    },
  ]),
  ...fromStAldhelms('Y99999', [
    printed('bladder-unknown-practice.pdf', { lines: 'bladder-unknown-practice.txt', font: 'Helvetica' }, '2026-06-11'),
  ]),
  printed('incoming/RZZ01/one-folder-too-high.pdf', { lines: 'misplaced-letter.txt', font: 'Helvetica' }, '2026-07-02'),
  ...fromNorthmoor('Y90001', [
    html('libreoffice', 'breast-treatment-table.pdf', 'treatment-table.html', '2026-10-02'),
    html('libreoffice', 'needs-assessment-care-plan.pdf', 'needs-assessment-care-plan.html', '2026-08-06'),
    html('chromium', 'lung-clinic-two-columns.pdf', 'lung-clinic-two-columns.html', '2026-08-13'),
    html('chromium', 'end-of-treatment-summary.pdf', 'end-of-treatment-summary.html', '2026-09-24'),
    {
      key: 'thyroid-second-page-scanned.pdf',
      producer: 'pdfkit',
      pages: [{ lines: 'covering-letter.txt', font: 'Helvetica' }, { picture: 'scanned-histology.html' }],
      written: '2026-06-26',
    },
    { ...printed('locked-letter.pdf', { lines: 'locked-letter.txt', font: 'Helvetica' }, '2026-08-04'), password },
    { key: 'empty.pdf', producer: 'empty' },
  ]),
  ...fromNorthmoor('Y90002', [
    html('chromium', 'myeloma-clinic.pdf', 'myeloma-clinic.html', '2026-06-17'),
    html('chromium', 'two-primaries.pdf', 'two-primaries.html', '2026-09-02'),
    printed('lymphoma-clinic.pdf', { lines: 'lymphoma-clinic.txt', font: 'Helvetica' }, '2026-08-24'),
    { key: 'cll-telephone-clinic.txt', producer: 'as written', source: 'cll-telephone-clinic.txt' },
    { key: 'scan0047.pdf', producer: 'pdfkit', pages: [{ picture: 'scanned-letter.html' }], written: '2026-07-21' },
  ]),
  {
    key: 'incoming/RZZ01/Y90002/Copy of lymphoma clinic.pdf',
    producer: 'copied',
    from: 'incoming/RZZ02/Y90002/lymphoma-clinic.pdf',
  },
  html(
    'chromium',
    'amended/incoming/RZZ01/Y90001/colorectal-mdt-outcome.pdf',
    'colorectal-mdt-outcome-amended.html',
    '2026-03-03',
  ),
];

function fromStAldhelms(practice: string, sent: readonly Letter[]): Letter[] {
  return sent.map((letter) => ({ ...letter, key: `incoming/RZZ01/${practice}/${letter.key}` }));
}

function fromNorthmoor(practice: string, sent: readonly Letter[]): Letter[] {
  return sent.map((letter) => ({ ...letter, key: `incoming/RZZ02/${practice}/${letter.key}` }));
}

function html(producer: 'libreoffice' | 'chromium', key: string, source: string, written: string) {
  return { key, producer, source, written } as const;
}

function printed(key: string, page: Lines, written: string) {
  return { key, producer: 'pdfkit', pages: [page], written } as const;
}

/** Stems of international non-proprietary names (WHO's list of common stems), and of the words for kinds of drugs. */
const STEMS =
  /(?:statin|pril|sartan|olol|alol|prazole|cillin|mycin|micin|oxacin|azole|parin|gliptin|gliflozin|glutide|mab|tinib|dipine|triptan|setron|cycline|xaban|gatran|thiazide|semide|zepam|zolam|oxetine|azepine|triptyline|pramine|ridone|apine|peridol|piprazole|profen|fenac|coxib|tidine|terol|lukast|tropium|sonide|olone|metasone|predniso(?:ne|lone)|penem|ciclovir|cyclovir|floxacin|zosin|steride|dronate|codone|morphone|caine|barbital|platin|rubicin|taxel|vudine|navir|mustine|trexate|prost|glitazone|setin|faxine|traline|alopram|zodone|bactam|cef\w{3,9}|iazide|profen|curium|fentanil)s?$/;

/** Common drugs whose names end in no such stem. */
const NAMES = new Set(
  `metformin insulin warfarin aspirin clopidogrel ticagrelor digoxin amiodarone lithium paracetamol acetaminophen codeine morphine
  oxycodone tramadol gabapentin pregabalin levothyroxine thyroxine carbimazole methotrexate azathioprine mesalazine sulfasalazine
  hydroxychloroquine colchicine allopurinol febuxostat lamotrigine levetiracetam phenytoin valproate topiramate clozapine senna
  lactulose macrogol movicol laxido docusate gaviscon metoclopramide cyclizine domperidone prochlorperazine chlorphenamine
  fexofenadine cetirizine promethazine salbutamol albuterol ventolin seretide fostair tiotropium montelukast theophylline
  hydrocortisone dexamethasone fludrocortisone spironolactone eplerenone indapamide chlorthalidone bendroflumethiazide
  nitrofurantoin trimethoprim augmentin co-amoxiclav tazocin gentamicin vancomycin metronidazole adrenaline epinephrine atropine
  adenosine gtn nitroglycerin isosorbide nicorandil ivabradine ranolazine hydralazine clonidine methyldopa tamsulosin oxybutynin
  mirabegron sildenafil tadalafil denosumab teriparatide folic iron ferrous vitamin zopiclone zolpidem melatonin mirtazapine
  venlafaxine duloxetine bupropion trazodone buspirone haloperidol chlorpromazine donepezil memantine rivastigmine levodopa
  ropinirole pramipexole heparin clexane enoxaparin dalteparin fragmin tinzaparin apixaban eliquis xarelto plavix lipitor
  zantac nexium prozac zoloft lasix coumadin tylenol advil motrin benadryl zofran lovenox keppra dilantin synthroid prednisone
  prednisolone oxygen steroids steroid antibiotics antibiotic statin statins nsaid nsaids ppi ssri opioid opioids opiates diuretic diuretics
  anticoagulants anticoagulant anticoagulation antiemetics antiemetic antihypertensives antidepressants antidepressant antipsychotics
  antipsychotic benzodiazepines benzodiazepine laxatives laxative analgesia analgesics bronchodilators inhalers nebulisers
  hrt acyclovir aciclovir tamiflu oseltamivir naloxone methadone buprenorphine suboxone disulfiram acamprosate varenicline`.split(
    /\s+/,
  ),
);

/** Whether a word, in small letters, names a drug or a kind of drugs. */
export function isDrug(word: string): boolean {
  return NAMES.has(word) || STEMS.test(word);
}

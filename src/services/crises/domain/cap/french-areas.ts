import type { NamedValue } from './alert.ts';

/**
 * Area codes of alerts to INSEE department codes. Sources: Eurostat NUTS 2010/2013 (the codes that
 * Météo-France still sends) and NUTS 2016/2021, and the EMMA_ID list of EUMETNET's MeteoAlarm. One
 * line per department: INSEE, NUTS3 2013, NUTS3 2021, EMMA. EMMA's FR001 is Andorra and is in no
 * line; FR067 is Paris and the three departments around it, which also have codes of their own.
 */
const TABLE = `
01 FR711 FRK21 FR039|02 FR221 FRE21 FR073|03 FR721 FRK11 FR043|04 FR821 FRL01 FR032
05 FR822 FRL02 FR033|06 FR823 FRL03 FR029|07 FR712 FRK22 FR026|08 FR211 FRF21 FR074
09 FR621 FRJ21 FR008|10 FR212 FRF22 FR075|11 FR811 FRJ11 FR007|12 FR622 FRJ22 FR021
13 FR824 FRL04 FR027|14 FR251 FRD11 FR052|15 FR722 FRK12 FR024|16 FR531 FRI31 FR016
17 FR532 FRI32 FR015|18 FR241 FRB01 FR059|19 FR631 FRI21 FR018|21 FR261 FRC11 FR078
22 FR521 FRH01 FR047|23 FR632 FRI22 FR041|24 FR611 FRI11 FR017|25 FR431 FRC21 FR080
26 FR713 FRK23 FR031|27 FR231 FRD21 FR056|28 FR242 FRB02 FR063|29 FR522 FRH02 FR046
2A FR831 FRM01 FR090|2B FR832 FRM02 FR089|30 FR812 FRJ12 FR022|31 FR623 FRJ23 FR009
32 FR624 FRJ24 FR005|33 FR612 FRI12 FR014|34 FR813 FRJ13 FR020|35 FR523 FRH03 FR050
36 FR243 FRB03 FR042|37 FR244 FRB04 FR093|38 FR714 FRK24 FR034|39 FR432 FRC22 FR079
40 FR613 FRI13 FR004|41 FR245 FRB05 FR058|42 FR715 FRK25 FR037|43 FR723 FRK13 FR025
44 FR511 FRG01 FR049|45 FR246 FRB06 FR061|46 FR625 FRJ25 FR013|47 FR614 FRI14 FR012
48 FR814 FRJ14 FR023|49 FR512 FRG02 FR092|50 FR252 FRD12 FR051|51 FR213 FRF23 FR076
52 FR214 FRF24 FR085|53 FR513 FRG03 FR053|54 FR411 FRF31 FR088|55 FR412 FRF32 FR002
56 FR524 FRH04 FR048|57 FR413 FRF33 FR087|58 FR262 FRC12 FR060|59 FR301 FRE11 FR070
60 FR222 FRE22 FR072|61 FR253 FRD13 FR054|62 FR302 FRE12 FR069|63 FR724 FRK14 FR040
64 FR615 FRI15 FR091|65 FR626 FRJ26 FR003|66 FR815 FRJ15 FR006|67 FR421 FRF11 FR086
68 FR422 FRF12 FR083|69 FR716 FRK26 FR038|70 FR433 FRC23 FR082|71 FR263 FRC13 FR077
72 FR514 FRG04 FR057|73 FR717 FRK27 FR036|74 FR718 FRK28 FR035|75 FR101 FR067
76 FR232 FRD22 FR055|77 FR102 FR068|78 FR103 FR064|79 FR533 FRI33 FR094
80 FR223 FRE23 FR071|81 FR627 FRJ27 FR011|82 FR628 FRJ28 FR010|83 FR825 FRL05 FR028
84 FR826 FRL06 FR030|85 FR515 FRG05 FR044|86 FR534 FRI34 FR045|87 FR633 FRI23 FR019
88 FR414 FRF34 FR084|89 FR264 FRC14 FR062|90 FR434 FRC24 FR081|91 FR104 FR066
92 FR105 FR067|93 FR106 FR067|94 FR107 FR067|95 FR108 FR065
971 FR910 FRA10 FRY10|972 FR920 FRA20 FRY20|973 FR930 FRA30 FRY30|974 FR940 FRA40 FRY40|976 FRA50 FRY50`;

const BY_CODE = new Map<string, string[]>();
export const DEPARTMENTS: readonly string[] = TABLE.trim()
  .split(/[|\n]/)
  .map((line) => {
    const [department = '', ...codes] = line.split(' ');
    for (const code of codes) BY_CODE.set(code, [...(BY_CODE.get(code) ?? []), department]);
    return department;
  });

const KNOWN = new Set(DEPARTMENTS);

/** ISO 3166-2 of the regions, to the beginning of their departments' codes. */
const REGIONS: Readonly<Record<string, string>> = {
  ARA: 'FRK',
  BFC: 'FRC',
  BRE: 'FRH',
  CVL: 'FRB',
  COR: 'FRM',
  GES: 'FRF',
  HDF: 'FRE',
  IDF: 'FR1',
  NOR: 'FRD',
  NAQ: 'FRI',
  OCC: 'FRJ',
  PDL: 'FRG',
  PAC: 'FRL',
};

/** All departments under a code of a higher level: a region, the country. */
function under(prefix: string): readonly string[] {
  if (!prefix.startsWith('FR')) return [];
  if (prefix === 'FR') return DEPARTMENTS;
  const found = [...BY_CODE].filter(([code]) => code.startsWith(prefix));
  return [...new Set(found.flatMap(([, departments]) => departments))];
}

/** Geocodes whose value is an INSEE department code itself, by name in lower case. */
const INSEE_NAMES = new Set([
  'insee',
  'insee_com',
  'insee_dep',
  'insee_department',
  'commune',
  'departement',
  'dep',
]);

/**
 * The departments of one geocode; empty when it is not French. The two code lists never disagree:
 * EMMA has FR001 to FR094, NUTS3 starts at FR101, and the four codes they share mean the same; so a
 * code without a name (MeteoAlarm JSON) is understood too.
 */
export function departmentsOfGeocode({ valueName, value }: NamedValue): readonly string[] {
  const name = valueName.trim().toLowerCase();
  // One code per geocode says the standard; some write a list.
  const codes = value.toUpperCase().split(/[\s,;]+/, 200);
  return [...new Set(codes.flatMap((code) => departmentsOfCode(name, code)))];
}

function departmentsOfCode(name: string, code: string): readonly string[] {
  if (/^nuts[0-3]?$/.test(name)) return BY_CODE.get(code) ?? under(code);
  if (name === '' || name === 'emma_id') return BY_CODE.get(code) ?? [];
  if (name.startsWith('iso3166')) {
    const part = code.replace(/^FR-/, '');
    if (part === 'FR') return DEPARTMENTS;
    return KNOWN.has(part) ? [part] : under(REGIONS[part] ?? '');
  }
  return INSEE_NAMES.has(name) ? departmentOfInsee(code) : [];
}

/** Of the code of a department, or of a commune. */
function departmentOfInsee(code: string): readonly string[] {
  const department = /^\d[\dAB]\d{3}$/.test(code)
    ? code.slice(0, code.startsWith('97') ? 3 : 2)
    : code;
  return KNOWN.has(department) ? [department] : [];
}

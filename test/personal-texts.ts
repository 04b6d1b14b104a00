/** Made-up texts that tell of a person, 200 and more: names in many scripts, numbers in many spellings, ids, cards, mails, addresses, findings of a doctor. */
const names = [
  ...['Ana Gomez', 'ana gomez', 'GOMEZ', 'José Núñez', 'Müller', 'Øyvind Åsgård', 'Zoë', 'Łukasz Żak', 'Nguyễn Văn An'],
  ...[
    'Ζωή Παππά',
    'Иван Петров',
    'Олена',
    'محمد علي',
    'فاطمة',
    'יעל כהן',
    'สมชาย ที่ดี',
    'आरती शर्मा',
    'অনিতা',
    'தமிழ் செல்வி',
  ],
  ...[
    '王小明',
    '山田太郎',
    'やまだ',
    'ヤマダ',
    '김민수',
    'გიორგი',
    'Արամ',
    'አበበ',
    'ᎠᎾ',
    '👩🏽‍⚕️ Ana',
    'O’Neill',
    'D’Arcy-Smith',
  ],
  ...[
    'Jo',
    'Wu',
    '李',
    'Al',
    'Ng',
    'Bo Li',
    'ana.gomez',
    'ana_gomez',
    'ana-gomez',
    'AnaGomez',
    'Ana/Gomez',
    'gomez, ana',
  ],
];
const spellings = (number: string): string[] => [
  number,
  `+${number}`,
  `00${number}`,
  number.replace(/(\d{3})(?=\d)/g, '$1 '),
  number.replace(/(\d{2})(?=\d)/g, '$1-'),
  number.replace(/(\d{3})(?=\d)/g, '$1.'),
  number.replace(/(\d{2})(?=\d)/g, '$1/'),
  `(${number.slice(0, 3)}) ${number.slice(3, 7)}-${number.slice(7)}`,
  `tel:+${number}`,
  `${number} ext. 12`,
  number.replace(/(\d{3})(?=\d)/g, '$1\u00a0'),
  [...number].map((digit) => String.fromCodePoint(0x0660 + Number(digit))).join(''),
  [...number].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join(''),
  [...number].map((digit) => String.fromCodePoint(0x0966 + Number(digit))).join(''),
];
const numbers = ['59891000000', '091222333', '4930901820', '12125550123', '972501234567', '819012345678'].flatMap(
  spellings,
);
const ids = [
  ...[
    'CI 4.123.456-7',
    '4.123.456-7',
    '123-45-6789',
    'AB1234567',
    'X1234567L',
    '12.345.678-K',
    '860101-12345',
    '111.444.777-35',
  ],
  ...[
    '4111111111111111',
    '4111 1111 1111 1111',
    '5500-0000-0000-0004',
    'DE89 3704 0044 0532 0130 00',
    'GB29NWBK60161331926819',
  ],
  ...[
    'patient 00042317',
    'policy No. 77-1234-88',
    'SAB 1234',
    'plate: SBA-4321',
    'lot 1964-03-12',
    '12/03/1964',
    '1964-03-12',
  ],
];
const secrets = [
  ...[
    'Bearer abcDEF123ghiJKL456',
    'Basic YW5hOnNlY3JldDEyMw==',
    '?token=abcDEF123',
    'token=abcDEF123',
    'JSESSIONID=0A1B2C3D4E5F',
  ],
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U',
  ...['hunter2', 'P@ssw0rd!', 'pin 0042', 'correct horse battery staple'],
];
const mails = [
  'ana@example.uy',
  'ana.gomez+crm@mail.example',
  '<Ana> ana@x.uy',
  'mailto:ana@example.uy',
  'ана@пример.бел',
  'ana＠x.uy',
];
const places = [
  ...[
    '18 de Julio 1234, Montevideo',
    'Calle Falsa 123',
    '10 Downing St',
    '東京都港区1-2-3',
    'ул. Ленина, 5',
    'Hauptstraße 7',
    'SW1A 2AA',
  ],
  ...[
    '34.9011 S, 56.1645 W',
    'https://crm.example/customer/ana-gomez',
    '/upload/Ana%20Gomez%20091000000.csv',
    'C:\\Ana\\list.csv',
  ],
];
const matters = [
  ...[
    'HIV positive',
    'diabetes tipo 2',
    'pregnant',
    'F32.1',
    'depression',
    'owes 12,500 UYU',
    'wants a refund',
    'divorced',
    'cáncer',
  ],
  ...[
    'ADHD',
    'methadone 40 mg',
    'vota al FA',
    'on parole',
    'Ana: call after 6',
    'name=Ana:phone=091000000',
    'hangs up, swears',
  ],
  ...[
    'dirección nueva',
    'minor (14)',
    'blood type 0-',
    'halal',
    'wife: Eva',
    'do not tell her husband',
    '<b>Ana</b>',
    '{"name":"Ana"}',
  ],
];

const kinds = [names, numbers, ids, secrets, mails, places, matters].flat();
/** In combinations up to their number. */
export const personalTexts: readonly string[] = [
  ...new Set([...kinds, ...kinds.slice(0, 60).map((text) => `${text}; ${kinds[40]}`)]),
];

/** Letters and digits of a text in order. */
const bare = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/** Whether a text can be read in another, also through other signs and spaces; words that everybody uses say nothing. */
export const isReadable = (text: string, told: string): boolean =>
  told.includes(text) || (bare(text).length > 5 && bare(told).includes(bare(text)));
